import { expect, type Locator, test } from '@playwright/test';
import type { SignInBarView } from '../../../preload/contract/sign-in-bar.ts';
import { programsOfSix } from '../../pictures/scenes/program-scenes.ts';
import { settings } from '../../pictures/scenes/settings-view.ts';
import { acme, bar, copied, many, sceneAt, six } from '../../pictures/scenes/views.ts';
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

test('a pushed snapshot shows, and a failed copy offers to try again', async ({ page }) => {
  await open(page, { failures: { copy: { code: 'timed-out', detail: 'www.readycloud.com' } } });
  await page.getByRole('button', { name: 'Copy token for Acme Goods' }).click();
  await expect(page.getByRole('status', { name: 'Status' })).toContainText('www.readycloud.com took too long');
  await page.getByRole('status', { name: 'Status' }).getByRole('button', { name: 'Try again' }).click();
  await expect.poll(async () => (await callsOf(page, 'copy')).length).toBe(2);
  await page.evaluate(view => window.fake.emit('clipboardChanged', view), copied);
  await page.getByRole('button', { name: 'Clear now' }).click();
  expect(await callsOf(page, 'clearClipboard')).toHaveLength(1);
  await expect(page.getByRole('searchbox')).toBeFocused();
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

const trouble = { problem: { code: 'provider-down', detail: 'www.readycloud.com' } } as const;
const longAddress = { otherAddress: `https://warehouse.example.com/${'oauth/'.repeat(30)}done` };
const room: readonly (readonly [number, Partial<SignInBarView>])[] = [
  [120, { mayStay: true }],
  [88, { mayStay: false }],
  [196, { mayStay: true, ...trouble }],
  [164, { mayStay: false, ...longAddress }],
  [120, { mayStay: true, standsStill: true }],
];
for (const [height, change] of room) {
  test(`the sign-in bar is exactly the ${height} px that main reserves: ${Object.keys(change)}`, async ({ page }) => {
    await open(page, { bar: { ...bar, ...change } }, 'sign-in-bar');
    for (const width of [520, 400]) {
      await page.setViewportSize({ width, height });
      expect(await page.evaluate(() => document.documentElement.scrollHeight)).toBe(height);
      const bottom = await page.evaluate(() =>
        Math.max(
          ...[...document.querySelectorAll('#root > *, .steps, .stay, .bar-note')].map(
            part => part.getBoundingClientRect().bottom,
          ),
        ),
      );
      expect(bottom).toBe(height);
    }
    await expect(page.getByRole('region', { name: 'Address' })).toContainText('https://www.readycloud.com');
  });
}

test('the sign-in bar announces whose page it is whenever that changes, and shows that a page is on its way', async ({
  page,
}) => {
  await open(page, { bar: { ...bar, loading: true } }, 'sign-in-bar');
  const address = page.getByRole('region', { name: 'Address' });
  await expect(address).toHaveAttribute('aria-live', 'polite');
  await expect(address).toHaveAttribute('aria-atomic', 'true');
  await expect(page.locator('.loading')).toBeVisible();
  const elsewhere: SignInBarView = {
    ...bar,
    origin: 'http://xn--readyclud-66i.example',
    host: 'xn--readyclud-66i.example',
  };
  await page.evaluate(next => window.fake.emit('signInBarChanged', next), { ...elsewhere, secure: false });
  await expect(address).toHaveText('Not securehttp://xn--readyclud-66i.example');
  await expect(page.locator('.loading')).toHaveCount(0);
});

test('a pasted address leaves the sign-in bar’s field at once', async ({ page }) => {
  await open(
    page,
    { bar: { ...bar, mode: 'browser' }, failures: { continueWith: { code: 'bad-redirect' } } },
    'sign-in-bar',
  );
  const field = page.getByLabel('Address you ended on', { exact: true });
  await field.fill('https://www.readycloud.com/done#access_token=fixture-token');
  await page.getByLabel('Good until', { exact: true }).fill('2027-01-31');
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect(field).toHaveValue('');
  await expect(page.getByRole('alert')).toBeFocused();
  expect(await callsOf(page, 'continueWith')).toEqual([
    ['continueWith', 'https://www.readycloud.com/done#access_token=fixture-token', '2027-01-31'],
  ]);
});

test('questions of a server begin at their first field, at the left of the window', async ({ page }) => {
  const prompt = { host: 'proxy.acme.example', realm: '', isProxy: true, insecure: false, again: false };
  await open(page, { bar: { ...bar, mode: 'password', passwordPrompt: prompt } }, 'sign-in-bar');
  await expect(focused(page)).toHaveAccessibleName('Name');
  await expect(focused(page)).toHaveAccessibleDescription(/proxy asks for a password/);
  const starts = (locator: Locator) => locator.evaluate(one => getComputedStyle(one).textAlign);
  expect(await starts(page.getByRole('heading', { level: 1 }))).toBe('start');
  const choices = [{ subject: 'Ada Lovelace', issuer: 'Acme', untilAt: sceneAt }];
  const asks: SignInBarView = { ...bar, mode: 'certificate', question: 1, certificateChoices: choices };
  await page.evaluate(next => window.fake.emit('signInBarChanged', next), asks);
  await expect(page.getByRole('heading', { level: 1 }), 'not where one was typing').toBeFocused();
  await page.evaluate(next => window.fake.emit('signInBarChanged', next), bar);
  await page.evaluate(next => window.fake.emit('signInBarChanged', next), { ...asks, question: 2 });
  await expect(focused(page)).toContainText('Ada Lovelace');
  expect(await starts(page.getByRole('heading', { level: 1 }))).toBe('start');
});

for (const [problem, helps] of [
  [{ code: 'page-blocked', reason: 'passkey' }, 'Use my browser'],
  [{ code: 'provider-down' }, 'Try again'],
  [{ code: 'redirect-mismatch' }, 'Use this address'],
] as const) {
  test(`the prominent button beside and in place of a page is the one that helps: ${helps}`, async ({ page }) => {
    const offered = problem.code === 'redirect-mismatch' ? { otherAddress: 'https://a.example/done' } : {};
    const view: SignInBarView = { ...bar, ...offered, problem };
    await open(page, { bar: view }, 'sign-in-bar');
    await expect(page.locator('.primary')).toHaveText([helps]);
    await expect(page.getByRole('button', { name: helps })).toHaveCount(1);
    await page.evaluate(next => window.fake.emit('signInBarChanged', next), { ...view, mode: 'problem' });
    await expect(page.locator('.bar-buttons .primary')).toHaveText([helps]);
  });
}

test('what is typed for one password question is gone when another takes its place', async ({ page }) => {
  const prompt = { host: 'proxy.example:3128', realm: 'Staff', isProxy: true, insecure: false, again: false };
  const view: SignInBarView = { ...bar, mode: 'password', passwordPrompt: prompt, question: 1 };
  await open(page, { bar: view }, 'sign-in-bar');
  await page.getByLabel('Name', { exact: true }).fill('ada');
  await page.getByLabel('Password', { exact: true }).fill('half a wo');
  const other: SignInBarView = {
    ...view,
    passwordPrompt: { ...prompt, host: 'evil.example:443', isProxy: false },
    question: 2,
  };
  await page.evaluate(next => window.fake.emit('signInBarChanged', next), other);
  // Enter in the instant before it is drawn answers the first question by its number, and main takes that for no other.
  await expect(page.getByText('evil.example:443')).toBeVisible();
  await page.keyboard.type('rd');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
  await expect(page.getByLabel('Name', { exact: true })).toHaveValue('');
  await expect(page.getByLabel('Password', { exact: true })).toHaveValue('');
  expect(await callsOf(page, 'answerPassword')).toEqual([]);
  await page.getByRole('button', { name: 'Continue' }).click();
  expect(await callsOf(page, 'answerPassword')).toEqual([['answerPassword', 2, '', '']]);
});

test('what could not be saved in Settings has the button that its instruction names', async ({ page }) => {
  await open(page, { settings, failures: { saveSettings: { code: 'busy' } } });
  await page.getByRole('button', { name: 'Settings', exact: true }).click();
  await page.getByRole('radio', { name: 'Dark' }).click();
  const refusal = page.getByRole('alert');
  await expect(refusal).toContainText('press Try again');
  await expect(refusal).toBeFocused();
  await refusal.getByRole('button', { name: 'Try again' }).click();
  const dark = ['saveSettings', { theme: 'dark' }];
  await expect.poll(() => callsOf(page, 'saveSettings')).toEqual([dark, dark]);
  await page.evaluate(() => window.fake.mend());
  await refusal.getByRole('button', { name: 'Try again' }).click();
  await expect(refusal).toHaveCount(0);
  await expect(page.getByRole('radio', { name: 'Dark' })).toBeFocused();
});

test('what programs may have is tried again by a button, and a file by the one that keeps it', async ({ page }) => {
  const refused = { code: 'busy' } as const;
  await open(page, {
    values: { getPrograms: programsOfSix },
    failures: { setProgramMode: refused, setKeptFile: refused },
  });
  await page.getByRole('button', { name: 'More for Acme Goods' }).click();
  await page.getByRole('menuitem', { name: 'Programs…' }).click();
  const refusal = page.getByRole('alert');
  await page.getByLabel('Acme Goods', { exact: true }).selectOption({ label: 'Always' });
  await refusal.getByRole('button', { name: 'Try again' }).click();
  const always = ['setProgramMode', 'acme', 'always'];
  await expect.poll(() => callsOf(page, 'setProgramMode')).toEqual([always, always]);
  await page.getByRole('button', { name: 'Keep this file' }).click();
  await expect(refusal).toContainText('press Keep this file');
  await expect(refusal.getByRole('button')).toHaveCount(0);
});

for (const [way, press] of [
  ['Back up accounts…', 'Choose where to save…'],
  ['Restore from backup…', 'Choose file…'],
] as const) {
  test(`a file dialog that is closed is said as such: ${way}`, async ({ page }) => {
    await open(page, { settings });
    await page.getByRole('button', { name: 'Settings', exact: true }).click();
    await page.getByRole('button', { name: way }).click();
    await page.getByRole('button', { name: press }).click();
    await expect(page.getByRole('alert')).toContainText('No file was chosen');
    await expect(page.getByRole('alert')).toContainText(`Type the passphrase again, then press ${press}`);
  });
}
