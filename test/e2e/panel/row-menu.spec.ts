import { expect, test } from '@playwright/test';
import { acme, copied } from '../../pictures/scenes/views.ts';
import { callsOf, focused, open, serveBuiltPages } from '../steps/drawn-pages.ts';

serveBuiltPages();

test('the row menu goes by keys and gives the focus back', async ({ page }) => {
  await open(page, { values: { copy: copied } });
  const more = page.getByRole('button', { name: 'More for Acme Goods' });
  await more.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('menuitem').first()).toBeFocused();
  await page.keyboard.press('End');
  await expect(focused(page)).toHaveText('Remove');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('menu')).toHaveCount(0);
  await expect(more).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('menuitem').first()).toBeFocused();
  await page.keyboard.press('c');
  await expect(focused(page)).toHaveText('Copy curl command');
  await page.getByRole('menuitem', { name: 'Copy endpoint URL' }).focus();
  await page.keyboard.press('ArrowRight');
  await expect(focused(page)).toHaveText('/api/v2/orgs/Q7Z/orders/');
  await page.keyboard.press('ArrowLeft');
  await expect(focused(page)).toHaveText('Copy endpoint URL');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Escape');
  await expect(focused(page)).toHaveText('Copy endpoint URL');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('menu')).toHaveCount(0);
  expect(await callsOf(page, 'copy')).toEqual([['copy', 'acme', 'endpoint', 1]]);
});

test('where lines run from right to left, the arrow to the left unfolds and the one to the right folds', async ({
  page,
}) => {
  await open(page, { values: { copy: copied } });
  await page.evaluate(() => window.fake.emit('languageChanged', 'ar-XB'));
  await page.locator('html[dir=rtl]').waitFor();
  await page
    .getByRole('listitem')
    .filter({ hasText: 'Acme Goods' })
    .first()
    .locator('[aria-haspopup=menu]')
    .press('Enter');
  await expect(page.getByRole('menuitem').first()).toBeFocused();
  const heading = page.locator('[role=menuitem][aria-expanded]').first();
  await heading.focus();
  await page.keyboard.press('ArrowRight');
  await expect(heading).toHaveAttribute('aria-expanded', 'false');
  await page.keyboard.press('ArrowLeft');
  await expect(focused(page)).toHaveText('/api/v2/orgs/Q7Z/orders/');
  await page.keyboard.press('ArrowRight');
  await expect(heading).toBeFocused();
  await expect(heading).toHaveAttribute('aria-expanded', 'false');
});

test('the row menu stands in three groups, and the endpoints unfold within it', async ({ page }) => {
  await open(page, { values: { copy: copied } });
  await page.getByRole('button', { name: 'More for Acme Goods' }).click();
  const inGroup = (name: string) => page.getByRole('group', { name, exact: true }).getByRole('menuitem');
  await expect(inGroup('Copy').first()).toHaveText('Copy Authorization header');
  const ofToken = ['Check it works', 'Renew now', 'Show token', 'Show as QR code', 'Details'];
  await expect(inGroup('Token')).toHaveText(ofToken);
  await expect(inGroup('Account').last()).toHaveText('Remove');
  await page.getByRole('menuitem', { name: 'Copy endpoint URL' }).click();
  await expect(page.getByRole('menu')).toHaveCount(1);
  await expect(inGroup('Copy endpoint URL')).toHaveText(acme.endpoints);
  const [menu, line] = [
    await page.getByRole('menu').boundingBox(),
    await inGroup('Copy endpoint URL').last().boundingBox(),
  ];
  expect((line?.x ?? 0) + (line?.width ?? 0)).toBeLessThanOrEqual((menu?.x ?? 0) + (menu?.width ?? 0));
  await inGroup('Copy endpoint URL').nth(2).click();
  expect(await callsOf(page, 'copy')).toEqual([['copy', 'acme', 'endpoint', 2]]);
});

test('Enter in the instant after Escape opens the row menu again', async ({ page }) => {
  await open(page);
  const more = page.getByRole('button', { name: 'More for Acme Goods' });
  await more.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('menuitem').first()).toBeFocused();
  // Within one task: the browser's own word that a popover is gone comes in a later one.
  await page.evaluate(async () => {
    document.querySelector<HTMLElement>('[role=menu]')?.hidePopover();
    for (let turn = 0; turn < 10; turn += 1) await undefined;
    if (document.activeElement instanceof HTMLElement) document.activeElement.click();
  });
  await expect(page.getByRole('menuitem').first()).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('menu')).toHaveCount(0);
  await expect(more).toBeFocused();
});
