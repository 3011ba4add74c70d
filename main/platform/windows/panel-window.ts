import { BrowserWindow, nativeTheme } from 'electron';
import type { Log } from '../../core/ports/log.ts';
import { panelUrl } from '../security/bundle-scheme.ts';
import { ownPagePreferences } from '../security/page-preferences.ts';
import { windowIcon } from '../tray/tray-images.ts';

interface PanelWindowOptions {
  readonly preloadPath: string;
  readonly log: Log;
  readonly place?: Partial<Electron.Rectangle> | undefined;
}

/** The panel's window, hidden, with its page on the way. */
export const openPanelWindow = ({ preloadPath, log, place }: PanelWindowOptions): BrowserWindow => {
  const made = new BrowserWindow({
    width: 440,
    height: 680,
    ...place,
    minWidth: 360,
    minHeight: 480,
    show: false,
    title: 'Dockpass',
    autoHideMenuBar: true,
    fullscreenable: false,
    backgroundColor: background(),
    // macOS takes the picture from the app itself.
    ...(process.platform !== 'darwin' && { icon: windowIcon() }),
    webPreferences: ownPagePreferences(preloadPath),
  });
  followTheme(made);
  made.loadURL(panelUrl).catch(() => log.write('panel-not-loaded'));
  return made;
};

/** The page's own background, so that nothing white flashes before it is drawn. */
export const background = (): string => (nativeTheme.shouldUseDarkColors ? '#14171c' : '#f6f7f9');

function followTheme(window: BrowserWindow): void {
  const follow = (): void => window.setBackgroundColor(background());
  nativeTheme.on('updated', follow);
  window.once('closed', () => void nativeTheme.off('updated', follow));
}
