import { expect, type Page, test } from '@playwright/test';
import { viewProvider } from '../../../main/core/accounts/account-view.ts';
import { providersWith } from '../../../main/providers/index.ts';
import { sendcloud } from '../../../main/providers/sendcloud.ts';
import type { SignInBarView } from '../../../preload/contract/sign-in-bar.ts';
import { bar, copied } from '../../pictures/scenes/views.ts';
import { callsOf, focused, open, serveBuiltPages } from '../steps/drawn-pages.ts';

serveBuiltPages();

async function openReadyCloud(page: Page): Promise<void> {
  await page.keyboard.press('Control+n');
  await page.getByRole('dialog').getByRole('button', { name: 'ReadyCloud', exact: true }).click();
}

test('an account is connected and its token copied by keyboard alone', async ({ page }) => {
  await open(page, { values: { connect: { accountId: 'acme', label: 'Acme Goods' }, copy: copied } });
  await page.keyboard.press('Control+n');
  const dialog = page.getByRole('dialog', { name: 'Add account' });
  await expect(focused(page)).toHaveAccessibleName('ReadyCloud');
  await page.keyboard.press('Enter');
  await expect(focused(page)).toHaveAccessibleName('App Id');
  await expect(dialog).toHaveAccessibleDescription('ReadyCloud');
  await page.keyboard.type('fixture-app-id');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('status', { name: 'Status' })).toContainText('Connected as Acme Goods');
  await expect(dialog).toHaveCount(0);
  // Its row gets the focus a frame later; until then that is in the search.
  await expect(focused(page)).toHaveAccessibleName('Copy token for Acme Goods');
  await page.keyboard.press('/');
  await page.keyboard.type('acme');
  await page.keyboard.press('ArrowDown');
  await expect(focused(page)).toHaveAccessibleName('Copy token for Acme Goods');
  await page.keyboard.press('Enter');
  expect(await callsOf(page, 'copy')).toEqual([['copy', 'acme', 'token', 0]]);
  await expect(page.getByRole('status', { name: 'Status' })).toContainText('Token for Acme Goods copied');
});

test('from beside the steps the provider’s guide is opened, by the provider’s id', async ({ page }) => {
  await open(page, {});
  await page.keyboard.press('Control+n');
  await page.getByRole('dialog').getByRole('button', { name: 'ReadyCloud', exact: true }).click();
  const where = page.getByRole('dialog').getByText('Where do I find this?').first();
  await where.click();
  await page.getByRole('button', { name: 'Open the provider’s guide' }).first().click();
  expect(await callsOf(page, 'openGuide')).toEqual([['openGuide', 'readycloud']]);
});

test('what main gets is what was typed, and the secret is gone from the page at once', async ({ page }) => {
  await open(page, { failures: { connect: { code: 'wrong-app-secret' } } });
  await page.keyboard.press('Control+n');
  await page.getByRole('dialog').getByRole('button', { name: 'ReadyCloud', exact: true }).click();
  await page.getByLabel('Account name', { exact: true }).fill('Dock 4');
  await page.getByLabel('App Id', { exact: true }).fill('fixture-app-id');
  const secret = page.getByLabel('App Secret', { exact: true });
  await secret.fill('fixture-secret');
  await page.getByRole('radio', { name: 'Choose for each' }).check();
  await page.getByLabel('Order', { exact: true }).selectOption({ label: 'Read only' });
  await page.getByLabel('Box', { exact: true }).selectOption({ label: 'None' });
  await page.getByRole('button', { name: 'Connect', exact: true }).click();
  await expect(secret).toBeFocused();
  await expect(page.getByRole('alert')).toContainText('Type the secret again');
  await expect(secret).toHaveValue('');
  await expect(page.getByLabel('App Id', { exact: true })).toHaveValue('fixture-app-id');
  await expect(page.getByRole('radio', { name: 'Choose for each' })).toBeChecked();
  const values = {
    appId: 'fixture-app-id',
    appSecret: 'fixture-secret',
    scope: 'order-read_only tracking_number',
    redirect: '',
    version: 'v2',
  };
  expect(await callsOf(page, 'connect')).toEqual([
    ['connect', { provider: 'readycloud', environment: 'local', accountName: 'Dock 4', values }],
  ]);
});

test('each field name leads to one native control', async ({ page }) => {
  await open(page);
  await page.keyboard.press('Control+n');
  await page.getByRole('dialog').getByRole('button', { name: 'ReadyCloud', exact: true }).click();
  await page.getByText('Advanced').click();
  await page.getByRole('radio', { name: 'Choose for each' }).check();
  const names = [
    'Account name',
    'Environment',
    'App Id',
    'App Secret',
    'Redirect address',
    'API version',
    'Order',
    'Box',
    'Tracking number',
  ];
  for (const name of names) {
    const control = page.getByLabel(name, { exact: true });
    await expect(control).toHaveCount(1);
    expect(await control.evaluate(element => element.tagName)).toMatch(/^(INPUT|SELECT)$/);
  }
  await expect(page.getByRole('group', { name: 'Permissions' })).toHaveCount(1);
  await expect(page.getByText('Where do I find this?')).toHaveCount(2);
});

test('at 200 % zoom of the narrowest panel the way to a new account is whole, too', async ({ page }) => {
  await open(page);
  await page.setViewportSize({ width: 180, height: 320 });
  const beyond = () =>
    page.evaluate(() => {
      const shown = [...document.querySelectorAll('dialog :is(.sheet-head, .sheet-body, .name, .group, .field)')];
      return shown.filter(one => one.scrollWidth > one.clientWidth).map(one => `${one.className}: ${one.textContent}`);
    });
  await page.getByRole('button', { name: 'Add account' }).click();
  expect(await beyond()).toEqual([]);
  await page.getByRole('dialog').getByRole('button', { name: 'ReadyCloud', exact: true }).click();
  await page.getByLabel('App Id', { exact: true }).waitFor({ timeout: 5000 });
  expect(await beyond()).toEqual([]);
});

test('a required field left empty has the focus and its instruction', async ({ page }) => {
  await open(page);
  await page.keyboard.press('Control+n');
  await page.getByRole('dialog').getByRole('button', { name: 'ReadyCloud', exact: true }).click();
  await page.getByRole('button', { name: 'Connect', exact: true }).click();
  await expect(page.getByLabel('App Id', { exact: true })).toBeFocused();
  await expect(page.getByRole('alert')).toContainText('Check App Id');
  expect(await callsOf(page, 'connect')).toEqual([]);
});

test('after a refusal the focus stays where the person goes on: at a choice of the form', async ({ page }) => {
  await open(page, { providers: [viewProvider(sendcloud)], failures: { connect: { code: 'timed-out' } } });
  await page.keyboard.press('Control+n');
  await page.getByRole('dialog').getByRole('button', { name: 'Sendcloud', exact: true }).click();
  await page.getByLabel('Public key', { exact: true }).fill('public');
  await page.getByLabel('Private key', { exact: true }).fill('private');
  await page.getByRole('button', { name: 'Connect', exact: true }).click();
  await expect(page.getByRole('alert')).toBeFocused();
  await page.getByRole('radio', { name: 'API keys' }).focus();
  await page.keyboard.press('ArrowDown');
  await expect(page.getByLabel('Scopes', { exact: true })).toBeVisible();
  await expect(page.getByRole('radio', { name: 'OAuth2' })).toBeFocused();
});

/** The colour that marks a field that is refused. */
const bad = 'rgb(179, 25, 29)';

for (const [code, name, isAdvanced] of [
  ['wrong-app-id', 'App Id', false],
  ['wrong-app-secret', 'App Secret', false],
  ['redirect-mismatch', 'Redirect address', true],
] as const) {
  test(`${code} is said beneath “${name}”, which has the focus and stays red`, async ({ page }) => {
    await open(page, { failures: { connect: { code } } });
    await openReadyCloud(page);
    await page.getByLabel('App Id', { exact: true }).fill('fixture-app-id');
    await page.getByRole('button', { name: 'Connect', exact: true }).click();
    const field = page.getByLabel(name, { exact: true });
    await expect(field).toBeFocused();
    await expect(field).toHaveAttribute('aria-invalid', 'true');
    await expect(page.locator('[aria-invalid]')).toHaveCount(1);
    const said = page.getByRole('alert');
    await expect(said).toHaveCount(1);
    await expect(field).toHaveAccessibleDescription(new RegExp((await said.locator('strong').textContent()) ?? '-'));
    expect(await field.evaluate(one => getComputedStyle(one).borderColor)).toBe(bad);
    const [box, beneath] = [await field.boundingBox(), await said.boundingBox()];
    expect(beneath?.y).toBeGreaterThan((box?.y ?? 0) + (box?.height ?? 0) - 1);
    expect(beneath?.y).toBeLessThan((box?.y ?? 0) + (box?.height ?? 0) + 12);
    expect(await field.evaluate(one => one.closest('details') !== null)).toBe(isAdvanced);
  });
}

test('a refusal of the permissions is said beneath them', async ({ page }) => {
  await open(page, { failures: { connect: { code: 'unknown-scope' } } });
  await openReadyCloud(page);
  await page.getByLabel('App Id', { exact: true }).fill('fixture-app-id');
  await page.getByRole('button', { name: 'Connect', exact: true }).click();
  await expect(page.getByRole('group', { name: 'Permissions' }).getByRole('alert')).toBeVisible();
  await expect(page.getByRole('radio', { name: 'Everything' })).toBeFocused();
});

test('two keys that are refused together are both red, said once, and the one to type anew has the focus', async ({
  page,
}) => {
  await open(page, { providers: [viewProvider(sendcloud)], failures: { connect: { code: 'wrong-credentials' } } });
  await page.keyboard.press('Control+n');
  await page.getByRole('dialog').getByRole('button', { name: 'Sendcloud', exact: true }).click();
  await page.getByLabel('Public key', { exact: true }).fill('public');
  await page.getByLabel('Private key', { exact: true }).fill('private');
  await page.getByRole('button', { name: 'Connect', exact: true }).click();
  await expect(page.getByLabel('Private key', { exact: true })).toBeFocused();
  await expect(page.locator('[aria-invalid=true]')).toHaveCount(2);
  await expect(page.getByRole('alert')).toHaveCount(1);
  await expect(page.getByLabel('Public key', { exact: true })).toHaveAccessibleDescription(/did not accept/);
});

for (const [provider, first] of [
  ['ReadyCloud', 'App Id'],
  ['OrderCloud', 'API client ID'],
  ['Sendcloud', 'Public key'],
  ['Packly', 'Client ID'],
  ['Other OAuth 2.0', 'Client ID'],
  ['I already have a token', 'Token'],
] as const) {
  test(`${provider}: the first required field has the focus, optional ones say so, the name comes last`, async ({
    page,
  }) => {
    await open(page, { providers: providersWith({}).map(viewProvider) });
    await page.keyboard.press('Control+n');
    await page.getByRole('dialog').getByRole('button', { name: provider, exact: true }).click();
    await expect(focused(page)).toHaveAccessibleName(first);
    const typed = await page.locator('.plain > .field input:is([type=text], [type=password])').all();
    const last = page.locator('.plain > .field').last();
    await expect(last.getByLabel('Account name', { exact: true })).toHaveCount(1);
    for (const one of typed) {
      const isRequired = await one.evaluate(input => input.matches(':required'));
      if (isRequired) await expect(one).not.toHaveAccessibleDescription(/Optional./);
      else await expect(one).toHaveAccessibleDescription(/^optional/);
    }
    for (const where of await page.getByText('Where do I find this?').all()) {
      const [line, label] = [
        await where.boundingBox(),
        await where.locator('xpath=ancestor::*[contains(@class, "field")][1]/label').boundingBox(),
      ];
      expect(
        Math.abs((line?.y ?? 0) - (label?.y ?? 99)),
        'CSS px between label and “Where do I find this?”',
      ).toBeLessThan(6);
    }
  });
}

test('while the sign-in window is open the form gives way to that, and comes back as it was', async ({ page }) => {
  await open(page, { hanging: ['connect'] });
  await openReadyCloud(page);
  await page.getByLabel('App Id', { exact: true }).fill('fixture-app-id');
  await page.getByRole('button', { name: 'Connect', exact: true }).click();
  await expect(page.getByText('The sign-in window is open.')).toBeVisible();
  await expect(page.getByLabel('App Id', { exact: true })).toBeHidden();
  await expect(page.getByRole('button', { name: 'Connect', exact: true })).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Show sign-in window' })).toBeFocused();
  await page.keyboard.press('Enter');
  expect(await callsOf(page, 'showSignIn')).toEqual([['showSignIn', 'readycloud']]);
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
  await page.keyboard.press('Escape');
  expect(await callsOf(page, 'stopSignIn')).toEqual([
    ['stopSignIn', 'readycloud'],
    ['stopSignIn', 'readycloud'],
  ]);
  await expect(page.getByRole('dialog')).toBeVisible();
});

test('after a refusal the focus stays where the person goes on: in the sign-in bar’s field', async ({ page }) => {
  const view: SignInBarView = { ...bar, mode: 'browser' };
  await open(page, { bar: view }, 'sign-in-bar');
  const refused: SignInBarView = { ...view, pasteProblem: { code: 'state-mismatch' } };
  const push = (next: SignInBarView) => page.evaluate(given => window.fake.emit('signInBarChanged', given), next);
  await push(refused);
  await expect(page.getByRole('alert')).toBeFocused();
  const field = page.getByLabel('Address you ended on', { exact: true });
  await field.focus();
  await push({ ...refused, step: 2 });
  await page.keyboard.type('https://www.readycloud.com/done');
  await expect(field).toHaveValue('https://www.readycloud.com/done');
});

test('Escape in a form goes back to the providers, and then to the panel', async ({ page }) => {
  await open(page, { providers: providersWith({}).map(viewProvider) });
  await page.keyboard.press('Control+n');
  await page.getByRole('dialog').getByRole('button', { name: 'Packly', exact: true }).click();
  await expect(focused(page)).toHaveAccessibleName('Client ID');
  await page.keyboard.press('Escape');
  await expect(focused(page)).toHaveAccessibleName('ReadyCloud');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
});
