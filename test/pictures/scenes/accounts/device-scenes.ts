import type { Page } from '@playwright/test';
import { viewProvider } from '../../../../main/core/accounts/account-view.ts';
import { longestUserCode, longestVerificationAddress } from '../../../../main/core/base/limits.ts';
import { viewDeviceSignIn } from '../../../../main/platform/device-sign-in-view.ts';
import { oauth2 } from '../../../../main/providers/oauth2.ts';
import { byDevice } from '../../../../main/providers/oauth2-fields.ts';
import type { DeviceSignInView } from '../../../../preload/contract/connect-form.ts';
import type { Scene } from '../scene.ts';
import { acme, online, sceneAt } from '../views.ts';

const origin = 'https://login.example.com';
const usual: DeviceSignInView = viewDeviceSignIn({
  id: 'device-1',
  of: 'oauth2',
  userCode: 'WDJB-MJHT',
  address: `${origin}/device`,
  origin,
  host: 'login.example.com',
  scanned: `${origin}/device?user_code=WDJB-MJHT`,
  expiresAt: sceneAt + 581_000,
  isReached: true,
});
/** As long as any server may make it. */
const host = `${'depot-'.repeat(9)}id.${'warehouse-'.repeat(5)}net.example.com`;
const longest: DeviceSignInView = viewDeviceSignIn({
  ...usual,
  userCode: 'WDJBMJHT'.repeat(longestUserCode / 8),
  address: `https://${host}/`.padEnd(longestVerificationAddress, 'device-'),
  origin: `https://${host}`,
  host,
  scanned: `https://${host}/`.padEnd(1000, 'device-'),
});

const main = { accounts: [acme], providers: [viewProvider(oauth2)], status: online };
const begins =
  (view: DeviceSignInView, then: (page: Page) => Promise<void> = async () => {}) =>
  async (page: Page): Promise<void> => {
    // Whoever listens is there once the accounts are drawn.
    await page.getByText(acme.label).first().waitFor();
    await page.evaluate(shown => window.fake.emit('deviceSignInsChanged', shown), [view]);
    await then(page);
  };
const scene = (name: string, act: Scene['act'], words: string, height = 680): Scene => ({
  name,
  page: 'index',
  main,
  ...(act !== undefined && { act }),
  height,
  shown: page => page.getByRole('dialog').getByText(words).first().waitFor(),
});

export const deviceScenes: readonly Scene[] = [
  scene(
    'add-oauth2-device',
    async page => {
      await page.getByRole('button', { name: 'Add account' }).click();
      const dialog = page.getByRole('dialog', { name: 'Add account' });
      await dialog.getByRole('button', { name: oauth2.name, exact: true }).click();
      await dialog.getByLabel('Way to sign in', { exact: true }).selectOption(byDevice);
    },
    'Device authorization address',
    900,
  ),
  scene('device', begins(usual), '9 min 41 s'),
  scene(
    'device-open',
    begins(usual, page => page.getByRole('dialog').getByText('Open on this computer').click()),
    'This page belongs to',
    760,
  ),
  scene('device-not-reached', begins({ ...usual, isReached: false }), 'does not answer'),
  scene(
    'device-longest',
    begins(longest, page => page.getByRole('dialog').getByText('Open on this computer').click()),
    'This page belongs to',
    1340,
  ),
];
