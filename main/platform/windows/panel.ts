import type { BrowserWindow } from 'electron';
import { channelOf } from '../../../preload/contract/bridge.ts';
import type { ValueOf } from '../../../preload/contract/call.ts';
import type { Events } from '../../../preload/contract/events.ts';
import type { Area } from '../../core/desktop/panel-place.ts';
import type { Log } from '../../core/ports/log.ts';
import type { Sender } from '../ipc/ipc.ts';
import { offerEditing } from './context-menu.ts';
import { isMainFrameOf } from './own-pages.ts';
import { openPanelWindow } from './panel-window.ts';
import { reloadOnce } from './reload-after-crash.ts';

interface PanelOptions {
  readonly preloadPath: string;
  readonly log: Log;
  /** The first window, which was opened before this could be; later ones are made here. */
  readonly panelWindow: BrowserWindow | undefined;
  /** While true, closing closes; otherwise the panel is hidden and stays ready. */
  readonly isQuitting: () => boolean;
  readonly place: () => Partial<Area> | undefined;
  readonly onPlace: (bounds: Area) => void;
  /** The page has been laid out for the first time. */
  readonly onDrawn: () => void;
  /** The window came up, or went out of sight. */
  readonly onVisible: (isVisible: boolean) => void;
  /** The person closed the panel and Dockpass goes on in the tray. */
  readonly onClosed: () => void;
  /** The page is loaded, or after a crash loaded anew: it hears nothing yet. */
  readonly onLoading: () => void;
}

/** The main window. It is made when it is shown, and again where it was once it is gone. */
export interface Panel {
  readonly show: () => void;
  /** Takes the window down, and its page's process with it. */
  readonly end: () => void;
  readonly isFocused: () => boolean;
  readonly send: <Name extends keyof Events>(event: Name, value: ValueOf<Events[Name]>) => void;
  /** Whether a call comes from the panel's own main frame. Ask before anything is awaited. */
  readonly isPanelFrame: (event: Sender) => boolean;
}

export const createPanel = (options: PanelOptions): Panel => {
  let window: BrowserWindow | undefined;
  let first = options.panelWindow;
  let isReady = false;
  let wanted = false;

  const open = (): BrowserWindow => {
    if (window !== undefined && !window.isDestroyed()) return window;
    const place = options.place();
    const made = first ?? openPanelWindow({ preloadPath: options.preloadPath, log: options.log, place });
    if (first !== undefined && place !== undefined) first.setBounds(place);
    first = undefined;
    window = made;
    isReady = false;
    options.onLoading();
    // Here, and not where the first window is opened: texts are loaded with all the rest, after it.
    offerEditing(made.webContents, made);
    reloadOnce(made, { log: options.log, onReloading: options.onLoading });
    made.once('ready-to-show', () => {
      isReady = true;
      options.onDrawn();
      if (wanted) made.show();
    });
    made.on('close', event => {
      options.onPlace(made.getNormalBounds());
      if (options.isQuitting()) return;
      event.preventDefault();
      wanted = false;
      made.hide();
      options.onClosed();
    });
    made.on('show', () => options.onVisible(true));
    made.on('hide', () => options.onVisible(false));
    made.once('closed', () => {
      if (window === made) window = undefined;
    });
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
    show,
    end: () => {
      if (window !== undefined && !window.isDestroyed()) window.destroy();
    },
    isFocused: () => window?.isVisible() === true && window.isFocused(),
    send: (event, value) => {
      if (window !== undefined && !window.isDestroyed()) window.webContents.send(channelOf(event), value);
    },
    isPanelFrame: event => isMainFrameOf(window, event),
  };
};
