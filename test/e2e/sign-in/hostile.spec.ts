import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import type { HostilePage } from '../../support/hostile/page.ts';
import type { DockpassRun } from '../../support/launch.ts';
import { addressesWithMore } from '../../support/leaks/addresses.ts';
import { connectTo, type Hostile, test, tokenIn } from '../steps/hostile-steps.ts';
import { expectNoSignIn, pressLast, problem, row } from '../steps/steps.ts';

// Pages that mean harm. Each file in `hostile/` is one page and what must be true all the same. What holds for every one of
// them stands here: no wrong token is taken, the redirect address is not asked for, nothing outside the window happens,
// the app answers and the sign-in can be ended, and no address with its query or fragment is said anywhere.

const folder = join(import.meta.dirname, '../hostile');
const pages: [string, HostilePage][] = [];
for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(name => name.endsWith('.ts'))) {
  const { page } = await import(`../hostile/${file}`);
  pages.push([basename(file, '.ts'), page]);
}

interface OpenWindow {
  readonly id: number;
  readonly kind: string;
  readonly title: string;
  readonly visible: boolean;
  readonly bounds: { readonly y: number };
}
const windows = (run: DockpassRun): Promise<readonly OpenWindow[]> => run.control('windows');
/** The panel, sign-in windows that somebody sees, and every window of a page. A hidden one waits for the next sign-in. */
const countWindows = async (run: DockpassRun): Promise<number> =>
  (await windows(run)).filter(({ kind, visible }) => kind === 'BrowserWindow' || visible).length;
const shellCalls = (run: DockpassRun): Promise<readonly unknown[]> => run.control('shellCalls');

/** The sign-in bar and the panel get an answer from main, whatever the page does meanwhile. */
async function expectResponsive(run: DockpassRun, bar: Page): Promise<void> {
  const [fromSignInBar, fromPanel] = await Promise.all([
    bar.evaluate(() => window.dockpass.getSignInBar()),
    run.panel.evaluate(() => window.dockpass.listAccounts()),
  ]);
  expect({ bar: fromSignInBar.ok, panel: fromPanel.ok }).toEqual({ bar: true, panel: true });
}

const barHeight = 88;

/** The page's own windows: not more than it may have, each named by its origin alone, and none above the sign-in bar. */
async function expectPlainWindows({ run, server }: Hostile, page: HostilePage): Promise<void> {
  const all = await windows(run);
  const top = all.find(({ kind }) => kind === 'BaseWindow')?.bounds.y ?? 0;
  const [_panel, ...own] = all.filter(({ kind }) => kind === 'BrowserWindow');
  expect(own.length, 'windows of the page').toBeLessThanOrEqual(page.windows ?? 5);
  const { origin, stranger, otherPort, untrusted } = server.site();
  for (const { title, bounds } of own) {
    expect(['', origin, stranger, otherPort, untrusted], 'the title of a window').toContain(title);
    expect(bounds.y, 'the upper edge of a window').toBeGreaterThanOrEqual(top + barHeight);
  }
}

/** Lets the page do its worst, looks at the app meanwhile, and ends it as a person would. */
async function endByCancel({ run, server }: Hostile, page: HostilePage): Promise<void> {
  const bar = await run.stripPage();
  const until = page.until ?? 'done';
  const isDone = (): boolean => until in server.reports || server.arrived.some(({ path }) => path === until);
  await expect.poll(isDone, { message: `the page comes to ${until}` }).toBe(true);
  if (page.crashes === true) {
    const shown = await run.signInPage();
    const session = await shown.context().newCDPSession(shown);
    session.send('Page.crash').catch(() => undefined);
  }
  if (page.bar) await expect(bar.getByRole('main')).toContainText(page.bar);
  await expectResponsive(run, bar);
  await expectPlainWindows({ run, server }, page);
  expect(addressesWithMore(await bar.locator('body').innerText())).toEqual([]);
  await pressLast(bar, 'Cancel');
  await expect(problem(run)).toContainText('Sign-in was cancelled');
}

async function expectEnd(hostile: Hostile, page: HostilePage, name: string): Promise<void> {
  const { run } = hostile;
  const end = page.end ?? 'cancelled';
  if (end === 'connected') return expect(row(run, name)).toBeVisible();
  if (end === 'cancelled') await endByCancel(hostile, page);
  else await expect(problem(run)).toContainText(end === 'closed' ? 'Sign-in was cancelled' : end);
  expect(addressesWithMore(await problem(run).innerText())).toEqual([]);
}

for (const [name, page] of pages) {
  test(`${name}: a page that tries ${page.tries}`, async ({ hostile }) => {
    const { run, server } = hostile;
    const windowsBefore = await countWindows(run);
    const callsBefore = await shellCalls(run);
    const bearersBefore = server.bearers.length;
    const rowsBefore = await run.panel.getByRole('list', { name: 'Accounts' }).getByRole('listitem').count();

    await connectTo(hostile, page, name);
    await expectEnd(hostile, page, name);
    await expectNoSignIn(run);

    const isConnected = page.end === 'connected';
    await expect
      .poll(() => server.bearers.slice(bearersBefore), { message: 'tokens in use' })
      .toEqual(isConnected ? [tokenIn(server.site().genuine)] : []);
    const rows = run.panel.getByRole('list', { name: 'Accounts' }).getByRole('listitem');
    await expect(rows).toHaveCount(rowsBefore + (isConnected ? 1 : 0));
    await expect.poll(() => countWindows(run), { message: 'windows left' }).toBe(windowsBefore);
    expect(await shellCalls(run), 'handed to other programs').toEqual(callsBefore);

    const landing = new URL(page.redirectAddress?.(server.site()) ?? server.site().landing);
    const isContact = ({ origin, path }: { origin: string; path: string }): boolean =>
      origin === landing.origin && path === landing.pathname;
    expect(server.arrived.filter(isContact), 'requests to the redirect address').toHaveLength(page.contacts ?? 0);
    expect(server.reports).toMatchObject(page.reports ?? {});
    for (const [path, most] of Object.entries(page.atMost ?? {}))
      expect(server.arrived.filter(one => one.path === path).length, `requests to ${path}`).toBeLessThanOrEqual(most);
  });
}
