import type { Page } from '@playwright/test';
import { viewProvider } from '../../../main/core/accounts/account-view.ts';
import { providersWith } from '../../../main/providers/index.ts';
import { dayMs } from '../../../preload/contract/durations.ts';
import type { FakeMain } from '../fake-bridge.ts';
import type { Scene } from './scene.ts';
import { acme, online, sceneAt, six } from './views.ts';

// The forms as the providers themselves describe them, so that a field that does not fit is seen.

const main: FakeMain = { accounts: six, providers: providersWith({}).map(viewProvider), status: online };

const openForm = async (page: Page, provider: string): Promise<void> => {
  await page.getByRole('button', { name: 'Add account' }).click();
  await page.getByRole('dialog', { name: 'Add account' }).getByRole('button', { name: provider, exact: true }).click();
};
const field = (page: Page, label: string) => page.getByRole('dialog').getByLabel(label, { exact: true });
const connect = (page: Page): Promise<void> => page.getByRole('button', { name: 'Connect', exact: true }).click();

export const providerScenes: readonly Scene[] = [
  {
    name: 'add-choose-all',
    page: 'index',
    main,
    act: page => page.getByRole('button', { name: 'Add account' }).click(),
    shown: page => page.getByRole('button', { name: 'I already have a token' }).waitFor(),
  },
  {
    name: 'panel-empty-all',
    page: 'index',
    main: { ...main, accounts: [] },
    shown: page => page.getByRole('button', { name: 'I already have a token' }).waitFor(),
  },
  {
    name: 'add-sendcloud',
    page: 'index',
    main,
    act: page => openForm(page, 'Sendcloud'),
    shown: page => field(page, 'Private key').waitFor(),
  },
  {
    name: 'add-sendcloud-oauth2',
    page: 'index',
    main,
    height: 1100,
    act: async page => {
      await openForm(page, 'Sendcloud');
      await field(page, 'OAuth2').check();
      await page.getByText('Choose from the list').click();
      await page.getByText('Advanced').click();
    },
    shown: page => field(page, 'Keep fresh in the background').waitFor(),
  },
  {
    name: 'add-sendcloud-only-oauth2',
    page: 'index',
    main: { ...main, failures: { connect: { code: 'only-oauth2', detail: 'panel.sendcloud.sc' } } },
    act: async page => {
      await openForm(page, 'Sendcloud');
      await field(page, 'Public key').fill('fixture-public');
      await field(page, 'Private key').fill('fixture-private');
      await connect(page);
    },
    shown: page => page.getByRole('button', { name: 'Use OAuth2' }).waitFor(),
  },
  {
    name: 'add-sendcloud-only-keys',
    page: 'index',
    main: { ...main, failures: { connect: { code: 'only-keys', detail: 'Use OAuth2 authentication' } } },
    height: 900,
    act: async page => {
      await openForm(page, 'Sendcloud');
      await field(page, 'OAuth2').check();
      await field(page, 'Public key').fill('fixture-public');
      await field(page, 'Private key').fill('fixture-private');
      await connect(page);
    },
    shown: page => page.getByRole('button', { name: 'Use API keys' }).waitFor(),
  },
  {
    name: 'add-readycloud-guide',
    page: 'index',
    main,
    height: 1100,
    act: async page => {
      await openForm(page, 'ReadyCloud');
      await page.getByText('Where do I find this?').first().click();
      await page.getByText('Advanced').click();
    },
    shown: page => page.getByRole('button', { name: 'Open the provider’s guide' }).first().waitFor(),
  },
  {
    name: 'add-ordercloud-token-address',
    page: 'index',
    main,
    height: 1200,
    act: async page => {
      await openForm(page, 'OrderCloud');
      await page.getByText('Advanced').click();
    },
    shown: page => field(page, 'Token address').waitFor(),
  },
  {
    name: 'rows-about',
    page: 'index',
    main: {
      ...main,
      accounts: [
        { ...acme, life: { kind: 'until', issuedAt: sceneAt, expiresAt: sceneAt + 364.5 * dayMs, about: true } },
        { ...acme, id: 'none', label: 'Depot', scopes: { asked: 2, granted: 0, missing: ['a', 'b'] } },
        {
          ...acme,
          id: 'part',
          label: 'Yard',
          problem: { code: 'bad-reply', detail: 'www.readycloud.com', reason: 'part-of-list' },
          problemOfCheck: true,
        },
      ],
    },
    shown: page => page.getByText('about 364 days').waitFor(),
  },
  {
    name: 'add-packly',
    page: 'index',
    main,
    act: page => openForm(page, 'Packly'),
    shown: page => field(page, 'Client secret').waitFor(),
  },
  {
    name: 'add-packly-sandbox',
    page: 'index',
    main,
    height: 1000,
    act: async page => {
      await openForm(page, 'Packly');
      await field(page, 'Environment').selectOption('Sandbox');
      await field(page, 'Client ID').fill('fixture-client');
      await field(page, 'Client secret').fill('fixture-secret');
      await connect(page);
    },
    shown: page => page.getByText('Check API address').waitFor(),
  },
  {
    name: 'menu-not-for-cmd',
    page: 'index',
    main: {
      ...main,
      accounts: [
        { ...acme, badge: 'v1 deprecated', environment: 'Local', notProduction: true, unsafeFormats: ['cmd'] },
      ],
    },
    act: page => page.getByRole('button', { name: 'More for Acme Goods' }).click(),
    shown: page => page.getByText('cmd would misread').waitFor(),
  },
];
