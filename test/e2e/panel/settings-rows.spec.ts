import { expect, test } from '@playwright/test';
import { viewProvider } from '../../../main/core/accounts/account-view.ts';
import { providersWith } from '../../../main/providers/index.ts';
import { settings } from '../../pictures/scenes/settings-view.ts';
import { callsOf, focused, open, serveBuiltPages } from '../steps/drawn-pages.ts';

serveBuiltPages();

const whole = { settings, providers: providersWith({}).map(viewProvider) };

test('settings stand in four groups, in rows as wide as their group and at least 40 px high', async ({ page }) => {
  await open(page, whole);
  await page.getByRole('button', { name: 'Settings', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Settings' });
  await expect(dialog.getByRole('heading', { level: 3 })).toHaveText(['General', 'Copying', 'Storage', 'Support']);
  const rows = await dialog.locator('.setting-rows > li').evaluateAll(all =>
    all.map(row => {
      const { width, height } = row.getBoundingClientRect();
      return { width, high: height >= 40 };
    }),
  );
  expect(new Set(rows.map(({ width }) => width)).size, 'widths of rows').toBe(1);
  expect(rows.filter(({ high }) => !high)).toEqual([]);
});

test('a setting is found by search, on whatever page it is; Escape takes one step at a time', async ({ page }) => {
  await open(page, whole);
  const gear = page.getByRole('button', { name: 'Settings', exact: true });
  await gear.click();
  const dialog = page.getByRole('dialog');
  await expect(focused(page)).toHaveAccessibleName('Search settings');
  await page.keyboard.type('theme');
  await expect(dialog.getByRole('radio')).toHaveCount(3);
  await expect(dialog.getByRole('listitem')).toHaveCount(1);
  await page.keyboard.press('Escape');
  await expect(dialog.getByRole('heading', { level: 3 })).toHaveCount(4);
  await page.keyboard.type('ordercloud');
  await expect(dialog.getByLabel('OrderCloud', { exact: true })).toBeVisible();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  await expect(gear).toBeFocused();
});

for (const [row, title] of [
  ['Default environment', 'Default environment'],
  ['Back up accounts…', 'Back up accounts'],
  ['Restore from backup…', 'Restore from backup'],
  ['End of shift…', 'End of shift'],
  ['Show activity…', 'Activity'],
] as const) {
  test(`“${row}” is a page of its own, and Escape leads back to its row`, async ({ page }) => {
    await open(page, { ...whole, values: { getActivity: [] } });
    await page.getByRole('button', { name: 'Settings', exact: true }).click();
    await page.getByRole('button', { name: row }).click();
    await expect(page.getByRole('dialog', { name: title })).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog', { name: 'Settings' })).toBeVisible();
    await expect(page.getByRole('button', { name: row })).toBeFocused();
    await page.keyboard.press('Enter');
    await page.getByRole('dialog', { name: title }).getByRole('button', { name: 'Back' }).click();
    await expect(page.getByRole('button', { name: row })).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await expect(page.getByRole('button', { name: 'Settings', exact: true })).toBeFocused();
  });
}

test('of a large backup the first accounts are drawn, and the others are restored all the same', async ({ page }) => {
  const backedUp = Array.from({ length: 300 }, (_, at) => ({
    label: `Account ${at + 1}`,
    providerName: 'Packly',
    usable: at !== 299,
    ...(at === 298 && { here: 'Account 299' }),
  }));
  const values = { openBackup: { accounts: backedUp }, takeBackup: { count: 298 } };
  await open(page, { ...whole, values });
  await page.getByRole('button', { name: 'Settings', exact: true }).click();
  await page.getByRole('button', { name: 'Restore from backup…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Passphrase of the file').fill('four dull grey parcels');
  await dialog.getByRole('button', { name: 'Choose file…' }).click();
  await expect(dialog.getByRole('combobox')).toHaveCount(200);
  await dialog.getByLabel('Account 2 (Packly)').selectOption('Do not restore');
  await dialog.getByRole('button', { name: 'Restore', exact: true }).click();
  const taken = (await callsOf(page, 'takeBackup')).map(call => (call as unknown[])[1]);
  const usual = backedUp.map((_one, at) => (at < 298 ? 'add' : 'skip'));
  expect(taken).toEqual([usual.with(1, 'skip')]);
});

test('of a long activity the newest events are drawn, and the others when they are asked for', async ({ page }) => {
  const events = Array.from({ length: 1000 }, (_, at) => ({
    at: 1000 - at,
    kind: 'copied',
    account: `Shop ${at + 1}`,
  }));
  await open(page, { ...whole, values: { getActivity: events } });
  await page.getByRole('button', { name: 'Settings', exact: true }).click();
  await page.getByRole('button', { name: 'Show activity…' }).click();
  const lines = page.getByRole('list', { name: 'Events' }).getByRole('listitem');
  await expect(lines).toHaveCount(200);
  await page.getByRole('button', { name: 'Show 800 more' }).click();
  await expect(lines).toHaveCount(1000);
});
