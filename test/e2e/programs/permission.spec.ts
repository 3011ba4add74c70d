import { expect } from '@playwright/test';
import { makeAccounts } from '../../support/make-accounts.ts';
import {
  answerQuestion,
  dockpass,
  expectNoQuestion,
  openToPrograms,
  questionPage,
  runtimeFolder,
  setMode,
} from '../steps/program-steps.ts';
import { connectReadyCloud, field, menu, press } from '../steps/steps.ts';
import {
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

test('each mode: a question each time, one until the lock, and a no that holds', async ({ computer }) => {
  const runtime = runtimeFolder();
  const labels = [northside, 'Old Mill'];
  await makeAccounts(computer.userData, 2, { origin: computer.server.origin, label: n => labels[n - 1] ?? '' });
  const run = await computer.launch({ env: { XDG_RUNTIME_DIR: runtime } });
  await openToPrograms(run, { [northside]: 'Ask me each time', 'Old Mill': 'Ask me once, until locked' });
  const inShell = dockpass(runtime);

  for (let time = 0; time < 2; time += 1) {
    const call = inShell(['token', northside]);
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
  expect(await inShell(['token', 'Old Mill'])).toMatchObject({ code: 0 });
  await run.power('suspend');
  await run.power('resume');
  const afterSleep = inShell(['token', 'Old Mill']);
  await pressClosing(await questionPage(run), 'Escape');
  expect(await afterSleep).toMatchObject({ code: 111, printed: '' });
  await expectNoQuestion(run);
  // For a minute nobody is asked about this account.
  expect(await inShell(['token', 'Old Mill'])).toMatchObject({ code: 111 });

  await run.panel.getByRole('button', { name: 'Settings', exact: true }).click();
  await press(run, 'Programs…');
  const dialog = run.panel.getByRole('dialog', { name: 'Programs' });
  await expect(dialog.getByText(/^Last given on .* to a program that calls itself “backup.sh”$/)).toHaveCount(2);
  await press(run, 'Forget all permissions');
  await expect(dialog.getByText('Programs cannot get any token now')).toBeVisible();
  expect(await inShell(['list'])).toEqual({ code: 0, printed: '', said: '' });
  expect(await inShell(['token', northside])).toMatchObject({ code: 110 });
  await press(run, 'Close');
  await run.panel.getByRole('button', { name: 'Settings', exact: true }).click();
  await press(run, 'Show activity…');
  const events = run.panel.getByRole('dialog').getByRole('listitem');
  await expect(events.filter({ hasText: /^Given to a program/ })).toHaveCount(4);
  await expect(events.filter({ hasText: /^Not given to a program/ })).toHaveCount(1);
  await expect(events.filter({ hasText: '“backup.sh”' })).toHaveCount(5);
});

test('while calls wait: removal, the end of a shift and quitting end them, and nothing is handed out', async ({
  computer,
}) => {
  const runtime = runtimeFolder();
  const labels = [northside, 'Old Mill'];
  await makeAccounts(computer.userData, 2, { origin: computer.server.origin, label: n => labels[n - 1] ?? '' });
  const first = await computer.launch({ env: { XDG_RUNTIME_DIR: runtime } });
  await openToPrograms(first, { [northside]: 'Ask me each time', 'Old Mill': 'Ask me each time' });
  const inShell = dockpass(runtime);

  const removed = inShell(['token', northside]);
  await questionPage(first);
  await menu(first, northside, 'Remove');
  await press(first, 'Remove');
  expect(await removed).toMatchObject({ code: 110, printed: '' });
  await expectNoQuestion(first);

  const quit = inShell(['token', 'Old Mill']);
  await questionPage(first);
  await first.quit();
  expect(await quit).toMatchObject({ code: 115, printed: '' });

  const second = await computer.launch({ env: { XDG_RUNTIME_DIR: runtime } });
  const ended = dockpass(runtime)(['token', 'Old Mill']);
  await questionPage(second);
  await second.clickTray('End of shift…');
  await press(second, 'End shift');
  expect(await ended).toMatchObject({ code: 115, printed: '' });
  await expectNoQuestion(second);
  // The name stays, and its permission does not.
  await expect.poll(async () => (await dockpass(runtime)(['token', 'Old Mill'])).code).toBe(110);
});

test('a lock ends what waits; locked, nothing is given, and after it asking works again', async ({ computer }) => {
  const runtime = runtimeFolder();
  const run = await computer.launch({ keychain: 'basic', env: { XDG_RUNTIME_DIR: runtime } });
  await keepWithPassphrase(run, passphrase);
  await connectReadyCloud(run, computer.server);
  await openToPrograms(run, { [harbour]: 'Ask me each time' });
  const inShell = dockpass(runtime);
  const call = inShell(['token', harbour]);
  await questionPage(run);
  await run.clickTray('Lock now');
  expect(await call).toMatchObject({ code: 112, printed: '' });
  await expectNoQuestion(run);
  for (const args of [['token', harbour], ['list'], ['run', '--', 'true']]) {
    const env = { TOKEN: `dockpass://${harbour}/token` };
    expect(await inShell(args, env)).toMatchObject({ code: 112, printed: '' });
  }
  expect(await inShell(['status'])).toMatchObject({ code: 0, printed: 'locked\n' });
  await run.panel.getByRole('button', { name: 'Unlock', exact: true }).click();
  await field(run, 'Passphrase').fill(passphrase);
  await press(run, 'Unlock');
  await expect(run.panel.getByRole('dialog')).toHaveCount(0);
  const again = inShell(['token', harbour]);
  await answerQuestion(run, 'Allow');
  expect(await again).toMatchObject({ code: 0 });
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
  expect(await inShell(['token', northside])).toMatchObject({ code: 110, printed: '' });
  expect((await inShell(['list'])).printed).toBe('Old Mill\tReadyCloud\tover\n');
  expect(await inShell(['token', 'Old Mill'])).toMatchObject({ code: 114, printed: '' });
  await setMode(second, 'Old Mill', 'Never');
  expect(await inShell(['token', 'Old Mill'])).toMatchObject({ code: 110 });
});
