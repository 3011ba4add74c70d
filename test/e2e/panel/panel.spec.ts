import { existsSync } from 'node:fs';
import { expect } from '@playwright/test';
import type { DockpassRun } from '../../support/launch.ts';
import { makeAccounts } from '../../support/make-accounts.ts';
import { sampleApp, sampleUser } from '../../support/readycloud/settings.ts';
import { connectReadyCloud, expectNoSignIn, field, lastToken, menu, press, row, status } from '../steps/steps.ts';
import { recordFile, refreshGrants, test } from '../steps/storage-steps.ts';

const name = 'Harbour Goods';
const dialog = (run: DockpassRun) => run.panel.getByRole('dialog');
const shownNames = (run: DockpassRun) =>
  run.panel.getByRole('list', { name: 'Accounts' }).getByRole('heading').allInnerTexts();

async function rename(run: DockpassRun, from: string, to: string): Promise<void> {
  await menu(run, from, 'Rename');
  await field(run, 'Account name').fill(to);
  await press(run, 'Save');
  await expect(dialog(run)).toHaveCount(0);
}

test('accounts are renamed to names of their own, pinned to the top, and stay so', async ({ computer }) => {
  await makeAccounts(computer.userData, 3, { label: n => `Depot ${n}` });
  const run = await computer.launch();
  await row(run, 'Depot 1').waitFor();
  await rename(run, 'Depot 2', 'depot 1');
  await expect.poll(() => shownNames(run)).toEqual(['Depot 1', 'depot 1 (2)', 'Depot 3']);
  await rename(run, 'depot 1 (2)', 'Zürich <b>Süd</b> & Co');
  await menu(run, 'Depot 3', 'Pin');
  await expect.poll(() => shownNames(run)).toEqual(['Depot 3', 'Depot 1', 'Zürich <b>Süd</b> & Co']);
  await expect(row(run, 'Depot 3').getByRole('img', { name: 'Pinned' })).toBeVisible();
  await menu(run, 'Depot 1', 'Rename');
  await field(run, 'Account name').fill('   ');
  await press(run, 'Save');
  await expect(dialog(run).getByRole('alert')).toContainText('Account name');
  await press(run, 'Close');
  await run.quit();

  const again = await computer.launch();
  await expect.poll(() => shownNames(again)).toEqual(['Depot 3', 'Depot 1', 'Zürich <b>Süd</b> & Co']);
  await menu(again, 'Depot 3', 'Unpin');
  await expect.poll(() => shownNames(again)).toEqual(['Depot 1', 'Depot 3', 'Zürich <b>Süd</b> & Co']);
});

test('a new App Secret needs no sign-in and renews; other permissions sign in again', async ({ computer }) => {
  const { server } = computer;
  const run = await computer.launch();
  await connectReadyCloud(run, server, { appSecret: '' });
  const token = lastToken(server);
  await menu(run, name, 'Edit details');
  await expect(dialog(run)).toContainText('cannot be renewed automatically');
  await expect(field(run, 'App Id')).toHaveValue(sampleApp.appId);
  await field(run, 'App Secret').fill(sampleApp.appSecret);
  await press(run, 'Save');
  await expect(status(run)).toContainText(`${name} saved`);
  expect(run.openSignIns()).toBe(0);
  await menu(run, name, 'Renew now');
  await expect(status(run)).toContainText(`${name} renewed`);
  expect(refreshGrants(server)).toEqual(['granted']);

  await menu(run, name, 'Edit details');
  await expect(field(run, 'App Secret')).toHaveValue('');
  await expect(dialog(run)).toContainText('One is saved');
  await expect(dialog(run)).not.toContainText('May be empty');
  await dialog(run).getByRole('radio', { name: 'Everything' }).check();
  await press(run, 'Save');
  await (await run.stripPage()).getByRole('button', { name: 'Cancel', exact: true }).click();
  await expect(dialog(run).getByRole('alert')).toContainText('Sign-in was cancelled');
  await press(run, 'Save');
  const page = await run.signInPage();
  await page.getByLabel('Username').fill(sampleUser.name);
  await page.getByLabel('Password').fill(sampleUser.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByText(/It asks for: .*\border,/)).toBeVisible();
  await page.getByRole('button', { name: 'Allow Access' }).click({ noWaitAfter: true });
  await expect(status(run)).toContainText(`${name} saved`);
  await expectNoSignIn(run);
  expect(lastToken(server)).not.toBe(token);
  await expect.poll(() => shownNames(run)).toEqual([name]);
});

test('a removed account can be brought back; otherwise it goes for good, at once or at the next start', async ({
  computer,
}) => {
  const { userData } = computer;
  await makeAccounts(userData, 2, { label: n => `Depot ${n}` });
  const files = ['Depot 1', 'Depot 2'].map(label => recordFile(userData, label));
  const run = await computer.launch();
  const remove = async (label: string): Promise<void> => {
    await menu(run, label, 'Remove');
    await expect(dialog(run)).toContainText('stays valid at ReadyCloud');
    await press(run, 'Remove');
    await expect(row(run, label)).toHaveCount(0);
  };
  await remove('Depot 1');
  await expect(status(run)).toContainText('Depot 1 removed');
  expect((await run.trayMenu()).some(({ label }) => label === 'Depot 1')).toBe(false);
  await status(run).getByRole('button', { name: 'Undo' }).click();
  await row(run, 'Depot 1').waitFor();
  await menu(run, 'Depot 1', 'Remove');
  await press(run, 'Cancel');
  expect(files.map(file => existsSync(file))).toEqual([true, true]);

  await remove('Depot 1');
  await expect.poll(() => files.map(file => existsSync(file)), { timeout: 15_000 }).toEqual([false, true]);
  await remove('Depot 2');
  await run.kill();
  expect(existsSync(files[1] ?? '')).toBe(true);
  const again = await computer.launch();
  await expect(again.panel.getByRole('heading', { name: 'Connect your first account' })).toBeVisible();
  await expect.poll(() => files.map(file => existsSync(file))).toEqual([false, false]);
});

test('the search finds names, providers, environments and organizations', async ({ computer }) => {
  await makeAccounts(computer.userData, 3, { label: n => ['Bäckerei Nord', 'Dock 9', 'Dock 10'][n - 1] ?? '' });
  await makeAccounts(computer.userData, 1, { origin: computer.server.origin, label: () => 'Dock Local' });
  const run = await computer.launch();
  const search = run.panel.getByRole('searchbox', { name: 'Search accounts' });
  const expectFound = async (typed: string, names: readonly string[]): Promise<void> => {
    await search.fill(typed);
    await expect.poll(() => shownNames(run)).toEqual(names);
  };
  await expectFound('backerei', ['Bäckerei Nord']);
  await expectFound('DOCK 10', ['Dock 10']);
  await expectFound('readycloud production', ['Bäckerei Nord', 'Dock 10', 'Dock 9']);
  await expectFound('local', ['Dock Local']);
  await expectFound('org q2', ['Dock 9']);
  await expectFound('nothing like it', []);
  await expect(run.panel.getByText('No accounts found.')).toBeVisible();
  await run.panel.getByRole('button', { name: 'Show all' }).click();
  await expect(search).toHaveValue('');
  expect(await shownNames(run)).toHaveLength(4);
});

test('300 accounts scroll in a list that draws few rows, says where each stands, and copies the last', async ({
  computer,
}) => {
  await makeAccounts(computer.userData, 300, { label: n => `Depot ${String(n).padStart(3, '0')}` });
  const run = await computer.launch();
  const rows = run.panel.getByRole('list', { name: 'Accounts' }).getByRole('listitem');
  await expect(rows.first()).toHaveAttribute('aria-setsize', '300');
  expect(await rows.count()).toBeLessThan(40);
  await rows.first().getByRole('button', { name: 'Copy token for Depot 001' }).focus();
  await run.panel.keyboard.press('End');
  await expect(row(run, 'Depot 300')).toHaveAttribute('aria-posinset', '300');
  await run.panel.keyboard.press('Enter');
  await expect(status(run)).toContainText('Token for Depot 300 copied');
  await expect(row(run, 'Depot 300')).toHaveAttribute('aria-posinset', '300');
  const copied = row(run, 'Depot 300').getByRole('button', { name: 'Copy token for Depot 300' });
  await expect(copied).toBeFocused();
  await expect(copied).toBeInViewport();
  await run.panel.getByRole('searchbox', { name: 'Search accounts' }).fill('depot 123');
  await expect.poll(() => shownNames(run)).toEqual(['Depot 123']);
});
