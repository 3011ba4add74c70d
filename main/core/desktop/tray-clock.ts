import type { AccountView } from '../../../preload/contract/account-view.ts';
import { dayMs, minuteMs } from '../../../preload/contract/durations.ts';

/**
 * The next full minute at which the tray says something else although nothing happened, epoch ms: a minute less below
 * two days, a day less above. Undefined when no account has time left. More than one change a minute is never asked for.
 */
export const trayChangesAt = (accounts: readonly AccountView[], now: number): number | undefined => {
  let next: number | undefined;
  for (const { life } of accounts) {
    if (life.kind !== 'until' || life.expiresAt < now) continue;
    const left = life.expiresAt - now;
    // The words change after this instant, so the full minute that follows it has the new ones.
    const changesAt = left > 2 * dayMs ? now + (left % dayMs) : now;
    if (next === undefined || changesAt < next) next = changesAt;
  }
  return next === undefined ? undefined : (Math.floor(next / minuteMs) + 1) * minuteMs;
};
