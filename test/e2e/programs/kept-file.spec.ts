import { existsSync, mkdirSync, readFileSync, realpathSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from '@playwright/test';
import { dockpass, openToPrograms, runtimeFolder } from '../steps/program-steps.ts';
import { field, lastToken, menu, press, problem, row } from '../steps/steps.ts';
import { test } from '../steps/storage-steps.ts';

const harbour = 'Harbour Goods';

test('a file is kept current, by the row’s menu, and goes with the account', async ({ computer }, testInfo) => {
  const runtime = runtimeFolder();
  await computer.keepAccounts();
  const run = await computer.launch({ env: { XDG_RUNTIME_DIR: runtime } });
  await openToPrograms(run, {});
  mkdirSync(testInfo.outputPath('labels'), { mode: 0o700 });
  const place = realpathSync(testInfo.outputPath('labels'));
  const file = path.join(place, 'token');
  await menu(run, harbour, 'Programs…');
  await field(run, 'Full path of the file').fill('labels/token');
  await press(run, 'Keep this file');
  await expect(problem(run)).toContainText('This is not a full file path');
  writeFileSync(file, 'mine');
  await field(run, 'Full path of the file').fill(file);
  await press(run, 'Keep this file');
  await expect(problem(run)).toContainText('Another file is already there');
  expect(readFileSync(file, 'utf8')).toBe('mine');
  const ours = path.join(place, 'label-printer');
  await field(run, 'Full path of the file').fill(ours);
  await press(run, 'Keep this file');
  await expect(run.panel.getByRole('dialog')).toContainText(`Kept: ${ours}`);
  await expect.poll(() => existsSync(ours)).toBe(true);
  expect([readFileSync(ours, 'utf8'), statSync(ours).mode & 0o777]).toEqual([lastToken(computer.server), 0o600]);
  await press(run, 'Remove the file');
  await expect.poll(() => existsSync(ours)).toBe(false);
  await field(run, 'Full path of the file').fill(ours);
  await press(run, 'Keep this file');
  await expect.poll(() => existsSync(ours)).toBe(true);
  await press(run, 'Close');
  await expect(row(run, harbour)).toContainText('kept in a file');

  await menu(run, harbour, 'Programs…');
  await field(run, 'Content').selectOption({ label: 'JSON' });
  await press(run, 'Keep this file');
  const endOf = (): number =>
    readFileSync(ours, 'utf8').startsWith('{') ? JSON.parse(readFileSync(ours, 'utf8')).expires_at : 0;
  await expect.poll(endOf).toBeGreaterThan(0);
  await press(run, 'Close');
  // At this provider a renewal moves the end of a token and leaves its text.
  const before = endOf();
  await menu(run, harbour, 'Renew now');
  await expect.poll(endOf).toBeGreaterThan(before);
  // Somebody puts another file there: it stays, and the row, the footer and the tray say so until it is gone.
  const kept = readFileSync(ours, 'utf8');
  writeFileSync(ours, 'mine');
  await menu(run, harbour, 'Renew now');
  await expect(row(run, harbour)).toContainText('File for programs not updated since');
  await expect(row(run, harbour)).toContainText('Another file is already there.');
  await expect(run.panel.getByText('1 account needs you')).toBeVisible();
  expect(JSON.stringify(await run.trayMenu())).toContain('File not updated…');
  expect(readFileSync(ours, 'utf8')).toBe('mine');
  writeFileSync(ours, kept);
  await row(run, harbour)
    .getByRole('button', { name: `Programs… for ${harbour}` })
    .click();
  await press(run, 'Keep this file');
  await press(run, 'Close');
  await expect(row(run, harbour)).toContainText('kept in a file');
  await expect(run.panel.getByText('1 account needs you')).toHaveCount(0);
  // A file is not the same as being asked: nobody opened the account to that.
  expect(await dockpass(runtime)(['token', harbour])).toMatchObject({ code: 110 });

  await menu(run, harbour, 'Remove');
  await press(run, 'Remove');
  await expect.poll(() => existsSync(ours)).toBe(false);
  expect(readFileSync(file, 'utf8')).toBe('mine');
});
