import { expect } from '@playwright/test';
import { lastToken, menu, row } from '../steps/steps.ts';
import { test } from '../steps/storage-steps.ts';

const name = 'Harbour Goods';

test('a person makes a format, sees what is wrong with it, copies with it and deletes it again', async ({
  computer,
}) => {
  await computer.keepAccounts();
  const run = await computer.launch();
  const { panel } = run;
  const token = lastToken(computer.server);
  await row(run, name).waitFor();

  await panel.getByRole('button', { name: 'Settings', exact: true }).click();
  await panel.getByRole('button', { name: 'Own copy formats' }).click();
  await panel.getByRole('button', { name: 'Add a format' }).click();
  await panel.getByLabel('Name', { exact: true }).fill('WMS import');
  await panel.getByLabel('Text', { exact: true }).fill("wms --org {org} --token '{token}'");
  await panel.getByLabel('Quotes around values').selectOption('posix');
  await expect(panel.getByText('{token} gets its own quotes.')).toBeVisible();
  await panel.getByRole('button', { name: 'Save', exact: true }).click();
  await panel.getByLabel('Text', { exact: true }).fill('wms --org {org} --token {token}');
  await expect(panel.getByText("wms --org 'ORG-1' --token 'example-token'")).toBeVisible();
  await panel.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(panel.getByRole('button', { name: 'Edit WMS import' })).toBeVisible();
  await panel.getByRole('button', { name: 'Close', exact: true }).click();

  await menu(run, name, 'Copy WMS import');
  await expect.poll(async () => (await run.clipboard())['text/plain']).toBe(`wms --org 'Q7Z' --token '${token}'`);
  expect(JSON.stringify(await run.trayMenu())).toContain('Copy WMS import');

  await panel.evaluate(() => window.dockpass.saveSettings({ ownFormats: [] }));
  await row(run, name)
    .getByRole('button', { name: `More for ${name}` })
    .click();
  await expect(panel.getByRole('menuitem', { name: 'Copy curl command' })).toBeVisible();
  await expect(panel.getByRole('menuitem', { name: 'Copy WMS import' })).toHaveCount(0);
  await panel.keyboard.press('Escape');
  await panel.getByRole('button', { name: 'Settings', exact: true }).click();
  await panel.getByRole('button', { name: 'Activity' }).click();
  await expect(panel.getByRole('list', { name: 'Events' }).getByRole('listitem').first()).toContainText(
    'Copied: another format',
  );
});
