import { minuteMs, secondMs } from '../../../preload/contract/durations.ts';
import type { Accounts } from '../accounts/accounts.ts';
import type { Activity } from '../activity/activity.ts';
import type { Backup } from '../backup/backup.ts';
import type { EndOfShift } from '../lock/end-of-shift.ts';
import type { Log } from '../ports/log.ts';
import type { Clock } from '../ports/time.ts';
import type { Programs } from '../programs/programs.ts';
import type { RenewalScheduler } from '../renewal/renewal-scheduler.ts';
import type { KeptSessions } from '../sign-in/sign-in-ports.ts';
import type { AccountStorage } from '../vault/storage-choice.ts';
import type { Vault } from '../vault/vault.ts';

interface StartDeps {
  readonly shift: Pick<EndOfShift, 'finish' | 'isUnfinished'>;
  readonly accounts: Pick<Accounts, 'finishRemovals'>;
  readonly backup: Pick<Backup, 'resolveMoves' | 'removeUnfinished'>;
  readonly scheduler: Pick<RenewalScheduler, 'plan'>;
  readonly keptFiles: Pick<Programs['keptFiles'], 'settle'>;
  readonly storage: Pick<AccountStorage, 'reseal'>;
  readonly vault: Pick<Vault, 'list'>;
  readonly sessions: KeptSessions;
  readonly activity: Pick<Activity, 'load'>;
  readonly clock: Clock;
  readonly log: Log;
}

export interface Start {
  /**
   * What a start does: once the records are `loaded` it finishes what the end of the last run interrupted; after the panel
   * is `drawn` it renews what is due, opens every record, tidies up, and reads the activity.
   */
  readonly begin: (loaded: Promise<void>, drawn: Promise<void>) => Promise<void>;
  /** The records have been read: what is said of accounts from now on is of all of them. */
  readonly hasBegun: () => boolean;
}

const checkAtLatestMs = 5 * secondMs;

export const createStart = (deps: StartDeps): Start => {
  const { clock } = deps;
  let begun = false;
  /** A disk that refuses now may not always. */
  const finishShift = async (): Promise<void> => {
    await deps.shift.finish();
    if (deps.shift.isUnfinished()) clock.alarm(clock.now() + minuteMs, () => void finishShift());
  };
  return {
    hasBegun: () => begun,
    begin: async (loaded, drawn) => {
      await loaded;
      begun = true;
      await finishShift();
      await deps.accounts.finishRemovals();
      void deps.keptFiles.settle();
      let areResolved = false;
      const resolved = deps.backup.resolveMoves().then(() => {
        areResolved = true;
      });
      // Looking through a thousand records would hold up the panel that is just being drawn; should it never be, it is done too.
      const atLatest = new Promise<void>(resolve => {
        clock.alarm(clock.now() + checkAtLatestMs, resolve);
      });
      await Promise.race([drawn, atLatest]);
      deps.scheduler.plan();
      // A place that cannot be reached may take its time to say so.
      if (!areResolved) void resolved.then(deps.scheduler.plan);
      await deps.storage.reseal();
      await tidySessions(deps);
      await deps.activity.load();
      await resolved;
      await deps.backup.removeUnfinished();
    },
  };
};

/** Forgets sessions of accounts that are gone. One unreadable account may own any of them, so then all stay. */
const tidySessions = async ({ sessions, vault, log }: StartDeps): Promise<void> => {
  const records = vault.list().map(one => one.record);
  if (records.includes(undefined)) return;
  const names = records.flatMap(record => record?.keptSession ?? []);
  await sessions.keepOnly(names).catch(() => log.write('sessions-not-tidied'));
};
