import { app, BrowserWindow, webContents } from 'electron';

type Application = Pick<NodeJS.EventEmitter, 'on'>;
type Contents = Pick<NodeJS.EventEmitter, 'on'>;
type Window = Pick<Electron.BrowserWindow, 'isDestroyed' | 'isFocused'>;

interface PressOptions {
  readonly application?: Application;
  readonly pages?: () => readonly Contents[];
  readonly windowOf?: (page: Contents) => Window | null;
}

/** What Chromium keeps a serial of (wayland_clipboard.cc, GetSerial), as Electron names it. */
const presses: readonly string[] = ['rawKeyDown', 'keyDown', 'mouseDown', 'touchStart'];

/**
 * Whether the last thing that a person pressed in our windows was in one that has kept the focus since: its serial is one
 * that a Wayland desktop still takes. Told by the browser's process, so no page can pretend it.
 */
export const watchPresses = (options: PressOptions = {}): (() => boolean) => {
  const application: Application = options.application ?? app;
  const pages: () => readonly Contents[] = options.pages ?? webContents.getAllWebContents;
  const windowOf =
    options.windowOf ?? (page => BrowserWindow.getAllWindows().find(one => one.webContents === page) ?? null);
  let pressedIn: Window | null = null;
  const watch = (page: Contents): void => {
    page.on('input-event', (_event: unknown, { type }: Pick<Electron.InputEvent, 'type'>) => {
      if (presses.includes(type)) pressedIn = windowOf(page);
    });
  };
  // The panel's page may be there already.
  pages().forEach(watch);
  application.on('web-contents-created', (_event: unknown, page: Contents) => watch(page));
  application.on('browser-window-blur', (_event: unknown, window: Window) => {
    if (window === pressedIn) pressedIn = null;
  });
  return () => pressedIn !== null && !pressedIn.isDestroyed() && pressedIn.isFocused();
};
