import { expect } from '@playwright/test';
import type { DockpassRun, TrayItem } from '../../support/launch.ts';
import { makeAccounts } from '../../support/make-accounts.ts';
import { lastToken, row, status } from '../steps/steps.ts';
import { changeRecord, endedLife, isPanelShown, isRunning, test, windowsOf } from '../steps/storage-steps.ts';

const name = 'Harbour Goods';
const ownItems = ['Add account…', 'Open Dockpass', 'Settings…', 'End of shift…', 'Quit'];
/** Said the first time that the panel is closed. */
const stillRunning = {
  title: 'Dockpass is still running',
  body: 'Find it in the tray. To quit, use its menu.',
  silent: true,
};
const labels = (items: readonly TrayItem[]): readonly string[] => items.map(({ label }) => label);

async function hidePanel(run: DockpassRun): Promise<void> {
  const panel = (await windowsOf(run)).find(({ url }) => url?.includes('/index.html'));
  await run.control('closeWindow', { id: panel?.id });
  await expect.poll(() => isPanelShown(run)).toBe(false);
}

test('the tray lists accounts, then its own items; what was copied last stands on top', async ({ computer }) => {
  await makeAccounts(computer.userData, 12, {
    origin: computer.server.origin,
    label: n => `Depot ${String(n).padStart(2, '0')}`,
  });
  const run = await computer.launch();
  const depots = Array.from({ length: 12 }, (_, index) => `Depot ${String(index + 1).padStart(2, '0')}`);
  await expect.poll(async () => labels(await run.trayMenu())).toEqual([...depots.slice(0, 10), 'More', ...ownItems]);
  const before = await run.trayMenu();
  expect(labels(before[10]?.submenu ?? [])).toEqual(['Depot 11', 'Depot 12', 'All accounts…']);
  expect(before[0]?.submenu?.[0]).toEqual({
    label: expect.stringMatching(/^36[45] days left · Local$/),
    enabled: false,
  });
  expect(labels(before[0]?.submenu?.slice(1) ?? [])).toEqual([
    'Copy token',
    'Copy Authorization header',
    'Copy curl command',
    'Copy PowerShell command',
    'Copy cmd command',
    'Copy endpoint URL',
    'Copy org ID',
    'Copy as .env',
    'Copy as JSON',
  ]);

  await run.clickTray('More', 'Depot 12', 'Copy token');
  await expect.poll(async () => (await run.trayMenu())[0]?.label).toBe('Copy Depot 12');
  await run.clickTray('Depot 03', 'Copy org ID');
  await expect
    .poll(async () => labels(await run.trayMenu()))
    .toEqual([
      ...['Copy Depot 03', 'Copy Depot 12', 'Depot 03', 'Depot 12'],
      ...depots.filter(one => one !== 'Depot 03' && one !== 'Depot 12').slice(0, 8),
      ...['More', ...ownItems],
    ]);
  for (const depot of depots.slice(4, 9)) await run.clickTray(depot, 'Copy token');
  await expect
    .poll(async () => labels(await run.trayMenu()).slice(0, 6))
    .toEqual([
      ...depots
        .slice(4, 9)
        .toReversed()
        .map(depot => `Copy ${depot}`),
      'Depot 09',
    ]);
});

test('a copy from the tray needs no panel and says so in a silent notification', async ({ computer }) => {
  await computer.keepAccounts();
  const run = await computer.launch();
  await hidePanel(run);
  await run.clickTray(name, 'Copy token');
  await expect
    .poll(() => run.control('notifications'))
    .toEqual([stillRunning, { title: 'Dockpass', body: `Token for ${name} copied, clears in 45 s`, silent: true }]);
  expect((await run.clipboard())['text/plain']).toBe(lastToken(computer.server));
  expect(await isPanelShown(run)).toBe(false);
  await run.clickTray('Open Dockpass');
  await expect.poll(() => isPanelShown(run)).toBe(true);
});

test('a copy from the tray that fails opens the panel at its account with the reason', async ({ computer }) => {
  const { server } = computer;
  await computer.keepAccounts();
  changeRecord(computer.userData, name, endedLife());
  await server.goDown();

  const run = await computer.launch();
  await row(run, name).waitFor();
  await hidePanel(run);
  await run.clickTray(name, 'Copy token');
  await expect.poll(() => isPanelShown(run)).toBe(true);
  await expect(status(run)).toContainText(name);
  await expect(status(run)).toContainText('Your saved tokens are safe');
  expect(await run.clipboard()).toEqual({});
  expect(await run.control('notifications')).toEqual([stillRunning]);

  await server.comeBack();
  await run.clickTray(name, 'Copy token');
  await expect.poll(async () => (await run.clipboard())['text/plain']).toBe(lastToken(server));
});

test('Add account… opens the dialog, a second start shows the panel, Quit quits', async ({ computer }) => {
  const run = await computer.launch();
  await hidePanel(run);
  await run.clickTray('Add account…');
  await expect(run.panel.getByRole('dialog', { name: 'Add account' })).toBeVisible();
  await expect.poll(() => isPanelShown(run)).toBe(true);

  await hidePanel(run);
  await expect(computer.launch()).rejects.toThrow();
  await expect.poll(() => isPanelShown(run)).toBe(true);
  expect(isRunning(computer)).toBe(true);

  // The app may be gone before it has answered the click.
  await run.clickTray('Quit').catch(() => undefined);
  await expect.poll(() => isRunning(computer)).toBe(false);
});
