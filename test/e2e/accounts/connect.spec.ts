import { expect } from '@playwright/test';
import { sampleUser, type User } from '../../support/readycloud/settings.ts';
import {
  allow,
  connectReadyCloud,
  expectDetails,
  fillFields,
  menu,
  newApp,
  openForm,
  pressConnect,
  row,
  signInAt,
  startConnecting,
  status,
  test,
} from '../steps/steps.ts';

test('the account is named by its organization, and its row says where it is and how long it lives', async ({
  start,
}) => {
  const { run, server } = await start();
  const account = await connectReadyCloud(run, server);
  await expect(account.getByRole('heading')).toHaveText('Harbour Goods');
  await expect(account).toContainText('ReadyCloud');
  await expect(account).toContainText('org Q7Z');
  await expect(account).toContainText('Local');
  await expect(account.getByRole('timer')).toHaveText(/^36[45] days$/);
  await expect(account).not.toContainText('cannot be renewed automatically');
  await expect(status(run)).toContainText('Connected as Harbour Goods');

  await test.step('a second account of the same organization gets a name of its own', async () => {
    await connectReadyCloud(run, server, { named: 'Harbour Goods (2)' });
    await expect(row(run, 'Harbour Goods')).toHaveCount(1);
  });
});

test('a typed name stays, whatever the organization is called', async ({ shared: { run, server } }) => {
  const { appId } = newApp(server);
  await connectReadyCloud(run, server, { appId, accountName: '  Packing table 4 ', named: 'Packing table 4' });
  await expect(status(run)).toContainText('Connected as Packing table 4');
});

const several: User = {
  name: 'lee@two.example',
  password: 'both-of-them',
  orgs: [
    { id: 'A1B', name: 'North Depot' },
    { id: '7', name: 'Closed Depot', deletedAt: '2024-02-03T00:00:00Z' },
    { id: 'LONGER9', name: 'South Depot' },
    { id: 'C3', name: 'East Depot' },
  ],
};

test('with several organizations over two pages the person picks one, and changes it later', async ({ start }) => {
  const { run, server } = await start({ users: [several], pageSize: 2, user: 'broken-escape' });
  // Named by the user of the answer, with the sign that ReadyCloud's own example has in place of the @.
  await connectReadyCloud(run, server, { user: several, named: several.name.replace('@', '%') });
  const dialog = run.panel.getByRole('dialog');
  const pick = async (name: string): Promise<void> => {
    await expect(dialog.getByRole('radio')).toHaveCount(3);
    await dialog.getByRole('radio', { name: new RegExp(`^${name}`) }).check();
    await dialog.getByRole('button', { name: 'Choose', exact: true }).click();
    await expect(dialog).toHaveCount(0);
  };
  // Asked right after connecting, without anybody pressing anything.
  await pick('South Depot');
  await expect(row(run, 'South Depot')).toContainText('org LONGER9');

  await menu(run, 'South Depot', 'Change organization');
  await pick('East Depot');
  await expect(row(run, 'East Depot')).toContainText('org C3');
  await menu(run, 'East Depot', 'Copy endpoint URL', 'Orders');
  await expect.poll(async () => (await run.clipboard())['text/plain']).toBe(`${server.origin}/api/v2/orgs/C3/orders/`);
});

const inAYear = /cannot be renewed automatically. Sign in again before (\d{1,2} )?[A-Z].* \d{4}/;

test('without an App Secret the details say by when a person must sign in again', async ({
  shared: { run, server },
}) => {
  const { appId } = newApp(server);
  const account = await connectReadyCloud(run, server, { appId, accountName: appId, appSecret: '' });
  await expect(account).not.toContainText('cannot be renewed automatically');
  await expectDetails(run, appId, inAYear);
  await account.getByRole('button', { name: `More for ${appId}` }).click();
  await expect(run.panel.getByRole('menuitem', { name: 'Renew now' })).toHaveCount(0);
  await run.panel.keyboard.press('Escape');
});

test('without a refresh token in the answer the details say the same', async ({ shared: { run, server } }) => {
  const { appId } = newApp(server);
  server.settings.refreshTokens = false;
  try {
    await connectReadyCloud(run, server, { appId, accountName: appId });
    await expectDetails(run, appId, inAYear);
  } finally {
    server.settings.refreshTokens = true;
  }
});

const listed = ['account', 'api_client', 'backup_config', 'calendar', 'company', 'contact', 'license_key', 'note'];
const permissionCases = [
  {
    chosen: 'Everything',
    permissions: 'Everything',
    asked: [...listed, 'order', 'packaging', 'tracking_number'],
  },
  {
    chosen: 'Read only',
    permissions: 'Read only',
    asked: [...listed, 'order', 'packaging'].map(name => `${name}-read_only`),
  },
  {
    chosen: 'one level for each resource',
    permissions: {
      ...Object.fromEntries(
        ['Account', 'API client', 'Backup settings', 'Calendar', 'Company', 'Contacts', 'License keys', 'Notes'].map(
          name => [name, 'None'],
        ),
      ),
      Orders: 'Full',
      Packaging: 'Read only',
      'Tracking numbers': 'None',
      'Wallet subaccounts': 'Full',
    },
    asked: ['order', 'packaging-read_only', 'wallet_subaccount'],
  },
] as const;

for (const { chosen, permissions, asked } of permissionCases) {
  test(`ReadyCloud is asked for what the person chose: ${chosen}`, async ({ shared: { run, server } }) => {
    const app = newApp(server);
    const page = await startConnecting(run, { accountName: app.appId, appId: app.appId, permissions });
    await signInAt(page);
    await expect(page.getByText(/^It asks for:/)).toBeVisible();
    const words = (await page.getByText(/^It asks for:/).innerText()).replace('It asks for: ', '').split(', ');
    expect(words.toSorted()).toEqual([...asked].toSorted());
    await allow(page);
    await expect(row(run, app.appId)).toBeVisible();
    const issued = server.tokens.issued().find(token => token.appId === app.appId);
    expect([...(issued?.scopes ?? [])].toSorted()).toEqual([...asked].toSorted());
  });
}

test('a typed secret is nowhere in the window once Connect was pressed', async ({ shared: { run, server } }) => {
  const app = newApp(server, { appSecret: 'only-this-secret-4471' });
  const held = () =>
    run.panel.evaluate(secret => {
      const fields = [...document.querySelectorAll('input')].map(input => input.value);
      return [document.documentElement.outerHTML, ...fields].some(text => text.includes(secret));
    }, app.appSecret);
  const page = await startConnecting(run, { accountName: app.appId, appId: app.appId, appSecret: app.appSecret });
  expect(await held(), 'while the sign-in window is open').toBe(false);
  await signInAt(page, sampleUser);
  await allow(page);
  await expect(row(run, app.appId)).toBeVisible();
  expect(await held(), 'when connected').toBe(false);
});

test('API version v1 is chosen under Advanced and later changed without a sign-in; the row says deprecated', async ({
  shared: { run, server },
}) => {
  const app = newApp(server);
  const name = app.appId;
  await openForm(run);
  await fillFields(run, {
    'Account name': name,
    'App Id': app.appId,
    'App Secret': app.appSecret,
    'API version': 'v1 (deprecated)',
  });
  await pressConnect(run);
  await signInAt(await run.signInPage());
  await allow(await run.signInPage());
  await expect(row(run, name)).toContainText('v1 deprecated');
  await menu(run, name, 'Copy endpoint URL', 'Orders');
  const copied = async () => (await run.clipboard())['text/plain'];
  await expect.poll(copied).toBe(`${server.origin}/api/v1/orders/`);
  await menu(run, name, 'Copy Authorization header');
  await expect.poll(copied).toMatch(/^Authorization: Bearer /);
  const authorization = (await copied())?.replace('Authorization: ', '') ?? '';
  expect((await fetch(`${server.origin}/api/v1/orders/`, { headers: { authorization } })).status).toBe(200);

  await menu(run, name, 'Edit details');
  await fillFields(run, { 'API version': 'v2' });
  await run.panel.getByRole('dialog').getByRole('button', { name: 'Save', exact: true }).click();
  await expect(row(run, name)).not.toContainText('deprecated');
  expect(run.openSignIns()).toBe(0);
  await menu(run, name, 'Copy endpoint URL', 'Orders');
  await expect.poll(copied).toBe(`${server.origin}/api/v2/orgs/Q7Z/orders/`);
});
