import { expect } from '@playwright/test';
import type { DockpassRun } from '../../support/launch.ts';
import { makeAccounts } from '../../support/make-accounts.ts';
import {
  answerQuestion,
  dockpass,
  expectCallers,
  expectNoQuestion,
  inEach,
  inEachShell,
  openToPrograms,
  questionPage,
  runtimeFolder,
  setMode,
  shells,
} from '../steps/program-steps.ts';
import { connectReadyCloud, field, menu, press } from '../steps/steps.ts';
import {
  type Computer,
  changeRecord,
  endedLife,
  keepWithPassphrase,
  pressClosing,
  readRecord,
  recordFile,
  test,
  windowsOf,
} from '../steps/storage-steps.ts';

const northside = 'Northside';
const harbour = 'Harbour Goods';
const passphrase = 'four dull grey parcels';

/** What every shell that asks for a token prints, once `end` is done while a question about it stands. */
async function endedBy(run: DockpassRun, runtime: string, account: string, end: () => Promise<unknown>) {
  const asked = inEachShell(runtime)(['token', account]);
  await questionPage(run);
  // What asks later is told something else.
  await expectCallers(runtime, 3);
  await end();
  return asked;
}
const endShift = async (run: DockpassRun): Promise<void> => {
  await run.clickTray('End of shift…');
  await press(run, 'End shift');
};

/** A Dockpass that keeps its one account with a passphrase. */
async function startWithPassphrase(computer: Computer, runtime: string, mode: string): Promise<DockpassRun> {
  const run = await computer.launch({ keychain: 'basic', env: { XDG_RUNTIME_DIR: runtime } });
  await keepWithPassphrase(run, passphrase);
  await connectReadyCloud(run, computer.server);
  await openToPrograms(run, { [harbour]: mode });
  return run;
}

test('each mode: a question each time, one until the lock, and a no that holds', async ({ computer }) => {
  const runtime = runtimeFolder();
  const labels = [northside, 'Old Mill'];
  await makeAccounts(computer.userData, 2, { origin: computer.server.origin, label: n => labels[n - 1] ?? '' });
  const run = await computer.launch({ env: { XDG_RUNTIME_DIR: runtime } });
  await openToPrograms(run, { [northside]: 'Ask me each time', 'Old Mill': 'Ask me once, until locked' });
  const inShell = dockpass(runtime);

  for (const shell of shells) {
    const call = dockpass(runtime, shell)(['token', northside]);
    const page = await questionPage(run);
    await expect(page.getByText(`A program on this computer (it says: “backup.sh”)`)).toBeVisible();
    await expect(page.getByText(`${northside} · ReadyCloud`)).toBeVisible();
    // Nothing has the focus, and no key says yes.
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('BODY');
    expect((await windowsOf(run)).filter(({ url, focused }) => url?.includes('/question.html') && focused)).toEqual([]);
    await page.keyboard.press('Enter');
    await page.keyboard.press('Space');
    await answerQuestion(run, 'Allow');
    expect(await call).toMatchObject({ code: 0, printed: expect.stringMatching(/^at\S+\n$/) });
  }

  const once = inShell(['header', 'Old Mill']);
  await answerQuestion(run, 'Allow');
  expect(await once).toMatchObject({ code: 0 });
  for (const { code, printed } of await inEachShell(runtime)(['token', 'Old Mill']))
    expect([code, printed]).toEqual([0, expect.stringMatching(/^at\S+\n$/)]);
  await run.power('suspend');
  await run.power('resume');
  const afterSleep = inShell(['token', 'Old Mill']);
  await pressClosing(await questionPage(run), 'Escape');
  expect(await afterSleep).toMatchObject({ code: 111, printed: '' });
  await expectNoQuestion(run);
  // For a minute nobody is asked about this account.
  for (const args of [
    ['token', 'Old Mill'],
    ['header', 'Old Mill'],
    ['run', '--', 'true'],
  ])
    expect(await inEachShell(runtime)(args, { TOKEN: 'dockpass://Old Mill/token' })).toEqual(inEach(111));

  await run.panel.getByRole('button', { name: 'Settings', exact: true }).click();
  await press(run, 'Programs…');
  const dialog = run.panel.getByRole('dialog', { name: 'Programs' });
  await expect(dialog.getByText(/^Last given on .* to a program that calls itself “backup.sh”$/)).toHaveCount(2);
  await press(run, 'Forget all permissions');
  await expect(dialog.getByText('Programs cannot get any token now')).toBeVisible();
  expect(await inShell(['list'])).toEqual({ code: 0, printed: '', said: '' });
  expect(await inEachShell(runtime)(['token', northside])).toEqual(inEach(110));
  await press(run, 'Close');
  await run.panel.getByRole('button', { name: 'Settings', exact: true }).click();
  await press(run, 'Show activity…');
  const events = run.panel.getByRole('dialog').getByRole('listitem');
  await expect(events.filter({ hasText: /^Given to a program/ })).toHaveCount(7);
  await expect(events.filter({ hasText: /^Not given to a program/ })).toHaveCount(1);
  await expect(events.filter({ hasText: '“backup.sh”' })).toHaveCount(8);
});

test('while calls wait: removal, the end of a shift and quitting end them, and nothing is handed out', async ({
  computer,
}) => {
  const runtime = runtimeFolder();
  const labels = [northside, 'Old Mill'];
  await makeAccounts(computer.userData, 2, { origin: computer.server.origin, label: n => labels[n - 1] ?? '' });
  const first = await computer.launch({ env: { XDG_RUNTIME_DIR: runtime } });
  await openToPrograms(first, { [northside]: 'Ask me each time', 'Old Mill': 'Ask me each time' });
  const remove = async (): Promise<void> => {
    await menu(first, northside, 'Remove');
    await press(first, 'Remove');
  };
  expect(await endedBy(first, runtime, northside, remove)).toEqual(inEach(110));
  await expectNoQuestion(first);

  expect(await endedBy(first, runtime, 'Old Mill', () => first.quit())).toEqual(inEach(115));

  const second = await computer.launch({ env: { XDG_RUNTIME_DIR: runtime } });
  expect(await endedBy(second, runtime, 'Old Mill', () => endShift(second))).toEqual(inEach(115));
  await expectNoQuestion(second);
  // The name stays, and its permission does not.
  await expect.poll(async () => (await dockpass(runtime)(['token', 'Old Mill'])).code).toBe(110);
});

test('a lock ends what waits; locked, a call waits for the unlock and is answered after it', async ({ computer }) => {
  const runtime = runtimeFolder();
  const run = await startWithPassphrase(computer, runtime, 'Ask me each time');
  const unlocks: Readonly<Record<(typeof shells)[number], (() => Promise<void>) | undefined>> = {
    dash: () => answerQuestion(run, 'Unlock…'),
    bash: () => run.panel.getByRole('button', { name: 'Unlock', exact: true }).click(),
    zsh: undefined,
  };
  for (const shell of shells) {
    const inShell = dockpass(runtime, shell);
    const call = inShell(['token', harbour]);
    await questionPage(run);
    await run.clickTray('Lock now');
    expect(await call).toMatchObject({ code: 112, printed: '' });
    await expectNoQuestion(run);
    expect(await inShell(['list'])).toMatchObject({ code: 112, printed: '' });
    expect(await inShell(['status'])).toMatchObject({ code: 0, printed: 'locked\n' });

    const waits = inShell(['token', harbour]);
    const page = await questionPage(run);
    await expect(page.getByText('asks for a token.')).toBeVisible();
    await expect(page.getByText(/^Dockpass is locked/)).toBeVisible();
    const unlock = unlocks[shell];
    if (unlock === undefined) {
      await answerQuestion(run, 'Do not allow');
      expect(await waits).toMatchObject({ code: 112, printed: '' });
      continue;
    }
    await unlock();
    await field(run, 'Passphrase').fill(passphrase);
    await press(run, 'Unlock');
    await expect(run.panel.getByRole('dialog')).toHaveCount(0);
    // What has to be allowed is asked now, in words of its own.
    await expect((await questionPage(run)).getByText(`${harbour} · ReadyCloud`)).toBeVisible();
    await answerQuestion(run, 'Allow');
    expect(await waits).toMatchObject({ code: 0, printed: expect.stringMatching(/^at\S+\n$/) });
  }
  // A no to unlocking holds for a minute, for all of them.
  for (const args of [
    ['token', harbour],
    ['header', harbour],
    ['run', '--', 'true'],
  ])
    expect(await inEachShell(runtime)(args, { TOKEN: `dockpass://${harbour}/token` })).toEqual(inEach(112));
});

test('while calls wait for the unlock: quitting ends them, and so does the end of a shift', async ({ computer }) => {
  const runtime = runtimeFolder();
  const first = await startWithPassphrase(computer, runtime, 'Always');
  await first.clickTray('Lock now');
  expect(await endedBy(first, runtime, harbour, () => first.quit())).toEqual(inEach(115));

  const second = await computer.launch({ keychain: 'basic', env: { XDG_RUNTIME_DIR: runtime } });
  expect(await endedBy(second, runtime, harbour, () => endShift(second))).toEqual(inEach(115));
  await expectNoQuestion(second);
  await expect.poll(async () => (await dockpass(runtime)(['token', harbour])).code).toBe(110);
});

test('a permission that was edited on disk gives nothing; offline is said', async ({ computer }) => {
  const runtime = runtimeFolder();
  const labels = [northside, 'Old Mill'];
  await makeAccounts(computer.userData, 2, { origin: computer.server.origin, label: n => labels[n - 1] ?? '' });
  const first = await computer.launch({ env: { XDG_RUNTIME_DIR: runtime } });
  await openToPrograms(first, { [northside]: 'Ask me each time', 'Old Mill': 'Always' });
  await first.quit();
  expect(readRecord(recordFile(computer.userData, northside)).programs).toEqual({ may: 'ask' });
  changeRecord(computer.userData, northside, { programs: { may: 'always' } });
  changeRecord(computer.userData, 'Old Mill', { ...endedLife(), canRenew: true });
  const second = await computer.launch({ offline: true, env: { XDG_RUNTIME_DIR: runtime } });
  const inShell = dockpass(runtime);
  expect(await inEachShell(runtime)(['token', northside])).toEqual(inEach(110));
  expect((await inShell(['list'])).printed).toBe('Old Mill\tReadyCloud\tover\n');
  for (const args of [
    ['token', 'Old Mill'],
    ['header', 'Old Mill'],
    ['run', '--', 'true'],
  ])
    expect(await inEachShell(runtime)(args, { TOKEN: 'dockpass://Old Mill/token' })).toEqual(inEach(114));
  await setMode(second, 'Old Mill', 'Never');
  expect(await inShell(['token', 'Old Mill'])).toMatchObject({ code: 110 });
});
