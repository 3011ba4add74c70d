import { expect } from '@playwright/test';
import { heapPlace, placesOf, recordingIpc } from '../../support/leaks/places.ts';
import { createMarks } from '../../support/leaks/search.ts';
import { mePath } from '../../support/ordercloud/server.ts';
import {
  asMaria,
  asProgram,
  connect,
  grantsSince,
  lastToken,
  maria,
  printer,
  test,
  withoutRefreshTokens,
} from '../steps/ordercloud-steps.ts';
import { expectDetails, field, fillFields, menu, row, status } from '../steps/steps.ts';
import { changeRecord, dueLife, endedLife, expectCopies } from '../steps/storage-steps.ts';

// What an OrderCloud account does after it is connected.

test('the roles that were granted are told beside those asked for, after a restart too', async ({ computer }) => {
  const { server } = computer;
  const run = await computer.launch();
  await connect(run, { ...asMaria, Roles: 'OrderReader  InventoryAdmin,HarbourPacker FullAccess' }, maria);
  const missing = 'Missing 2 of 4: InventoryAdmin, FullAccess';
  await expect(row(run, maria)).toContainText(missing);
  await menu(run, maria, 'Renew now');
  await expect(status(run)).toContainText(`${maria} renewed`);
  await run.quit();
  const again = await computer.launch();
  await expect(row(again, maria)).toContainText(missing);
  expect(server.received.filter(({ endpoint }) => endpoint === 'token').map(({ form }) => form.get('scope'))).toEqual([
    'OrderReader InventoryAdmin HarbourPacker FullAccess',
    null,
  ]);
});

test('the details of a JWT reach the panel without the token, its signature or the password', {
  tag: '@stand-in',
}, async ({ computer }) => {
  const { server } = computer;
  const run = await computer.launch({ env: recordingIpc });
  await connect(run, asMaria, maria);
  const token = lastToken(server);
  const sent = server.received.length;
  await menu(run, maria, 'Details');
  const details = run.panel.getByRole('dialog', { name: 'Details' });
  await expect(details.getByRole('row', { name: 'usrtype' })).toBeVisible();
  await details.getByLabel('Include claims that may be personal').check();
  await details.getByRole('button', { name: 'Copy details' }).click();
  await expect.poll(async () => (await run.clipboard())['text/plain']).toContain(`usr: ${maria}`);
  expect(server.received).toHaveLength(sent);
  const marks = createMarks();
  marks.mark('token', token);
  marks.mark('signature', token.split('.')[2] ?? '');
  const { 'text/plain': copied = '' } = await run.clipboard();
  const places = [...(await placesOf(run, { panel: run.panel })), await heapPlace('panel', run.panel)];
  expect(marks.findIn([...places, { name: 'clipboard', content: copied }])).toEqual([]);
});

test('Sign out everywhere asks first, ends every session of the user, and Reconnect begins a new one', async ({
  computer,
}) => {
  const { server } = computer;
  const run = await computer.launch();
  const account = await connect(run, asProgram, printer);
  const dead = lastToken(server);
  await menu(run, printer, 'Sign out everywhere');
  const dialog = run.panel.getByRole('dialog', { name: `Sign out everywhere as ${printer}?` });
  await expect(dialog).toContainText('OrderCloud ends all sessions of this user');
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  expect(server.requestsTo('/v1/me/tokens')).toBe(0);

  await menu(run, printer, 'Sign out everywhere');
  await dialog.getByRole('button', { name: 'Sign out everywhere' }).click();
  await expect(status(run)).toContainText(`${printer} signed out everywhere`);
  const asked = await fetch(server.origin + mePath, { headers: { authorization: `Bearer ${dead}` } });
  expect(asked.status).toBe(401);
  await account.getByRole('button', { name: `Reconnect ${printer}`, exact: true }).click();
  await expect(status(run)).toContainText(`Connected as ${printer}`);
  await expectCopies(run, printer, lastToken(server));
  expect(lastToken(server)).not.toBe(dead);
});

test('a password that is not remembered is asked for once more when the token has run out', async ({ computer }) => {
  const { server, userData } = computer;
  withoutRefreshTokens(server);
  const first = await computer.launch();
  await connect(first, asMaria, maria);
  await expectDetails(first, maria, 'cannot be renewed automatically');
  await first.quit();
  changeRecord(userData, maria, endedLife());

  const run = await computer.launch();
  const account = row(run, maria);
  await account.getByRole('button', { name: `Reconnect ${maria}`, exact: true }).click();
  await expect(status(run)).toContainText('Type the password or key again');
  await status(run).getByRole('button', { name: 'Edit details' }).click();
  await expect(field(run, 'Remember password')).not.toBeChecked();
  await expect(field(run, 'Username')).toHaveValue(maria);
  await fillFields(run, { Password: String(asMaria.Password), 'Remember password': true });
  await run.panel.getByRole('dialog').getByRole('button', { name: 'Save', exact: true }).click();
  await expect(status(run)).toContainText(`${maria} saved`);
  await expect(account).not.toContainText('cannot be renewed automatically');
  expect(grantsSince(server, 0)).toEqual(['password: granted', 'password: granted']);
  await expectCopies(run, maria, lastToken(server));
});

test('a remembered password that was changed is tried once and never again by itself', async ({ computer }) => {
  const { server, userData } = computer;
  withoutRefreshTokens(server);
  const first = await computer.launch();
  await connect(first, { ...asMaria, 'Remember password': true }, maria);
  const token = lastToken(server);
  await first.quit();
  const [user] = server.users;
  if (user === undefined) throw new Error('the server has no user');
  server.users[0] = { ...user, password: 'changed-at-the-provider' };
  changeRecord(userData, maria, dueLife());

  const run = await computer.launch();
  await expect(row(run, maria)).toContainText('did not accept these details');
  await expectCopies(run, maria, token);
  await run.quit();
  const again = await computer.launch();
  await expectCopies(again, maria, token);
  expect(grantsSince(server, 1)).toEqual(['password: Auth.InvalidUsernameOrPassword']);
  await menu(again, maria, 'Edit details');
  await fillFields(again, { Password: 'changed-at-the-provider' });
  await again.panel.getByRole('dialog').getByRole('button', { name: 'Save', exact: true }).click();
  await expect(status(again)).toContainText(`${maria} saved`);
  await expectCopies(again, maria, lastToken(server));
});

test('an address of one’s own connects, and a token for another region is said to be one', async ({ computer }) => {
  const { server } = computer;
  server.settings.audience = 'https://westeurope-sandbox.ordercloud.io';
  const run = await computer.launch();
  const address = { Environment: 'Another address', 'API address': `${server.origin}/v1` };
  const account = await connect(run, { ...address, ...asProgram, 'Account name': 'Own gate' }, 'Own gate');
  await expect(account).toContainText('This token belongs to Europe West · Sandbox');
  await expectCopies(run, 'Own gate', lastToken(server));
  await menu(run, 'Own gate', 'Copy endpoint URL', 'Products');
  await expect.poll(async () => (await run.clipboard())['text/plain']).toBe(`${server.origin}/v1/products`);
});
