import { expect, type Page } from '@playwright/test';
import type { DockpassRun } from '../../support/launch.ts';
import {
  allow,
  type Both,
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

interface SignInWindow {
  readonly id: number;
  readonly kind: string;
  readonly focused: boolean;
}
const openWindows = (run: DockpassRun): Promise<SignInWindow[]> => run.control('windows');

/** The sign-in window as the computer's window list has it; the only one there may be. */
async function signInWindow(run: DockpassRun): Promise<SignInWindow> {
  const found = (await openWindows(run)).filter(({ kind }) => kind === 'BaseWindow');
  expect(found).toHaveLength(1);
  const [window] = found;
  if (window === undefined) throw new Error('no sign-in window');
  return window;
}

const address = (bar: Page) => bar.getByRole('region', { name: 'Address' });

/** The sign-in ended without an account: the words are there, the fields too, and no window. */
async function expectStopped({ run }: Both, appId: string): Promise<void> {
  await expect(problem(run)).toContainText('Sign-in was cancelled');
  await expect(problem(run)).toContainText('Nothing changed');
  await expectNoSignIn(run);
  await expect(field(run, 'App Id')).toHaveValue(appId);
  await run.panel.keyboard.press('Escape');
  await expect(row(run, appId)).toHaveCount(0);
}

test('Cancel ends the sign-in and leaves the form as it was', async ({ shared }) => {
  const { run, server } = shared;
  const { appId } = newApp(server);
  await startConnecting(run, { accountName: appId, appId });
  const bar = await run.stripPage();
  await pressLast(bar, 'Cancel');
  await expectStopped(shared, appId);
});

test('closing the window ends the sign-in the same way', async ({ shared }) => {
  const { run, server } = shared;
  const { appId } = newApp(server);
  const page = await startConnecting(run, { accountName: appId, appId });
  await signInAt(page);
  await page.getByRole('button', { name: 'Allow Access' }).waitFor();
  await run.control('closeWindow', { id: (await signInWindow(run)).id });
  await expectStopped(shared, appId);
  expect(server.grants.filter(grant => grant.appId === appId)).toEqual([]);
});

test('pressing Connect again brings the open window to the front, and one account comes of it', async ({ start }) => {
  const both = await start();
  const { run, server } = both;
  const page = await startConnecting(run);
  await signInAt(page);
  await run.panel.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
  await run.clickTray('Open Dockpass');
  await expect.poll(async () => (await signInWindow(run)).focused).toBe(false);
  await openForm(run);
  await fillForm(run);
  await pressConnect(run);
  await expect.poll(async () => (await signInWindow(run)).focused).toBe(true);
  expect(run.openSignIns()).toBe(1);
  expect(await run.signInPage()).toBe(page);
  await allow(page);
  await expect(row(run, 'Harbour Goods')).toBeVisible();
  await expect(run.panel.getByRole('dialog')).toHaveCount(0);
  await expectNoSignIn(run);
  await expect(run.panel.getByRole('list', { name: 'Accounts' }).getByRole('listitem')).toHaveCount(1);
  expect(server.grants.map(({ type }) => type)).toEqual(['implicit']);
});

test('bar and page follow the window, also where its resize comes before there is the room', {
  tag: '@stand-in',
}, async ({ shared }) => {
  const { run, server } = shared;
  const { appId } = newApp(server);
  const page = await startConnecting(run, { accountName: appId, appId });
  const bar = await run.stripPage();
  const sizeOf = (one: Page) => one.evaluate(() => ({ width: innerWidth, height: innerHeight }));
  await page.getByLabel('Username').waitFor();
  const { height: barHeight } = await sizeOf(bar);
  await run.control('moveWindow', { id: (await signInWindow(run)).id, x: 40, y: 40, width: 700, height: 900 });
  await expect.poll(() => sizeOf(page)).toEqual({ width: 700, height: 900 - barHeight });
  await expect.poll(() => sizeOf(bar)).toEqual({ width: 700, height: barHeight });
  await pressLast(bar, 'Cancel');
  await expectStopped(shared, appId);
});

test('the context menu of a window that the page opened belongs to that window', { tag: '@stand-in' }, async ({
  shared,
}) => {
  const { run, server } = shared;
  const { appId } = newApp(server);
  const page = await startConnecting(run, { accountName: appId, appId });
  await page.getByLabel('Username').waitFor();
  // Empty at first: two debuggers see a new page, the double's and this test's, and its first load is over where this
  // one is the quicker.
  const [popup] = await Promise.all([
    page.waitForEvent('popup'),
    page.evaluate(
      () => void Object.assign(window, { opened: window.open('about:blank', '_blank', 'width=300,height=300') }),
    ),
  ]);
  const windows = async () =>
    (
      await run.control<readonly { readonly id: number; readonly kind: string; readonly url: string }[]>('windows')
    ).filter(({ kind }) => kind === 'BrowserWindow');
  // The panel's, and the new one.
  await expect.poll(async () => (await windows()).length).toBe(2);
  await page.evaluate(
    to => Object.assign(Reflect.get(window, 'opened'), { location: to }),
    `${server.otherOrigin}/accounts/login/`,
  );
  const opened = async () => (await windows()).find(({ url }) => url.startsWith(server.otherOrigin));
  const menus = () => run.control<readonly { readonly window: number }[]>('menusShown');
  // Its address is there once the app was told of it.
  await expect.poll(opened).toBeDefined();
  const id = (await opened())?.id;
  await popup.getByLabel('Username').click({ button: 'right' });
  await expect.poll(async () => (await menus()).at(-1)?.window).toBe(id);
  await pressLast(await run.stripPage(), 'Cancel');
  await expectStopped(shared, appId);
});

test('the sign-in bar shows whose page it really is, and follows it to another address', async ({ shared }) => {
  const { run, server } = shared;
  const { appId } = newApp(server);
  const page = await startConnecting(run, { accountName: appId, appId });
  const bar = await run.stripPage();
  await expect(address(bar)).toContainText(server.origin);
  await expect(address(bar)).toContainText('Not secure');
  const steps = bar.getByRole('list', { name: 'Steps' }).locator('[aria-current=step]');
  await expect(steps).toContainText('Sign in');
  await page.getByLabel('Username').waitFor();
  await page.evaluate(
    to => location.assign(to),
    `${server.otherOrigin}/accounts/login/?next=https://www.readycloud.com`,
  );
  await expect(address(bar)).toContainText(server.otherOrigin);
  await expect(address(bar)).not.toContainText('readycloud.com');
  await page.goBack();
  await expect(address(bar)).toContainText(server.origin);
  await signInAt(page);
  await expect(steps).toContainText('Allow access');
  await pressLast(bar, 'Cancel');
  await expectStopped(shared, appId);
});

for (const state of ['echo', 'omit'] as const) {
  test(`an App registered with an address of its own: the sign-in bar names it, and Use this address connects (state: ${state})`, async ({
    shared: { run, server },
  }) => {
    server.settings.state = state;
    const own = `${server.otherOrigin}/done`;
    const { appId } = newApp(server, { redirectAddresses: [own] });
    const before = server.requestsTo('/done');
    try {
      const page = await startConnecting(run, { accountName: appId, appId });
      await signInAt(page);
      await allow(page);
      const bar = await run.stripPage();
      await expect(bar.getByRole('main')).toContainText(own);
      await expect(row(run, appId)).toHaveCount(0);
      await bar.getByRole('button', { name: 'Use this address' }).click();
      await allow(await run.signInPage());
      await expect(row(run, appId)).toBeVisible();
      await expectNoSignIn(run);
      expect(server.requestsTo('/done')).toBe(before);
    } finally {
      server.settings.state = 'echo';
    }
  });
}

test('a landing address with a slash at its end: the page stays, and Use this address beside it connects', async ({
  shared: { run, server },
}) => {
  server.settings.state = 'omit';
  server.settings.landingSlash = true;
  const { appId } = newApp(server);
  try {
    const page = await startConnecting(run, { accountName: appId, appId });
    await signInAt(page);
    await allow(page);
    const bar = await run.stripPage();
    await bar.getByRole('button', { name: 'Use this address' }).click();
    await allow(await run.signInPage());
    await expect(row(run, appId)).toBeVisible();
    await expectNoSignIn(run);
  } finally {
    server.settings.state = 'echo';
    server.settings.landingSlash = false;
  }
});

test('nothing of Dockpass or Node can be reached from the provider’s page', async ({ shared }) => {
  const { run, server } = shared;
  const { appId } = newApp(server);
  const page = await startConnecting(run, { accountName: appId, appId });
  await page.getByLabel('Username').waitFor();
  const seen = await page.evaluate(() =>
    ['dockpass', 'require', 'process', 'module', 'electron', 'Buffer', 'ipcRenderer'].filter(name => name in window),
  );
  expect(seen).toEqual([]);
  expect(await page.evaluate(() => window.opener)).toBeNull();
  await pressLast(await run.stripPage(), 'Cancel');
  await expectStopped(shared, appId);
});

test('a page that opens one window after the other is stopped, and the sign-in bar says so', async ({ shared }) => {
  const { run, server } = shared;
  const { appId } = newApp(server);
  const page = await startConnecting(run, { accountName: appId, appId });
  const bar = await run.stripPage();
  const before = (await openWindows(run)).length;
  await page.getByLabel('Username').waitFor();
  await page.evaluate(() => {
    for (const number of [1, 2, 3, 4, 5, 6, 7]) window.open('about:blank', `window-${number}`);
  });
  await expect(bar.getByRole('main')).toContainText('The page asked for something Dockpass does not allow');
  await expect.poll(async () => (await openWindows(run)).length).toBe(before + 5);
  await pressLast(bar, 'Cancel');
  await expectStopped(shared, appId);
  expect(await openWindows(run), 'windows of the page left behind').toHaveLength(before - 1);
});
