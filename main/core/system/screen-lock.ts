import type { ClipboardGuard } from '../copy/clipboard-guard.ts';
import type { Lock } from '../lock/lock.ts';
import type { Signals } from '../ports/desktop.ts';
import type { Programs } from '../programs/programs.ts';
import type { RenewalScheduler } from '../renewal/renewal-scheduler.ts';

interface ScreenLockDeps {
  readonly signals: Pick<Signals, 'on'>;
  readonly lock: Pick<Lock, 'lock'>;
  readonly clipboardGuard: Pick<ClipboardGuard, 'clear'>;
  readonly scheduler: Pick<RenewalScheduler, 'catchUp'>;
  readonly programs: Pick<Programs, 'endGrants'>;
}

/** All that follows when the screen is locked, and when it is unlocked. */
export const followScreenLock = ({ signals, lock, clipboardGuard, scheduler, programs }: ScreenLockDeps): void => {
  signals.on('lock', () => {
    lock.lock('screen');
    // Also where no passphrase locks anything.
    programs.endGrants();
    void clipboardGuard.clear(false);
  });
  signals.on('unlock', () => scheduler.catchUp());
};
