import type { ManagedProblem, SettingsView } from '../../preload/contract/settings-view.ts';

const reasons: Record<Exclude<ManagedProblem['reason'], 'content'>, string> = {
  'not-a-file': 'it is a link or a folder, not a file',
  owner: 'it does not belong to an administrator',
  writable: 'others than administrators may change it',
  'too-large': 'it is far too large',
  'not-json': 'it is damaged',
  unreadable: 'it may not be read by you',
  unchecked: 'the system did not say who may change it',
};

/** Which file of the organization's IT does not count, why, and what is in force instead. */
export function managedProblemWords({ path, reason, where, earlierInForce }: ManagedProblem): string {
  const why = reason === 'content' ? `“${where ?? ''}” in it is wrong` : reasons[reason];
  const instead = earlierInForce ? 'What it said before is still in force' : 'Your own settings are in force';
  return `The settings of your organization in ${path} do not count: ${why}. ${instead}; tell your IT.`;
}

/** Who decided what cannot be changed here. */
export const managedWords = ({ organization }: Pick<SettingsView, 'organization'>): string =>
  `Set by ${organization || 'your organization'}. It cannot be changed here.`;
