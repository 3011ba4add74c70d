import type {
  BaseWindow,
  BrowserWindow,
  BrowserWindowConstructorOptions,
  HandlerDetails,
  Session,
  WebContents,
  WindowOpenHandlerResponse,
} from 'electron';
import { pagePreferences } from '../security/page-preferences.ts';
import type { Capture } from './capture.ts';
import { isWebAddress, originOf } from './page-address.ts';

/** Windows that the provider's page opens: same session, same listeners, gone with the sign-in. */
interface NewWindows {
  /** Makes the page's `window.open` and `target=_blank` guarded ones; children of children too. */
  readonly guard: (contents: WebContents) => void;
  readonly closeAll: () => void;
}

interface NewWindowDeps {
  readonly parent: BaseWindow;
  /** How much of the parent is the sign-in bar's now, in its upper part. */
  readonly barHeight: () => number;
  readonly session: Session;
  readonly capture: Capture;
  /** A window has opened: whoever sees it must see the one it belongs to. */
  readonly onOpened: (opened: BrowserWindow) => void;
  /** More windows than any sign-in needs. */
  readonly onTooMany: () => void;
}

const mostWindows = 5;

export function createNewWindows(ports: NewWindowDeps): NewWindows {
  const open = new Set<BrowserWindow>();
  const answer = ({ url }: HandlerDetails, opener: WebContents): WindowOpenHandlerResponse => {
    // An empty window is filled by its opener later, and looked at then.
    const isEmpty = url === '' || url === 'about:blank';
    // Electron does not say which of the page's frames opens it, so its answer is nobody's.
    if (ports.capture.checkRedirect(url, 'new-window', []) === 'stop' || !(isEmpty || isWebAddress(url)))
      return { action: 'deny' };
    if (open.size >= mostWindows) {
      ports.onTooMany();
      return { action: 'deny' };
    }
    return { action: 'allow', overrideBrowserWindowOptions: optionsOf(ports, opener) };
  };
  return {
    guard: contents => {
      contents.setWindowOpenHandler(details => answer(details, contents));
      // `window.moveTo` and `resizeTo` could lay one window over the sign-in bar of another.
      contents.on('content-bounds-updated', event => event.preventDefault());
      contents.on('did-create-window', window => {
        open.add(window);
        window.once('closed', () => open.delete(window));
        showOrigin(window);
        ports.onOpened(window);
      });
    },
    closeAll: () => {
      for (const window of [...open]) if (!window.isDestroyed()) window.destroy();
    },
  };
}

/**
 * A window that shows what it is: with a frame, a title and buttons, and movable. A page's `window.open` could ask for
 * any of it to be otherwise (https://www.electronjs.org/docs/latest/api/window-open), and draw a sign-in bar of its own.
 */
const plainWindow = {
  ...{
    frame: true,
    titleBarStyle: 'default',
    transparent: false,
    opacity: 1,
    hasShadow: true,
    backgroundColor: '#fff',
  },
  show: true,
  center: false,
  alwaysOnTop: false,
  modal: false,
  skipTaskbar: false,
  focusable: true,
  movable: true,
  closable: true,
  minimizable: true,
  maximizable: true,
  fullscreenable: false,
  autoHideMenuBar: true,
  useContentSize: false,
  enableLargerThanScreen: false,
  width: 520,
  height: 640,
  minWidth: 240,
  minHeight: 180,
  maxWidth: 10_000,
  maxHeight: 10_000,
} as const satisfies BrowserWindowConstructorOptions;

/** How far a new window stands below the sign-in bar of the one it came from, in pixels. */
const below = 32;

function optionsOf({ parent, barHeight, session }: NewWindowDeps, opener: WebContents) {
  const { x, y } = parent.getContentBounds();
  return {
    ...plainWindow,
    parent,
    x: x + below,
    y: y + barHeight() + below,
    // Until it is somewhere else, what it shows is its opener's.
    title: originOf(opener.getURL()),
    webPreferences: { ...pagePreferences, session },
  } satisfies BrowserWindowConstructorOptions;
}

/** A new window has no sign-in bar, so its title is the page's origin and nothing a page could choose. */
function showOrigin(window: BrowserWindow): void {
  window.on('page-title-updated', event => event.preventDefault());
  window.webContents.on('did-navigate', (_event, url) => window.setTitle(originOf(url)));
}
