import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, type Locator } from '@playwright/test';
import type { DockpassRun } from '../../support/launch.ts';
import { startOidc } from '../../support/oidc/server.ts';
import { robotClient } from '../../support/oidc/settings.ts';
import { testWith } from '../steps/computer.ts';
import { connectAccount, field, press, row, status } from '../steps/steps.ts';
import { expectCopies } from '../steps/storage-steps.ts';

// A list of accounts written on one computer and taken in on the next, where a person signs in.

const test = testWith('oauth2', startOidc);
const provider = 'Other OAuth 2.0';

const openLists = async (run: DockpassRun): Promise<Locator> => {
  await run.panel.getByRole('button', { name: 'Settings', exact: true }).click();
  await run.panel.getByRole('button', { name: 'Account list…' }).click();
  return run.panel.getByRole('dialog', { name: 'Account list', exact: true });
};

test('a list brings accounts to another computer without their secrets, and a person signs in there', async ({
  computer,
}, info) => {
  const { server } = computer;
  const run = await computer.launch();
  await connectAccount(
    run,
    provider,
    {
      'Way to sign in': 'As a program (client credentials)',
      'Token address': 'https://login.example.com/token',
      'Client ID': robotClient.client_id,
      'Client secret': robotClient.client_secret,
      'How the Client secret is sent': 'In the body',
      'Account name': '=Robot',
    },
    '=Robot',
  );
  const file = path.join(info.outputDir, 'accounts.csv');
  const lists = await openLists(run);
  await run.control('dialogAnswers', { answers: [{ canceled: false, filePath: file }] });
  await lists.getByRole('button', { name: 'Export list…' }).click();
  await expect(lists.getByRole('status')).toContainText('1 account exported to accounts.csv');
  const written = readFileSync(file, 'utf8');
  expect(written).toContain(`"'=Robot","oauth2","local"`);
  expect(written).not.toContain(robotClient.client_secret);

  writeFileSync(file, `${written.replaceAll('Robot', 'Robot 2')}"Shop","shopland","","","","","",""\r\n`);
  const asked = server.grants.length;
  await run.control('dialogAnswers', { answers: [{ canceled: false, filePaths: [file] }] });
  await lists.getByRole('button', { name: 'Import list…' }).click();
  const preview = run.panel.getByRole('dialog', { name: 'Import account list' });
  await expect(preview.getByRole('listitem').filter({ hasText: 'shopland' })).toContainText('Line 3');
  await expect(preview.getByRole('listitem').filter({ hasText: 'https' })).toHaveText(
    'https://login.example.com/token',
  );
  await expect(preview.getByRole('button', { name: 'Add accounts' })).toBeDisabled();
  await preview.getByRole('checkbox', { name: 'https://login.example.com' }).check();
  await press(run, 'Add 1 account');
  await expect(status(run)).toContainText('1 account added. Sign in to use it.');
  await expect(row(run, '=Robot 2')).toContainText('Sign-in needed');
  expect(server.grants.length).toBe(asked);

  await row(run, '=Robot 2').getByRole('button', { name: 'Reconnect =Robot 2' }).click();
  await expect(field(run, 'Token address')).toHaveValue('https://login.example.com/token');
  await field(run, 'Client secret').fill(robotClient.client_secret);
  await press(run, 'Save');
  await expectCopies(run, '=Robot 2', () => server.grants.findLast(one => one.accessToken)?.accessToken ?? '');
});

test('a file that is no list, or one that does harm, is said in words and adds nothing', async ({ computer }, info) => {
  const run = await computer.launch();
  const lists = await openLists(run);
  const file = path.join(info.outputDir, 'hostile.csv');
  const open = async (content: string): Promise<void> => {
    writeFileSync(file, content);
    await run.control('dialogAnswers', { answers: [{ canceled: false, filePaths: [file] }] });
    await lists.getByRole('button', { name: 'Import list…' }).click();
  };
  await open('PK\u0003\u0004\0\0');
  await expect(lists.getByRole('alert')).toContainText('not plain text');
  await open('one,two\n1,2');
  await expect(lists.getByRole('alert')).toContainText('“name” and “provider”');
  await open(`name,provider\n${'a,packly\n'.repeat(300_000)}`);
  await expect(lists.getByRole('alert')).toContainText('5,000 accounts');
  await open(`name;provider;clientId\r\n${'=HYPERLINK("x");packly;a\r\n'.repeat(20)}`);
  const preview = run.panel.getByRole('dialog', { name: 'Import account list' });
  await expect(preview.getByRole('heading', { name: '19 accounts cannot be added' })).toBeVisible();
  await expect(preview.getByRole('listitem').filter({ hasText: '=HYPERLINK("x")' })).toHaveCount(1);
});

test('a list of 2,000 accounts is looked through, added in sight of how far it is, stopped, and begun again', async ({
  computer,
}, info) => {
  test.setTimeout(240_000);
  const run = await computer.launch();
  const count = 2000;
  const file = path.join(info.outputDir, 'many.csv');
  const lines = Array.from(
    { length: count },
    (_, at) => `Shop ${at + 1},packly,client-${at + 1},Dock ${(at % 40) + 1}`,
  );
  writeFileSync(file, `name,provider,clientId,groups\n${lines.join('\n')}\n`);
  const preview = run.panel.getByRole('dialog', { name: 'Import account list' });
  const open = async (): Promise<void> => {
    const lists = await openLists(run);
    await run.control('dialogAnswers', { answers: [{ canceled: false, filePaths: [file] }] });
    await lists.getByRole('button', { name: 'Import list…' }).click();
  };
  await open();
  await expect(preview).toContainText('2,000 accounts to add.');
  await preview.getByRole('button', { name: 'Show 1,800 more' }).click();
  await expect(preview.getByRole('listitem')).toHaveCount(count);
  const last = preview.getByRole('listitem').last();
  await last.scrollIntoViewIfNeeded();
  await expect(last).toContainText('Shop 2000');
  await preview.getByRole('button', { name: 'Add 2,000 accounts' }).click();
  const progress = preview.locator('.sheet-progress');
  await expect(progress).toHaveText(/^[\d,]+ of 2,000 accounts$/);
  const doneOf = async (): Promise<number> =>
    Number.parseInt((await progress.textContent())?.replace(',', '') ?? '', 10);
  await expect.poll(doneOf).toBeGreaterThan(100);
  // Pressed while accounts come in: the page must go on answering.
  await preview.getByRole('button', { name: 'Cancel' }).click();
  await expect(preview).toBeHidden();
  const first = run.panel.getByRole('list', { name: 'Accounts' }).getByRole('listitem').first();
  const added = async (): Promise<number> => Number(await first.getAttribute('aria-setsize'));
  await expect.poll(added).toBeGreaterThan(100);
  const stoppedAt = await added();
  expect(stoppedAt).toBeLessThan(count);
  await run.panel.getByRole('searchbox', { name: 'Search accounts' }).fill('shop 12');
  await expect(row(run, 'Shop 12')).toContainText('Sign-in needed');

  await open();
  await expect(preview).toContainText(/ are already here\./);
  const add = preview.getByRole('button', { name: /^Add [\d,]+ accounts$/ });
  const left = Number.parseInt((await add.textContent())?.replace(/\D/g, '') ?? '', 10);
  expect(left).toBeGreaterThan(0);
  expect(left).toBeLessThanOrEqual(count - stoppedAt);
});
