import type { Page } from '@playwright/test';
import { viewProvider } from '../../../main/core/accounts/account-view.ts';
import { ordercloud } from '../../../main/providers/ordercloud.ts';
import type { AccountView } from '../../../preload/contract/account-view.ts';
import type { FakeMain } from '../fake-bridge.ts';
import type { Scene } from './scene.ts';
import { settings } from './settings-view.ts';
import { acme, life, online } from './views.ts';

const hourMs = 3_600_000;
const maria: AccountView = {
  ...acme,
  id: 'maria',
  label: 'maria.admin',
  providerId: 'ordercloud',
  providerName: 'OrderCloud',
  monogram: 'MA',
  colour: ordercloud.colour,
  environment: 'Australia East · Production',
  environmentKind: 'Production',
  life: life(6 * hourMs, 10 * hourMs),
  actions: ['reconnect', 'check', 'renew', 'show', 'sign-out-everywhere', 'edit', 'rename', 'pin', 'remove'],
  organizations: [],
};
const { detail: _org, organizationId: _id, ...bare } = maria;
const fewer: AccountView = {
  ...bare,
  detail: 'Seller',
  scopes: { asked: 10, granted: 8, missing: ['InventoryAdmin', 'PriceScheduleAdmin'] },
};
const elsewhere: AccountView = {
  ...bare,
  id: 'elsewhere',
  label: 'label-printer',
  problem: { code: 'wrong-region', reason: 'known', detail: 'Europe West · Sandbox' },
};
const locked: AccountView = {
  ...bare,
  id: 'locked',
  label: 'admin01',
  problem: { code: 'account-locked', detail: 'useast-sandbox.ordercloud.io' },
  renewal: { kind: 'sign-in-needed' },
};
const refused: AccountView = {
  ...locked,
  id: 'refused',
  label: 'admin02',
  problem: { code: 'wrong-credentials', detail: 'useast-sandbox.ordercloud.io' },
};

const base: FakeMain = {
  accounts: [fewer, elsewhere, locked, refused],
  providers: [viewProvider(ordercloud)],
  status: online,
  settings,
};
const scene = (name: string, main: FakeMain, shown: Scene['shown'], act?: Scene['act'], height?: number): Scene => ({
  name,
  page: 'index',
  main: { ...base, ...main },
  shown,
  ...(act === undefined ? {} : { act }),
  ...(height === undefined ? {} : { height }),
});

const field = (page: Page, name: string) => page.getByRole('dialog').getByLabel(name, { exact: true });
const openForm = async (page: Page): Promise<void> => {
  await page.getByRole('button', { name: 'Add account' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'OrderCloud', exact: true }).click();
};
const tall = 1100;

export const ordercloudScenes: readonly Scene[] = [
  scene('ordercloud-rows', {}, async page => page.getByText('Missing 2 of 10').waitFor(), undefined, tall),
  scene('ordercloud-form', {}, async page => field(page, 'Remember password').waitFor(), openForm, tall),
  scene(
    'ordercloud-form-client',
    {},
    async page => page.getByRole('button', { name: 'FullAccess', exact: true }).waitFor(),
    async page => {
      await openForm(page);
      await field(page, 'Environment').selectOption({ label: 'Another address' });
      await field(page, 'Client credentials').check();
      await field(page, 'Roles').fill('OrderReader HarbourPacker');
      await page.getByText('Choose from the list').click();
      await page.getByRole('button', { name: 'FullAccess', exact: true }).click();
    },
    tall,
  ),
  scene(
    'ordercloud-form-refused',
    { failures: { connect: { code: 'wrong-credentials', detail: 'sandboxapi.ordercloud.io' } } },
    async page => page.getByRole('alert').waitFor(),
    async page => {
      await openForm(page);
      await field(page, 'API client ID').fill('5F0C1A52-1C1E-4B4B-9C61-0A6E7D3B9A01');
      await field(page, 'Username').fill('maria.admin');
      await field(page, 'Password').fill('fixture-password');
      await page.getByRole('button', { name: 'Connect', exact: true }).click();
    },
    tall,
  ),
  scene(
    'ordercloud-sign-out',
    {},
    async page => page.getByText('Every token stops working').waitFor(),
    async page => {
      await page.getByRole('button', { name: 'More for maria.admin' }).click();
      await page.getByRole('menuitem', { name: 'Sign out everywhere' }).click();
    },
  ),
];
