import type { Browser, Page } from '@playwright/test';
import { viewTray } from '../../../main/core/desktop/tray-menu.ts';
import type { TrayItemView } from '../../../main/core/ports/tray-view.ts';
import { quickOf } from '../scenes/quick-scenes.ts';
import { settings } from '../scenes/settings-view.ts';
import { online, readyCloud, sceneAt } from '../scenes/views.ts';
import { readmeAccounts } from './readme-picture.ts';
import { image, sheetOf, shot } from './readme-shot.ts';

/** As a desktop would draw it; only the entries are ours. */
const menuStyle = `
  .menu { width: max-content; padding: 6px; border-radius: 10px; background: #fbfbfc; font: 14px system-ui, sans-serif }
  .menu p { display: flex; justify-content: space-between; gap: 28px; margin: 0; padding: 5px 12px; border-radius: 6px }
  .menu .open { background: #0a5ad1; color: #fff }
  .menu .text { color: #6a7380 }
  .menu hr { margin: 5px 8px; border: 0; border-top: 1px solid #dfe4eb }
  .menus { display: flex; align-items: start; gap: 2px }
  .menus .menu + .menu { margin-top: 62px }
  body > div:has(.menus) { overflow: visible; background: none; box-shadow: none }
  .menu { box-shadow: 0 10px 30px #0003 }
`;

const drawn = (items: readonly TrayItemView[], open: string): string =>
  `<div class="menu">${items
    .map(item => {
      if (item.kind === 'separator') return '<hr>';
      const arrow = item.kind === 'submenu' ? '<span>›</span>' : '';
      return `<p class="${item.label === open ? 'open' : item.kind}">${item.label}${arrow}</p>`;
    })
    .join('')}</div>`;

/** Draws the tray's menu from its own entries, quick copy over a search, and the settings. */
export async function drawDesktopPicture(browser: Browser, origin: string): Promise<void> {
  const { items } = viewTray(readmeAccounts, ['acme', 'north'], sceneAt);
  const inner = items.flatMap(item => (item.kind === 'submenu' && item.label === 'Acme Goods' ? item.items : []));
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
    620,
  );
  const menus = `<div class="menus">${drawn(items, 'Acme Goods')}${drawn(inner, '')}</div>`;
  await sheetOf(browser, 'desktop', 1506, [menus, image(quick, 520), image(dialog, 440)], menuStyle);
}
