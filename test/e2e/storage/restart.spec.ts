import { readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from '@playwright/test';
import type { DockpassRun } from '../../support/launch.ts';
import { sampleApp, sampleUser, type User } from '../../support/readycloud/settings.ts';
import {
  allow,
  connectReadyCloud,
  fillForm,
  lastToken,
  menu,
  openForm,
  pressConnect,
  problem,
  row,
  signInAt,
  status,
} from '../steps/steps.ts';
import {
  accountFiles,
  type Computer,
  changeRecord,
  expectCopies,
  filesHolding,
  readRecord,
  recordFile,
  refreshGrants,
  test,
} from '../steps/storage-steps.ts';

const harbour = 'Harbour Goods';
const other: User = { name: 'sam@quay.example', password: 'mind-the-gap', orgs: [{ id: 'K2', name: 'Quay Traders' }] };

const cannotOpen = async (run: DockpassRun, name: string, words = 'This account cannot be opened'): Promise<void> => {
  await expect(row(run, name)).toContainText('Cannot be opened');
  await expect(row(run, name)).toContainText(words);
  await expect(row(run, name).getByRole('button', { name: /^Copy/ })).toHaveCount(0);
};

/** The sample account and one of another person; gives their tokens. */
async function keepTwo(computer: Computer): Promise<{ readonly harbourToken: string; readonly quayToken: string }> {
  await computer.keepAccounts({ users: [sampleUser, other] });
  const [harbourToken = '', quayToken = ''] = computer.server.tokens.issued().map(one => one.accessToken);
  return { harbourToken, quayToken };
}

test.use({ serverOptions: { users: [sampleUser, other] } });

test('an account is still there after a restart, and after a kill right behind the connecting', async ({
  computer,
}) => {
  const first = await computer.launch();
  await connectReadyCloud(first, computer.server);
  const token = lastToken(computer.server);
  await first.kill();

  const second = await computer.launch();
  await expect(row(second, harbour)).toContainText('org Q7Z');
  const shown = await row(second, harbour).innerText();
  await expectCopies(second, harbour, token);
  await second.quit();

  const third = await computer.launch();
  await row(third, harbour).waitFor();
  expect(await row(third, harbour).innerText()).toBe(shown);
  await expectCopies(third, harbour, token);
});

test('what lies on the disk is for this person only and shows no secret', async ({ computer }) => {
  const { server, userData } = computer;
  const run = await computer.launch();
  await connectReadyCloud(run, server);
  await menu(run, harbour, 'Renew now');
  await expect(status(run)).toContainText(`${harbour} renewed`);
  await run.quit();
  expect(statSync(path.join(userData, 'accounts')).mode & 0o777).toBe(0o700);
  expect(accountFiles(userData).map(file => statSync(file).mode & 0o777)).toEqual([0o600]);
  const secrets = [...server.tokens.secrets(), sampleApp.appSecret, sampleUser.password];
  expect(secrets.length).toBe(5);
  expect(filesHolding(userData, secrets)).toEqual([]);
  expect(filesHolding(userData, [sampleApp.appId])).toEqual([...accountFiles(userData)]);
});

test('after the keychain was reset the record stays byte for byte, and Reconnect heals it', async ({ computer }) => {
  await keepTwo(computer);
  const file = recordFile(computer.userData, harbour);
  const before = readFileSync(file);

  const run = await computer.launch({ keychain: 'reset' });
  await cannotOpen(run, harbour, 'The keyring cannot open this account');
  await cannotOpen(run, 'Quay Traders', 'The keyring cannot open this account');
  expect(readFileSync(file).equals(before)).toBe(true);
  await row(run, harbour)
    .getByRole('button', { name: `Reconnect ${harbour}` })
    .click();
  const page = await run.signInPage();
  await signInAt(page);
  await allow(page);
  await expectCopies(run, harbour, () => lastToken(computer.server));
  await cannotOpen(run, 'Quay Traders', 'The keyring cannot open this account');
  await run.quit();

  const again = await computer.launch();
  await expectCopies(again, harbour, lastToken(computer.server));
  expect(accountFiles(computer.userData)).toHaveLength(2);
});

test('a locked keyring is named, nothing is lost, and after unlocking everything works', async ({ computer }) => {
  const { harbourToken } = await keepTwo(computer);
  const before = readFileSync(recordFile(computer.userData, harbour));
  const run = await computer.launch({ keychain: 'locked' });
  await expect(row(run, harbour)).toContainText('The keyring is locked');
  await expect(run.panel.getByRole('contentinfo')).toContainText('keyring locked');
  await expect(run.panel.getByRole('button', { name: 'Restart Dockpass' })).toBeVisible();
  await run.quit();
  expect(readFileSync(recordFile(computer.userData, harbour)).equals(before)).toBe(true);

  const unlocked = await computer.launch();
  await expectCopies(unlocked, harbour, harbourToken);
});

test('behind a locked keyring a new sign-in waits for a restart, or is for this session by the person’s word', async ({
  computer,
}) => {
  const { server, userData } = computer;
  // A start on which the keyring answers leaves what tells a locked one from none.
  const open = await computer.launch();
  await expect(open.panel.getByRole('contentinfo')).toContainText('stored only on this computer');
  await open.quit();

  const run = await computer.launch({ keychain: 'locked' });
  await expect(run.panel.getByRole('contentinfo')).toContainText('keyring locked: unlock it');
  await openForm(run);
  const dialog = run.panel.getByRole('dialog');
  await expect(dialog.getByRole('button', { name: 'Restart Dockpass' })).toBeVisible();
  await fillForm(run, { accountName: harbour });
  await pressConnect(run);
  await expect(problem(run)).toContainText('The keyring is locked');
  expect(run.openSignIns()).toBe(0);
  expect(server.requests).toEqual([]);
  await dialog.getByRole('button', { name: 'This session only' }).click();
  await expect(dialog).toContainText('Accounts are kept for this session only');
  await pressConnect(run);
  await signInAt(await run.signInPage());
  await allow(await run.signInPage());
  await expectCopies(run, harbour, () => lastToken(server));
  await run.quit();
  expect(accountFiles(userData)).toEqual([]);
});

test('where nothing was ever sealed it says “locked or missing”, and offers both ways', async ({ computer }) => {
  const run = await computer.launch({ keychain: 'locked' });
  const footer = run.panel.getByRole('contentinfo');
  await expect(footer).toContainText('keyring locked or missing');
  await expect(footer.getByRole('button', { name: 'Restart Dockpass' })).toBeVisible();
  await expect(footer.getByRole('button', { name: 'Keep accounts…' })).toBeVisible();
  await openForm(run);
  const dialog = run.panel.getByRole('dialog');
  await expect(dialog).toContainText('The keyring is locked or missing');
  await expect(dialog.getByRole('button', { name: 'Restart Dockpass' })).toBeVisible();
  await expect(dialog.getByRole('button', { name: 'This session only' })).toBeVisible();
});

test('behind a locked keyring an account is not signed in anew: that could not be kept', async ({ computer }) => {
  await keepTwo(computer);
  changeRecord(computer.userData, harbour, { needsSignIn: true });
  const before = readFileSync(recordFile(computer.userData, harbour));
  const run = await computer.launch({ keychain: 'locked' });
  await run.clickTray(harbour, 'Sign in again…');
  await expect(status(run)).toContainText('The keyring is locked');
  expect(run.openSignIns()).toBe(0);
  await run.quit();
  expect(readFileSync(recordFile(computer.userData, harbour)).equals(before)).toBe(true);
});

test('without a keyring it says so before the sign-in, works, and keeps nothing', async ({ computer }) => {
  const { server, userData } = computer;
  const run = await computer.launch({ keychain: 'basic' });
  await openForm(run);
  await expect(run.panel.getByRole('dialog')).toContainText('this session only');
  await run.panel.getByRole('button', { name: 'Close', exact: true }).click();
  await connectReadyCloud(run, server);
  await expectCopies(run, harbour, lastToken(server));
  await menu(run, harbour, 'Renew now');
  await expect(status(run)).toContainText(`${harbour} renewed`);
  await expect(run.panel.getByRole('contentinfo')).toContainText('this session only');
  await run.quit();
  expect(accountFiles(userData)).toEqual([]);
  expect(
    filesHolding(userData, [
      ...server.tokens.secrets(),
      sampleApp.appSecret,
      sampleApp.appId,
      sampleUser.name,
      harbour,
    ]),
  ).toEqual([]);

  const again = await computer.launch({ keychain: 'basic' });
  await expect(again.panel.getByRole('heading', { name: 'Connect your first account' })).toBeVisible();
});

test('a truncated and a foreign record are named and left alone, and the others work', async ({ computer }) => {
  const { harbourToken } = await keepTwo(computer);
  const damaged = recordFile(computer.userData, 'Quay Traders');
  truncateSync(damaged, 100);
  const foreign = path.join(computer.userData, 'accounts', 'not-of-ours-at-all.json');
  writeFileSync(foreign, '{"hello":"world"}');

  const run = await computer.launch();
  for (const file of [damaged, foreign]) {
    const name = `Account file ${path.basename(file, '.json')}`;
    await cannotOpen(run, name, 'This account’s file cannot be read');
    await expect(row(run, name).getByRole('button', { name: /^Reconnect/ })).toHaveCount(0);
  }
  await expectCopies(run, harbour, harbourToken);
  await run.quit();
  expect(statSync(damaged).size).toBe(100);
  expect(readFileSync(foreign, 'utf8')).toBe('{"hello":"world"}');
});

test('a record that was edited to send its secrets elsewhere is refused', async ({ computer }) => {
  await keepTwo(computer);
  const file = recordFile(computer.userData, harbour);
  writeFileSync(file, JSON.stringify({ ...readRecord(file), origins: ['https://elsewhere.example'] }));
  const edited = readFileSync(file);
  const asked = computer.server.requests.length;

  const run = await computer.launch();
  await cannotOpen(run, harbour, 'This account’s file was changed outside Dockpass');
  await run.clickTray(harbour, 'Sign in again…');
  await signInAt(await run.signInPage());
  await allow(await run.signInPage());
  await expectCopies(run, harbour, () => lastToken(computer.server));
  expect(refreshGrants(computer.server)).toEqual([]);
  expect(computer.server.requests.slice(asked).some(({ endpoint }) => endpoint === 'token')).toBe(false);
  expect(readFileSync(file).equals(edited)).toBe(false);
});
