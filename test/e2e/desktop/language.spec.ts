import { expect, type Page } from '@playwright/test';
import type { DockpassRun } from '../../support/launch.ts';
import { makeAccounts } from '../../support/make-accounts.ts';
import { startConnecting } from '../steps/steps.ts';
import { test } from '../steps/storage-steps.ts';
import { wordsIn } from '../steps/words.ts';

const german = wordsIn('de');
const english = wordsIn('en');
const labels = async (run: DockpassRun): Promise<readonly string[]> => (await run.trayMenu()).map(({ label }) => label);
const chooser = (run: DockpassRun) =>
  run.panel.getByRole('dialog').getByRole('combobox', { name: /^(Language|Sprache)$/ });
const quickPage = (run: DockpassRun): Page | undefined =>
  run.panel
    .context()
    .pages()
    .find(one => one.url().includes('/quick.html'));

test('a language chosen in Settings is in force at once, everywhere, and after a restart', async ({ computer }) => {
  await makeAccounts(computer.userData, 1, { origin: computer.server.origin, label: () => 'Depot' });
  const first = await computer.launch({ env: { XDG_SESSION_TYPE: 'x11' } });
  await expect(first.panel.locator('html')).toHaveAttribute('lang', 'en');
  // A sign-in that is open meanwhile, and quick copy, which stays ready between two uses.
  await startConnecting(first);
  const bar = await first.stripPage();
  await expect(bar.getByRole('button', { name: english.page('bar.cancel') })).toBeVisible();

  await first.clickTray(english.main('tray.settings'));
  await chooser(first).focus();
  await chooser(first).selectOption({ label: 'Deutsch' });
  const dialog = first.panel.getByRole('dialog', { name: german.page('settings.title') });
  await expect(dialog).toBeVisible();
  await expect(first.panel.locator('html')).toHaveAttribute('lang', 'de');
  await expect(chooser(first)).toBeFocused();
  await expect.poll(() => labels(first)).toContain(german.main('tray.add-account'));
  await expect(bar.getByRole('button', { name: german.page('bar.cancel') })).toBeVisible();
  await expect(bar.locator('html')).toHaveAttribute('lang', 'de');
  await bar.getByRole('button', { name: german.page('bar.cancel') }).click();
  await first.clickTray('Depot', german.main('format.token.menu'));
  await expect
    .poll(async () => (await first.notifications()).at(-1)?.body)
    .toBe(
      german.main('copied-notice.body', {
        copied: german.main('format.token.copied', { account: 'Depot' }),
        seconds: 45,
      }),
    );
  await first.quit();

  const second = await computer.launch({ env: { XDG_SESSION_TYPE: 'x11' } });
  await expect(second.panel.locator('html')).toHaveAttribute('lang', 'de');
  await expect(second.panel.getByRole('button', { name: german.page('panel.add-account') })).toBeVisible();
  await expect.poll(() => labels(second)).toContain(german.main('tray.quit'));
});

test('a first start speaks as the system does; English where nothing comes near', async ({ computer }) => {
  const austrian = await computer.launch({ env: { LANGUAGE: 'gsw:en', LANG: 'de_AT.UTF-8' } });
  await expect(austrian.panel.locator('html')).toHaveAttribute('lang', 'de');
  await expect(austrian.panel.getByRole('heading', { name: german.page('panel.first') })).toBeVisible();
  await austrian.quit();
  const bare = await computer.launch({ env: { LANGUAGE: '', LC_ALL: 'C', LANG: '' } });
  await expect(bare.panel.getByRole('heading', { name: english.page('panel.first') })).toBeVisible();
});

test('quick copy is in the language that is chosen while it waits', { tag: '@stand-in' }, async ({ computer }) => {
  await makeAccounts(computer.userData, 1, { origin: computer.server.origin, label: () => 'Depot' });
  const run = await computer.launch({ env: { XDG_SESSION_TYPE: 'x11' } });
  await run.clickTray(english.main('tray.settings'));
  await run.panel.getByLabel(english.page('settings.shortcut.label')).press('Control+Alt+K');
  await run.control('pressShortcut', { keys: 'Control+Alt+K' });
  await expect.poll(() => quickPage(run)?.title()).toBe(english.page('quick.window'));
  await run.control('pressShortcut', { keys: 'Control+Alt+K' });
  await chooser(run).selectOption({ label: 'Deutsch' });
  await expect.poll(() => quickPage(run)?.title()).toBe(german.page('quick.window'));
});
