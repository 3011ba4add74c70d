import { expect } from '@playwright/test';
import type { DockpassRun } from '../../support/launch.ts';
import {
  allow,
  expectNoSignIn,
  fillForm,
  newApp,
  openForm,
  pressConnect,
  pressLast,
  problem,
  row,
  signInAt,
  test,
} from '../steps/steps.ts';

interface Window {
  readonly id: number;
  readonly kind: string;
  readonly visible: boolean;
  readonly views: readonly { readonly url: string; readonly partition: string }[];
}

/** The windows of sign-ins, seen or not. */
const signIns = async (run: DockpassRun): Promise<readonly Window[]> =>
  (await run.control<readonly Window[]>('windows')).filter(({ kind }) => kind === 'BaseWindow');

/** The one that is ready behind an open form. */
async function readyWindow(run: DockpassRun): Promise<Window> {
  await expect.poll(async () => (await signIns(run)).length, { message: 'windows ready' }).toBe(1);
  const [ready] = await signIns(run);
  if (ready === undefined) throw new Error('none is ready');
  expect(ready.visible, 'a window that was not asked for is seen').toBe(false);
  expect(ready.views.map(({ url }) => url)).toEqual(['', '']);
  return ready;
}

const expectNone = (run: DockpassRun): Promise<void> => expect.poll(() => signIns(run)).toEqual([]);
const sessionOf = ({ views }: Window): string | undefined => views.at(-1)?.partition;

test('an open form has one unseen window ready, with no page in it, which goes with the form', async ({ shared }) => {
  const { run, server } = shared;
  const asked = server.requests.length;
  await openForm(run);
  await readyWindow(run);
  await run.panel.keyboard.press('Escape');
  await expectNone(run);
  // A provider that is asked without a window has none ready.
  await openForm(run, 'I already have a token');
  await expect(run.panel.getByRole('dialog')).toBeVisible();
  await expectNone(run);
  await run.panel.keyboard.press('Escape');
  expect(server.requests.length, 'requests before Connect').toBe(asked);
});

test('a sign-in uses what is ready, once, and the next one finds nothing of it', async ({ shared }) => {
  const { run, server } = shared;
  const sessions: (string | undefined)[] = [];
  for (const name of ['Once', 'Twice']) {
    const { appId } = newApp(server);
    await openForm(run);
    await fillForm(run, { accountName: name, appId });
    const ready = await readyWindow(run);
    sessions.push(sessionOf(ready));
    await pressConnect(run);
    // A page that knows nobody: who signed in before would be asked to allow at once.
    const page = await run.signInPage();
    await expect(page.getByLabel('Username')).toHaveValue('');
    const open = await signIns(run);
    expect(open.map(({ id, visible }) => ({ id, visible }))).toEqual([{ id: ready.id, visible: true }]);
    await signInAt(page);
    await allow(page);
    await row(run, name).waitFor();
    await expectNoSignIn(run);
    await expectNone(run);
  }
  expect(new Set(sessions).size).toBe(2);
});

test('after a sign-in that came to nothing another one is ready', async ({ shared }) => {
  const { run, server } = shared;
  const { appId } = newApp(server);
  await openForm(run);
  await fillForm(run, { accountName: appId, appId });
  const first = await readyWindow(run);
  await pressConnect(run);
  await run.signInPage();
  await pressLast(await run.stripPage(), 'Cancel');
  await expect(problem(run)).toContainText('Sign-in was cancelled');
  const second = await readyWindow(run);
  expect(second.id).not.toBe(first.id);
  expect(sessionOf(second)).not.toBe(sessionOf(first));
  await run.panel.keyboard.press('Escape');
  await expectNone(run);
});

test('the locked screen drops what is ready, and quitting does', async ({ start }) => {
  const { run } = await start();
  await openForm(run);
  await readyWindow(run);
  await run.power('lock-screen');
  await expectNone(run);
  await run.panel.keyboard.press('Escape');
  await openForm(run);
  await readyWindow(run);
  await run.quit();
});

test('the end of a shift drops what is ready', async ({ start }) => {
  const { run } = await start();
  await openForm(run);
  await readyWindow(run);
  // As the tray may ask for it while the form is open.
  const reply = await run.panel.evaluate(() => window.dockpass.endOfShift(false, false));
  expect(reply.ok).toBe(true);
  await expectNone(run);
});
