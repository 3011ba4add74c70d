import type { ManagedProblem, SettingsView } from '../../preload/contract/settings-view.ts';
import { text } from './text.ts';

/** Which file of the organization's IT does not count, why, and what is in force instead. */
export const managedProblemWords = ({ path, reason, where = '', earlierInForce }: ManagedProblem): string =>
  text(`managed.problem.${reason}`, { path, where, earlier: earlierInForce ? 'yes' : 'no' });

/** Who decided what cannot be changed here. */
export const managedWords = ({ organization = '' }: Pick<SettingsView, 'organization'>): string =>
  text('managed.decided', { named: organization === '' ? 'no' : 'yes', organization });
