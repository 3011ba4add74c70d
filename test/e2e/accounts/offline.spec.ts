import { expect } from '@playwright/test';
import { lastToken, menu, row, status } from '../steps/steps.ts';
import { changeRecord, dueLife, refreshGrants, test } from '../steps/storage-steps.ts';

const name = 'Harbour Goods';

test('started without a network everything on this computer works, and what is due renewed once it is back', async ({
  computer,
}) => {
  const { server, userData } = computer;
  await computer.keepAccounts();
  changeRecord(userData, name, dueLife());
  const asked = server.requests.length;

  const run = await computer.launch({ offline: true });
  const foot = run.panel.getByRole('contentinfo');
  await expect(foot).toContainText('Offline');
  await expect(row(run, name).getByRole('timer')).toHaveText(/^1[89] h \d\d min$/);
  await row(run, name)
    .getByRole('button', { name: `Copy token for ${name}`, exact: true })
    .click();
  await expect(status(run)).toContainText(`Token for ${name} copied`);
  expect((await run.clipboard())['text/plain']).toBe(lastToken(server));
  await status(run).getByRole('button', { name: 'Clear now' }).click();
  await expect.poll(() => run.clipboard()).toEqual({});
  await run.clickTray(name, 'Copy token');
  await expect.poll(async () => (await run.clipboard())['text/plain']).toBe(lastToken(server));

  await foot.getByRole('button', { name: 'Try now' }).click();
  await expect(foot).toContainText('Offline');
  await menu(run, name, 'Renew now');
  await expect(row(run, name)).toContainText('No network connection');
  await menu(run, name, 'Check it works');
  await expect(status(run)).toContainText('No network connection');
  expect(server.requests.length).toBe(asked);

  await run.online(true);
  await expect(foot).toContainText('Online');
  await expect(row(run, name).getByRole('timer')).toHaveText(/^36[45] days$/, { timeout: 30_000 });
  await expect(row(run, name)).not.toContainText('No network connection');
  await expect(status(run)).not.toContainText('No network connection');
  expect(refreshGrants(server)).toEqual(['granted']);
});

test('the network going away while it runs is said, and coming back, too', async ({ shared: { run } }) => {
  const foot = run.panel.getByRole('contentinfo');
  await expect(foot).toContainText('Online');
  await run.online(false);
  await expect(foot).toContainText('Offline');
  await expect(foot.getByRole('button', { name: 'Try now' })).toBeVisible();
  await run.online(true);
  await expect(foot).toContainText('Online');
  await expect(foot.getByRole('button', { name: 'Try now' })).toHaveCount(0);
});
