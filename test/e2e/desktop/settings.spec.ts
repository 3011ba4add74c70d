import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from '@playwright/test';
import type { DockpassRun } from '../../support/launch.ts';
import { makeAccounts } from '../../support/make-accounts.ts';
import { test, windowsOf } from '../steps/storage-steps.ts';

const dialog = (run: DockpassRun) => run.panel.getByRole('dialog', { name: 'Settings' });
const clipboardTime = (run: DockpassRun) => dialog(run).getByLabel('Clear clipboard after (seconds)');
const isDark = (run: DockpassRun) => run.panel.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches);

test('what is chosen in Settings is in force at once and after a restart', async ({ computer }) => {
  await makeAccounts(computer.userData, 1, { origin: computer.server.origin, label: () => 'Depot' });
  const config = path.join(computer.userData, '../config');
  const first = await computer.launch({ env: { XDG_CONFIG_HOME: config } });
  await first.clickTray('Settings…');
  await dialog(first).getByLabel('Start Dockpass when I log in', { exact: true }).check();
  const atLogin = path.join(config, 'autostart/app.dockpass.Dockpass.desktop');
  await expect.poll(() => existsSync(atLogin) && readFileSync(atLogin, 'utf8')).toMatch(/^Exec=.* --hidden$/m);
  await clipboardTime(first).fill('9');
  await expect(dialog(first)).toContainText('It is still 45');
  await clipboardTime(first).fill('20');
  await dialog(first).getByRole('radio', { name: 'Dark' }).check();
  await expect.poll(() => isDark(first)).toBe(true);
  await dialog(first).getByRole('button', { name: 'Open folder' }).click();
  await expect.poll(() => first.control('shellCalls')).toEqual([{ member: 'openPath', argument: computer.userData }]);
  await first.clickTray('Depot', 'Copy token');
  await expect.poll(async () => (await first.notifications()).at(-1)?.body).toContain('clears in 20 s');
  await first.quit();

  const second = await computer.launch({ env: { XDG_CONFIG_HOME: config } });
  await second.panel.getByRole('button', { name: 'Settings', exact: true }).click();
  await expect(clipboardTime(second)).toHaveValue('20');
  await expect(dialog(second).getByRole('radio', { name: 'Dark' })).toBeChecked();
  await dialog(second).getByRole('button', { name: 'Reset settings' }).click();
  await dialog(second).getByRole('button', { name: 'Reset' }).click();
  await expect(clipboardTime(second)).toHaveValue('45');
  await expect(dialog(second).getByRole('radio', { name: 'System' })).toBeChecked();
  expect(existsSync(atLogin)).toBe(false);
});

test('a damaged setting is named, costs no other one, and is put right by the next choice', async ({ computer }) => {
  const first = await computer.launch();
  await first.quit();
  const file = path.join(computer.userData, 'settings.json');
  writeFileSync(file, '{"theme":"sepia","clipboardSeconds":20}');
  const run = await computer.launch();
  await expect(run.panel.getByRole('contentinfo')).toContainText(
    'Dockpass could not read these settings and uses the defaults: theme.',
  );
  await run.panel.getByRole('button', { name: 'Settings', exact: true }).click();
  await expect(clipboardTime(run)).toHaveValue('20');
  await dialog(run).getByRole('radio', { name: 'Light' }).check();
  await expect(run.panel.getByRole('contentinfo')).not.toContainText('settings file');
  await expect
    .poll(() => JSON.parse(readFileSync(file, 'utf8')))
    .toMatchObject({ theme: 'light', clipboardSeconds: 20 });
});

test('where the system refuses notifications, Settings says so', { tag: '@stand-in' }, async ({ computer }) => {
  const run = await computer.launch({ env: { DOCKPASS_STAND_IN_NOTIFICATIONS: 'refused' } });
  const refused = 'The system refused the last notification';
  await run.clickTray('Settings…');
  await expect(clipboardTime(run)).toBeVisible();
  await expect(dialog(run)).not.toContainText(refused);
  // The first time that the panel is closed a notification says that Dockpass goes on.
  const panel = (await windowsOf(run)).find(({ url }) => url.includes('/index.html'));
  await run.control('closeWindow', { id: panel?.id });
  await run.clickTray('Settings…');
  await expect(dialog(run)).toContainText(refused);
  expect(await run.notifications()).toEqual([]);
});
