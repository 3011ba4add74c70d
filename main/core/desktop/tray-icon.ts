import { needsAttention } from '../../../preload/contract/account-state.ts';
import type { AccountView } from '../../../preload/contract/account-view.ts';
import type { LockView } from '../../../preload/contract/storage-view.ts';
import { text } from '../../text/text.ts';
import type { TrayView } from '../ports/tray-view.ts';

/** What the icon says without being opened: its tooltip, and its dot where an account needs a sign-in. */
export const viewTrayIcon = (
  accounts: readonly AccountView[],
  now: number,
  lock: LockView,
): Pick<TrayView, 'toolTip' | 'attention'> => {
  const waiting = accounts.filter(one => needsAttention(one, now)).length;
  return {
    toolTip: lock === 'locked' ? text('tray.tooltip.locked') : toolTipOf(accounts.length, waiting),
    attention: waiting > 0,
  };
};

const toolTipOf = (count: number, waiting: number): string => {
  if (count === 0) return text('tray.tooltip.no-accounts');
  if (waiting === 0) return text('tray.tooltip.accounts', { count });
  return text('tray.tooltip.accounts-waiting', { count, waiting });
};
