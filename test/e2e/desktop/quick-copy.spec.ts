import { expect, type Page } from '@playwright/test';
import type { DockpassRun } from '../../support/launch.ts';
import { makeAccounts } from '../../support/make-accounts.ts';
import { startAgain } from '../steps/start-again.ts';
import { type ShownWindow, test } from '../steps/storage-steps.ts';

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
  await expect(run.panel.getByRole('dialog')).toContainText('Enter copies its token');

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

test('taken keys are said; without any --quick-copy opens the search, which goes again', { tag: '@stand-in' }, async ({
  computer,
}) => {
  const run = await computer.launch({ env: { XDG_SESSION_TYPE: 'x11', DOCKPASS_PANEL_REST_MS: '500' } });
  await run.control('takeShortcut', { keys });
  await chooseKeys(run, keys);
  await expect(run.panel.getByRole('dialog')).toContainText('Another program already has these keys');
  await shortcutField(run).press('Control+Alt+L');
  await expect(run.panel.getByRole('dialog')).toContainText('Enter copies its token');
  await run.panel.getByRole('button', { name: 'Turn off' }).click();
  await expect(shortcutField(run)).toHaveValue('');

  expect(await startAgain(computer, '--quick-copy')).toEqual({ code: 0, printed: '' });
  await (await quickPage(run)).keyboard.press('Escape');
  await expect.poll(() => quickWindow(run)).toBeUndefined();
});
