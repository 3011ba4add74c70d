import { expect, type Page, test } from '@playwright/test';
import { detailsScenes } from '../../pictures/scenes/accounts/details-scenes.ts';
import { online, six } from '../../pictures/scenes/views.ts';
import { callsOf, focused, open, serveBuiltPages } from '../steps/drawn-pages.ts';

serveBuiltPages();

const storefront = 'admin01 @ Storefront';
const dialog = (page: Page) => page.getByRole('dialog', { name: 'Details' });
const copyButton = (page: Page) => page.getByRole('button', { name: `Copy token for ${storefront}`, exact: true });
const answerOf = (scene: string) =>
  detailsScenes.find(({ name }) => name === scene)?.main.values?.getDetails ?? { missing: scene };
const emit = (page: Page, name: string, value: unknown) =>
  page.evaluate(([event, what]) => window.fake.emit(event as string, what), [name, value]);

test('the key I shows the details of the row that has the focus, and Escape leads back to it', async ({ page }) => {
  await open(page, { values: { getDetails: answerOf('details-ordercloud') } });
  await copyButton(page).focus();
  await page.keyboard.press('i');
  await expect(dialog(page).getByRole('row', { name: 'Audience aud' })).toContainText(
    'https://sandboxapi.ordercloud.io',
  );
  expect(await callsOf(page, 'getDetails')).toEqual([['getDetails', 'storefront']]);
  await page.keyboard.press('Escape');
  await expect(dialog(page)).toBeHidden();
  await expect(focused(page)).toHaveAccessibleName(`Copy token for ${storefront}`);
  // In the search it is a letter.
  await page.getByRole('searchbox').press('i');
  await expect(page.getByRole('searchbox')).toHaveValue('i');
  await expect(dialog(page)).toBeHidden();
});

test('a copy includes what may be personal only where that is ticked', async ({ page }) => {
  await open(page, { values: { getDetails: answerOf('details-ordercloud') } });
  await page.getByRole('button', { name: `More for ${storefront}` }).click();
  await page.getByRole('menuitem', { name: 'Details', exact: true }).click();
  await expect(dialog(page)).toContainText('Otherwise left out: usr');
  await dialog(page).getByRole('button', { name: 'Copy details' }).click();
  await expect(dialog(page).getByRole('status')).toHaveText('Details copied');
  await dialog(page).getByLabel('Include claims that may be personal').check();
  await dialog(page).getByRole('button', { name: 'Copy details' }).click();
  expect(await callsOf(page, 'copyDetails')).toEqual([
    ['copyDetails', 'storefront', false],
    ['copyDetails', 'storefront', true],
  ]);
});

test('a stranger’s text is text, and none of it is run, followed or fetched', async ({ page }) => {
  await open(page, { values: { getDetails: answerOf('details-hostile') } });
  await copyButton(page).focus();
  await page.keyboard.press('I');
  await expect(dialog(page).getByRole('row', { name: 'html' })).toContainText('<img src=x onerror=alert(1)>');
  await expect(dialog(page).getByRole('row', { name: 'control' })).toContainText('one[U+000A]two[U+0000]three');
  await expect(dialog(page).locator('td :is(img, a, script)')).toHaveCount(0);
  expect(await page.evaluate(() => window.fake.blocked)).toEqual([]);
});

test('they are gone when somebody locks or the shift ends, and when the account is', async ({ page }) => {
  await open(page, { values: { getDetails: answerOf('details-ordercloud') } });
  const show = async (): Promise<void> => {
    await copyButton(page).focus();
    await page.keyboard.press('i');
    await expect(dialog(page).getByRole('table')).toBeVisible();
  };
  await show();
  await emit(page, 'detailsOver', null);
  await expect(dialog(page)).toHaveCount(0);
  expect(await page.content()).not.toContain('sandboxauth');
  await show();
  await emit(
    page,
    'accountsChanged',
    six.filter(({ id }) => id !== 'storefront'),
  );
  await expect(dialog(page)).toHaveCount(0);
});

test('where it is locked the passphrase is asked for first', async ({ page }) => {
  await open(page, { status: { ...online, lock: 'locked' }, failures: { getDetails: { code: 'locked' } } });
  await copyButton(page).focus();
  await page.keyboard.press('i');
  await expect(page.getByRole('dialog', { name: 'Unlock Dockpass' })).toBeVisible();
});
