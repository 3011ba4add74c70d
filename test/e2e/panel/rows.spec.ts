import { expect, type Page, test } from '@playwright/test';
import type { AccountView } from '../../../preload/contract/account-view.ts';
import { dayMs } from '../../../preload/contract/durations.ts';
import { copied, longAndRightToLeft, many, online, sceneAt, six } from '../../pictures/scenes/views.ts';
import { callsOf, open, serveBuiltPages } from '../steps/drawn-pages.ts';

serveBuiltPages();

const search = (page: Page) => page.getByRole('searchbox', { name: 'Search accounts' });
const row = (page: Page, name: string) =>
  page.getByRole('listitem').filter({ has: page.getByRole('heading', { name, exact: true }) });
const copy = (page: Page, name: string) => page.getByRole('button', { name: `Copy token for ${name}`, exact: true });
const copiedIds = async (page: Page) => (await callsOf(page, 'copy')).map(call => (call as string[])[1]);
const emit = (page: Page, name: string, value: unknown) =>
  page.evaluate(([event, what]) => window.fake.emit(event as string, what), [name, value]);

for (const width of [440, 360]) {
  test(`at ${width} px rows are 66 px high, and a badge keeps its size and stays in its row`, async ({ page }) => {
    await open(page, { accounts: [...six, ...longAndRightToLeft] });
    await page.setViewportSize({ width, height: 900 });
    const cards = await page
      .locator('.card')
      .evaluateAll(all => all.map(card => Math.round(card.getBoundingClientRect().height)));
    expect(cards).toEqual(cards.map(() => 66));
    const badges = await page.locator('.card .badge').evaluateAll(all =>
      all.map(badge => {
        const [box, line] = [badge.getBoundingClientRect(), badge.parentElement?.getBoundingClientRect()];
        return badge.scrollWidth <= badge.clientWidth && line !== undefined && box.right <= line.right + 0.5;
      }),
    );
    expect(badges).toEqual([true, true, true]);
  });
}

test('at 360 px the hint on Enter leaves a whole countdown its room', async ({ page }) => {
  const [first, ...others] = six;
  if (first === undefined) throw new Error('no account');
  const about = { kind: 'until', issuedAt: sceneAt, expiresAt: sceneAt + 364.5 * dayMs, about: true } as const;
  await open(page, { accounts: [{ ...first, life: about }, ...others] });
  await page.setViewportSize({ width: 360, height: 680 });
  const [words, hint] = await Promise.all(
    ['.left', '.enter-copies'].map(part => page.locator(`[data-enter] ${part}`).boundingBox()),
  );
  await expect(page.locator('[data-enter] .left')).toHaveText('About 364 days left');
  expect((words?.x ?? 0) + (words?.width ?? 0)).toBeLessThanOrEqual(hint?.x ?? 0);
  // Half a key is none.
  const key = await page.locator('[data-enter] kbd').boundingBox();
  expect(key?.y).toBeGreaterThanOrEqual((hint?.y ?? 0) + (hint?.height ?? 0));
});

test('on whose side a token is stands in front of its region, which may be cut off', async ({ page }) => {
  const [first] = six;
  if (first === undefined) throw new Error('no account');
  const maria: AccountView = {
    ...first,
    providerName: 'OrderCloud',
    environment: 'Australia East · Production',
    environmentKind: 'Production',
    detail: 'Buyer',
  };
  await open(page, { accounts: [maria] });
  await page.setViewportSize({ width: 360, height: 680 });
  await expect(row(page, first.label).locator('.sub')).toHaveText('OrderCloud · Buyer · Australia East · Production');
  const [side, line] = await Promise.all(
    ['.sub bdi', '.sub'].map(part => row(page, first.label).locator(part).boundingBox()),
  );
  expect((side?.x ?? 0) + (side?.width ?? 0)).toBeLessThan((line?.x ?? 0) + (line?.width ?? 0));
});

test('what is not production is amber, and production is not', async ({ page }) => {
  await open(page);
  const colour = (name: string) =>
    row(page, name)
      .locator('.badge')
      .evaluate(badge => getComputedStyle(badge).color);
  const warn = await page.evaluate(() => {
    const probe = document.body.appendChild(document.createElement('i'));
    probe.style.color = 'var(--warn)';
    return getComputedStyle(probe).color;
  });
  expect(await colour('admin01 @ Storefront')).toBe(warn);
  expect(await colour('Box designs')).not.toBe(warn);
  await expect(row(page, 'admin01 @ Storefront').locator('.badge')).toHaveText('Sandbox');
  await expect(row(page, 'admin01 @ Storefront')).toContainText('US West · Sandbox');
});

test('the search has the focus at opening, and the row that Enter copies is outlined and says so', async ({ page }) => {
  await open(page);
  await expect(search(page)).toBeFocused();
  await expect(search(page)).toHaveAccessibleDescription('Enter copies the token for Acme Goods');
  await expect(row(page, 'Acme Goods')).toContainText('Enter copies');
  await expect(page.locator('.enter-copies')).toBeVisible();
  await page.keyboard.type('send');
  await expect(search(page)).toHaveAccessibleDescription('Enter copies the token for Webshop NL');
  await expect(page.locator('[data-enter]')).toHaveCount(1);
  await expect(row(page, 'Webshop NL').locator('[data-enter]')).toBeVisible();
  await page.keyboard.press('Enter');
  expect(await copiedIds(page)).toEqual(['webshop']);
  await page.keyboard.press('ArrowDown');
  await expect(page.locator('.enter-copies')).toBeHidden();
});

test('those that need a person come first, and the foot counts them and goes to each', async ({ page }) => {
  const two = six.map(one => (one.id === 'boxes' ? { ...one, renewal: { kind: 'sign-in-needed' } as const } : one));
  await open(page, { accounts: two });
  await expect(page.getByRole('listitem').first()).toContainText('Box designs');
  const foot = page.getByRole('contentinfo');
  await expect(foot).toContainText('2 accounts need you');
  await foot.getByRole('button', { name: 'Show', exact: true }).click();
  await expect(copy(page, 'Box designs')).toBeFocused();
  await search(page).fill('zebra');
  await foot.getByRole('button', { name: 'Show', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Reconnect Old Mill Outlet' })).toBeFocused();
  await emit(page, 'accountsChanged', two.slice(0, 4));
  await expect(foot).not.toContainText('need');
});

test('each message of the foot is one line, and more than one are a number that shows them all', async ({ page }) => {
  const skewed = { ...online, clockSkewMs: -420_000 };
  await open(page, { accounts: six.slice(0, 3), status: skewed });
  await page.setViewportSize({ width: 360, height: 680 });
  const foot = page.getByRole('contentinfo');
  const height = () => foot.evaluate(element => element.getBoundingClientRect().height);
  await expect(foot).toContainText('7 minutes slow');
  const one = await height();
  await emit(page, 'statusChanged', { ...skewed, standIn: true });
  await expect(foot.getByText('7 minutes slow')).toBeHidden();
  expect(await height()).toBe(one);
  await foot.getByText('2 notices').click();
  await expect(foot.getByText('7 minutes slow')).toBeVisible();
  await expect(foot.getByText('do not use real credentials')).toBeVisible();
});

test('Copy says Copied for a moment under its own name, then a line runs out until the clipboard is cleared', async ({
  page,
}) => {
  const at = sceneAt + 60_000;
  const now = { ...copied, copiedAt: at, clearsAt: at + 45_000 };
  await open(page, { values: { copy: now } });
  await page.clock.pauseAt(at);
  await page.setViewportSize({ width: 360, height: 680 });
  const before = await copy(page, 'Acme Goods').boundingBox();
  await copy(page, 'Acme Goods').click();
  await expect(copy(page, 'Acme Goods').locator('.drawn-words')).toHaveAttribute('data-words', 'Copied');
  await expect(copy(page, 'Acme Goods').locator('.icon')).toBeVisible();
  expect(await copy(page, 'Acme Goods').boundingBox()).toEqual(before);
  await expect(copy(page, 'Webshop NL')).toHaveText('Copy');
  const line = page.locator('.running-out');
  await expect(line).toHaveCount(0);
  await page.clock.runFor(1300);
  await expect(copy(page, 'Acme Goods')).toHaveText('Copy');
  await expect(row(page, 'Acme Goods').locator('.running-out')).toBeVisible();
  const animation = () =>
    line.evaluate(element => [getComputedStyle(element).animationName, getComputedStyle(element).animationDuration]);
  expect(await animation()).toEqual(['none', expect.anything()]);
  await page.emulateMedia({ reducedMotion: 'no-preference' });
  const [name, duration = ''] = await animation();
  expect(name).toBe('run-out');
  expect(Math.round(Number.parseFloat(duration))).toBe(44);
  await emit(page, 'clipboardChanged', null);
  await expect(line).toHaveCount(0);
});

test('Ctrl or ⌘ with a number copies, and the numbers stand on the tiles while it is held', async ({ page }) => {
  await open(page);
  const numerals = page.locator('.numeral');
  await expect(numerals.first()).toBeHidden();
  await page.keyboard.down('Control');
  await expect(numerals.first()).toBeVisible();
  expect(await numerals.allTextContents()).toEqual(['1', '2', '3', '4', '5']);
  await page.keyboard.press('Digit2');
  await page.keyboard.up('Control');
  await expect(numerals.first()).toBeHidden();
  await page.keyboard.press('Meta+Digit5');
  expect(await copiedIds(page)).toEqual(['storefront', 'boxes']);
  await expect(copy(page, 'Acme Goods')).toHaveAttribute('aria-keyshortcuts', 'Control+1 Meta+1');
  await page.getByRole('button', { name: 'Settings', exact: true }).click();
  await page.keyboard.press('Control+Digit1');
  expect(await copiedIds(page)).toHaveLength(2);
});

test('an account that was just connected is shown: its Copy has the focus, it pulses, and Enter is told', async ({
  page,
}) => {
  const added = { ...many(41)[40], id: 'added', label: 'Zebra', pinned: false } as AccountView;
  await open(page, { accounts: many(40), values: { connect: { accountId: 'added', label: 'Zebra' } } });
  await page.getByRole('button', { name: 'Add account' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'ReadyCloud', exact: true }).click();
  await page.getByLabel('App Id', { exact: true }).fill('fixture-app-id');
  await emit(page, 'accountsChanged', [...many(40), added]);
  await page.getByRole('button', { name: 'Connect', exact: true }).click();
  await page.clock.runFor(100);
  await expect(copy(page, 'Zebra')).toBeFocused();
  await expect(copy(page, 'Zebra')).toBeInViewport();
  await expect(row(page, 'Zebra').locator('.pulse')).toBeVisible();
  await expect(page.getByRole('status', { name: 'Status' })).toContainText('Enter copies its token.');
  await page.clock.runFor(2000);
  await expect(page.locator('.pulse')).toHaveCount(0);
});

test('too many wrong passphrases: the button counts the seconds down, and cannot be pressed before', async ({
  page,
}) => {
  const wait = { code: 'wrong-passphrase', reason: 'wait', waitSeconds: 16 } as const;
  await open(page, { status: { ...online, storage: 'passphrase', lock: 'locked' }, failures: { unlock: wait } });
  await page.getByRole('button', { name: 'Unlock' }).click();
  const field = page.getByLabel('Passphrase', { exact: true });
  await field.fill('four dull grey parcels');
  await field.press('Enter');
  const submit = page.getByRole('dialog').locator('button[type=submit]');
  await expect(submit).toHaveText('Wait 16 s');
  await expect(submit).toBeDisabled();
  await field.fill('again');
  await field.press('Enter');
  await page.clock.runFor(10_000);
  await expect(submit).toHaveText(/^Wait [67] s$/);
  expect(await callsOf(page, 'unlock')).toHaveLength(1);
  await page.clock.runFor(7000);
  await expect(submit).toHaveText('Unlock');
  await expect(submit).toBeEnabled();
});

/** Where a person may be, and how many keys lead from there into the search. */
test('a long list fills a window that was made higher, before anybody has scrolled', async ({ page }) => {
  await open(page, { accounts: many(300) });
  const list = page.getByRole('list', { name: 'Accounts' });
  await expect(list.getByRole('listitem').first()).toHaveAttribute('aria-setsize', '300');
  await page.setViewportSize({ width: 440, height: 2400 });
  const atFoot = () =>
    page.locator('.scroller').evaluate(scroller => {
      const { left, bottom } = scroller.getBoundingClientRect();
      return document.elementFromPoint(left + 60, bottom - 20)?.closest('li')?.dataset.index;
    });
  await expect.poll(atFoot).toBeDefined();
});

const places: readonly (readonly [string, (page: Page) => Promise<void>, readonly string[]])[] = [
  ['at opening', async () => {}, []],
  ['in a search', page => search(page).fill('old mill'), ['Escape']],
  ['on a row', page => copy(page, 'Acme Goods 1').focus(), ['/']],
  [
    'in a menu',
    async page => {
      await page.getByRole('button', { name: 'More for Acme Goods 1', exact: true }).click();
    },
    ['Escape', '/'],
  ],
  [
    'in a form',
    async page => {
      await page.getByRole('button', { name: 'Add account' }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'ReadyCloud', exact: true }).click();
      await page.getByLabel('App Id', { exact: true }).click();
    },
    ['Escape', 'Escape', '/'],
  ],
  ['in the settings', page => page.getByRole('button', { name: 'Settings', exact: true }).click(), ['Escape', '/']],
];
for (const [where, go, keys] of places) {
  test(`300 accounts: a named one is copied with at most 4 keys beyond its name, ${where}`, async ({ page }) => {
    await open(page, { accounts: many(300) });
    await expect(page.getByRole('listitem').first()).toHaveAttribute('aria-setsize', '300');
    await go(page);
    const pressed = [...keys, 'Enter'];
    for (const key of keys) await page.keyboard.press(key);
    // There are also Acme Goods 11, 16 and 111, of which some stand before it.
    await page.keyboard.type('Acme Goods 11');
    await page.keyboard.press('Enter');
    expect(await copiedIds(page)).toEqual(['many-10']);
    expect(pressed.length).toBeLessThanOrEqual(4);
  });
}
