import { viewTray } from '../../../main/core/desktop/tray-menu.ts';
import type { TrayItemView } from '../../../main/core/ports/tray-view.ts';
import { drawQr, mostQrBytes } from '../../../main/platform/qr.ts';
import { secretPage } from '../../../main/platform/windows/secret-page.ts';
import { language, text, use } from '../../../main/text/text.ts';
import { directionOf, type Language } from '../../../preload/text/languages.ts';
import { catalogueOf } from '../../support/catalogues.ts';
import { sceneAt, six } from './views.ts';

/** As a desktop would draw a menu; only the entries are ours. */
export const menuStyle = `
  .menu { width: max-content; padding: 6px; border-radius: 10px; background: #fbfbfc; color: #14181f; font: 14px system-ui, sans-serif; box-shadow: 0 10px 30px #0003 }
  .menu p { display: flex; justify-content: space-between; gap: 28px; margin: 0; padding: 5px 12px; border-radius: 6px }
  .menu .open { background: #0a5ad1; color: #fff }
  .menu .text { color: #5c6675 }
  .menu hr { margin: 5px 8px; border: 0; border-top: 1px solid #dfe4eb }
  .menus { display: flex; align-items: start; gap: 2px }
  .menus .menu + .menu { margin-top: 62px }
`;

const drawn = (items: readonly TrayItemView[], open: string): string =>
  `<div class="menu">${items
    .map(item => {
      if (item.kind === 'separator') return '<hr>';
      const arrow = item.kind === 'submenu' ? '<span>›</span>' : '';
      return `<p class="${item.label === open ? 'open' : item.kind}">${item.label}${arrow}</p>`;
    })
    .join('')}</div>`;

/** A tray's menu with one of its submenus open. */
export function drawMenus(items: readonly TrayItemView[], open: string): string {
  const inner = items.flatMap(item => (item.kind === 'submenu' && item.label === open ? item.items : []));
  return `<div class="menus">${drawn(items, open)}${drawn(inner, '')}</div>`;
}

/** The largest code there is. */
const longestToken = 'fixture-token-'.repeat(100).slice(0, mostQrBytes);

/** Pages that are no files of the renderer: what main itself draws, and what it has the desktop draw. */
const madePages: Readonly<Record<string, () => Response>> = {
  '/secret.html': () =>
    secretPage('Token for Acme Goods', { text: 'fixture-token-0123456789abcdef0123456789abcdef' }, 20_000),
  '/qr.html': () =>
    secretPage('Token for Acme Goods', { qr: drawQr(longestToken), name: text('format.token.as-qr') }, 20_000),
  '/tray.html': () =>
    new Response(
      `<!doctype html><html lang="${language()}" dir="${directionOf(language())}"><title>Tray</title><style>h1 { font: 600 14px system-ui } body { padding: 12px; background: #e8ebf0; color: #14181f }${menuStyle}</style>
<main><h1>Tray</h1>${drawMenus(viewTray(six, ['acme', 'webshop'], sceneAt).items, 'Acme Goods')}</main></html>`,
      { headers: { 'content-type': 'text/html; charset=utf-8' } },
    ),
};

/** Such a page in a language, as main writes it; `undefined` where the path names none. */
export function makePage(path: string, spoken: Language): Response | undefined {
  use(spoken, catalogueOf('main', spoken));
  const made = madePages[path]?.();
  use('en', catalogueOf('main', 'en'));
  return made;
}
