import { BrowserWindow, nativeTheme } from 'electron';
import { channelOf, type Events, type ValueOf } from '../../../preload/contract.ts';
import type { Log } from '../../core/ports.ts';
import type { Settings } from '../../core/settings.ts';
import { isBundleUrl, panelUrl } from '../bundle-scheme.ts';
import type { Sender } from '../ipc.ts';
import { ownPagePreferences } from '../page-preferences.ts';
import { offerEditing } from './context-menu.ts';
import { windowIcon } from './icons.ts';
import { placeOnScreen } from './place.ts';

interface PanelOptions {
  readonly preloadPath: string;
  readonly log: Log;
  /** While true, closing closes; otherwise the panel is hidden and stays ready. */
  readonly isQuitting: () => boolean;
  readonly place?: () => Settings['panelPlace'];
  readonly onPlace?: (place: NonNullable<Settings['panelPlace']>) => void;
  /** The page has been laid out for the first time. */
  readonly onDrawn?: () => void;
  /** The person closed the panel and Dockpass goes on in the tray. */
  readonly onHidden?: () => void;
  /** The page is loaded, or after a crash loaded anew: it hears nothing yet. */
  readonly onLoading?: () => void;
}

/** The main window. It is made by `open` or the first `show`, and again should it ever be gone. */
export interface Panel {
  /** Makes the window without showing it, so that showing it later is quick. */
  readonly open: () => void;
  readonly show: () => void;
  readonly hide: () => void;
  readonly isVisible: () => boolean;
  readonly send: <Name extends keyof Events>(event: Name, value: ValueOf<Events[Name]>) => void;
  /** Whether a call comes from the panel's own main frame. Ask before anything is awaited. */
  readonly isPanelFrame: (event: Sender) => boolean;
  readonly window: () => BrowserWindow | undefined;
}

export const createPanel = (options: PanelOptions): Panel => {
  let window: BrowserWindow | undefined;
  let isReady = false;
  let wanted = false;

  const open = (): BrowserWindow => {
    if (window !== undefined && !window.isDestroyed()) return window;
    const made = makeWindow(options);
    window = made;
    isReady = false;
    options.onLoading?.();
    made.once('ready-to-show', () => {
      isReady = true;
      options.onDrawn?.();
      if (wanted) made.show();
    });
    made.on('close', event => {
      if (options.onPlace !== undefined) options.onPlace(made.getBounds());
      if (options.isQuitting()) return;
      event.preventDefault();
      wanted = false;
      made.hide();
      options.onHidden?.();
    });
    made.once('closed', () => {
      if (window === made) window = undefined;
    });
    made.loadURL(panelUrl).catch(() => options.log.write('panel-not-loaded'));
    return made;
  };
  const show = (): void => {
    wanted = true;
    const shown = open();
    if (!isReady) return;
    if (shown.isMinimized()) shown.restore();
    shown.show();
    shown.focus();
  };
  return {
    open: () => void open(),
    show,
    hide: () => {
      wanted = false;
      window?.hide();
    },
    isVisible: () => window?.isVisible() === true,
    send: (event, value) => {
      if (window !== undefined && !window.isDestroyed()) window.webContents.send(channelOf(event), value);
    },
    isPanelFrame: ({ senderFrame }) =>
      senderFrame !== null &&
      window !== undefined &&
      !window.isDestroyed() &&
      senderFrame === window.webContents.mainFrame &&
      isBundleUrl(senderFrame.url),
    window: () => window,
  };
};

function makeWindow({ preloadPath, place, log, onLoading }: PanelOptions): BrowserWindow {
  const made = new BrowserWindow({
    width: 440,
    height: 680,
    ...placeOnScreen(place?.() ?? null),
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
  reloadOnce(made, log, onLoading);
  return made;
}

/** The page's own background, so that nothing white flashes before it is drawn. */
const background = (): string => (nativeTheme.shouldUseDarkColors ? '#14171c' : '#f6f7f9');

function followTheme(window: BrowserWindow): void {
  const follow = (): void => window.setBackgroundColor(background());
  nativeTheme.on('updated', follow);
  window.once('closed', () => void nativeTheme.off('updated', follow));
}

/** A crash is often a passing one; a second one of the same window would only be shown again and again. */
function reloadOnce(window: BrowserWindow, log: Log, onLoading: PanelOptions['onLoading']): void {
  let reloaded = false;
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    log.write('panel-gone', { reason, reloaded });
    if (reason === 'clean-exit' || reloaded) return;
    reloaded = true;
    onLoading?.();
    // Never from within the event: the page's process is still being taken down.
    setImmediate(() => window.isDestroyed() || window.webContents.reload());
  });
}
