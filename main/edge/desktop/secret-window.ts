import { createHash, randomUUID } from 'node:crypto';
import { BrowserWindow, nativeTheme, session } from 'electron';
import type { SecretWindow } from '../../core/ports.ts';
import { type After, afterByTimer } from '../after.ts';

interface SecretWindowOptions {
  readonly after?: After;
}

/**
 * A small window that shows one secret and closes by itself: no preload, no script, hidden from screenshots where the
 * system can (not on Linux). The text travels in an answer of a scheme handler in a session of its own, never in an
 * address, since Electron prints addresses that fail to load. A second one takes the place of the first.
 */
export const createSecretWindow = ({ after = afterByTimer }: SecretWindowOptions = {}): SecretWindow => {
  let close = (): void => {};
  return {
    show: async ({ title, value, forMs }) => {
      close();
      const own = session.fromPartition(`secret-${randomUUID()}`, { cache: false });
      own.protocol.handle('app', () => pageOf(title, value.reveal()));
      const window = makeWindow(title, own);
      const cancel = after(forMs, () => window.isDestroyed() || window.destroy());
      close = () => window.isDestroyed() || window.destroy();
      window.once('closed', () => {
        cancel();
        own.protocol.unhandle('app');
      });
      await window.loadURL('app://secret/');
      if (!window.isDestroyed()) window.show();
    },
  };
};

function makeWindow(title: string, own: Electron.Session): BrowserWindow {
  const window = new BrowserWindow({
    width: 480,
    height: 260,
    show: false,
    title,
    minimizable: false,
    maximizable: false,
    fullscreenable: false,
    autoHideMenuBar: true,
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#14171c' : '#f6f7f9',
    webPreferences: {
      session: own,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      javascript: false,
      webviewTag: false,
      spellcheck: false,
      devTools: false,
    },
  });
  window.setContentProtection(true);
  window.webContents.on('before-input-event', (event, { type, key }) => {
    if (type !== 'keyDown' || key !== 'Escape') return;
    event.preventDefault();
    window.close();
  });
  return window;
}

const style = `
:root{color-scheme:light dark;font:15px/1.4 system-ui,sans-serif}
body{margin:0;padding:20px;background:light-dark(#f6f7f9,#14171c);color:light-dark(#14181f,#eef1f5)}
h1{margin:0 0 12px;font-size:16px}
code{display:block;padding:12px;border:1px solid light-dark(#8a94a3,#6b7686);border-radius:8px;
background:light-dark(#fff,#1c2027);font:14px/1.5 ui-monospace,monospace;overflow-wrap:anywhere;user-select:all}`;
const styleHash = createHash('sha256').update(style).digest('base64');

function pageOf(title: string, text: string): Response {
  const page = `<!doctype html><html lang="en"><meta charset="utf-8"><title>${escaped(title)}</title><style>${style}</style>
<main><h1>${escaped(title)}</h1><code>${escaped(text)}</code></main></html>`;
  return new Response(page, {
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': `default-src 'none'; style-src 'sha256-${styleHash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    },
  });
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escaped = (text: string): string => text.replace(/[&<>"']/g, sign => entities[sign] ?? '');
