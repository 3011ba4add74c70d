import { expect, type Page } from '@playwright/test';
import type { DockpassRun } from '../../support/launch.ts';
import { startSendcloud, userPath } from '../../support/sendcloud/server.ts';
import { oauth2Integration, sampleIntegration } from '../../support/sendcloud/settings.ts';
import { tokenPath } from '../../support/sendcloud/tokens.ts';
import { testWith } from '../steps/computer.ts';
import {
  connectAccount,
  type Fields,
  field,
  fillFields,
  menu,
  openForm,
  pressConnect,
  problem,
  row,
  status,
} from '../steps/steps.ts';

const test = testWith('sendcloud', () => startSendcloud());
type Server = Awaited<ReturnType<typeof startSendcloud>>;

const keys: Fields = {
  'API keys': true,
  'Public key': sampleIntegration.publicKey,
  'Private key': sampleIntegration.privateKey,
};
const oauth2: Fields = {
  OAuth2: true,
  'Public key': oauth2Integration.publicKey,
  'Private key': oauth2Integration.privateKey,
};
const [company, textiles] = [sampleIntegration.companyName, oauth2Integration.companyName];

const clipboard = async (run: DockpassRun): Promise<string> => (await run.clipboard())['text/plain'] ?? '';
const pressCopy = (run: DockpassRun, name: string): Promise<void> =>
  row(run, name)
    .getByRole('button', { name: `Copy token for ${name}`, exact: true })
    .click();
const userAt = async (server: Server, authorization: string): Promise<number> =>
  (await fetch(`${server.origin}${userPath}`, { headers: { authorization } })).status;
const grantsOf = (server: Server): readonly string[] => server.grants.map(({ type, outcome }) => `${type}: ${outcome}`);
const granted = 'client_credentials: granted';
const focusedLabel = (page: Page): Promise<string | undefined> =>
  page.evaluate(() => {
    const element = document.activeElement;
    return element instanceof HTMLInputElement ? element.labels?.[0]?.textContent : undefined;
  });

test('API keys: named by the company, copied as a header that works, with no end, and the same after a restart', async ({
  computer: { launch, server },
}) => {
  const run = await launch();
  const account = await connectAccount(run, 'Sendcloud', keys, company);
  await expect(account).toContainText('Sendcloud · API keys');
  await expect(account).toContainText('No expiry date');
  await pressCopy(run, company);
  await expect(status(run)).toContainText(`Authorization header for ${company} copied`);
  expect(await userAt(server, await clipboard(run))).toBe(200);
  await menu(run, company, 'Copy public key');
  await expect.poll(() => clipboard(run)).toBe(sampleIntegration.publicKey);
  await menu(run, company, 'Copy private key');
  await expect.poll(() => clipboard(run)).toBe(sampleIntegration.privateKey);
  await menu(run, company, 'Copy endpoint URL', 'Orders (v3)');
  await expect.poll(() => clipboard(run)).toBe(`${server.origin}/api/v3/orders`);
  await run.clickTray(company, 'Copy Authorization header');
  await expect.poll(() => clipboard(run)).toMatch(/^Authorization: Basic /);
  await menu(run, company, 'Check it works');
  await expect(status(run)).toContainText(`${company} works: Sendcloud answered as ${company}`);
  await account.getByRole('button', { name: `More for ${company}` }).click();
  await expect(run.panel.getByRole('menuitem', { name: 'Renew now' })).toHaveCount(0);
  await run.quit();

  const again = await launch();
  await expect(row(again, company)).toContainText('Sendcloud · API keys');
  await expect(row(again, company)).toContainText('No expiry date');
  await pressCopy(again, company);
  await expect.poll(() => clipboard(again)).toMatch(/^Basic /);
  expect(await userAt(server, await clipboard(again))).toBe(200);
  expect(server.grants).toEqual([]);
});

test('OAuth2: named, copied, accepted, renewed by one grant, and the same after a restart', async ({
  computer: { launch, server },
}) => {
  const run = await launch();
  const account = await connectAccount(run, 'Sendcloud', oauth2, textiles);
  await expect(account).toContainText('Sendcloud · OAuth2');
  await expect(account.getByRole('timer')).toHaveText(/^59 min/);
  await pressCopy(run, textiles);
  await expect(status(run)).toContainText(`Token for ${textiles} copied`);
  expect(await userAt(server, `Bearer ${await clipboard(run)}`)).toBe(200);
  expect(grantsOf(server)).toEqual([granted]);
  await menu(run, textiles, 'Renew now');
  await expect(status(run)).toContainText(`${textiles} renewed`);
  expect(grantsOf(server)).toEqual([granted, granted]);
  await pressCopy(run, textiles);
  await expect.poll(() => clipboard(run)).toBe(server.tokens.issued()[1]?.accessToken);

  await test.step('a token that Sendcloud ended early is replaced by Check it works', async () => {
    server.tokens.revoke(await clipboard(run));
    await menu(run, textiles, 'Check it works');
    await expect(status(run)).toContainText(`${textiles} works: Sendcloud answered as ${textiles}`);
    expect(grantsOf(server)).toEqual([granted, granted, granted]);
  });
  await run.quit();

  const again = await launch();
  await expect(row(again, textiles)).toContainText('Sendcloud · OAuth2');
  await expect(row(again, textiles).getByRole('timer')).toHaveText(/^5\d min/);
  await pressCopy(again, textiles);
  await expect.poll(() => clipboard(again)).toBe(server.tokens.issued().at(-1)?.accessToken);
  expect(server.grants).toHaveLength(3);
});

test('with four minutes left a copy gives a fresh token; with no network the old one, and until when it is good', async ({
  computer: { launch, server },
}) => {
  server.settings.expiresInSeconds = 240;
  const run = await launch();
  await connectAccount(run, 'Sendcloud', oauth2, textiles);
  await pressCopy(run, textiles);
  await expect(status(run)).toContainText(`Token for ${textiles} copied`);
  expect(grantsOf(server)).toEqual([granted, granted]);
  expect(await clipboard(run)).toBe(server.tokens.issued()[1]?.accessToken);
  await run.online(false);
  await menu(run, textiles, 'Copy Authorization header');
  await expect(status(run)).toContainText(/This one works for another (3 min \d\d s|4 min 00 s)\./);
  expect(await clipboard(run)).toBe(`Authorization: Bearer ${server.tokens.issued()[1]?.accessToken}`);
  expect(server.grants).toHaveLength(2);
});

test('keys that are not right are explained, and what was typed stays', async ({ computer: { launch, server } }) => {
  const run = await launch();
  await openForm(run, 'Sendcloud');
  await fillFields(run, { ...keys, 'Account name': 'Quay', 'Private key': 'wrong' });
  await pressConnect(run);
  await expect(problem(run)).toContainText('did not accept these details');
  await expect(problem(run)).toContainText('except the secret');
  await expect(field(run, 'Account name')).toHaveValue('Quay');
  await expect(field(run, 'Public key')).toHaveValue(sampleIntegration.publicKey);
  await fillFields(run, { OAuth2: true, 'Private key': 'wrong' });
  await pressConnect(run);
  await expect(problem(run)).toContainText('did not accept these details');
  expect(grantsOf(server)).toEqual(['client_credentials: invalid_client', 'client_credentials: invalid_client']);
  await expect(run.panel.getByRole('listitem')).toHaveCount(0);
});

test('OAuth2 with keys of an integration that has it switched off names the box to tick, and one press switches back', async ({
  computer: { launch },
}) => {
  const run = await launch();
  await openForm(run, 'Sendcloud');
  await fillFields(run, { ...keys, OAuth2: true, 'Account name': 'Quay' });
  await pressConnect(run);
  await expect(problem(run)).toContainText('Tick “Use OAuth2 authentication”');
  await problem(run).getByRole('button', { name: 'Use API keys' }).click();
  await fillFields(run, { 'Private key': sampleIntegration.privateKey });
  await pressConnect(run);
  await expect(row(run, 'Quay')).toContainText('Sendcloud · API keys');
});

test('an integration that takes only OAuth2 says so, and one press switches the form', async ({
  computer: { launch, server },
}) => {
  const run = await launch();
  await openForm(run, 'Sendcloud');
  await fillFields(run, { ...oauth2, 'API keys': true, 'Account name': 'Tide' });
  await pressConnect(run);
  await expect(problem(run)).toContainText('This integration does not accept API keys');
  await problem(run).getByRole('button', { name: 'Use OAuth2' }).click();
  await expect(field(run, 'OAuth2')).toBeChecked();
  await expect(field(run, 'Scopes')).toHaveValue('api');
  await expect(field(run, 'Public key')).toHaveValue(oauth2Integration.publicKey);
  await expect(problem(run)).toHaveCount(0);
  expect(await focusedLabel(run.panel)).toBe('Private key');
  await fillFields(run, { 'Private key': oauth2Integration.privateKey });
  await pressConnect(run);
  await expect(row(run, 'Tide')).toContainText('Sendcloud · OAuth2');
  expect(server.requestsTo(tokenPath)).toBe(2);
});

test('with Sendcloud down nothing is lost: keys and tokens are copied, a new one is asked for once it is back', async ({
  computer: { launch, server },
}) => {
  const run = await launch();
  await connectAccount(run, 'Sendcloud', keys, company);
  await connectAccount(run, 'Sendcloud', oauth2, textiles);
  await server.goDown();
  await menu(run, textiles, 'Renew now');
  await expect(row(run, textiles)).toContainText('is having problems');
  await expect(row(run, textiles)).toContainText('Your saved tokens are safe');
  await pressCopy(run, textiles);
  await expect.poll(() => clipboard(run)).toBe(server.tokens.issued()[0]?.accessToken);
  await menu(run, company, 'Check it works');
  await expect(status(run)).toContainText('is having problems');
  await pressCopy(run, company);
  await expect.poll(() => clipboard(run)).toMatch(/^Basic /);
  await openForm(run, 'Sendcloud');
  await fillFields(run, { ...oauth2, 'Account name': 'Third' });
  await pressConnect(run);
  await expect(problem(run)).toContainText('is having problems');
  await run.panel.keyboard.press('Escape');
  await expect(problem(run)).toHaveCount(0);
  await run.panel.keyboard.press('Escape');
  await expect(run.panel.getByRole('dialog')).toHaveCount(0);
  await server.comeBack();
  await row(run, textiles)
    .getByRole('button', { name: `Try again for ${textiles}` })
    .click();
  await expect(row(run, textiles)).not.toContainText('is having problems');
  expect(grantsOf(server)).toEqual([granted, granted]);
});
