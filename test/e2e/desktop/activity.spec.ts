import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { expect } from '@playwright/test';
import { menu } from '../steps/steps.ts';
import { test } from '../steps/storage-steps.ts';

const name = 'Harbour Goods';

test('what happened is in the panel after a restart and can be saved, and a diagnosis names nobody', async ({
  computer,
}) => {
  await computer.keepAccounts();
  const first = await computer.launch();
  await menu(first, name, 'Copy Authorization header');
  computer.server.fault({ on: 'token', kind: 'status-500' });
  await menu(first, name, 'Renew now');
  await expect(first.panel.getByRole('listitem')).toContainText('is having problems');
  await first.quit();

  const run = await computer.launch();
  await run.panel.getByRole('button', { name: 'Settings', exact: true }).click();
  await run.panel.getByRole('button', { name: 'Show activity…' }).click();
  const dialog = run.panel.getByRole('dialog', { name: 'Activity' });
  await expect(dialog.getByRole('listitem')).toHaveCount(2);
  await expect(dialog.getByRole('listitem').first()).toContainText(
    `Not renewed: The provider is having problems · ${name}`,
  );
  await expect(dialog.getByRole('listitem').last()).toContainText(`Copied Authorization header · ${name}`);

  const chosen = path.join(computer.userData, '../activity.txt');
  await run.control('dialogAnswers', { answers: [{ canceled: false, filePath: chosen }] });
  await dialog.getByRole('button', { name: 'Save as text…' }).click();
  await expect(dialog.getByRole('status')).toHaveText('Activity saved in activity.txt');
  expect(readFileSync(chosen, 'utf8')).toMatch(/not-renewed {2}Harbour Goods \(ReadyCloud\) {2}provider-down\n/);
  await dialog.getByRole('button', { name: 'Copy diagnosis' }).click();
  await expect(dialog.getByRole('status')).toContainText('Diagnosis copied');
  const { 'text/plain': report = '' } = await run.clipboard();
  expect(report).toMatch(/^Dockpass .*Electron 45/);
  expect(report).toContain('not-renewed  ReadyCloud  provider-down');
  expect(report).not.toContain('Harbour');
  expect(statSync(path.join(computer.userData, 'activity.jsonl')).mode & 0o777).toBe(0o600);
});
