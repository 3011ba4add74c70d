import { expect, type Locator, type Page } from '@playwright/test';
import type { DockpassRun } from '../../support/launch.ts';
import { createVisitor } from '../../support/readycloud/readycloud-visitor.ts';
import type { App } from '../../support/readycloud/settings.ts';
import {
  type Both,
  expectNoSignIn,
  lastToken,
  newApp,
  pressLast,
  problem,
  row,
  startConnecting,
  test,
} from '../steps/steps.ts';

/** The addresses the app asked the system to open, oldest first. */
const opened = async (run: DockpassRun): Promise<string[]> =>
  (await run.control<{ argument: string }[]>('shellCalls')).map(({ argument }) => argument);

interface OnTheRoad {
  readonly bar: Page;
  readonly app: App;
  readonly name: string;
  /** Where the person's own browser ended: with the token, and the state of this sign-in. */
  readonly endedOn: string;
}

/** Connect, then Use my browser, and the sign-in in that browser. */
async function throughOwnBrowser({ run, server }: Both): Promise<OnTheRoad> {
  const app = newApp(server);
  await startConnecting(run, { accountName: app.appId, appId: app.appId });
  const bar = await run.stripPage();
  const before = (await opened(run)).length;
  await bar.getByRole('button', { name: 'Use my browser' }).click();
  await expect(bar.getByRole('heading', { name: 'Sign in with your own browser' })).toBeFocused();
  await expect.poll(async () => (await opened(run)).length).toBe(before + 1);
  const asked = new URL((await opened(run)).at(-1) ?? '');
  expect(asked.origin).toBe(server.origin);
  const endedOn = await createVisitor(server).connect(Object.fromEntries(asked.searchParams));
  return { bar, app, name: app.appId, endedOn: endedOn.href };
}

const addressField = (bar: Page): Locator => bar.getByLabel('Address you ended on', { exact: true });
const said = (bar: Page): Locator => bar.getByRole('alert');

async function goOnWith(bar: Page, text: string): Promise<void> {
  await addressField(bar).fill(text);
  await bar.getByRole('button', { name: 'Continue' }).click({ noWaitAfter: true });
}

async function expectConnected({ run, server }: Both, name: string): Promise<Locator> {
  const account = row(run, name);
  await account.getByRole('button', { name: `Copy token for ${name}`, exact: true }).click();
  await expect.poll(async () => (await run.clipboard())['text/plain']).toBe(lastToken(server));
  await expectNoSignIn(run);
  return account;
}

async function cancel({ run }: Both, bar: Page): Promise<void> {
  await pressLast(bar, 'Cancel');
  await expect(problem(run)).toContainText('Sign-in was cancelled');
  await expectNoSignIn(run);
  await run.panel.keyboard.press('Escape');
}

test('the address from the person’s own browser, pasted by one button, connects and leaves the clipboard', async ({
  shared,
}) => {
  const { run, server } = shared;
  const { bar, app, name, endedOn } = await throughOwnBrowser(shared);
  const contacts = server.requestsTo(new URL(endedOn).pathname);
  // As mail programs break it.
  await run.control('copyElsewhere', { text: `  ${endedOn.slice(0, 60)}\n ${endedOn.slice(60)}\n` });
  await bar.getByRole('button', { name: 'Paste address' }).click({ noWaitAfter: true });
  await expect(row(run, name)).toBeVisible();
  await expect.poll(() => run.clipboard()).toEqual({});
  const account = await expectConnected(shared, name);
  await expect(account.getByRole('timer')).toHaveText(/days$/);
  await expect(account).not.toContainText('cannot be renewed automatically');
  expect(server.requestsTo(new URL(endedOn).pathname)).toBe(contacts);
  expect(server.grants.filter(grant => grant.appId === app.appId).map(({ type }) => type)).toEqual(['implicit']);
});

test('on Wayland the pasted address leaves the clipboard, too, although another program put it there', {
  tag: '@stand-in',
}, async ({ start }) => {
  const both = await start({}, { env: { DOCKPASS_STAND_IN_WAYLAND: '1', XDG_SESSION_TYPE: 'wayland' } });
  const { bar, name, endedOn } = await throughOwnBrowser(both);
  await both.run.control('copyElsewhere', { text: endedOn });
  await bar.getByRole('button', { name: 'Paste address' }).click({ noWaitAfter: true });
  await expect(row(both.run, name)).toBeVisible();
  await expect.poll(() => both.run.clipboard()).toEqual({});
});

test('the same by hand: the field hides what it holds and is empty once it is sent', async ({ shared }) => {
  const { bar, name, endedOn } = await throughOwnBrowser(shared);
  await expect(addressField(bar)).toHaveAttribute('type', 'password');
  await expect(bar.getByText(/Then close that tab/)).toBeVisible();
  await goOnWith(bar, 'https://www.readycloud.com/somewhere');
  await expect(addressField(bar)).toHaveValue('');
  await goOnWith(bar, endedOn);
  await expectConnected(shared, name);
});

test('half an address is told from a whole one, and the sign-in goes on', async ({ shared }) => {
  const { bar, name, endedOn } = await throughOwnBrowser(shared);
  for (const part of [endedOn.split('#')[0] ?? '', endedOn.slice(endedOn.indexOf('#') + 1), endedOn.slice(0, 20)]) {
    await goOnWith(bar, part);
    await expect(said(bar)).toContainText('Check the address you ended on');
  }
  await goOnWith(bar, endedOn);
  await expectConnected(shared, name);
});

test('the address of another site, or of another sign-in, is refused in words; what was copied stays', async ({
  shared,
}) => {
  const { run } = shared;
  const { bar, endedOn } = await throughOwnBrowser(shared);
  const elsewhere = endedOn.replace(/^http:\/\/[^/]+/, 'https://www.example.com');
  await run.control('copyElsewhere', { text: elsewhere });
  await bar.getByRole('button', { name: 'Paste address' }).click();
  await expect(said(bar)).toContainText('The redirect address does not match');
  expect((await run.clipboard())['text/plain']).toBe(elsewhere);
  await goOnWith(bar, endedOn.replace('state=', 'state=x'));
  await expect(said(bar)).toContainText('This answer belongs to another sign-in');
  await cancel(shared, bar);
});

test('a token without its address is good for a year, as ReadyCloud documents, where nobody changes the date', async ({
  shared,
}) => {
  const { bar, name } = await throughOwnBrowser(shared);
  const day = new Date(Date.now() + 365 * 86_400_000).toISOString().slice(0, 10);
  await expect(bar.getByLabel('Good until', { exact: true })).toHaveValue(day);
  await goOnWith(bar, lastToken(shared.server));
  const account = await expectConnected(shared, name);
  await expect(account.getByRole('timer')).toHaveText(/^36[456] days$/);
});

test('a token without its address is kept, with no end where the date is taken out', async ({ shared }) => {
  const { bar, name } = await throughOwnBrowser(shared);
  await bar.getByLabel('Good until', { exact: true }).fill('');
  await goOnWith(bar, ` ${lastToken(shared.server)}\n`);
  const account = await expectConnected(shared, name);
  await expect(account).toContainText('No expiry date given');
  await expect(account).toContainText('cannot be renewed automatically');
});

test('a token without its address counts down to the day the person gave', async ({ shared }) => {
  const { bar, name } = await throughOwnBrowser(shared);
  const until = bar.getByLabel('Good until', { exact: true });
  await until.fill('2020-01-01');
  await goOnWith(bar, lastToken(shared.server));
  await expect(said(bar)).toContainText('Check the date');
  const day = new Date(Date.now() + 40 * 86_400_000).toISOString().slice(0, 10);
  await until.fill(day);
  await goOnWith(bar, lastToken(shared.server));
  const account = await expectConnected(shared, name);
  await expect(account.getByRole('timer')).toHaveText(/^(39|40) days$/);
});

test('the page can be opened again, and the way back to Dockpass’s own window stays open', async ({ shared }) => {
  const { run } = shared;
  const { bar } = await throughOwnBrowser(shared);
  const before = await opened(run);
  await bar.getByRole('button', { name: 'Open the page again' }).click();
  await expect.poll(async () => (await opened(run)).length).toBe(before.length + 1);
  expect((await opened(run)).at(-1)).toBe(before.at(-1));
  await bar.getByRole('button', { name: 'Back to the sign-in page' }).click();
  await expect(bar.getByRole('button', { name: 'Use my browser' })).toBeVisible();
  await expect((await run.signInPage()).getByLabel('Username')).toBeVisible();
  await cancel(shared, bar);
});
