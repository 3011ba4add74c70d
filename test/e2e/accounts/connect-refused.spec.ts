import { expect } from '@playwright/test';
import { sampleApp } from '../../support/readycloud/settings.ts';
import {
  allow,
  expectNoSignIn,
  field,
  fillForm,
  newApp,
  openForm,
  pressConnect,
  pressLast,
  problem,
  row,
  signInAt,
  startConnecting,
  test,
} from '../steps/steps.ts';

// What a person typed is still there, nothing was saved, and the words say what to do.

const secretAgain = 'What you typed is still here, except the secret. Type the secret again.';

test('an empty App Id: Connect asks for it before anything is sent', async ({ shared: { run, server } }) => {
  const asked = server.requests.length;
  await openForm(run);
  await fillForm(run, { accountName: 'No App', appId: '' });
  await pressConnect(run);
  await expect(problem(run)).toContainText('Check App Id');
  await expect(problem(run)).toContainText('Nothing was sent');
  await expect(field(run, 'App Id')).toBeFocused();
  await expect(field(run, 'Account name')).toHaveValue('No App');
  await expect(field(run, 'App Secret')).toHaveValue(sampleApp.appSecret);
  expect(run.openSignIns()).toBe(0);
  expect(server.requests.length).toBe(asked);
  await run.panel.keyboard.press('Escape');
});

for (const address of ['htp:/harbour', 'http://example.com/done', 'https://example.com/done#top']) {
  test(`a redirect address nobody can register (${address}) is pointed at`, async ({ shared: { run } }) => {
    await openForm(run);
    await fillForm(run, { accountName: 'Bad address', redirectAddress: address });
    await pressConnect(run);
    await expect(problem(run)).toContainText('Check Redirect address');
    await expect(problem(run)).toContainText(secretAgain);
    await expect(field(run, 'Redirect address')).toBeFocused();
    await expect(field(run, 'Redirect address')).toHaveValue(address);
    await expect(field(run, 'App Id')).toHaveValue(sampleApp.appId);
    expect(run.openSignIns()).toBe(0);
    await run.panel.keyboard.press('Escape');
  });
}

test('a wrong App Id, told at the redirect address: the form says so and connects once it is right', async ({
  shared: { run, server },
}) => {
  const app = newApp(server);
  await openForm(run);
  await fillForm(run, { accountName: app.appId, appId: 'nobody-registered-this' });
  await pressConnect(run);
  await expect(problem(run)).toContainText('The App Id was not accepted');
  await expect(problem(run)).toContainText(secretAgain);
  await expectNoSignIn(run);
  await expect(field(run, 'App Id')).toHaveValue('nobody-registered-this');
  await expect(field(run, 'Account name')).toHaveValue(app.appId);
  await fillForm(run, { appId: app.appId });
  await pressConnect(run);
  const page = await run.signInPage();
  await signInAt(page);
  await allow(page);
  await expect(row(run, app.appId)).toBeVisible();
});

test('a wrong App Id, told on a page that goes nowhere: Cancel leads back to the form', async ({
  shared: { run, server },
}) => {
  server.settings.unknownApp = 'page';
  try {
    const page = await startConnecting(run, { accountName: 'Stuck', appId: 'nobody-registered-this' });
    await expect(page.getByText('client_id nobody-registered-this doesn')).toBeVisible();
    const bar = await run.stripPage();
    await expect(bar.getByRole('region', { name: 'Address' })).toContainText(server.origin);
    await pressLast(bar, 'Cancel');
    await expect(problem(run)).toContainText('Sign-in was cancelled');
    await expectNoSignIn(run);
    await expect(field(run, 'App Id')).toHaveValue('nobody-registered-this');
    await run.panel.keyboard.press('Escape');
    await expect(row(run, 'Stuck')).toHaveCount(0);
  } finally {
    server.settings.unknownApp = 'redirect';
  }
});

test('a permission the App may not have: the form says which choice helps and keeps the rest', async ({
  shared: { run, server },
}) => {
  const app = newApp(server, { scopesAllowed: ['order', 'order-read_only'] });
  await openForm(run);
  await fillForm(run, { accountName: app.appId, appId: app.appId });
  await pressConnect(run);
  await expect(problem(run)).toContainText('The provider does not know one of the permissions');
  await expectNoSignIn(run);
  await expect(field(run, 'App Id')).toHaveValue(app.appId);
  await expect(run.panel.getByRole('radio', { name: 'Read only' })).toBeChecked();
  await run.panel.keyboard.press('Escape');
  await expect(row(run, app.appId)).toHaveCount(0);
});
