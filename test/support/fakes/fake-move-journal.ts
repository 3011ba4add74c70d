import { DockpassError } from '../../../main/core/base/errors.ts';
import type { Move, MoveJournal } from '../../../main/core/ports/storage.ts';

/** The moves as they were saved last; `failing` as a full disk does, `damaged` as a file that nobody can read. */
export const fakeMoveJournal = (): MoveJournal & { moves: readonly Move[]; failing: boolean; damaged: boolean } => {
  const journal = {
    moves: [] as readonly Move[],
    failing: false,
    damaged: false,
    read: () => (journal.damaged ? ('unreadable' as const) : journal.moves),
    save: (moves: readonly Move[]) => {
      if (journal.failing) throw new DockpassError('save-failed', { reason: 'disk-full' });
      journal.moves = moves;
    },
  };
  return journal;
};
