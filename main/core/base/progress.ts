import type { Progress } from '../../../preload/contract/events.ts';
import { createEvent } from './event.ts';

/** Tells how far work is that goes through accounts. */
export interface ProgressTeller {
  readonly tell: (done: number, of: number) => void;
  /** Does the work, and tells when it is over, however it ends. */
  readonly during: <T>(work: () => Promise<T>) => Promise<T>;
  /** Null when it is over. */
  readonly listen: (listener: (progress: Progress | null) => void) => void;
}

/** Accounts from one word of progress to the next. */
const tellsEach = 20;

export const createProgress = (): ProgressTeller => {
  const told = createEvent<[progress: Progress | null]>();
  return {
    tell: (done, of) => {
      if (done % tellsEach === 0 || done === of) told.tell({ done, of });
    },
    during: work => work().finally(() => told.tell(null)),
    listen: listener => void told.listen(listener),
  };
};
