import type { RevocationView } from '../../../preload/contract/account-view.ts';
import { secondMs } from '../../../preload/contract/durations.ts';
import type { DomainEvents } from '../base/domain-events.ts';
import { DockpassError, toFailure } from '../base/errors.ts';
import type { Operation, Operations } from '../base/operations.ts';
import type { Log } from '../ports/log.ts';
import type { Clock } from '../ports/time.ts';
import type { RenewalScheduler } from '../renewal/renewal-scheduler.ts';
import type { KeptSessions } from '../sign-in/sign-in-ports.ts';
import type { Vault } from '../vault/vault.ts';
import type { Revocation } from './revocation.ts';

interface RemovalDeps {
  readonly vault: Vault;
  readonly scheduler: Pick<RenewalScheduler, 'plan'>;
  readonly sessions: Pick<KeptSessions, 'forget'>;
  readonly events: Pick<DomainEvents, 'tell'>;
  readonly clock: Clock;
  readonly log: Log;
  readonly operations: Pick<Operations, 'abort' | 'run'>;
  readonly revocation: Pick<Revocation, 'takeNewest' | 'send'>;
}

/** Removing an account: hidden at once, deleted when the time for an undo is over. */
export interface Removal {
  readonly isHidden: (id: string) => boolean;
  /** `alsoRevoke`: its provider ends its tokens, once the time for an undo is over; whatever comes of that, it is deleted. */
  readonly remove: (id: string, alsoRevoke?: boolean) => Promise<{ readonly undoUntilAt: number }>;
  readonly undo: (id: string) => Promise<void>;
  /** What the provider said, once it has; null where it was not asked, since the removal was undone for one. */
  readonly revoked: (id: string) => Promise<RevocationView | null>;
  /** Deletes what was removed, and says so nowhere but in memory. Never throws. */
  readonly finishUnmarked: () => Promise<void>;
  /** Deletes what was removed before the last stop. Never throws. */
  readonly finishAll: () => Promise<void>;
}

export const undoForMs = 10 * secondMs;

/** Not longer than one request takes. */
const revokedWithinMs = 20 * secondMs;

export const createRemoval = (deps: RemovalDeps): Removal => {
  const { vault, scheduler, sessions, events, clock, log, operations, revocation } = deps;
  const removals = new Map<string, () => void>();
  /** Who waits for what a provider says. */
  const waiting = new Map<string, PromiseWithResolvers<RevocationView | null>>();

  const deleteNow = async (id: string): Promise<void> => {
    removals.delete(id);
    const taking = vault.get(id)?.record?.revokesWhenDeleted === true ? await revocation.takeNewest(id) : undefined;
    // Removed once more while a renewal was waited for: that one has a time for an undo of its own, or was undone.
    if (taking !== undefined && (removals.has(id) || vault.get(id)?.record?.removedAt === undefined)) return;
    // What the disk keeps is deleted at the next start, and its provider asked then.
    await deleteTaken(id).catch(error => {
      tellRevoked(id, null);
      throw error;
    });
    if (taking === undefined) tellRevoked(id, null);
    else void revocation.send([taking], revokedWithinMs).then(([view = null]) => tellRevoked(id, view));
  };
  const tellRevoked = (id: string, view: RevocationView | null): void => {
    waiting.get(id)?.resolve(view);
    waiting.delete(id);
  };

  const deleteTaken = async (id: string): Promise<void> => {
    if (vault.get(id) === undefined) return;
    operations.abort(({ accounts }) => accounts.size === 1 && accounts.has(id), new DockpassError('cancelled'));
    const session = vault.get(id)?.record?.keptSession;
    await vault.remove(id);
    if (session !== undefined) await sessions.forget(session);
    events.tell({ kind: 'removed', account: id });
  };

  /** What the disk keeps is hidden here, and deleted at the next start. */
  const tryToDelete = (id: string): Promise<void> =>
    deleteNow(id).catch(error => log.write('not-removed', { account: id, code: toFailure(error).code }));

  const remove = async (
    id: string,
    alsoRevoke: boolean,
    { signal }: Operation,
  ): Promise<{ readonly undoUntilAt: number }> => {
    const undoUntilAt = clock.now() + undoForMs;
    const entry = vault.get(id);
    if (entry === undefined) throw new DockpassError('bad-input', { field: 'account' });
    const removed = { removedAt: clock.now(), revokesWhenDeleted: alsoRevoke ? true : undefined } as const;
    if (entry.record !== undefined) await vault.change(id, () => ({ patch: removed }), { signal });
    if (alsoRevoke && !waiting.has(id)) waiting.set(id, Promise.withResolvers());
    // Whoever removes an account gives it to no program any more, even where they take the removal back.
    operations.abort(
      one => one.kind === 'hand-over' && one.accounts.has(id),
      new DockpassError('bad-input', { field: 'account' }),
    );
    events.tell({ kind: 'removing', account: id });
    const cancel = clock.alarm(undoUntilAt, () => void tryToDelete(id));
    // Asked for twice, the later undo time counts: the end of the first one must not come after an undo.
    removals.get(id)?.();
    removals.set(id, cancel);
    scheduler.plan();
    return { undoUntilAt };
  };

  const undo = async (id: string, { signal }: Operation): Promise<void> => {
    const stopDeletion = (): void => {
      removals.get(id)?.();
      removals.delete(id);
      tellRevoked(id, null);
    };
    // Gone meanwhile, with the end of a shift.
    const isGone = vault.get(id) === undefined;
    if (!removals.has(id) || isGone) throw new DockpassError('bad-input', { field: 'account' });
    stopDeletion();
    if (vault.get(id)?.record === undefined) return;
    // Where the mark cannot be taken off the disk, the account is back all the same, and the row says that it is not saved.
    const back = { removedAt: undefined, revokesWhenDeleted: undefined };
    const unmarked = vault.change(id, () => ({ patch: back }), { signal, onFailure: 'keep' });
    await unmarked.finally(() => {
      // Asked for twice, the second removal came between: it is undone as well.
      stopDeletion();
      scheduler.plan();
    });
    events.tell({ kind: 'removal-undone', account: id });
  };

  return {
    isHidden: id => removals.has(id) || vault.get(id)?.record?.removedAt !== undefined,
    remove: (id, alsoRevoke = false) => operations.run('change', [id], operation => remove(id, alsoRevoke, operation)),
    revoked: async id => waiting.get(id)?.promise ?? null,
    undo: id => operations.run('change', [id], operation => undo(id, operation)),
    finishUnmarked: async () => {
      for (const id of [...removals.keys()]) if (vault.get(id)?.record === undefined) await tryToDelete(id);
    },
    finishAll: async () => {
      for (const one of vault.list()) if (one.record?.removedAt !== undefined) await tryToDelete(one.id);
    },
  };
};
