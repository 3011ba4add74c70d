import type { ReadyMadeView } from '../../../preload/contract/connect-form.ts';
import type { ManagedProblem, SettingsView } from '../../../preload/contract/settings-view.ts';
import { settings } from './settings-view.ts';

const readyCloud = {
  providerId: 'readycloud',
  providerName: 'ReadyCloud',
  monogram: 'RC',
  colour: '#1463c9',
  opensWindow: true,
};

/** Two accounts that an organization set up. */
export const readyMade: readonly ReadyMadeView[] = [
  { id: 'acme', name: 'Acme ReadyCloud', ...readyCloud },
  { id: 'returns', name: 'Acme Returns, the desk beside gate 4 in the new hall', ...readyCloud },
];

/** Settings of which the organization decided some. */
export const decided: SettingsView = {
  ...settings,
  clipboardSeconds: 20,
  organization: 'Acme Goods',
  fixed: ['theme', 'clipboardSeconds', 'notifications'],
};

export const refused: ManagedProblem = {
  path: '/etc/dockpass/managed.json',
  reason: 'writable',
  earlierInForce: true,
};
