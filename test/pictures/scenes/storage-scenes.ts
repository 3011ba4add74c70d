import type { Page } from '@playwright/test';
import type { StatusView } from '../../../preload/contract/status-view.ts';
import type { StorageView } from '../../../preload/contract/storage-view.ts';
import type { FakeMain } from '../fake-bridge.ts';
import type { Scene } from './scene.ts';
import { settings } from './settings-view.ts';
import { online, readyCloud, sceneAt, sessionOnly, six } from './views.ts';

const locked: StatusView = { ...online, storage: 'passphrase', lock: 'locked' };
const unlocked: StatusView = { ...online, storage: 'passphrase', lock: 'unlocked' };
const noKeyring: StorageView = {
  choice: 'session-only',
  options: ['passphrase', 'session-only'],
  hasPassphrase: false,
  left: 0,
};

const scene = (name: string, main: FakeMain, words: string, act?: Scene['act']): Scene => ({
  name,
  page: 'index',
  main: { accounts: six, providers: [readyCloud], status: online, settings, ...main },
  shown: async page => page.getByText(words).first().waitFor(),
  ...(act === undefined ? {} : { act }),
});
const press =
  (...names: string[]) =>
  async (page: Page): Promise<void> => {
    for (const name of names) await page.getByRole('button', { name, exact: true }).last().click();
  };
const unlock = async (page: Page): Promise<void> => {
  await press('Copy token for Acme Goods')(page);
  await page.getByLabel('Passphrase', { exact: true }).fill('four dull grey parcels');
  await press('Unlock')(page);
};

/** The accounts as the end of a shift leaves them: their names, and nothing that could be copied. */
const afterShift = six.map(one => ({
  ...one,
  life: { kind: 'until', issuedAt: sceneAt, expiresAt: sceneAt } as const,
  renewal: { kind: 'sign-in-needed' } as const,
  actions: ['reconnect', 'edit', 'rename', 'pin', 'remove'] as const,
}));

const whileLocked: FakeMain = { status: locked, failures: { copy: { code: 'locked' } } };

/** Keeping, the lock and the end of a shift. */
export const keepingScenes: readonly Scene[] = [
  scene('storage-locked', whileLocked, 'Dockpass is locked.'),
  scene('storage-unlock', whileLocked, 'Forgot the passphrase?', async page => {
    await press('Copy token for Acme Goods')(page);
    await page.getByText('Forgot the passphrase?').click();
  }),
  scene(
    'storage-unlock-wait',
    {
      ...whileLocked,
      failures: { ...whileLocked.failures, unlock: { code: 'wrong-passphrase', reason: 'wait', waitSeconds: 16 } },
    },
    'Wait 16 s',
    unlock,
  ),
  scene('storage-unlocked', { status: unlocked }, 'Acme Goods'),
  scene(
    'storage-offered',
    { accounts: [], status: sessionOnly, values: { getStorage: noKeyring } },
    'Keep accounts…',
    press('ReadyCloud'),
  ),
  scene(
    'storage-keyring-unsure',
    { accounts: [], status: { ...sessionOnly, storage: 'keychain-unsure' } },
    'This session only',
    press('ReadyCloud'),
  ),
  scene(
    'storage-no-keyring',
    { status: sessionOnly, values: { getStorage: noKeyring } },
    'At least eight characters',
    async page => {
      await press('Keep accounts…')(page);
      await page.getByRole('radio', { name: 'With a passphrase' }).check();
    },
  ),
  scene('storage-differ', { status: sessionOnly, values: { getStorage: noKeyring } }, 'do not match', async page => {
    await press('Keep accounts…')(page);
    await page.getByRole('radio', { name: 'With a passphrase' }).check();
    await page.getByLabel('Passphrase', { exact: true }).fill('four dull grey parcels');
    await press('Save')(page);
  }),
  scene(
    'storage-change',
    {
      status: unlocked,
      values: {
        getStorage: { choice: 'passphrase', options: ['keychain', 'passphrase'], hasPassphrase: true, left: 2 },
      },
    },
    'Repeat new passphrase',
    press('Settings', 'Storage…'),
  ),
  scene('storage-end-of-shift', {}, 'This cannot be undone', press('Settings', 'End of shift…')),
  scene('backup', {}, 'Which accounts', press('Settings', 'Back up accounts…')),
  scene('backup-progress', { hanging: ['writeBackup'] }, '1,200 of 10,000 accounts', async page => {
    await press('Settings', 'Back up accounts…')(page);
    for (const label of ['Passphrase for the file', 'Repeat passphrase'])
      await page.getByLabel(label).fill('four dull grey parcels');
    await press('Choose where to save…')(page);
    await page.evaluate(() => window.fake.emit('backupProgress', { done: 1200, of: 10_000 }));
  }),
  scene(
    'take-backup',
    {
      values: {
        openBackup: {
          accounts: [
            { label: 'Acme Goods', providerName: 'ReadyCloud', usable: true, here: 'Acme Goods' },
            { label: 'Harbour', providerName: 'Sendcloud', usable: true },
            { label: 'Old shop', providerName: 'shopland', usable: false },
          ],
        },
      },
    },
    'Old shop',
    async page => {
      await press('Settings', 'Restore from backup…')(page);
      await page.getByLabel('Passphrase of the file').fill('four dull grey parcels');
      await press('Choose file…')(page);
    },
  ),
  scene('rows-shift-ended', { accounts: afterShift }, 'Old Mill Outlet'),
  scene('storage-shift-ended', {}, 'No tokens are left', press('Settings', 'End of shift…', 'End shift')),
  scene(
    'activity',
    {
      values: {
        getActivity: [
          { at: sceneAt - 4000, kind: 'copied', account: 'Acme Goods', provider: 'ReadyCloud', format: 'curl' },
          { at: sceneAt - 61_000, kind: 'renewed', account: 'Quayside Prints', provider: 'Sendcloud' },
          {
            at: sceneAt - 3_700_000,
            kind: 'not-renewed',
            code: 'provider-down',
            account: 'متجر المدينة للشحن والتوصيل',
            provider: 'ReadyCloud',
          },
          { at: sceneAt - 7_200_000, kind: 'connected', account: 'Acme Goods', provider: 'ReadyCloud' },
          { at: sceneAt - 90_000_000, kind: 'not-connected', provider: 'OrderCloud', code: 'wrong-credentials' },
          { at: sceneAt - 180_000_000, kind: 'shift-ended' },
        ],
      },
    },
    'Diagnosis copied',
    press('Settings', 'Show activity…', 'Copy diagnosis'),
  ),
  scene('activity-empty', { values: { getActivity: [] } }, 'No activity yet', press('Settings', 'Show activity…')),
];
