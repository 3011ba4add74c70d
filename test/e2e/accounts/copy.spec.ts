import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect } from '@playwright/test';
import type { DockpassRun } from '../../support/launch.ts';
import { waitFor } from '../../support/wait-for.ts';
import { lastToken, menu, row, status } from '../steps/steps.ts';
import { changeRecord, endedLife, isPanelShown, pressClosing, test, windowsOf } from '../steps/storage-steps.ts';

const name = 'Harbour Goods';
const copyFrom = (run: DockpassRun): Promise<void> =>
  row(run, name)
    .getByRole('button', { name: `Copy token for ${name}`, exact: true })
    .click();
const text = async (run: DockpassRun): Promise<string | undefined> => (await run.clipboard())['text/plain'];

/** What a person chose in an earlier session. */
function chooseClipboardTime(userData: string, clipboardSeconds: number): void {
  mkdirSync(userData, { recursive: true, mode: 0o700 });
  writeFileSync(path.join(userData, 'settings.json'), JSON.stringify({ clipboardSeconds }));
}

test('one click puts exactly the token on the clipboard, marked as a secret, and Clear now takes it off', async ({
  computer,
}) => {
  await computer.keepAccounts();
  const run = await computer.launch();
  await copyFrom(run);
  await expect(status(run)).toContainText(`Token for ${name} copied`);
  expect(await run.clipboard()).toEqual({
    'text/plain': lastToken(computer.server),
    'x-kde-passwordManagerHint': 'secret',
  });
  await expect(status(run)).toContainText('Local');
  await expect(status(run).getByRole('timer')).toHaveText(/^Clears in (4[0-5]|3\d) s$/);
  await status(run).getByRole('button', { name: 'Clear now' }).click();
  await expect(status(run)).not.toContainText('copied');
  expect(await run.clipboard()).toEqual({});
});

test('the header, a curl command that the server accepts, the endpoint addresses and the org ID', async ({
  computer,
}) => {
  const { server } = computer;
  await computer.keepAccounts();
  const run = await computer.launch();
  const token = lastToken(server);

  await menu(run, name, 'Copy Authorization header');
  await expect(status(run)).toContainText(`Authorization header for ${name} copied`);
  expect(await text(run)).toBe(`Authorization: Bearer ${token}`);

  await menu(run, name, 'Copy endpoint URL', 'Orders');
  await expect(status(run)).toContainText(`Endpoint URL for ${name} copied`);
  expect(await text(run)).toBe(`${server.origin}/api/v2/orgs/Q7Z/orders/`);
  await menu(run, name, 'Copy endpoint URL', 'Organizations');
  await expect.poll(() => text(run)).toBe(`${server.origin}/api/v2/orgs/`);

  await menu(run, name, 'Copy org ID');
  await expect(status(run)).toContainText(`Org ID for ${name} copied`);
  expect(await text(run)).toBe('Q7Z');

  await menu(run, name, 'Copy curl command');
  await expect(status(run)).toContainText(`curl command for ${name} copied`);
  const asked = server.requestsTo('/api/v2/orgs/');
  const { stdout } = await promisify(execFile)('sh', ['-c', `${await text(run)} -w '\n%{http_code}'`]);
  expect(stdout).toMatch(/"Harbour Goods".*\n200$/s);
  expect(server.requestsTo('/api/v2/orgs/')).toBe(asked + 1);
  expect(server.requests.at(-1)?.credentials).toEqual(['authorization']);
});

test('the clipboard is cleared when its time is over, but not what someone else copied meanwhile', async ({
  computer,
}) => {
  chooseClipboardTime(computer.userData, 10);
  await computer.keepAccounts();
  const run = await computer.launch();
  await copyFrom(run);
  await expect(status(run).getByRole('timer')).toHaveText(/^Clears in ([1-9]|10) s$/);
  await expect.poll(() => run.clipboard(), { timeout: 14_000 }).toEqual({});
  await expect(status(run)).not.toContainText('copied');

  await copyFrom(run);
  await expect(status(run)).toContainText(`Token for ${name} copied`);
  await run.control('copyElsewhere', { text: 'a parcel number' });
  await expect(status(run)).not.toContainText('copied', { timeout: 14_000 });
  expect(await run.clipboard()).toEqual({ 'text/plain': 'a parcel number' });
});

test('where the clipboard may not be read, that is said and Clear now clears it', { tag: '@stand-in' }, async ({
  computer,
}) => {
  chooseClipboardTime(computer.userData, 10);
  await computer.keepAccounts();
  const run = await computer.launch();
  await run.control('clipboardRefuses', { is: true });
  await copyFrom(run);
  await expect(status(run)).toContainText('Dockpass could not check the clipboard', { timeout: 14_000 });
  expect(await text(run)).toBe(lastToken(computer.server));
  await status(run).getByRole('button', { name: 'Clear now' }).click();
  await expect(status(run)).not.toContainText('Dockpass could not check the clipboard');
  expect(await run.clipboard()).toEqual({});
});

test('a token leaves the clipboard when the screen is locked and when Dockpass quits', async ({ computer }) => {
  const file = path.join(computer.userData, '..', 'clipboard.json');
  await computer.keepAccounts();
  const run = await computer.launch({ env: { DOCKPASS_STAND_IN_CLIPBOARD_FILE: file } });
  await copyFrom(run);
  await expect.poll(() => text(run)).toBe(lastToken(computer.server));
  await run.power('lock-screen');
  await expect.poll(() => run.clipboard(), { timeout: 15_000 }).toEqual({});
  await run.power('unlock-screen');

  await copyFrom(run);
  await expect.poll(() => text(run)).toBe(lastToken(computer.server));
  expect(readFileSync(file, 'utf8')).toContain(lastToken(computer.server));
  await run.quit();
  expect(readFileSync(file, 'utf8')).toBe('{}');
});

test('Show token opens a window of its own, without the bridge, and Esc closes it', async ({ computer }) => {
  await computer.keepAccounts();
  const run = await computer.launch();
  await menu(run, name, 'Show token');
  const secretWindows = async () => (await windowsOf(run)).filter(({ url }) => url?.startsWith('app://secret/'));
  await expect.poll(async () => (await secretWindows()).map(({ visible }) => visible)).toEqual([true]);
  const findPage = () =>
    (run.panel.context().browser()?.contexts() ?? [])
      .flatMap(context => context.pages())
      .find(one => /^(https:\/\/secret\.app\.invalid|app:\/\/secret)\//.test(one.url()));
  const page = await waitFor('the page of the window with the token', findPage, 20_000);
  await expect(page.locator('code')).toHaveText(lastToken(computer.server));
  expect(await page.evaluate(() => Object.keys(window).filter(key => /dockpass|bridge|electron/i.test(key)))).toEqual(
    [],
  );
  expect(await run.panel.evaluate(() => document.documentElement.outerHTML)).not.toContain(lastToken(computer.server));
  await pressClosing(page, 'Escape');
  await expect.poll(secretWindows).toEqual([]);
});

test('a token past its end is not copied: the row offers Reconnect, the tray says why', async ({ computer }) => {
  await computer.keepAccounts({ appSecret: '' });
  changeRecord(computer.userData, name, endedLife());

  const run = await computer.launch();
  await expect(row(run, name)).toContainText('Expired');
  await expect(row(run, name)).not.toContainText('sign in again before');
  await expect(row(run, name).getByRole('button', { name: `Reconnect ${name}` })).toBeVisible();
  await expect(row(run, name).getByRole('button', { name: /^Copy/ })).toHaveCount(0);
  expect((await run.trayMenu()).find(({ label }) => label === name)?.submenu?.[0]).toEqual({
    label: 'Expired · Local',
    enabled: false,
  });
  await run.clickTray(name, 'Copy token');
  await expect(status(run)).toContainText('This token has expired');
  expect(await isPanelShown(run)).toBe(true);
  expect(await run.clipboard()).toEqual({});
});
