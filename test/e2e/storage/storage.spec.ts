import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { expect } from '@playwright/test';
import type { DockpassRun } from '../../support/launch.ts';
import { sampleApp } from '../../support/readycloud/settings.ts';
import { allow, connectReadyCloud, field, lastToken, press, row, signInAt, status } from '../steps/steps.ts';
import { accountFiles, expectCopies, filesHolding, keepWithPassphrase, test } from '../steps/storage-steps.ts';

const harbour = 'Harbour Goods';
const passphrase = 'four dull grey parcels';

const unlock = async (run: DockpassRun, typed: string): Promise<void> => {
  await field(run, 'Passphrase').fill(typed);
  await press(run, 'Unlock');
};
const trayLabels = async (run: DockpassRun): Promise<readonly string[]> =>
  (await run.trayMenu()).map(({ label }) => label);

test('without a keyring a passphrase keeps accounts: over a restart, a copy that asks for it, and the screen’s lock', async ({
  computer,
}) => {
  const { server, userData } = computer;
  const first = await computer.launch({ keychain: 'basic' });
  await keepWithPassphrase(first, passphrase);
  await connectReadyCloud(first, server);
  await first.kill();
  expect(statSync(path.join(userData, 'vault-key.json')).mode & 0o777).toBe(0o600);
  expect(filesHolding(userData, [...server.tokens.secrets(), sampleApp.appSecret, passphrase])).toEqual([]);

  const second = await computer.launch({ keychain: 'basic' });
  await expect(row(second, harbour)).toContainText(/\d+ days/);
  await expect(second.panel.getByText('Dockpass is locked.')).toBeVisible();
  await row(second, harbour)
    .getByRole('button', { name: `Copy token for ${harbour}` })
    .click();
  await unlock(second, 'four dull green parcels');
  await expect(second.panel.getByRole('dialog')).toContainText('Wrong passphrase');
  expect(await field(second, 'Passphrase').inputValue()).toBe('');
  await expect(field(second, 'Passphrase')).toBeFocused();
  // The next try waits a second; until then even the right one is refused.
  await expect(async () => {
    await unlock(second, passphrase);
    await expect(second.panel.getByRole('dialog')).toHaveCount(0, { timeout: 3000 });
  }).toPass();
  await expect(status(second)).toContainText(`Token for ${harbour} copied`);
  expect((await second.clipboard())['text/plain']).toBe(lastToken(server));

  await second.power('lock-screen');
  await expect.poll(() => trayLabels(second), { timeout: 30_000 }).toContain('Locked');
  await expect.poll(() => second.clipboard()).toEqual({});
  await second.power('unlock-screen');
  await second.clickTray(harbour, 'Copy token');
  await expect(second.panel.getByRole('dialog', { name: 'Unlock Dockpass' })).toBeVisible();
  await unlock(second, passphrase);
  // What was wanted when the lock was met.
  await expect(status(second)).toContainText(`Token for ${harbour} copied`);
  expect((await second.clipboard())['text/plain']).toBe(lastToken(server));
  await expect.poll(() => trayLabels(second)).toContain('Lock now');
});

test('the end of a shift takes tokens and clipboard off the computer and keeps the names where asked', async ({
  computer,
}) => {
  const { server, userData } = computer;
  const run = await computer.launch();
  await connectReadyCloud(run, server);
  await expectCopies(run, harbour, lastToken(server));
  await run.clickTray('End of shift…');
  const dialog = run.panel.getByRole('dialog', { name: 'End of shift' });
  await expect(dialog).toContainText('stay valid at the provider');
  await press(run, 'End shift');
  await expect(status(run)).toContainText('No tokens are left');
  expect(await run.clipboard()).toEqual({});
  await expect(row(run, harbour)).toContainText('Sign-in needed');
  await expect(row(run, harbour).getByRole('button', { name: /^Copy/ })).toHaveCount(0);
  await row(run, harbour)
    .getByRole('button', { name: `Reconnect ${harbour}` })
    .click();
  await signInAt(await run.signInPage());
  await allow(await run.signInPage());
  await expectCopies(run, harbour, () => lastToken(server));

  await run.clickTray('End of shift…');
  await dialog.getByRole('checkbox', { name: 'Keep account names and settings' }).uncheck();
  await press(run, 'End shift');
  await expect(run.panel.getByRole('heading', { name: 'Connect your first account' })).toBeVisible();
  expect(accountFiles(userData)).toEqual([]);
  expect(existsSync(path.join(userData, 'settings.json'))).toBe(false);
});
