import { expect } from '@playwright/test';
import { withMotion } from '../../support/launch.ts';
import { makeAccounts } from '../../support/make-accounts.ts';
import { sampleApp, sampleUser } from '../../support/readycloud/settings.ts';
import { expectNoSignIn, lastToken, row, status } from '../steps/steps.ts';
import { pressClosing, tabTo, test } from '../steps/storage-steps.ts';

const name = 'Harbour Goods';

test('an account is connected and its token copied by keyboard alone, on the sign-in pages, too', async ({
  computer,
}) => {
  const run = await computer.launch({ env: withMotion });
  const { panel } = run;
  await panel.getByRole('heading', { name: 'Connect your first account' }).waitFor();
  await tabTo(panel, 'ReadyCloud');
  await panel.keyboard.press('Enter');
  await tabTo(panel, 'App Id');
  await panel.keyboard.type(sampleApp.appId);
  await tabTo(panel, 'App Secret');
  await panel.keyboard.type(sampleApp.appSecret);
  await panel.keyboard.press('Enter');

  const page = await run.signInPage();
  await expect(page.getByLabel('Username')).toBeFocused();
  await page.keyboard.type(sampleUser.name);
  await page.keyboard.press('Tab');
  await page.keyboard.type(sampleUser.password);
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Allow Access' }).waitFor();
  await tabTo(page, 'Allow Access');
  await pressClosing(page, 'Enter');

  await row(run, name).waitFor();
  await expectNoSignIn(run);
  await expect(panel.getByRole('button', { name: `Copy token for ${name}` })).toBeFocused();
  await panel.keyboard.press('Enter');
  await expect(status(run)).toContainText(`Token for ${name} copied`);
  expect((await run.clipboard())['text/plain']).toBe(lastToken(computer.server));
});

test('the panel’s own keys: search, move, copy, add, help, close, and the focus comes back', async ({ computer }) => {
  await makeAccounts(computer.userData, 3, { label: n => `Depot ${n}` });
  const run = await computer.launch({ env: withMotion });
  const { panel } = run;
  const { keyboard } = panel;
  const copyButton = (label: string) => row(run, label).getByRole('button', { name: `Copy token for ${label}` });
  const search = panel.getByRole('searchbox', { name: 'Search accounts' });
  const dialog = panel.getByRole('dialog');
  await row(run, 'Depot 1').waitFor();

  await keyboard.press('ArrowDown');
  await expect(copyButton('Depot 1')).toBeFocused();
  await keyboard.press('ArrowDown');
  await keyboard.press('ArrowDown');
  await expect(copyButton('Depot 3')).toBeFocused();
  await keyboard.press('ArrowUp');
  await keyboard.press('Enter');
  await expect(status(run)).toContainText('Token for Depot 2 copied');
  await expect(row(run, 'Depot 2')).toHaveAttribute('data-index', '1');
  await expect(copyButton('Depot 2')).toBeFocused();
  await keyboard.press('ArrowDown');
  await expect(copyButton('Depot 3')).toBeFocused();

  await keyboard.press('/');
  await expect(search).toBeFocused();
  await keyboard.type('depot 3');
  await keyboard.press('Enter');
  await expect(status(run)).toContainText('Token for Depot 3 copied');
  await keyboard.press('Escape');
  await expect(search).toHaveValue('');
  await keyboard.type('n?');
  await expect(search).toHaveValue('n?');
  await expect(dialog).toHaveCount(0);
  await keyboard.press('Escape');
  await keyboard.press('ArrowDown');
  await expect(copyButton('Depot 1')).toBeFocused();

  for (const [key, title] of [
    ['n', 'Add account'],
    ['?', 'Keyboard shortcuts'],
  ] as const) {
    await keyboard.press(key);
    await expect(panel.getByRole('dialog', { name: title })).toBeVisible();
    await keyboard.press('Escape');
    await expect(dialog).toHaveCount(0);
    await expect(copyButton('Depot 1')).toBeFocused();
  }

  const more = row(run, 'Depot 1').getByRole('button', { name: 'More for Depot 1' });
  await keyboard.press('Tab');
  await expect(more).toBeFocused();
  await keyboard.press('Enter');
  await keyboard.press('End');
  await expect(panel.getByRole('menuitem', { name: 'Remove' })).toBeFocused();
  await keyboard.press('Enter');
  await expect(panel.getByRole('dialog', { name: 'Remove Depot 1?' })).toBeVisible();
  await keyboard.press('Escape');
  await expect(more).toBeFocused();
  await keyboard.press('Enter');
  await keyboard.press('Escape');
  await expect(panel.getByRole('menu')).toHaveCount(0);
  await expect(more).toBeFocused();
});
