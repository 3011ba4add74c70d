import type { SettingsView } from '../../preload/contract/settings-view.ts';
import { text } from '../text/text.ts';

/** What is said below the switch: what the system answered, where that is not simply yes or no. */
export function startAtLoginHelp({ loginNeedsApproval, loginRefused }: SettingsView): string {
  if (loginNeedsApproval) return text('settings.start-at-login.needs-approval');
  return text(loginRefused ? 'settings.start-at-login.refused' : 'settings.start-at-login.help');
}
