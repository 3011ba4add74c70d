import type { Page } from '@playwright/test';
import { viewProvider } from '../../../main/core/accounts/account-view.ts';
import { oauth2 } from '../../../main/providers/oauth2.ts';
import { ownToken } from '../../../main/providers/own-token.ts';
import type { AccountView } from '../../../preload/contract/account-view.ts';
import type { FakeMain } from '../fake-bridge.ts';
import type { Scene } from './scene.ts';
import { settings } from './settings-view.ts';
import { acme, life, online, sceneAt } from './views.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const { organizationId: _id, detail: _org, ...bare } = { ...acme, organizations: [] };
const other: AccountView = {
  ...bare,
  providerId: 'oauth2',
  providerName: oauth2.name,
  monogram: oauth2.monogram,
  colour: oauth2.colour,
};
const own: AccountView = {
  ...bare,
  providerId: ownToken.id,
  providerName: ownToken.name,
  monogram: ownToken.monogram,
  colour: ownToken.colour,
  renewal: { kind: 'by-person', beforeAt: sceneAt + 41 * dayMs, byTyping: true },
};
const accounts: readonly AccountView[] = [
  { ...other, id: 'maria', label: 'maria@example.com', detail: 'login.example.com', life: life(hourMs, 2 * hourMs) },
  {
    ...other,
    id: 'robot',
    label: 'Stock robot',
    detail: 'identity.a-rather-long-name.warehouse.example.com',
    life: life(20 * 60_000, 0.5 * hourMs),
    renewal: { kind: 'on-copy' },
    scopes: { asked: 2, granted: 1, missing: ['stock:write'] },
  },
  {
    ...other,
    id: 'moved',
    label: 'Old depot',
    detail: 'login.example.com',
    life: life(5 * dayMs, 30 * dayMs),
    problem: { code: 'needs-details', reason: 'other-address' },
  },
  { ...own, id: 'printer', label: 'Label printer', detail: 'api.example.com', life: life(41 * dayMs, 365 * dayMs) },
  {
    ...own,
    id: 'pasted',
    label: 'Pasted once',
    life: { kind: 'unknown' },
    renewal: { kind: 'by-person', byTyping: true },
  },
  {
    ...own,
    id: 'over',
    label: 'Last year’s token',
    life: life(-3 * dayMs, 365 * dayMs),
    renewal: { kind: 'by-person', beforeAt: sceneAt - 3 * dayMs, byTyping: true },
  },
];
const main: FakeMain = { accounts, providers: [oauth2, ownToken].map(viewProvider), status: online, settings };

const openForm = async (page: Page, provider: string): Promise<void> => {
  await page.getByRole('button', { name: 'Add account' }).click();
  await page.getByRole('dialog', { name: 'Add account' }).getByRole('button', { name: provider, exact: true }).click();
};
const field = (page: Page, label: string) => page.getByRole('dialog').getByLabel(label, { exact: true });
const choose = (page: Page, words: RegExp): Promise<unknown> =>
  field(page, 'Way to sign in')
    .locator('option')
    .filter({ hasText: words })
    .getAttribute('value')
    .then(value => field(page, 'Way to sign in').selectOption(value));
const scene = (name: string, act: Scene['act'], label: string, height?: number, change: FakeMain = {}): Scene => ({
  name,
  page: 'index',
  main: { ...main, ...change },
  shown: page => field(page, label).waitFor(),
  ...(act !== undefined && { act }),
  ...(height !== undefined && { height }),
});

export const oauth2Scenes: readonly Scene[] = [
  { name: 'panel-oauth2', page: 'index', main, height: 900, shown: page => page.getByText('Label printer').waitFor() },
  scene('add-oauth2', page => openForm(page, oauth2.name), 'Client secret'),
  scene(
    'add-oauth2-whole',
    async page => {
      await openForm(page, oauth2.name);
      await page.getByText('Advanced').click();
    },
    'API address',
    1500,
  ),
  scene(
    'add-oauth2-password',
    async page => {
      await openForm(page, oauth2.name);
      await choose(page, /password/);
    },
    'Remember password',
    1200,
  ),
  scene(
    'add-oauth2-not-discovered',
    async page => {
      await openForm(page, oauth2.name);
      await field(page, 'Discover from').fill('https://login.example.com');
      await field(page, 'Client ID').fill('fixture-client');
      await page.getByRole('button', { name: 'Connect', exact: true }).click();
      await page.getByText('does not say how to sign in').waitFor();
    },
    'Discover from',
    undefined,
    { failures: { connect: { code: 'bad-input', reason: 'nothing-discovered', field: 'discoverFrom' } } },
  ),
  scene('add-own-token', page => openForm(page, 'I already have a token'), 'Good until'),
];
