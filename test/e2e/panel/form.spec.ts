import { expect, test } from '@playwright/test';
import { viewProvider } from '../../../main/core/accounts/account-view.ts';
import { sendcloud } from '../../../main/providers/sendcloud.ts';
import type { SignInBarView } from '../../../preload/contract/sign-in-bar.ts';
import { bar, copied } from '../../pictures/scenes/views.ts';
import { callsOf, focused, open, serveBuiltPages } from '../steps/drawn-pages.ts';

serveBuiltPages();

test('an account is connected and its token copied by keyboard alone', async ({ page }) => {
  await open(page, { values: { connect: { accountId: 'acme', label: 'Acme Goods' }, copy: copied } });
  await page.keyboard.press('n');
  const dialog = page.getByRole('dialog', { name: 'Add account' });
  await expect(focused(page)).toHaveAccessibleName('ReadyCloud');
  await page.keyboard.press('Enter');
  await expect(focused(page)).toHaveAccessibleName('Account name');
  await expect(dialog).toHaveAccessibleDescription('ReadyCloud');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await expect(focused(page)).toHaveAccessibleName('App Id');
  await page.keyboard.type('fixture-app-id');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('status', { name: 'Status' })).toContainText('Connected as Acme Goods');
  await expect(dialog).toHaveCount(0);
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
  await page.keyboard.press('n');
  await page.getByRole('dialog').getByRole('button', { name: 'ReadyCloud', exact: true }).click();
  const where = page.getByRole('dialog').getByText('Where do I find this?').first();
  await where.click();
  await page.getByRole('button', { name: 'Open the provider’s guide' }).first().click();
  expect(await callsOf(page, 'openGuide')).toEqual([['openGuide', 'readycloud']]);
});

test('what main gets is what was typed, and the secret is gone from the page at once', async ({ page }) => {
  await open(page, { failures: { connect: { code: 'wrong-app-secret' } } });
  await page.keyboard.press('n');
  await page.getByRole('dialog').getByRole('button', { name: 'ReadyCloud', exact: true }).click();
  await page.getByLabel('Account name', { exact: true }).fill('Dock 4');
  await page.getByLabel('App Id', { exact: true }).fill('fixture-app-id');
  const secret = page.getByLabel('App Secret', { exact: true });
  await secret.fill('fixture-secret');
  await page.getByRole('radio', { name: 'Choose for each' }).check();
  await page.getByLabel('Order', { exact: true }).selectOption({ label: 'Read only' });
  await page.getByLabel('Box', { exact: true }).selectOption({ label: 'None' });
  await page.getByRole('button', { name: 'Connect', exact: true }).click();
  await expect(page.getByRole('alert')).toBeFocused();
  await expect(page.getByRole('alert')).toContainText('type that once more');
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
  await page.keyboard.press('n');
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
  await page.keyboard.press('n');
  await page.getByRole('dialog').getByRole('button', { name: 'ReadyCloud', exact: true }).click();
  await page.getByRole('button', { name: 'Connect', exact: true }).click();
  await expect(page.getByLabel('App Id', { exact: true })).toBeFocused();
  await expect(page.getByRole('alert')).toContainText('Check App Id');
  expect(await callsOf(page, 'connect')).toEqual([]);
});

test('after a refusal the focus stays where the person goes on: at a choice of the form', async ({ page }) => {
  await open(page, { providers: [viewProvider(sendcloud)], failures: { connect: { code: 'wrong-credentials' } } });
  await page.keyboard.press('n');
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
