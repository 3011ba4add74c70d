import type { BackupProgress } from '../../../preload/contract/backup-view.ts';
import { createEvent } from '../base/event.ts';

/** How far a backup is that is being written, opened or taken in. */
export interface Progress {
  readonly tell: (done: number, of: number) => void;
  /** Does the work, and tells when it is over, however it ends. */
  readonly during: <T>(work: () => Promise<T>) => Promise<T>;
  /** Null when it is over. */
  readonly listen: (listener: (progress: BackupProgress | null) => void) => void;
}

/** Accounts from one word of progress to the next. */
const tellsEach = 20;

export const createProgress = (): Progress => {
  const told = createEvent<[progress: BackupProgress | null]>();
  return {
    tell: (done, of) => {
      if (done % tellsEach === 0 || done === of) told.tell({ done, of });
    },
    during: work => work().finally(() => told.tell(null)),
    listen: listener => void told.listen(listener),
  };
};
