import { secondMs } from '../../../preload/contract/durations.ts';
import type { DomainEvents } from '../base/domain-events.ts';
import { DockpassError, toFailure } from '../base/errors.ts';
import type { Log } from '../ports/log.ts';
import type { Clock } from '../ports/time.ts';
import type { RenewalScheduler } from '../renewal/renewal-scheduler.ts';
import type { KeptSessions } from '../sign-in/sign-in-ports.ts';
import type { Vault } from '../vault/vault.ts';

interface RemovalDeps {
  readonly vault: Vault;
  readonly scheduler: Pick<RenewalScheduler, 'plan'>;
  readonly sessions: Pick<KeptSessions, 'forget'>;
  readonly events: Pick<DomainEvents, 'tell'>;
  readonly clock: Clock;
  readonly log: Log;
  readonly enqueue: <T>(id: string, work: () => Promise<T>) => Promise<T>;
}

/** Removing an account: hidden at once, deleted when the time for an undo is over. */
export interface Removal {
  readonly isHidden: (id: string) => boolean;
  readonly remove: (id: string) => Promise<{ readonly undoUntilAt: number }>;
  readonly undo: (id: string) => Promise<void>;
  /** Deletes what was removed before the last stop. */
  readonly finishAll: () => Promise<void>;
}

export const undoForMs = 10 * secondMs;

export const createRemoval = ({ vault, scheduler, sessions, events, clock, log, enqueue }: RemovalDeps): Removal => {
  const removals = new Map<string, () => void>();

  const deleteNow = async (id: string): Promise<void> => {
    removals.delete(id);
    const session = vault.get(id)?.record?.keptSession;
    await vault.remove(id);
    if (session !== undefined) await sessions.forget(session);
    events.tell({ kind: 'removed', account: id });
  };

  return {
    isHidden: id => removals.has(id) || vault.get(id)?.record?.removedAt !== undefined,
    remove: async id => {
      const undoUntilAt = clock.now() + undoForMs;
      const entry = vault.get(id);
      if (entry === undefined) throw new DockpassError('bad-input', { field: 'account' });
      if (entry.record !== undefined)
        await enqueue(id, () => vault.save({ ...vault.record(id), removedAt: clock.now() }));
      events.tell({ kind: 'removing', account: id });
      const cancel = clock.alarm(undoUntilAt, () => {
        deleteNow(id).catch(error => log.write('not-removed', { account: id, code: toFailure(error).code }));
      });
      // Asked for twice, the later undo time counts: the end of the first one must not come after an undo.
      removals.get(id)?.();
      removals.set(id, cancel);
      scheduler.plan();
      return { undoUntilAt };
    },
    undo: async id => {
      const cancel = removals.get(id);
      if (cancel === undefined) throw new DockpassError('bad-input', { field: 'account' });
      cancel();
      removals.delete(id);
      if (vault.get(id)?.record === undefined) return;
      await enqueue(id, () => {
        const { removedAt: _undone, ...record } = vault.record(id);
        return vault.save(record);
      });
      events.tell({ kind: 'removal-undone', account: id });
      scheduler.plan();
    },
    finishAll: async () => {
      for (const one of vault.list()) if (one.record?.removedAt !== undefined) await deleteNow(one.id);
    },
  };
};
