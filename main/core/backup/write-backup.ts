import type { BackupForm } from '../../../preload/contract/backup-view.ts';
import type { DomainEvents } from '../base/domain-events.ts';
import { DockpassError, toFailure } from '../base/errors.ts';
import { type Operation, type Operations, untilAborted } from '../base/operations.ts';
import type { ProgressTeller } from '../base/progress.ts';
import { Secret } from '../base/secret.ts';
import type { Provider } from '../oauth/provider.ts';
import type { BackupFile, BackupPlace } from '../ports/storage.ts';
import type { RenewalScheduler } from '../renewal/renewal-scheduler.ts';
import { checkPassphrase } from '../vault/storage-choice.ts';
import type { StoredAccount, Vault } from '../vault/vault.ts';
import { type BackedUp, writePieces } from './backup-content.ts';
import type { Moves } from './moves.ts';
import { withoutRefreshToken } from './renewing.ts';

interface WriteBackupDeps {
  readonly vault: Vault;
  readonly scheduler: Pick<RenewalScheduler, 'plan'>;
  readonly providers: readonly Provider[];
  readonly backupFile: Pick<BackupFile, 'choosePlace'>;
  readonly moves: Moves;
  readonly operations: Operations;
  readonly progress: ProgressTeller;
  readonly events: Pick<DomainEvents, 'tell'>;
}

/** Writes a backup, as `Backup.write` says. */
type WriteBackup = (form: BackupForm) => Promise<{ readonly count: number; readonly name: string } | undefined>;

export const createWriteBackup = (deps: WriteBackupDeps): WriteBackup => {
  const { vault, moves, operations, progress } = deps;

  const idsOf = (wanted: ReadonlySet<string>): readonly string[] => {
    const isMeant = ({ id, record, onDisk }: StoredAccount): boolean =>
      record !== undefined &&
      record.removedAt === undefined &&
      record.awaitsFirstSignIn !== true &&
      (wanted.size === 0 ? record.sealed !== '' || !onDisk : wanted.has(id));
    return vault.list().flatMap(one => (isMeant(one) ? [one.id] : []));
  };

  async function* each(ids: readonly string[], collect: (id: string) => Promise<BackedUp>): AsyncGenerator<BackedUp> {
    for (const [index, id] of ids.entries()) {
      yield await collect(id);
      progress.tell(index + 1, ids.length);
    }
  }

  const copyOf = async (id: string, { signal }: Operation): Promise<BackedUp> => {
    // As it is when its secrets are read: others may come while they are being opened.
    const record = vault.record(id);
    const { previousRefreshToken: _older, ...secrets } = await untilAborted(vault.open(id), signal);
    signal.throwIfAborted();
    return withoutRefreshToken(record, secrets, deps.providers);
  };

  /** It stops renewing before the file is written: two computers must never renew by one refresh token. */
  const moved = async (id: string, { signal }: Operation): Promise<BackedUp & { readonly isMarked: boolean }> => {
    const found: BackedUp[] = [];
    const marked = await vault.change(
      id,
      async now => {
        const { previousRefreshToken: _older, ...secrets } = await now.open();
        // In an earlier file, or here: as long as nobody can say, it is not put into another one.
        const isAsked = now.record.moving === true;
        found.push(
          isAsked ? withoutRefreshToken(now.record, secrets, deps.providers) : { record: now.record, secrets },
        );
        return moves.mark(now, secrets);
      },
      { signal },
    );
    const [one] = found;
    if (one === undefined) throw new DockpassError('record-unreadable');
    return { ...one, isMarked: marked !== undefined };
  };

  const writeCopies = async (ids: readonly string[], place: Place, operation: Operation): Promise<void> => {
    const pieces = writePieces(
      each(ids, id => copyOf(id, operation)),
      ids.length,
    );
    const staged = await place.write(pieces, place.passphrase);
    if (operation.signal.aborted) await staged.discard();
    operation.signal.throwIfAborted();
    await inPlace(staged.commit());
  };

  const writeMoving = async (ids: readonly string[], place: Place, operation: Operation): Promise<void> => {
    const { signal } = operation;
    // An answer that is just coming must not leave a spent refresh token in the file.
    const renewing = operations.whenIdle(one => one.kind === 'renewal' && ids.some(id => one.accounts.has(id)));
    await untilAborted(renewing, signal);
    // What an earlier move left open may be told by now.
    await moves.resolve();
    const ended = moves.begin(ids);
    const accounts: string[] = [];
    const collect = async (id: string): Promise<BackedUp> => {
      const { isMarked, ...one } = await moved(id, operation);
      if (isMarked) accounts.push(id);
      return one;
    };
    try {
      const staged = await place.write(writePieces(each(ids, collect), ids.length), place.passphrase);
      try {
        signal.throwIfAborted();
        moves.record({ path: place.path, hash: staged.hash, folder: staged.folder, accounts });
      } catch (error) {
        await staged.discard();
        throw error;
      }
      await inPlace(staged.commit());
    } finally {
      ended();
    }
  };

  return async form => {
    const passphrase = new Secret(form.passphrase);
    checkPassphrase(passphrase);
    const chosen = await deps.backupFile.choosePlace('dockpass-backup');
    if (chosen === undefined) return undefined;
    const place: Place = { ...chosen, passphrase, write: (...what) => inPlace(chosen.write(...what)) };
    const ids = idsOf(new Set(form.ids));
    if (ids.length === 0) throw new DockpassError('bad-input', { field: 'accounts' });
    await operations.run(form.moves ? 'move' : 'backup', ids, async operation => {
      const written = progress.during(() => (form.moves ? writeMoving : writeCopies)(ids, place, operation));
      // The end of a shift wipes the accounts: nothing more is said of them.
      const isWiped = (): boolean => operation.signal.aborted && operations.isClosed();
      await written.finally(() => (form.moves && !isWiped() ? moves.resolve() : undefined));
    });
    deps.events.tell({ kind: 'backup-written', accounts: ids.length, moved: form.moves });
    deps.scheduler.plan();
    return { count: ids.length, name: place.name };
  };
};

type Place = BackupPlace & { readonly passphrase: Secret };

/** What a disk refuses here is said of the place that the person chose, and not of Dockpass's own folder. */
const inPlace = <T>(work: Promise<T>): Promise<T> =>
  work.catch(cause => {
    const { code, reason } = toFailure(cause);
    const isPlaces = code === 'save-failed' && reason !== 'backup-too-large';
    throw isPlaces ? new DockpassError('save-failed', { reason: 'backup', cause }) : cause;
  });
