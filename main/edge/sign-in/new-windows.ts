import type {
  BaseWindow,
  BrowserWindow,
  HandlerDetails,
  Session,
  WebContents,
  WindowOpenHandlerResponse,
} from 'electron';
import { pagePreferences } from '../page-preferences.ts';
import type { Capture } from './capture.ts';
import { isWebAddress } from './capture.ts';

/** Windows that the provider's page opens: same session, same listeners, gone with the sign-in. */
export interface NewWindows {
  /** Makes the page's `window.open` and `target=_blank` guarded ones; children of children too. */
  readonly guard: (contents: WebContents) => void;
  readonly closeAll: () => void;
}

export interface NewWindowPorts {
  readonly parent: BaseWindow;
  readonly session: Session;
  readonly capture: Capture;
  /** More windows than any sign-in needs. */
  readonly onTooMany: () => void;
}

const mostWindows = 5;

export function createNewWindows(ports: NewWindowPorts): NewWindows {
  const open = new Set<BrowserWindow>();
  const answer = ({ url }: HandlerDetails): WindowOpenHandlerResponse => {
    // An empty window is filled by its opener later, and looked at then.
    const isEmpty = url === '' || url === 'about:blank';
    if (ports.capture.look(url, 'new-window') === 'stop' || !(isEmpty || isWebAddress(url))) return { action: 'deny' };
    if (open.size >= mostWindows) {
      ports.onTooMany();
      return { action: 'deny' };
    }
    return { action: 'allow', overrideBrowserWindowOptions: optionsOf(ports) };
  };
  return {
    guard: contents => {
      contents.setWindowOpenHandler(answer);
      contents.on('did-create-window', window => {
        open.add(window);
        window.once('closed', () => open.delete(window));
        showOrigin(window);
      });
    },
    closeAll: () => {
      for (const window of [...open]) if (!window.isDestroyed()) window.destroy();
    },
  };
}

const optionsOf = (ports: NewWindowPorts): Electron.BrowserWindowConstructorOptions => ({
  parent: ports.parent,
  width: 520,
  height: 640,
  autoHideMenuBar: true,
  fullscreenable: false,
  webPreferences: { ...pagePreferences, session: ports.session },
});

/** A new window has no strip, so its title is the page's origin and nothing a page could choose. */
function showOrigin(window: BrowserWindow): void {
  window.on('page-title-updated', event => event.preventDefault());
  window.webContents.on('did-navigate', (_event, url) => {
    window.setTitle(isWebAddress(url) ? new URL(url).origin : '');
  });
}
