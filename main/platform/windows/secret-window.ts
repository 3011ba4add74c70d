import { randomUUID } from 'node:crypto';
import { BrowserWindow, nativeTheme, session } from 'electron';
import type { Secret } from '../../core/base/secret.ts';
import type { SecretWindow, ShownSecret } from '../../core/ports/desktop.ts';
import { drawQr } from '../qr.ts';
import { stillPagePreferences } from '../security/page-preferences.ts';
import { type After, afterByTimer } from '../system/after.ts';
import { type ShownOnPage, secretPage } from './secret-page.ts';

interface SecretWindowOptions {
  readonly after?: After;
}

interface OwnSecretWindow extends SecretWindow {
  /** What is open in the language in force. */
  readonly redraw: () => void;
}

/**
 * A small window that shows one secret and closes by itself: no preload, no script, hidden from screenshots where the
 * system can (not on Linux). The text travels in an answer of a scheme handler in a session of its own, never in an
 * address, since Electron prints addresses that fail to load. A second one takes the place of the first.
 */
export const createSecretWindow = ({ after = afterByTimer }: SecretWindowOptions = {}): OwnSecretWindow => {
  let redraw = (): void => {};
  let close = (): void => {};
  return {
    close: () => close(),
    redraw: () => redraw(),
    show: async ({ title, value, forMs, asQr }) => {
      const shown = onPage(value, asQr);
      close();
      const own = session.fromPartition(`secret-${randomUUID()}`, { cache: false });
      own.protocol.handle('app', () => secretPage(title, shown, forMs));
      const window = makeWindow(title, own, asQr === undefined ? textHeight : qrHeight);
      const cancel = after(forMs, () => window.isDestroyed() || window.destroy());
      redraw = () => window.isDestroyed() || window.webContents.reload();
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

const onPage = (value: Secret, asQr: ShownSecret['asQr']): ShownOnPage =>
  asQr === undefined ? { text: value.reveal() } : { qr: drawQr(value.reveal()), name: asQr };

const textHeight = 260;
/** With room for the words in every language. */
const qrHeight = 660;

function makeWindow(title: string, own: Electron.Session, height: number): BrowserWindow {
  const window = new BrowserWindow({
    width: 480,
    height,
    show: false,
    title,
    minimizable: false,
    maximizable: false,
    fullscreenable: false,
    autoHideMenuBar: true,
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#14171c' : '#f6f7f9',
    webPreferences: { ...stillPagePreferences, session: own },
  });
  window.setContentProtection(true);
  window.webContents.on('before-input-event', (event, { type, key }) => {
    if (type !== 'keyDown' || key !== 'Escape') return;
    event.preventDefault();
    window.close();
  });
  return window;
}
