import { expect } from '@playwright/test';
import type { DockpassRun } from '../../support/launch.ts';
import { startOAuth } from '../../support/oauth/server.ts';
import { type Answers, oauthClient, oauthPaths, oauthUser } from '../../support/oauth/settings.ts';
import { type OidcServer, startOidc } from '../../support/oidc/server.ts';
import { deskClient, robotClient } from '../../support/oidc/settings.ts';
import { visit, visitDevice } from '../../support/oidc/visitor.ts';
import { testWith } from '../steps/computer.ts';
import {
  connectAccount,
  expectDetails,
  expectNoSignIn,
  type Fields,
  field,
  fillFields,
  menu,
  openForm,
  pressConnect,
  pressLast,
  problem,
  row,
  status,
} from '../steps/steps.ts';
import { expectCopies } from '../steps/storage-steps.ts';

// Other OAuth 2.0, each way of signing in: on oidc-provider where it has it, else on a plain local server.

const onOidc = testWith('oauth2', startOidc);
const onPlain = testWith('oauth2', startOAuth);

const provider = 'Other OAuth 2.0';
const ways = {
  code: 'On a page (authorization code)',
  implicit: 'On a page, older way (implicit)',
  client: 'As a program (client credentials)',
  device: 'Sign in on another device',
  password: 'With username and password',
};
const maria = 'maria@example.com';
const asMaria = (server: OidcServer): Fields => ({
  'Discover from': server.origin,
  'Client ID': deskClient.client_id,
  Scopes: 'openid email offline_access orders',
});
// Of a host that is nowhere: on a local server only the paths count.
const robot: Fields = {
  'Way to sign in': ways.client,
  'Token address': 'https://login.example.com/token',
  'Client ID': robotClient.client_id,
  'Client secret': robotClient.client_secret,
  Scopes: 'orders',
  'How the Client secret is sent': 'In the body',
};

const lastOf = (server: OidcServer): string => server.grants.findLast(one => one.accessToken)?.accessToken ?? '';
const since = (server: { readonly grants: readonly { type: string; outcome: string }[] }, from: number) =>
  server.grants.slice(from).map(({ type, outcome }) => `${type}: ${outcome}`);

async function begin(run: DockpassRun, fields: Fields): Promise<void> {
  await openForm(run, provider);
  await fillFields(run, fields);
  await pressConnect(run);
}
/** Connects on the page inside the sign-in window. */
async function connectOnPage(run: DockpassRun, fields: Fields, named: string): Promise<void> {
  await begin(run, fields);
  const page = await run.signInPage();
  await page.getByLabel('Username').fill('maria');
  await pressLast(page, 'Allow Access');
  await row(run, named).waitFor();
  await expectNoSignIn(run);
}

onOidc(
  'a page with a code: named, copied, accepted, renewed once, checked, and right after a restart',
  async ({ computer }) => {
    const { server } = computer;
    const run = await computer.launch();
    await connectOnPage(run, asMaria(server), maria);
    expect(since(server, 0)).toEqual(['authorization_code: granted']);
    expect(server.grants[0]?.redirectUri).toBe('http://127.0.0.1/callback');
    await expectCopies(run, maria, lastOf(server));
    const { 'text/plain': copied = '' } = await run.clipboard();
    const reply = await fetch(`${server.origin}/me`, { headers: { authorization: `Bearer ${copied}` } });
    expect(await reply.json()).toMatchObject({ sub: 'maria' });

    await menu(run, maria, 'Renew now');
    await expect(status(run)).toContainText(`${maria} renewed`);
    expect(since(server, 1)).toEqual(['refresh_token: granted']);
    await menu(run, maria, 'Check it works');
    await expect(status(run)).toContainText(`${maria} works: ${provider} answered as ${maria}`);
    await run.quit();

    const again = await computer.launch();
    await expect(row(again, maria).getByRole('timer')).toHaveText(/^1 h 5\d min$/);
    await expectCopies(again, maria, lastOf(server));
    expect(server.grants).toHaveLength(2);
  },
);

onOidc('the person’s own browser comes back by itself, and nobody else does', async ({ computer }) => {
  const { server } = computer;
  const run = await computer.launch();
  await begin(run, asMaria(server));
  await (await run.signInPage()).getByLabel('Username').waitFor();
  const bar = await run.stripPage();
  await bar.getByRole('button', { name: 'Use my browser' }).click();
  await expect(bar.getByText('You can close this tab')).toBeVisible();
  await expect(bar.getByRole('button', { name: 'Paste address' })).toBeHidden();
  const [opened] = await run.control<{ argument: string }[]>('shellCalls');
  const asked = new URL(opened?.argument ?? '');
  expect(asked.origin).toBe(server.origin);
  const redirectUri = asked.searchParams.get('redirect_uri') ?? '';
  expect(redirectUri).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/callback$/);

  const endedOn = await visit(asked.href);
  const stranger = endedOn.replace(/iss=[^&]*/, 'iss=https%3A%2F%2Fevil.example');
  for (const wrong of [redirectUri, endedOn.replace('state=', 'state=x'), stranger, endedOn.replace('/callback', '/')])
    expect((await fetch(wrong)).status).toBe(404);
  expect(since(server, 0)).toEqual([]);
  const page = await fetch(endedOn);
  expect(await page.text()).toContain('You can close this tab');
  expect(page.headers.get('referrer-policy')).toBe('no-referrer');

  await row(run, maria).waitFor();
  await expectNoSignIn(run);
  expect(server.grants).toMatchObject([{ outcome: 'granted', redirectUri }]);
  await expect(fetch(redirectUri)).rejects.toThrow();
  await expectCopies(run, maria, lastOf(server));
  expect(await run.logs()).not.toMatch(/code=|state=/);
});

onOidc(
  'another device: the code is shown, its page is opened once confirmed, and the account is there',
  async ({ computer }) => {
    const { server } = computer;
    const run = await computer.launch();
    await begin(run, { ...asMaria(server), 'Way to sign in': ways.device });
    const dialog = run.panel.getByRole('dialog', { name: 'Sign in on another device' });
    const address = `${server.origin}/device`;
    await expect(dialog.getByText(address, { exact: true })).toBeVisible();
    await expect(dialog.getByRole('timer')).toHaveText(/^9 min \d\d s$/);
    await expect(dialog.getByRole('img', { name: 'QR code of the address below' })).toBeVisible();
    const code = (await dialog.locator('.user-code').textContent()) ?? '';

    await dialog.getByRole('button', { name: 'Open on this computer' }).click();
    expect(await run.control<object[]>('shellCalls')).toEqual([]);
    await dialog.getByRole('button', { name: `Open ${server.origin}` }).click();
    await expect
      .poll(() => run.control<object[]>('shellCalls'))
      .toMatchObject([{ argument: `${address}?user_code=${code}` }]);

    expect(await visitDevice(address, code)).toContain('Signed in');
    await row(run, maria).waitFor({ timeout: 15_000 });
    await expect(dialog).toBeHidden();
    expect(since(server, 0).at(-1)).toBe('urn:ietf:params:oauth:grant-type:device_code: granted');
    await expectCopies(run, maria, lastOf(server));
    expect(await run.logs()).not.toContain(code);
  },
);

onOidc(
  'a page on which somebody cannot go on leads to another device; refused there, nothing is kept',
  async ({ computer }) => {
    const { server } = computer;
    const run = await computer.launch();
    await begin(run, asMaria(server));
    await (await run.signInPage()).getByLabel('Username').waitFor();
    const bar = await run.stripPage();
    await bar.getByRole('button', { name: 'Use my browser' }).click();
    await bar.getByRole('button', { name: 'Another device' }).click();
    await expectNoSignIn(run);
    const dialog = run.panel.getByRole('dialog', { name: 'Sign in on another device' });
    const code = (await dialog.locator('.user-code').textContent()) ?? '';
    await visitDevice(`${server.origin}/device`, code, 'deny');
    await expect(problem(run)).toContainText('Access was not allowed', { timeout: 15_000 });
    await expect(dialog).toBeHidden();
    expect(server.grants.some(one => one.outcome === 'granted')).toBe(false);
  },
);

onOidc(
  'a program: refused with a wrong secret, then connected, renewed and the same after a restart',
  async ({ computer }) => {
    const { server } = computer;
    const run = await computer.launch();
    await begin(run, { ...robot, 'Client secret': 'wrong' });
    await expect(problem(run)).toContainText('The Client ID or the Client secret was not accepted');
    await expect(field(run, 'Token address')).toHaveValue('https://login.example.com/token');
    await run.panel.keyboard.press('Escape');
    await connectAccount(run, provider, robot, provider);
    await expect(row(run, provider)).toContainText('login.example.com');
    await expectCopies(run, provider, lastOf(server));
    const before = server.grants.length;
    await menu(run, provider, 'Renew now');
    await expect(status(run)).toContainText(`${provider} renewed`);
    expect(since(server, before)).toEqual(['client_credentials: granted']);
    await run.quit();
    const again = await computer.launch();
    await expectCopies(again, provider, lastOf(server));
    expect(server.grants).toHaveLength(before + 1);
  },
);

onPlain('a password: renewed by a refresh token; a server that is down costs nothing', async ({ computer }) => {
  const { server } = computer;
  const fields: Fields = {
    'Account name': 'Depot',
    'Discover from': server.origin,
    'Way to sign in': ways.password,
    'Client ID': oauthClient.id,
    'Client secret': oauthClient.secret,
    Username: oauthUser.name,
  };
  const run = await computer.launch();
  await begin(run, { ...fields, Password: 'wrong' });
  await expect(problem(run)).toContainText('did not accept these details');
  await fillFields(run, { 'Client secret': oauthClient.secret, Password: oauthUser.password });
  await pressConnect(run);
  await row(run, 'Depot').waitFor();
  await menu(run, 'Depot', 'Renew now');
  await expect(status(run)).toContainText('Depot renewed');
  expect(since(server, 1)).toEqual(['password: granted', 'refresh_token: granted']);

  await server.goDown();
  await menu(run, 'Depot', 'Renew now');
  await expect(row(run, 'Depot')).toContainText('is having problems');
  await expectCopies(run, 'Depot', () => server.issued.at(-1) ?? '');
  await run.quit();
  await server.comeBack();
  const again = await computer.launch();
  await expectCopies(again, 'Depot', () => server.issued.at(-1) ?? '');
  await menu(again, 'Depot', 'Renew now');
  await expect(status(again)).toContainText('Depot renewed');
  expect(since(server, 3)).toEqual(['refresh_token: granted']);
});

onPlain('the older way: a token that a person renews, the same after a restart', async ({ computer }) => {
  const { server } = computer;
  const run = await computer.launch();
  const fields: Fields = {
    'Account name': 'Depot',
    'Way to sign in': ways.implicit,
    'Client ID': oauthClient.id,
    'Authorization address': `https://login.example.com${oauthPaths.authorize}`,
    'API address': `https://api.example.com${oauthPaths.api}`,
  };
  await connectOnPage(run, fields, 'Depot');
  await expectDetails(run, 'Depot', 'cannot be renewed automatically. Sign in again before');
  await menu(run, 'Depot', 'Copy endpoint URL', 'API address');
  await expect.poll(async () => (await run.clipboard())['text/plain']).toBe(server.origin + oauthPaths.api);
  await run.quit();
  const again = await computer.launch();
  await expectCopies(again, 'Depot', server.issued[0] ?? '');
  const { 'text/plain': copied = '' } = await again.clipboard();
  const headers = { authorization: `Bearer ${copied}` };
  expect((await fetch(server.origin + oauthPaths.api, { headers })).status).toBe(200);
});

onPlain('an answer of another server, or of another sign-in, is refused and nothing is sent', async ({ computer }) => {
  const { server } = computer;
  const run = await computer.launch();
  const lies: readonly Answers[] = ['as-another-server', 'with-another-state'];
  await openForm(run, provider);
  await fillFields(run, { 'Discover from': server.origin, 'Client ID': oauthClient.id });
  for (const answers of lies) {
    server.conduct.answers = answers;
    await pressConnect(run);
    await pressLast(await run.signInPage(), 'Allow Access');
    await expect(problem(run)).toContainText('This answer belongs to another sign-in');
    await expectNoSignIn(run);
  }
  expect(server.requestsTo(oauthPaths.token)).toBe(0);
  expect(server.requestsTo(oauthPaths.authorize)).toBe(lies.length);
});
