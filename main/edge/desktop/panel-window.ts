import { BrowserWindow, nativeTheme } from 'electron';
import type { Log } from '../../core/ports.ts';
import { ownPagePreferences } from '../page-preferences.ts';
import { offerEditing } from './context-menu.ts';
import { windowIcon } from './icons.ts';
import { reloadOnce } from './reload-once.ts';

interface PanelWindowOptions {
  readonly preloadPath: string;
  readonly log: Log;
  readonly place: Partial<Electron.Rectangle> | undefined;
  /** The page is loaded anew after a crash: it hears nothing yet. */
  readonly onReloading: () => void;
}

/** The panel's window, hidden and with nothing loaded yet. */
export const makePanelWindow = ({ preloadPath, place, log, onReloading }: PanelWindowOptions): BrowserWindow => {
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
  offerEditing(made.webContents, made);
  followTheme(made);
  reloadOnce(made, { log, onReloading });
  return made;
};

/** The page's own background, so that nothing white flashes before it is drawn. */
export const background = (): string => (nativeTheme.shouldUseDarkColors ? '#14171c' : '#f6f7f9');

function followTheme(window: BrowserWindow): void {
  const follow = (): void => window.setBackgroundColor(background());
  nativeTheme.on('updated', follow);
  window.once('closed', () => void nativeTheme.off('updated', follow));
}
