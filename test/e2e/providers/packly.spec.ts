import { expect } from '@playwright/test';
import type { DockpassRun } from '../../support/launch.ts';
import { sampleClient, startPackly, verifyPath } from '../../support/packly/server.ts';
import { testWith } from '../steps/computer.ts';
import {
  connectAccount,
  type Fields,
  field,
  fillFields,
  menu,
  openForm,
  pressConnect,
  problem,
  row,
  status,
} from '../steps/steps.ts';

const test = testWith('packly', () => startPackly());

const details: Fields = { 'Client ID': sampleClient.clientId, 'Client secret': sampleClient.clientSecret };
const name = 'Packly';

const clipboard = async (run: DockpassRun): Promise<string> => (await run.clipboard())['text/plain'] ?? '';
const pressCopy = (run: DockpassRun, label: string): Promise<void> =>
  row(run, label)
    .getByRole('button', { name: `Copy token for ${label}`, exact: true })
    .click();
const accepted = async (origin: string, token: string): Promise<boolean> =>
  (await fetch(`${origin}${verifyPath}`, { headers: { authorization: `Bearer ${token}` } })).ok;

test('connected, copied byte for byte, accepted, renewed by one grant, and the same after a restart', async ({
  computer: { launch, server },
}) => {
  const run = await launch();
  const account = await connectAccount(run, 'Packly', details, name);
  await expect(account).toContainText('Local');
  await expect(account.getByRole('timer')).toHaveText(/^(59 min|1 h 00 min)/);
  await pressCopy(run, name);
  await expect(status(run)).toContainText(`Token for ${name} copied`);
  expect(await clipboard(run)).toBe(server.issued[0]);
  expect(await clipboard(run)).toContain('%2F');
  expect(await accepted(server.origin, await clipboard(run))).toBe(true);
  expect(server.received[0]?.headers['user-agent']).toMatch(/^Dockpass\//);

  await test.step('cmd would read a percent sign as something else: not offered, and said why', async () => {
    await account.getByRole('button', { name: `More for ${name}` }).click();
    await expect(run.panel.getByRole('menuitem', { name: 'Copy PowerShell command' })).toBeVisible();
    await expect(run.panel.getByRole('menuitem', { name: 'Copy cmd command' })).toHaveCount(0);
    await expect(run.panel.getByRole('menu')).toContainText('cmd would misread');
    await run.panel.keyboard.press('Escape');
  });
  await menu(run, name, 'Renew now');
  await expect(status(run)).toContainText(`${name} renewed`);
  await pressCopy(run, name);
  await expect.poll(() => clipboard(run)).toBe(server.issued[1]);
  expect(server.grants.map(({ type, outcome }) => [type, outcome])).toEqual([
    ['client_credentials', 'granted'],
    ['client_credentials', 'granted'],
  ]);
  await run.quit();

  const again = await launch();
  await expect(row(again, name)).toContainText('Local');
  await expect(row(again, name).getByRole('timer')).toHaveText(/^5\d min/);
  await pressCopy(again, name);
  await expect.poll(() => clipboard(again)).toBe(server.issued[1]);
  await menu(again, name, 'Check it works');
  await expect(status(again)).toContainText(`${name} works: Packly accepted the credentials`);
  expect(server.grants).toHaveLength(3);
});

test('Sandbox asks for its address in words, and is checked at the address that was given', async ({
  computer: { launch, server },
}) => {
  const run = await launch();
  await openForm(run, 'Packly');
  await fillFields(run, { ...details, Environment: 'Sandbox' });
  await pressConnect(run);
  await expect(problem(run)).toContainText('Check API address');
  await expect(field(run, 'API address')).toBeFocused();
  await expect(field(run, 'Client secret')).toHaveValue(sampleClient.clientSecret);
  await fillFields(run, { 'API address': server.origin, 'Verify address': `${server.origin}${verifyPath}` });
  await pressConnect(run);
  await expect(row(run, name)).toContainText('Sandbox');
  await menu(run, name, 'Check it works');
  await expect(status(run)).toContainText(`${name} works`);
  expect(server.grants).toHaveLength(1);
  expect(server.requestsTo(verifyPath)).toBe(2);
  await menu(run, name, 'Copy endpoint URL', 'Verify address');
  await expect.poll(() => clipboard(run)).toBe(`${server.origin}${verifyPath}`);
});

test('refused details are explained; with Packly down the token is still copied', async ({
  computer: { launch, server },
}) => {
  const run = await launch();
  for (const refusals of ['json', 'page'] as const) {
    server.settings.refusals = refusals;
    await openForm(run, 'Packly');
    await fillFields(run, { ...details, 'Client secret': 'wrong' });
    await pressConnect(run);
    await expect(problem(run)).toContainText('did not accept these details');
    await expect(field(run, 'Client ID')).toHaveValue(sampleClient.clientId);
    await run.panel.keyboard.press('Escape');
  }
  await connectAccount(run, 'Packly', details, name);
  await server.goDown();
  await menu(run, name, 'Renew now');
  await expect(row(run, name)).toContainText('is having problems');
  await pressCopy(run, name);
  await expect.poll(() => clipboard(run)).toBe(server.issued[0]);
  await server.comeBack();
  await row(run, name)
    .getByRole('button', { name: `Try again for ${name}` })
    .click();
  await expect(row(run, name)).not.toContainText('is having problems');
  expect(server.issued).toHaveLength(2);
});
