import { expect, test } from '@playwright/test';
import { acme, copied, many, online, sceneAt, six } from '../../pictures/scenes/views.ts';
import { callsOf, focused, open, serveBuiltPages } from '../steps/drawn-pages.ts';

serveBuiltPages();

test('Escape closes a dialog opened from a menu and the focus is where it was', async ({ page }) => {
  await open(page);
  const more = page.getByRole('button', { name: 'More for Acme Goods' });
  await more.click();
  await page.getByRole('menuitem', { name: 'Rename' }).click();
  await expect(page.getByRole('dialog', { name: 'Rename' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(more).toBeFocused();
});

test('a removed account can be brought back for ten seconds', async ({ page }) => {
  await open(page, { values: { remove: { undoUntilAt: sceneAt + 10_000 } } });
  await page.getByRole('button', { name: 'More for Acme Goods' }).click();
  await page.getByRole('menuitem', { name: 'Remove' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Remove', exact: true }).click();
  await page.evaluate(rest => window.fake.emit('accountsChanged', rest), six.slice(1));
  await expect(page.getByRole('heading', { name: 'Acme Goods' })).toHaveCount(0);
  await page.getByRole('button', { name: 'Undo' }).click();
  expect(await callsOf(page, 'undoRemove')).toEqual([['undoRemove', 'acme']]);
  await expect(page.getByRole('status', { name: 'Status' })).toContainText('Acme Goods restored');
});

test('after Remove by mouse the focus is at the row in its place, after Undo at the one that is back', async ({
  page,
}) => {
  await open(page, { values: { remove: { undoUntilAt: sceneAt + 10_000 } } });
  await page.getByRole('button', { name: 'More for Acme Goods' }).click();
  await page.getByRole('menuitem', { name: 'Remove' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Remove', exact: true }).click();
  await page.getByRole('button', { name: 'Undo' }).waitFor();
  await page.evaluate(rest => window.fake.emit('accountsChanged', rest), six.slice(1));
  await expect(focused(page)).toHaveAccessibleName('Copy token for admin01 @ Storefront');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByRole('status', { name: 'Status' })).toContainText('Acme Goods restored');
  await page.evaluate(all => window.fake.emit('accountsChanged', all), six);
  await expect(focused(page)).toHaveAccessibleName('Copy token for Acme Goods');
});

test('a notice that is dismissed gives the focus to the search, not to nowhere', async ({ page }) => {
  await open(page, { failures: { copy: { code: 'timed-out' } } });
  await page.getByRole('button', { name: 'Copy token for Webshop NL' }).click();
  await page.getByRole('button', { name: 'Dismiss' }).click();
  await expect(page.getByRole('searchbox')).toBeFocused();
});

test('the offer to undo goes when its time is over', async ({ page }) => {
  await open(page, { values: { remove: { undoUntilAt: sceneAt + 10_000 } } });
  await page.getByRole('button', { name: 'More for Acme Goods' }).click();
  await page.getByRole('menuitem', { name: 'Remove' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Remove', exact: true }).click();
  await page.getByRole('button', { name: 'Undo' }).waitFor();
  await page.clock.fastForward(12_000);
  await expect(page.getByRole('button', { name: 'Undo' })).toHaveCount(0);
});

test('several organizations: the person is asked right after connecting', async ({ page }) => {
  const several = { ...acme, needsOrganization: true };
  await open(page, {
    accounts: [several],
    values: { connect: { accountId: 'acme', label: 'Acme Goods' }, refreshOrganizations: acme.organizations },
  });
  await page.keyboard.press('Control+n');
  await page.getByRole('dialog').getByRole('button', { name: 'ReadyCloud', exact: true }).click();
  await page.getByLabel('App Id', { exact: true }).fill('fixture-app-id');
  await page.getByRole('button', { name: 'Connect', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Choose organization' });
  await dialog.getByRole('radio', { name: 'Acme Goods Returns' }).check();
  await dialog.getByRole('button', { name: 'Choose' }).click();
  expect(await callsOf(page, 'chooseOrganization')).toEqual([['chooseOrganization', 'acme', '2KD']]);
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(page.getByRole('status', { name: 'Status' })).toContainText('Organization: Acme Goods Returns');
  await expect(page.getByRole('status', { name: 'Status' })).not.toContainText('Connected as');
});

test('a double click copies one account twice: no row moves under the hand until the panel was hidden', async ({
  page,
}) => {
  await open(page, { values: { copy: copied } });
  const copy = page.getByRole('button', { name: 'Copy token for Webshop NL' });
  const { x, y, width, height } = (await copy.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
  const press = () => page.mouse.click(x + width / 2, y + height / 2);
  await press();
  const webshop = six.filter(({ id }) => id === 'webshop');
  const moved = [...webshop, ...six.filter(({ id }) => id !== 'webshop')];
  await page.evaluate(accounts => window.fake.emit('accountsChanged', accounts), moved);
  await press();
  expect((await callsOf(page, 'copy')).map(call => (call as string[])[1])).toEqual(['webshop', 'webshop']);
});

test('with 1,000 accounts few rows are in the page and a second changes only what it must', async ({ page }) => {
  await open(page, { accounts: many(1000) });
  const rows = page.getByRole('list', { name: 'Accounts' }).getByRole('listitem');
  await expect(rows.first()).toHaveAttribute('aria-setsize', '1000');
  expect(await rows.count()).toBeLessThan(25);
  await page.evaluate(() => {
    const changed = new Set<string>();
    new MutationObserver(records => {
      for (const { target } of records)
        changed.add(target.parentElement?.closest('[role]')?.getAttribute('role') ?? target.nodeName);
    }).observe(document.body, { subtree: true, childList: true, characterData: true });
    Object.assign(window, { changed });
  });
  const first = await page.getByRole('timer').nth(2).textContent();
  await page.clock.runFor(2000);
  await expect(page.getByRole('timer').nth(2)).not.toHaveText(first ?? '');
  expect(await page.evaluate(() => [...(Reflect.get(window, 'changed') as Set<string>)])).toEqual(['timer']);
});

test('Home, End and arrows reach every row of a virtual list, and the focus survives scrolling', async ({ page }) => {
  await open(page, { accounts: many(300) });
  await expect(page.getByRole('listitem').first()).toHaveAttribute('aria-setsize', '300');
  await page.getByRole('button', { name: 'Copy token for Acme Goods 1', exact: true }).focus();
  await page.keyboard.press('End');
  await expect(focused(page)).toHaveAccessibleName(/Box designs 300$/);
  await page.keyboard.press('ArrowUp');
  await expect(focused(page)).toHaveAccessibleName('Copy token for Returns desk 299');
  await page.locator('.scroller').evaluate(element => element.scrollTo(0, 0));
  await page.getByRole('heading', { name: 'Acme Goods 1', exact: true }).waitFor();
  await expect(focused(page)).toHaveAccessibleName('Copy token for Returns desk 299');
  await page.keyboard.press('Home');
  await expect(focused(page)).toHaveAccessibleName('Copy token for Acme Goods 1');
});

test('at 200 % zoom of the narrowest panel nothing is cut off sideways', async ({ page }) => {
  await open(page, { accounts: six.slice(0, 5) });
  await page.setViewportSize({ width: 180, height: 240 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
  await page.getByRole('button', { name: 'Copy token for Acme Goods' }).scrollIntoViewIfNeeded();
  await expect(page.getByRole('button', { name: 'Copy token for Acme Goods' })).toBeInViewport({ ratio: 0.99 });
});

test('every button is at least 24 by 24', async ({ page }) => {
  await open(page, { clipboard: copied });
  const small = await page.evaluate(() =>
    [...document.querySelectorAll('button, input, select, summary')]
      .map(element => ({ name: element.textContent, box: element.getBoundingClientRect() }))
      .filter(({ box }) => box.width < 24 || box.height < 24)
      .map(({ name }) => name),
  );
  expect(small).toEqual([]);
});

test('a shift that could not be ended says so, and its button ends it once more', async ({ page }) => {
  await open(page, { status: { ...online, shiftUnfinished: true } });
  const end = page.getByRole('button', { name: 'End shift…' });
  await expect(end).toHaveAccessibleDescription('The last shift’s tokens are still here');
  await end.click();
  await page.keyboard.press('Escape');
  await expect(end).toBeFocused();
  await end.press('Enter');
  await page
    .getByRole('dialog', { name: 'End of shift' })
    .getByRole('button', { name: 'End shift', exact: true })
    .click();
  expect(await callsOf(page, 'endOfShift')).toEqual([['endOfShift', true, false]]);
  await page.evaluate(view => window.fake.emit('statusChanged', view), online);
  await expect(end).toHaveCount(0);
});
