import { expect, type Locator, test } from '@playwright/test';
import type { SignInBarView } from '../../../preload/contract/sign-in-bar.ts';
import { bar, sceneAt } from '../../pictures/scenes/views.ts';
import { callsOf, focused, open, serveBuiltPages } from '../steps/drawn-pages.ts';

serveBuiltPages();

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

test('what was refused is said with the answer and not before: the focus is taken once from who types on', async ({
  page,
}) => {
  const inBrowser = { ...bar, mode: 'browser', mayUseDevice: false } as const;
  await open(page, { bar: inBrowser, hanging: ['continueWith'] }, 'sign-in-bar');
  const field = page.getByLabel('Address you ended on', { exact: true });
  await field.fill('half an address');
  await field.press('Enter');
  expect(await callsOf(page, 'continueWith')).toHaveLength(1);
  const refused = { ...inBrowser, pasteProblem: { code: 'bad-input', field: 'address-ended-on' } };
  await page.evaluate(view => window.fake.emit('signInBarChanged', view), { ...refused, mayUseDevice: true });
  await page.getByRole('button', { name: 'Another device' }).waitFor();
  await expect(page.getByRole('alert')).toHaveCount(0);
  await expect(field).toBeFocused();
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
