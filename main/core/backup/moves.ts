import { DockpassError, toFailure } from '../base/errors.ts';
import { createKeyedQueue } from '../base/keyed-queue.ts';
import type { Log } from '../ports/log.ts';
import type { BackupFile, Move, MoveJournal } from '../ports/storage.ts';
import type { AccountChange } from '../vault/account-change.ts';
import type { AccountSecrets } from '../vault/account-secrets.ts';
import type { Vault } from '../vault/vault.ts';

interface MovesDeps {
  readonly vault: Vault;
  readonly backupFile: Pick<BackupFile, 'look'>;
  readonly journal: MoveJournal;
  readonly log: Log;
}

type AccountNow = Parameters<Parameters<Vault['change']>[1]>[0];

/**
 * Refresh tokens that move into a backup. Each is in one place only, whatever interrupts: an account that moves is marked
 * and renews no more; the journal names the file and its hash before the file has its name; and only a file that is there
 * with that hash has the token dropped here.
 */
export interface Moves {
  /**
   * A file is being written that these move into: `resolve` leaves them alone until the result is called. What an earlier
   * move says of one that was signed in to since is forgotten. Throws save-failed.
   */
  readonly begin: (ids: readonly string[]) => () => void;
  /** In the account's turn: what goes into the file, and the mark where it renews. */
  readonly mark: (now: AccountNow, secrets: AccountSecrets) => AccountChange | undefined;
  /** Before the file gets its name. Throws save-failed. */
  readonly record: (move: Move) => void;
  /**
   * Brings every move to its end, after it was written as well as at the next start: the token is dropped here where the
   * file is there, and renewed here where it is not. Where nobody can say, the row asks. Never throws.
   */
  readonly resolve: () => Promise<void>;
  /** A person knows where the tokens of this account's move are. Throws busy while it moves into another file. */
  readonly decide: (id: string, where: 'in-file' | 'here') => Promise<void>;
  /** Forgets every move: no account has a token any more. Throws save-failed. */
  readonly forget: () => void;
}

export const createMoves = ({ vault, backupFile, journal, log }: MovesDeps): Moves => {
  const queue = createKeyedQueue();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => queue.run('moves', work);

  /** What moves into a file that is being written. */
  const begun = new Set<string>();
  const moving = (): readonly string[] => vault.list().flatMap(one => (one.record?.moving === true ? [one.id] : []));
  const listed = (): readonly Move[] => {
    const moves = journal.read();
    return moves === 'unreadable' ? [] : moves;
  };

  /** True where none of these is marked any more, on disk too. */
  const endAll = async (ids: readonly string[], change: (now: AccountNow) => Promise<AccountChange>) => {
    let ended = true;
    for (const id of ids) {
      const made = async (now: AccountNow) => {
        if (now.record.moving !== true) return undefined;
        if (!begun.has(id)) return change(now);
        // What is marked now may be the mark of another move.
        ended = false;
        return undefined;
      };
      // Where the disk refuses, the row says what the next start will find, too.
      const changed = vault.change(id, made, { onFailure: 'keep' });
      await changed.catch(error => {
        // One that is gone has no token here.
        if (vault.get(id) === undefined) return;
        ended = false;
        log.write('move-not-ended', { account: id, code: toFailure(error).code });
      });
    }
    return ended;
  };
  const drop = (ids: readonly string[]): Promise<boolean> =>
    endAll(ids, async now => {
      const { refreshToken: _moved, previousRefreshToken: _older, ...secrets } = await now.open();
      const patch = {
        moving: undefined,
        renewingSince: undefined,
        canRenew: false,
        warning: { code: 'moved' },
      } as const;
      return { patch, secrets };
    });
  const goOn = (ids: readonly string[]): Promise<boolean> =>
    endAll(ids, async ({ record: { warning } }) => ({
      patch: { moving: undefined, canRenew: true, ...(warning?.code === 'moved' && { warning: undefined }) },
    }));
  const ask = (ids: readonly string[], path: string): Promise<boolean> =>
    endAll(ids, async () => ({ patch: { warning: { code: 'moved', reason: 'unreachable', detail: path } } }));

  const asks = (id: string): boolean => {
    const warning = vault.get(id)?.record?.warning;
    return warning?.code === 'moved' && warning.reason === 'unreachable';
  };

  /** One that stays is found once more at the next start: then none of its accounts is marked. */
  const remove = (ended: Move): void => {
    try {
      const moves = journal.read();
      // Written anew without the others, these would go on renewing here.
      if (moves === 'unreadable') throw new DockpassError('record-unreadable');
      journal.save(moves.filter(({ hash }) => hash !== ended.hash));
    } catch (error) {
      log.write('move-not-forgotten', { code: toFailure(error).code });
    }
  };

  /** Their tokens are others than those of the earlier move, which must not drop them once they are marked for this one. */
  const forgetSignedIn = (ids: readonly string[]): void => {
    const over = new Set(ids.filter(id => vault.get(id)?.record?.moving !== true));
    const moves = listed();
    if (!moves.some(({ accounts }) => accounts.some(id => over.has(id)))) return;
    const left = moves.map(move => ({ ...move, accounts: move.accounts.filter(id => !over.has(id)) }));
    journal.save(left.filter(({ accounts }) => accounts.length > 0));
  };

  const resolveOne = async (move: Move): Promise<void> => {
    const found = await backupFile.look(move.path, move.folder);
    if (found.kind === 'unreachable') return void (await ask(move.accounts, move.path));
    const isThere = found.kind === 'file' && found.hash === move.hash;
    // As on another stick: ours may be on the one that was pulled.
    if (!isThere && found.kind === 'file' && found.inOtherFolder) return void (await ask(move.accounts, move.path));
    // Another file in that folder means that ours never got its name there.
    if (await (isThere ? drop : goOn)(move.accounts)) remove(move);
  };

  const resolve = async (): Promise<void> => {
    const moves = journal.read();
    if (moves === 'unreadable') return void (await ask(moving(), ''));
    const isBegun = (id: string): boolean => begun.has(id);
    for (const move of moves) if (!move.accounts.some(isBegun)) await resolveOne(move);
    const known = new Set(listed().flatMap(({ accounts }) => accounts));
    // Marked for a file that never was: nothing was recorded of it. What was recorded of one that asks may have been
    // written over since, where nobody could read it.
    await goOn(moving().filter(id => !known.has(id) && !isBegun(id) && !asks(id)));
  };

  return {
    begin: ids => {
      forgetSignedIn(ids);
      for (const id of ids) begun.add(id);
      return () => {
        for (const id of ids) begun.delete(id);
      };
    },
    mark: ({ record }, { refreshToken }) =>
      record.canRenew && refreshToken !== undefined ? { patch: { canRenew: false, moving: true } } : undefined,
    record: move => journal.save([...listed(), move]),
    resolve: () => inTurn(resolve).catch(error => log.write('moves-not-resolved', { code: toFailure(error).code })),
    decide: (id, where) =>
      inTurn(async () => {
        if (begun.has(id)) throw new DockpassError('busy', { reason: 'move' });
        const move = listed().find(({ accounts }) => accounts.includes(id));
        const ended = await (where === 'in-file' ? drop : goOn)(move?.accounts ?? [id]);
        if (move !== undefined && ended) remove(move);
      }),
    forget: () => journal.save([]),
  };
};
