import type { Page } from '@playwright/test';
import { viewProvider } from '../../../../main/core/accounts/account-view.ts';
import { oauth2 } from '../../../../main/providers/oauth2.ts';
import type { AccountView, RevocationView } from '../../../../preload/contract/account-view.ts';
import type { FakeMain } from '../../fake-bridge.ts';
import type { Scene } from '../scene.ts';
import { settings } from '../settings-view.ts';
import { acme, life, online, sceneAt } from '../views.ts';

const hourMs = 3_600_000;
const { organizationId: _id, detail: _org, ...bare } = { ...acme, organizations: [] };
const dock: AccountView = {
  ...bare,
  id: 'dock',
  label: 'maria@example.com',
  providerId: 'oauth2',
  providerName: oauth2.name,
  monogram: 'ME',
  colour: oauth2.colour,
  detail: 'login.example.com',
  life: life(hourMs, 2 * hourMs),
  actions: ['reconnect', 'check', 'renew', 'show', 'revoke', 'edit', 'rename', 'pin', 'remove'],
};
const returns: AccountView = { ...dock, id: 'returns', label: 'Returns', monogram: 'RE' };
const revoked: AccountView = {
  ...dock,
  id: 'revoked',
  label: 'Night shift',
  monogram: 'NS',
  life: { kind: 'until', issuedAt: sceneAt, expiresAt: sceneAt },
  renewal: { kind: 'sign-in-needed' },
  problem: { code: 'needs-sign-in', reason: 'revoked' },
};
const partly: AccountView = {
  ...dock,
  id: 'partly',
  label: 'Dock 4',
  monogram: 'D4',
  renewal: { kind: 'sign-in-needed' },
  problem: { code: 'needs-sign-in', reason: 'partly-revoked' },
};

const answered = (account: string, more: Partial<RevocationView> = {}): RevocationView => ({
  account,
  provider: oauth2.name,
  outcome: 'not-revoked',
  ...more,
});
const report: readonly RevocationView[] = [
  answered('maria@example.com', { outcome: 'revoked' }),
  answered('Returns', {
    failure: { code: 'provider-down', detail: 'login.example.com', reason: '503', waitSeconds: 90 },
  }),
  answered('Dock 4', {
    outcome: 'partly',
    failure: { code: 'provider-refused', reason: 'unsupported-token-type', detail: 'login.example.com' },
  }),
  answered('Stock robot at the far end of the second warehouse', { outcome: 'revoked', answerLost: true }),
  answered('Night shift', {
    failure: { code: 'timed-out', detail: 'identity.a-rather-long-name.warehouse.example.com' },
  }),
];

const scene = (name: string, main: FakeMain, words: string, act: Scene['act']): Scene => ({
  name,
  page: 'index',
  main: {
    accounts: [dock, returns, revoked, partly],
    providers: [viewProvider(oauth2)],
    status: online,
    settings,
    ...main,
  },
  shown: async page => page.getByText(words).first().waitFor(),
  ...(act === undefined ? {} : { act }),
});
const press = async (page: Page, ...names: string[]): Promise<void> => {
  for (const name of names) await page.getByRole('button', { name, exact: true }).last().click();
};
const choose = async (page: Page, item: string): Promise<void> => {
  await press(page, 'More for maria@example.com');
  await page.getByRole('menuitem', { name: item, exact: true }).click();
};
const endShift = async (page: Page): Promise<void> => {
  await press(page, 'Settings', 'End of shift…');
  await page.getByRole('checkbox', { name: /^Also revoke/ }).check();
};

/** Ending tokens at their provider: by itself, with a removal, and with a shift. */
export const revocationScenes: readonly Scene[] = [
  scene('revoke-rows', {}, 'Revoked at the provider', undefined),
  scene('revoke-menu', {}, 'Revoke at the provider', page => press(page, 'More for maria@example.com')),
  scene('revoke', {}, 'This cannot be undone', page => choose(page, 'Revoke at the provider')),
  scene('revoke-answered', { values: { revoke: report[1] } }, 'asks to wait', async page => {
    await choose(page, 'Revoke at the provider');
    await press(page, 'Revoke');
  }),
  scene('revoke-on-remove', {}, 'when the 10 seconds are over', async page => {
    await choose(page, 'Remove');
    await page.getByRole('checkbox', { name: /^Also revoke/ }).check();
  }),
  scene(
    'revoke-removed',
    { values: { remove: { undoUntilAt: sceneAt }, revokedOnRemoval: report[1] } },
    'but not revoked',
    async page => {
      await choose(page, 'Remove');
      await page.getByRole('checkbox', { name: /^Also revoke/ }).check();
      await press(page, 'Remove');
    },
  ),
  scene('revoke-on-shift', {}, 'Then the providers are asked', endShift),
  scene('revoke-shift-asking', { hanging: ['getShiftReport'] }, 'Asking the providers', async page => {
    await endShift(page);
    await press(page, 'End shift');
  }),
  scene('revoke-shift-report', { values: { getShiftReport: report } }, 'Partly revoked', async page => {
    await endShift(page);
    await press(page, 'End shift');
  }),
];
