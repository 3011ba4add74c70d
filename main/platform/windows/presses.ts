import { app, BaseWindow, BrowserWindow, WebContentsView, webContents } from 'electron';

type Application = Pick<NodeJS.EventEmitter, 'on'>;
type Contents = Pick<NodeJS.EventEmitter, 'on'>;
type Window = Pick<Electron.BaseWindow, 'isDestroyed' | 'isFocused'> & Pick<NodeJS.EventEmitter, 'on'>;

interface PressOptions {
  readonly application?: Application;
  readonly pages?: () => readonly Contents[];
  readonly windowOf?: (page: Contents) => Window | undefined;
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
  const { windowOf = windowAround } = options;
  let pressedIn: Window | undefined;
  const followed = new WeakSet<Window>();
  const press = (page: Contents): void => {
    const window = windowOf(page);
    pressedIn = window;
    if (window === undefined || followed.has(window)) return;
    followed.add(window);
    window.on('blur', () => {
      if (pressedIn === window) pressedIn = undefined;
    });
  };
  const watch = (page: Contents): void => {
    page.on('input-event', (_event: unknown, { type }: Pick<Electron.InputEvent, 'type'>) => {
      if (presses.includes(type)) press(page);
    });
  };
  // The panel's page may be there already.
  pages().forEach(watch);
  application.on('web-contents-created', (_event: unknown, page: Contents) => watch(page));
  return () => pressedIn !== undefined && !pressedIn.isDestroyed() && pressedIn.isFocused();
};

/** The window that has this page, as its own or in one of its views. */
function windowAround(page: Contents): Window | undefined {
  return (
    BrowserWindow.getAllWindows().find(one => one.webContents === page) ??
    BaseWindow.getAllWindows().find(one =>
      one.contentView.children.some(view => view instanceof WebContentsView && view.webContents === page),
    )
  );
}
