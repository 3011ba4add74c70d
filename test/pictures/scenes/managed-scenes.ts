import type { Page } from '@playwright/test';
import type { FakeMain } from '../fake-bridge.ts';
import { decided, readyMade, refused } from './managed-views.ts';
import type { Scene } from './scene.ts';
import { settings } from './settings-view.ts';
import { online, readyCloud, six } from './views.ts';

const base: FakeMain = { accounts: six, providers: [readyCloud], status: online, settings };

const text = (words: string) => async (page: Page) => page.getByText(words).first().waitFor();
const press = (name: string) => async (page: Page) => page.getByRole('button', { name, exact: true }).click();
const scene = (name: string, main: FakeMain, shown: Scene['shown'], act?: Scene['act']): Scene => ({
  name,
  page: 'index',
  main: { ...base, ...main },
  shown,
  ...(act === undefined ? {} : { act }),
});
const openSettings = press('Settings');

/** What people see on a computer that an organization looks after. */
export const managedScenes: readonly Scene[] = [
  scene('panel-empty-ready-made', { accounts: [], readyMade }, text('Connect Acme ReadyCloud')),
  scene('settings-decided', { settings: decided }, text('Set by Acme Goods'), openSettings),
  scene(
    'settings-decided-refused',
    { settings: decided, status: { ...online, managedProblem: refused } },
    text('people who are not administrators'),
    openSettings,
  ),
  scene('add-account-ready-made', { readyMade }, text('Connect Acme Returns'), press('Add account')),
  scene(
    'ready-made-running',
    { accounts: [], readyMade, hanging: ['connectReadyMade'] },
    text('The sign-in window is open'),
    press('Connect Acme ReadyCloud'),
  ),
  scene(
    'ready-made-failed',
    {
      accounts: [],
      readyMade,
      failures: {
        connectReadyMade: { code: 'managed-secret', reason: 'readable', detail: '/etc/dockpass/acme-secret' },
      },
    },
    text('read by everyone'),
    press('Connect Acme ReadyCloud'),
  ),
];
