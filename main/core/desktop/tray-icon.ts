import { needsAttention, needsSignIn } from '../../../preload/contract/account-state.ts';
import type { AccountView } from '../../../preload/contract/account-view.ts';
import type { LockView } from '../../../preload/contract/storage-view.ts';
import { text } from '../../text/text.ts';
import type { TrayView } from '../ports/tray-view.ts';

/** What the icon says without being opened: its tooltip, and its dot where an account needs a person. */
export const viewTrayIcon = (
  accounts: readonly AccountView[],
  now: number,
  lock: LockView,
): Pick<TrayView, 'toolTip' | 'attention'> => {
  const waiting = accounts.filter(one => needsAttention(one, now));
  const forSignIn = waiting.every(one => needsSignIn(one, now));
  return {
    toolTip: lock === 'locked' ? text('tray.tooltip.locked') : toolTipOf(accounts.length, waiting.length, forSignIn),
    attention: waiting.length > 0,
  };
};

const toolTipOf = (count: number, waiting: number, forSignIn: boolean): string => {
  if (count === 0) return text('tray.tooltip.no-accounts');
  if (waiting === 0) return text('tray.tooltip.accounts', { count });
  return text(forSignIn ? 'tray.tooltip.accounts-waiting' : 'tray.tooltip.accounts-need-you', { count, waiting });
};
