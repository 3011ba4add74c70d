import { chmodSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from '@playwright/test';
import { managedFile } from '../../support/launch.ts';
import { sampleApp } from '../../support/readycloud/settings.ts';
import { allow, row, signInAt } from '../steps/steps.ts';
import { type Computer, test } from '../steps/storage-steps.ts';

const secretFile = ({ userData }: Computer): string => path.join(path.dirname(managedFile(userData)), 'app-secret');

const acme = (computer: Computer, changed: object = {}) => ({
  version: 1,
  organization: 'Acme Goods',
  accounts: [
    {
      id: 'acme',
      name: 'Acme ReadyCloud',
      provider: 'readycloud',
      environment: 'local',
      values: { appId: sampleApp.appId, permissions: 'order contact' },
      secrets: { appSecret: { file: secretFile(computer) } },
    },
  ],
  ...changed,
});

/** As a tool for many computers does it: written beside, then put in place as a whole. */
function put(file: string, text: string, mode = 0o644): void {
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o755 });
  writeFileSync(`${file}.new`, text);
  chmodSync(`${file}.new`, mode);
  renameSync(`${file}.new`, file);
}

test('on a managed computer one button connects; nothing is typed but the sign-in, and the token renews', async ({
  computer,
}) => {
  const { server, userData } = computer;
  put(managedFile(userData), JSON.stringify(acme(computer)));
  put(secretFile(computer), `${sampleApp.appSecret}\n`, 0o644);
  const run = await computer.launch();
  const button = run.panel.getByRole('button', { name: 'Connect Acme ReadyCloud' });
  await button.click();
  await expect(run.panel.getByRole('alert')).toContainText('can be read by everyone');
  expect(run.openSignIns()).toBe(0);

  put(secretFile(computer), `${sampleApp.appSecret}\n`, 0o640);
  await button.click();
  const page = await run.signInPage();
  await signInAt(page);
  await allow(page);
  const account = row(run, 'Acme ReadyCloud');
  await account.waitFor();
  await expect(account).not.toContainText('cannot be renewed automatically');
  expect(server.grants.map(({ appId, type }) => ({ appId, type }))).toEqual([
    { appId: sampleApp.appId, type: 'implicit' },
  ]);
  const logs = await run.logs();
  expect(logs).not.toContain(sampleApp.appSecret);
  expect(await run.panel.evaluate(() => document.documentElement.outerHTML)).not.toContain(sampleApp.appSecret);
});

test('what is decided is locked and says why; a bad new file is named and changes nothing', async ({ computer }) => {
  const file = managedFile(computer.userData);
  put(file, JSON.stringify(acme(computer, { fixed: { clipboardSeconds: 20 }, presets: { theme: 'dark' } })));
  const run = await computer.launch();
  await run.panel.getByRole('button', { name: 'Settings', exact: true }).click();
  const dialog = run.panel.getByRole('dialog', { name: 'Settings' });
  const seconds = dialog.getByLabel('Clear clipboard after (seconds)');
  await expect(seconds).toHaveValue('20');
  await expect(seconds).toBeDisabled();
  await expect(dialog).toContainText('Set by Acme Goods');
  await expect(dialog.getByRole('radio', { name: 'Dark' })).toBeChecked();
  await dialog.getByRole('radio', { name: 'Light' }).check();

  put(file, JSON.stringify(acme(computer, { fixed: { clipboardSeconds: 5 } })));
  await expect(dialog).toContainText(`${file} ignored: “fixed.clipboardSeconds” in it is wrong`);
  await expect(seconds).toHaveValue('20');

  put(file, JSON.stringify(acme(computer, { fixed: { clipboardSeconds: 30 }, presets: { theme: 'dark' } })));
  await expect(seconds).toHaveValue('30');
  await expect(dialog).not.toContainText('ignored');
  await expect(dialog.getByRole('radio', { name: 'Light' })).toBeChecked();
  await run.kill();

  put(file, '{"version":1}', 0o666);
  const again = await computer.launch();
  await expect(again.panel.getByRole('contentinfo')).toContainText('people who are not administrators can edit it');
  await again.panel.getByRole('button', { name: 'Settings', exact: true }).click();
  await expect(again.panel.getByLabel('Clear clipboard after (seconds)')).toHaveValue('30');
});
