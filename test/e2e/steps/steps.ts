import { test as base, expect, type Locator, type Page } from '@playwright/test';
import { type DockpassRun, type LaunchOptions, launchDockpass } from '../../support/launch.ts';
import { type ReadyCloudOptions, type ReadyCloudServer, startReadyCloud } from '../../support/readycloud/server.ts';
import { type App, sampleApp, sampleUser, type User } from '../../support/readycloud/settings.ts';

/** Where a sign-in without a registered address ends. */
export const landingPath = '/api/v1/oauth2/auth_code';

/** What a person fills in; what is left out is left as the form offers it. */
export interface Typed {
  readonly accountName?: string;
  readonly appId?: string;
  readonly appSecret?: string;
  /** `Everything`, `Read only`, or `Choose for each` with the levels wanted, by resource. */
  readonly permissions?: string | Readonly<Record<string, string>>;
  readonly redirectAddress?: string;
}

/** One control of the open dialog, by its whole accessible name. */
export const field = (run: DockpassRun, name: string): Locator =>
  run.panel.getByRole('dialog').getByLabel(name, { exact: true });

const fillIn = async (run: DockpassRun, name: string, text: string | undefined): Promise<void> => {
  if (text !== undefined) await field(run, name).fill(text);
};

async function choosePermissions(run: DockpassRun, wanted: Typed['permissions']): Promise<void> {
  if (wanted === undefined) return;
  if (typeof wanted === 'string') return run.panel.getByRole('radio', { name: wanted }).check();
  await run.panel.getByRole('radio', { name: 'Choose for each' }).check();
  for (const [resource, level] of Object.entries(wanted)) await field(run, resource).selectOption({ label: level });
}

/** Opens a provider's form, from the cards of the empty panel or from `Add account`. */
export async function openForm(run: DockpassRun, provider = 'ReadyCloud'): Promise<void> {
  const add = run.panel.getByRole('button', { name: 'Add account' });
  const card = run.panel.getByRole('button', { name: provider, exact: true });
  await add.or(card).first().waitFor();
  if ((await card.count()) === 0) await add.first().click();
  await card.first().click();
}

/** What to fill in by label, in this order: a text, a select's words, or whether a radio or checkbox is on. */
export type Fields = Readonly<Record<string, string | boolean>>;

/** Fills in the open form by its labels, whatever kind of control each is; opens Advanced for what lies there. */
export async function fillFields(run: DockpassRun, fields: Fields): Promise<void> {
  for (const [name, wanted] of Object.entries(fields)) {
    const control = field(run, name);
    await control.waitFor({ state: 'attached' });
    // Sought inside the details, so without the dialog around them.
    const has = run.panel.getByLabel(name, { exact: true });
    const closed = run.panel.getByRole('dialog').locator('details.advanced:not([open])').filter({ has });
    if ((await closed.count()) > 0) await closed.locator('summary').first().click();
    if (typeof wanted === 'boolean') await control.setChecked(wanted);
    else if (await control.evaluate(element => element instanceof HTMLSelectElement))
      await control.selectOption({ label: wanted });
    else await control.fill(wanted);
  }
}

/** Connects an account of a provider that needs no window, and gives its row; `named` is what it ends up called. */
export async function connectAccount(
  run: DockpassRun,
  provider: string,
  fields: Fields,
  named: string,
): Promise<Locator> {
  await openForm(run, provider);
  await fillFields(run, fields);
  await pressConnect(run);
  const account = row(run, named);
  await account.waitFor();
  return account;
}

/** Fills in the ReadyCloud form with the sample App and what was typed instead, and leaves it open. */
export async function fillForm(run: DockpassRun, typed: Typed = {}): Promise<void> {
  await fillIn(run, 'Account name', typed.accountName);
  await fillIn(run, 'App Id', typed.appId ?? sampleApp.appId);
  await fillIn(run, 'App Secret', typed.appSecret ?? sampleApp.appSecret);
  await choosePermissions(run, typed.permissions);
  if (typed.redirectAddress === undefined) return;
  const advanced = run.panel.getByRole('dialog').locator('details.advanced');
  if (!(await advanced.evaluate(details => details.hasAttribute('open')))) await advanced.locator('summary').click();
  await fillIn(run, 'Redirect address', typed.redirectAddress);
}

/** Presses a button of the open dialog. */
export const press = (run: DockpassRun, name: string): Promise<void> =>
  run.panel.getByRole('dialog').getByRole('button', { name, exact: true }).click();
export const pressConnect = (run: DockpassRun): Promise<void> => press(run, 'Connect');

/** From the panel to the provider's first page. */
export async function startConnecting(run: DockpassRun, typed: Typed = {}): Promise<Page> {
  await openForm(run);
  await fillForm(run, typed);
  await pressConnect(run);
  return run.signInPage();
}

/** Signs in on the provider's page, up to the page that asks to allow. */
export async function signInAt(page: Page, user: Pick<User, 'name' | 'password'> = sampleUser): Promise<void> {
  await page.getByLabel('Username').fill(user.name);
  await page.getByLabel('Password').fill(user.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

/** Presses a button that ends the sign-in, and with it the page: it may be gone before it has answered, and what follows tells. */
export async function pressLast(page: Page, name: string): Promise<void> {
  await page
    .getByRole('button', { name, exact: true })
    .click({ noWaitAfter: true })
    .catch((error: unknown) => {
      if (!page.isClosed()) throw error;
    });
}

export const allow = (page: Page): Promise<void> => pressLast(page, 'Allow Access');

/** The row of an account, by its whole name. */
export const row = (run: DockpassRun, name: string): Locator =>
  run.panel
    .getByRole('list', { name: 'Accounts' })
    .getByRole('listitem')
    .filter({ has: run.panel.getByRole('heading', { name, exact: true }) });

export const status = (run: DockpassRun): Locator => run.panel.getByRole('status', { name: 'Status' });

/** What went wrong, as the open form says it. */
export const problem = (run: DockpassRun): Locator => run.panel.getByRole('dialog').getByRole('alert');

/** Presses the entries of a row's menu one after the other: `menu(run, 'Acme', 'Copy endpoint URL', 'Orders')`. */
export async function menu(run: DockpassRun, name: string, ...labels: string[]): Promise<void> {
  await row(run, name)
    .getByRole('button', { name: `More for ${name}`, exact: true })
    .click();
  for (const label of labels) await run.panel.getByRole('menuitem', { name: label, exact: true }).click();
}

/** What an account's details say, which close again. */
export async function expectDetails(run: DockpassRun, name: string, words: string | RegExp): Promise<void> {
  const dialog = run.panel.getByRole('dialog');
  await menu(run, name, 'Edit details');
  await expect(dialog).toContainText(words);
  await dialog.getByRole('button', { name: 'Close', exact: true }).click();
}

/** All sign-in windows are closed. */
export async function expectNoSignIn(run: DockpassRun): Promise<void> {
  await expect.poll(() => run.openSignIns(), { message: 'open sign-in windows' }).toBe(0);
}

export interface ConnectOptions extends Typed {
  readonly user?: User;
  /** The name the account ends up with; the typed one, else the user's only organization's. */
  readonly named?: string;
}

/** Connects an account the way a person does, and gives its row. `server` must be the one the app was started with. */
export async function connectReadyCloud(
  run: DockpassRun,
  server: ReadyCloudServer,
  options: ConnectOptions = {},
): Promise<Locator> {
  const user = options.user ?? server.users[0] ?? sampleUser;
  const page = await startConnecting(run, options);
  await signInAt(page, user);
  await allow(page);
  const account = row(run, options.named ?? options.accountName ?? user.orgs[0]?.name ?? 'ReadyCloud');
  await account.waitFor();
  await expectNoSignIn(run);
  return account;
}

/** The access token the server issued last. */
export function lastToken(server: ReadyCloudServer): string {
  const token = server.tokens.issued().at(-1)?.accessToken;
  if (token === undefined) throw new Error('the server has issued no token');
  return token;
}

/** How often a page, rather than a frame or a program, asked for this path. */
export const pageRequests = (server: ReadyCloudServer, path: string): number =>
  server.requests.filter(request => request.path === path && request.destination === 'document').length;

/** Starts a local ReadyCloud and the app on it; both end with `end`. */
export async function startBoth(
  options: ReadyCloudOptions = {},
  launch: LaunchOptions = {},
): Promise<Both & { readonly end: () => Promise<void> }> {
  // As the vendor's own server library answers; the guides do not know `state`, and name the user instead.
  const server = await startReadyCloud({ state: 'echo', user: 'missing', ...options });
  const run = await launchDockpass({ environments: { readycloud: server.origin }, ...launch });
  return {
    run,
    server,
    end: async () => {
      await run.quit();
      await server.close();
    },
  };
}

/** A test gets the app in one of two ways. */
interface Started {
  /** Starts a local ReadyCloud and the app on it, for this test only. */
  readonly start: (options?: ReadyCloudOptions, launch?: LaunchOptions) => Promise<Both>;
}
interface Shared {
  /** One app and one server for all tests of a worker that ask for it: for tests that neither restart nor break them. */
  readonly shared: Both;
}
export interface Both {
  readonly run: DockpassRun;
  readonly server: ReadyCloudServer;
}

/** Playwright's `test` with both; what was started ends with its test or worker, whatever became of it. */
export const test = base.extend<Started, Shared>({
  start: async ({ browserName: _unused }, use) => {
    const ends: (() => Promise<void>)[] = [];
    await use(async (options, launch) => {
      const { end, ...both } = await startBoth(options, launch);
      ends.push(end);
      return both;
    });
    for (const end of ends) await end();
  },
  shared: [
    async ({ browserName: _unused }, use) => {
      const { end, ...both } = await startBoth();
      await use(both);
      await end();
    },
    { scope: 'worker', timeout: 60_000 },
  ],
});

/** Registers an App of its own at the server: sign-ins of a shared app must not meet. */
export function newApp(server: ReadyCloudServer, changes: Partial<App> = {}): App {
  const app = { ...sampleApp, appId: `${sampleApp.appId}-${server.apps.length}`, ...changes };
  server.apps.push(app);
  return app;
}
