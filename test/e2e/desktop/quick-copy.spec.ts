import { expect, type Page } from '@playwright/test';
import type { DockpassRun } from '../../support/launch.ts';
import { makeAccounts } from '../../support/make-accounts.ts';
import { startAgain } from '../steps/start-again.ts';
import { lastToken, status } from '../steps/steps.ts';
import { type Computer, changeRecord, endedLife, type ShownWindow, test } from '../steps/storage-steps.ts';

const keys = 'Control+Alt+K';
const depots = ['Northside', 'Old Mill', 'Harbour', 'Millstream'];

const quickWindow = async (run: DockpassRun): Promise<ShownWindow | undefined> =>
  (await run.control<readonly ShownWindow[]>('windows')).find(({ url }) => url?.includes('/quick.html'));
const isShown = async (run: DockpassRun): Promise<boolean> => (await quickWindow(run))?.visible === true;

/** The page of the quick-copy window, once it is shown. */
async function quickPage(run: DockpassRun): Promise<Page> {
  const find = (): Page | undefined =>
    run.panel
      .context()
      .pages()
      .find(one => one.url().includes('/quick.html'));
  await expect.poll(() => isShown(run)).toBe(true);
  // The test's own connection learns of a page, and of its address, after the window is there.
  await expect.poll(() => find() !== undefined).toBe(true);
  const page = find();
  if (page === undefined) throw new Error('the quick-copy window has no page');
  return page;
}
const shortcutField = (run: DockpassRun) =>
  run.panel.getByRole('dialog').getByLabel('Shortcut for quick copy', { exact: true });

async function chooseKeys(run: DockpassRun, pressed: string): Promise<void> {
  await run.panel.getByRole('button', { name: 'Settings', exact: true }).click();
  await shortcutField(run).press(pressed);
}

test('a shortcut opens the search anywhere: type, Enter copies, with Shift the header, with Ctrl curl; Esc closes', {
  tag: '@stand-in',
}, async ({ computer }) => {
  const { origin } = computer.server;
  await makeAccounts(computer.userData, 4, { origin, label: n => depots[n - 1] ?? '' });
  const run = await computer.launch({ env: { XDG_SESSION_TYPE: 'x11' } });
  await chooseKeys(run, keys);
  await expect(shortcutField(run)).toHaveValue('Ctrl + Alt + K');
  await expect(run.panel.getByRole('dialog')).toContainText('press Enter to copy its token');

  await run.control('pressShortcut', { keys });
  const page = await quickPage(run);
  const options = page.getByRole('option');
  await expect(options).toHaveCount(4);
  const search = page.getByRole('combobox', { name: 'Search accounts' });
  await search.pressSequentially('mill');
  await expect(options).toHaveCount(2);
  await search.press('ArrowDown');
  await search.press('Enter');
  await expect.poll(() => isShown(run)).toBe(false);
  await expect.poll(async () => (await run.notifications()).at(-1)?.body).toMatch(/^Token for .*[Mm]ill.* copied/);
  expect((await run.clipboard())['text/plain']).toMatch(/^at/);

  await run.control('pressShortcut', { keys });
  await expect.poll(() => isShown(run)).toBe(true);
  await expect(search).toHaveValue('');
  await search.pressSequentially('harbour');
  await expect(page.getByText('Shift + Enter')).toBeVisible();
  await search.press('Shift+Enter');
  await expect.poll(() => isShown(run)).toBe(false);
  await expect.poll(async () => (await run.clipboard())['text/plain']).toMatch(/^Authorization: Bearer at/);

  await run.control('pressShortcut', { keys });
  await search.pressSequentially('harbour');
  await search.press('Control+Enter');
  await expect.poll(async () => (await run.clipboard())['text/plain']).toMatch(/^curl /);

  await run.control('pressShortcut', { keys });
  await expect.poll(() => isShown(run)).toBe(true);
  await search.press('Escape');
  await expect.poll(() => isShown(run)).toBe(false);
});

test.describe('on Wayland, where the desktop takes a copy only after a key or a click in a window in front', () => {
  const wayland = { env: { DOCKPASS_STAND_IN_WAYLAND: '1', XDG_SESSION_TYPE: 'wayland' } };
  const tag = '@stand-in';
  const keep = (computer: Computer) =>
    makeAccounts(computer.userData, 4, { origin: computer.server.origin, label: n => depots[n - 1] ?? '' });
  const saysCopied = async (run: DockpassRun): Promise<boolean> =>
    (await run.notifications()).some(({ body }) => body.includes('copied'));

  test('a copy in the tray asks for one Enter, and says nothing before', { tag }, async ({ computer }) => {
    await keep(computer);
    const run = await computer.launch(wayland);
    await run.control('copyElsewhere', { text: 'of another program' });
    await run.clickTray('Old Mill', 'Copy curl command');
    const page = await quickPage(run);
    expect((await quickWindow(run))?.focused).toBe(true);
    const first = page.getByRole('option').first();
    await expect(first).toContainText('Old Mill');
    await expect(first).toContainText('Copy curl command');
    await expect(first).toHaveAttribute('aria-selected', 'true');
    await expect(page.getByRole('status')).toContainText('Press Enter or click the account: Copy curl command');
    expect(await run.clipboard()).toEqual({ 'text/plain': 'of another program' });
    expect(await saysCopied(run)).toBe(false);

    await page.keyboard.press('Enter');
    await expect.poll(async () => (await run.clipboard())['text/plain']).toMatch(/^curl .*Bearer at/);
    await expect.poll(() => isShown(run)).toBe(false);
    await expect
      .poll(async () => (await run.notifications()).at(-1)?.body)
      .toMatch(/^curl command for Old Mill copied/);
  });

  test('one click copies, too; its time over, the clipboard is empty', { tag }, async ({ computer }) => {
    await keep(computer);
    const run = await computer.launch(wayland);
    await run.panel.getByRole('button', { name: 'Settings', exact: true }).click();
    await run.panel.getByLabel('Clear clipboard after (seconds)').fill('10');
    await run.panel.keyboard.press('Escape');
    await run.clickTray('Harbour', 'Copy token');
    await (await quickPage(run)).getByRole('option').first().click();
    await expect.poll(async () => (await run.clipboard())['text/plain']).toMatch(/^at/);
    await expect.poll(() => run.clipboard(), { timeout: 15_000 }).toEqual({});
  });

  test('a copy in the panel follows its click', { tag }, async ({ computer }) => {
    await keep(computer);
    const run = await computer.launch(wayland);
    await run.panel.getByRole('button', { name: 'Copy token for Harbour', exact: true }).click();
    await expect.poll(async () => (await run.clipboard())['text/plain']).toMatch(/^at/);
    await run.control('copyElsewhere', { text: 'of another program' });
    await run.panel.getByRole('button', { name: 'Clear now' }).click();
    await expect(run.panel.getByRole('button', { name: 'Clear now' })).toHaveCount(0);
    expect(await run.clipboard()).toEqual({ 'text/plain': 'of another program' });
  });

  test('a copy whose window lost the front copies nothing, and says so', { tag }, async ({ computer }) => {
    await computer.keepAccounts();
    changeRecord(computer.userData, 'Harbour Goods', endedLife());
    const hanging = computer.server.fault({ on: 'token', kind: 'hang' });
    const run = await computer.launch(wayland);
    await run.clickTray('Harbour Goods', 'Copy token');
    const page = await quickPage(run);
    // Its row is drawn, and Enter is for it.
    await expect(page.getByRole('option')).toHaveCount(1);
    await page.keyboard.press('Enter');
    await expect(page.getByRole('status')).toHaveText('Copying…');
    await run.clickTray('Open Dockpass');
    await expect.poll(() => isShown(run)).toBe(false);
    hanging.release();
    await expect(status(run)).toContainText('Nothing was copied');
    expect(await run.clipboard()).toEqual({});
    expect(await saysCopied(run)).toBe(false);
    await status(run).getByRole('button', { name: 'Try again' }).click();
    await expect.poll(async () => (await run.clipboard())['text/plain']).toBe(lastToken(computer.server));
  });
});

test('taken keys are said; without any --quick-copy opens the search, which goes again', { tag: '@stand-in' }, async ({
  computer,
}) => {
  const run = await computer.launch({ env: { XDG_SESSION_TYPE: 'x11', DOCKPASS_PANEL_REST_MS: '500' } });
  await run.control('takeShortcut', { keys });
  await chooseKeys(run, keys);
  await expect(run.panel.getByRole('dialog')).toContainText('Another program already uses these keys');
  await shortcutField(run).press('Control+Alt+L');
  await expect(run.panel.getByRole('dialog')).toContainText('press Enter to copy its token');
  await run.panel.getByRole('button', { name: 'Turn off' }).click();
  await expect(shortcutField(run)).toHaveValue('');

  expect(await startAgain(computer, '--quick-copy')).toEqual({ code: 0, printed: '' });
  await (await quickPage(run)).keyboard.press('Escape');
  await expect.poll(() => quickWindow(run)).toBeUndefined();
});
