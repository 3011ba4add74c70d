import type { Lock } from '../lock/lock.ts';
import type { Signals } from '../ports/desktop.ts';
import type { Programs } from '../programs/programs.ts';
import type { ClockSkew } from '../renewal/clock-skew.ts';
import type { RenewalScheduler } from '../renewal/renewal-scheduler.ts';
import type { ManagedSettings } from '../settings/managed.ts';

interface SleepAndWakeDeps {
  readonly signals: Pick<Signals, 'on'>;
  readonly clockSkew: Pick<ClockSkew, 'fellAsleep' | 'wokeUp'>;
  readonly scheduler: Pick<RenewalScheduler, 'catchUp'>;
  readonly lock: Pick<Lock, 'lock' | 'watchIdle'>;
  readonly programs: Pick<Programs, 'endGrants'>;
  /** Left out on a computer of one's own. */
  readonly managed?: Pick<ManagedSettings, 'refresh'>;
}

/** All that follows when the computer goes to sleep, and when it wakes up. */
export const followSleepAndWake = (deps: SleepAndWakeDeps): void => {
  const { signals, clockSkew, scheduler, lock, programs, managed } = deps;
  signals.on('suspend', () => {
    clockSkew.fellAsleep();
    lock.lock('sleep');
    programs.endGrants();
  });
  signals.on('resume', () => {
    clockSkew.wokeUp();
    scheduler.catchUp();
    lock.watchIdle();
    void managed?.refresh();
  });
};
