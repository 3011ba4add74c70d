import type { BackupChoice, BackupForm, BackupView } from '../../../preload/contract/backup-view.ts';
import type { Progress } from '../../../preload/contract/events.ts';
import type { DomainEvents } from '../base/domain-events.ts';
import type { Operations } from '../base/operations.ts';
import { createProgress } from '../base/progress.ts';
import type { Secret } from '../base/secret.ts';
import type { Provider } from '../oauth/provider.ts';
import type { Log } from '../ports/log.ts';
import type { Random } from '../ports/random.ts';
import type { BackupFile, MoveJournal } from '../ports/storage.ts';
import type { RenewalScheduler } from '../renewal/renewal-scheduler.ts';
import type { Vault } from '../vault/vault.ts';
import { createMoves } from './moves.ts';
import { createRestore } from './restore.ts';
import { createWriteBackup } from './write-backup.ts';

/** What backing up works with. */
interface BackupDeps {
  readonly vault: Vault;
  readonly scheduler: RenewalScheduler;
  readonly providers: readonly Provider[];
  readonly backupFile: BackupFile;
  readonly moveJournal: MoveJournal;
  readonly random: Random;
  readonly operations: Operations;
  readonly events: Pick<DomainEvents, 'tell'>;
  readonly log: Log;
}

/** Accounts in a file of the person's own. A refresh token that rotates lives in one place only: it moves or stays. */
export interface Backup {
  /**
   * Writes these accounts (all that can be opened, for none named) to a file; undefined when the person chose none.
   * `moves`: their refresh tokens go along, and this computer renews them no more. Throws bad-input, save-failed, busy.
   */
  readonly write: (form: BackupForm) => Promise<{ readonly count: number; readonly name: string } | undefined>;
  /**
   * Opens a file, reads all of it and says what is in it; nothing is changed. Undefined when the person chose none. Throws
   * wrong-passphrase, backup-damaged; cancelled where it was closed meanwhile.
   */
  readonly open: (passphrase: Secret) => Promise<BackupView | undefined>;
  /**
   * Takes what was opened last, one choice an account, and reads the file once more for it. Gives how many were taken.
   * Throws save-failed, busy, backup-damaged (reason gone) where the file cannot be read any more, cancelled where it was
   * closed meanwhile, and what opening an account here throws that may open later; what was taken until then stays, and
   * taking once more goes on from there.
   */
  readonly take: (choices: readonly BackupChoice[]) => Promise<number>;
  /** Forgets what was opened, and ends the taking of it. */
  readonly close: () => void;
  /** Accounts of the backup that is being written, opened or taken; null when that ends. */
  readonly onProgress: (listener: (progress: Progress | null) => void) => void;
  /** Brings moves to their end that were interrupted, as far as it can be told. Never throws. */
  readonly resolveMoves: () => Promise<void>;
  /** A person knows where the refresh tokens of this account's move are. */
  readonly decideMove: (id: string, where: 'in-file' | 'here') => Promise<void>;
  /** Removes what a program that was killed left of a backup. Never throws. */
  readonly removeUnfinished: () => Promise<void>;
  /** No account has a refresh token any more. Throws save-failed. */
  readonly forgetMoves: () => void;
}

export const createBackup = ({ moveJournal, ...deps }: BackupDeps): Backup => {
  const { vault, backupFile, log, scheduler } = deps;
  const progress = createProgress();
  const moves = createMoves({ vault, backupFile, journal: moveJournal, log });
  const restore = createRestore({ ...deps, progress });
  return {
    ...restore,
    write: createWriteBackup({ ...deps, moves, progress }),
    onProgress: progress.listen,
    resolveMoves: moves.resolve,
    decideMove: (id, where) => moves.decide(id, where).finally(scheduler.plan),
    removeUnfinished: backupFile.removeUnfinished,
    forgetMoves: moves.forget,
  };
};
