import { app, BrowserWindow, screen } from 'electron';
import { channelOf } from '../../../preload/contract/bridge.ts';
import { createPanelRest } from '../../core/desktop/panel-rest.ts';
import type { QuickWindow } from '../../core/desktop/quick-copy.ts';
import type { Log } from '../../core/ports/log.ts';
import type { Clock } from '../../core/ports/time.ts';
import { text } from '../../text/text.ts';
import type { Sender } from '../ipc/ipc.ts';
import { quickUrl } from '../security/bundle-scheme.ts';
import { ownPagePreferences } from '../security/page-preferences.ts';
import { isMainFrameOf } from './own-pages.ts';
import { background } from './panel-window.ts';

interface QuickWindowOptions {
  readonly preloadPath: string;
  readonly clock: Clock;
  readonly log: Log;
  readonly restMs: number;
  /** While true the window is kept ready; otherwise it is taken down when nobody used it for a while. */
  readonly staysReady: () => boolean;
  readonly isQuitting: () => boolean;
}

interface OwnQuickWindow extends QuickWindow {
  /** Makes it without showing it, so that showing it is quick. */
  readonly prepare: () => void;
  /** Takes it down where nobody looks at it. */
  readonly end: () => void;
  /** Whether a call comes from this window's own main frame. Ask before anything is awaited. */
  readonly isFrame: (event: Sender) => boolean;
}

const size = { width: 520, height: 400 };

/**
 * The window of quick copy: it goes when it loses the focus. Loading its page takes longer than a person waits for a key,
 * so it is kept ready while there is a shortcut, and only then.
 */
export const createQuickWindow = (options: QuickWindowOptions): OwnQuickWindow => {
  const { clock, restMs } = options;
  let window: BrowserWindow | undefined;
  let isReady = false;
  let wanted = false;
  const isThere = (): boolean => window !== undefined && !window.isDestroyed();
  const rest = createPanelRest({ clock, restMs, end: () => isThere() && window?.destroy() });
  const hide = (): void => {
    wanted = false;
    if (!isThere() || window?.isVisible() !== true) return;
    window.hide();
    if (!options.staysReady()) rest.hidden();
    giveFocusBack();
  };
  const make = (): BrowserWindow => {
    const made = makeWindow(options.preloadPath);
    isReady = false;
    made.once('ready-to-show', () => {
      isReady = true;
      if (wanted) made.show();
    });
    made.on('blur', hide);
    made.on('close', event => {
      if (options.isQuitting()) return;
      event.preventDefault();
      hide();
    });
    made.webContents.on('render-process-gone', (_event, { reason }) => {
      options.log.write('quick-copy-gone', { reason });
      setImmediate(() => made.isDestroyed() || made.destroy());
    });
    made.loadURL(quickUrl).catch(() => options.log.write('quick-copy-not-loaded'));
    return made;
  };
  const there = (): BrowserWindow => {
    if (window === undefined || window.isDestroyed()) window = make();
    return window;
  };
  return {
    prepare: () => void there(),
    end: () => {
      if (isThere() && window?.isVisible() !== true) window?.destroy();
    },
    show: () => {
      wanted = true;
      rest.shown();
      const shown = there();
      shown.setBounds(middle());
      if (!isReady) return;
      shown.webContents.send(channelOf('quickShown'), null);
      shown.show();
      shown.focus();
    },
    hide,
    isVisible: () => isThere() && window?.isVisible() === true,
    isFrame: event => isMainFrameOf(window, event),
  };
};

function makeWindow(preloadPath: string): BrowserWindow {
  return new BrowserWindow({
    ...size,
    show: false,
    frame: false,
    resizable: false,
    minimizable: false,
    maximizable: false,
    fullscreenable: false,
    skipTaskbar: true,
    alwaysOnTop: true,
    title: text('quick-copy.title'),
    backgroundColor: background(),
    // On macOS a panel takes the keys without bringing the rest of the app to the front.
    ...(process.platform === 'darwin' && { type: 'panel' }),
    webPreferences: ownPagePreferences(preloadPath),
  });
}

/** On the screen where the mouse is, a little above the middle. Under Wayland the system places windows itself. */
function middle(): Electron.Rectangle {
  const { workArea } = screen.getDisplayNearestPoint(screen.getCursorScreenPoint());
  const x = Math.round(workArea.x + (workArea.width - size.width) / 2);
  const y = Math.round(workArea.y + (workArea.height - size.height) * 0.3);
  return { x, y, ...size };
}

/** macOS alone leaves a hidden window's app in front. */
function giveFocusBack(): void {
  if (process.platform !== 'darwin') return;
  if (!BrowserWindow.getAllWindows().some(window => window.isVisible())) app.hide();
}
