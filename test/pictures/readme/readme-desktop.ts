import type { Browser, Page } from '@playwright/test';
import { viewTray } from '../../../main/core/desktop/tray-menu.ts';
import { drawMenus, menuStyle } from '../scenes/made-pages.ts';
import { quickOf } from '../scenes/quick-scenes.ts';
import { settings } from '../scenes/settings-view.ts';
import { online, readyCloud, sceneAt } from '../scenes/views.ts';
import { readmeAccounts } from './readme-picture.ts';
import { image, sheetOf, shot } from './readme-shot.ts';

/** Draws the tray's menu from its own entries, quick copy over a search, and the settings. */
export async function drawDesktopPicture(browser: Browser, origin: string): Promise<void> {
  const { items } = viewTray(readmeAccounts, ['acme', 'webshop'], sceneAt);
  const quick = await shot(
    browser,
    origin,
    {
      name: 'quick',
      page: 'quick',
      main: { values: { getQuickAccounts: quickOf(readmeAccounts) } },
      shown: async page => page.getByRole('option').nth(1).waitFor(),
    },
    false,
    520,
    330,
  );
  const chosen = { ...settings, startAtLogin: true, quickCopyShortcut: 'Control+Alt+C', shortcut: 'works' } as const;
  const dialog = await shot(
    browser,
    origin,
    {
      name: 'settings',
      page: 'index',
      main: { accounts: readmeAccounts, providers: [readyCloud], status: online, settings: chosen },
      shown: async page => page.getByRole('button', { name: 'Open folder' }).waitFor({ state: 'attached' }),
      act: (page: Page) => page.getByRole('button', { name: 'Settings', exact: true }).click(),
    },
    true,
    440,
    680,
  );
  await sheetOf(
    browser,
    'desktop',
    1506,
    [drawMenus(items, 'Acme Goods'), image(quick, 520), image(dialog, 440)],
    `${menuStyle}
    body > div:has(.menus) { overflow: visible; background: none; box-shadow: none }`,
  );
}
