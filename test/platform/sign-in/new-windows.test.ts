import { EventEmitter } from 'node:events';
import type { BaseWindow, HandlerDetails, Session, WebContents, WindowOpenHandlerResponse } from 'electron';
import { expect, test } from 'vitest';
import { createNewWindows } from '../../../main/platform/sign-in/new-windows.ts';

const opener = 'https://login.example.com';

type Handler = (details: HandlerDetails) => WindowOpenHandlerResponse;

/** A page that opens windows, as Electron asks and tells of it. */
function start(read: (url: string) => 'go' | 'stop' = () => 'go') {
  const said: string[] = [];
  let handler: Handler = () => ({ action: 'deny' });
  const page = Object.assign(new EventEmitter(), {
    getURL: () => `${opener}/login?next=/allow`,
    setWindowOpenHandler: (given: Handler) => {
      handler = given;
    },
  });
  const parent = { getContentBounds: () => ({ x: 100, y: 50, width: 520, height: 760 }) };
  const windows = createNewWindows({
    // Of each of these only what stands here is used.
    parent: parent as BaseWindow,
    session: {} as Session,
    barHeight: () => 88,
    capture: {
      checkRedirect: read,
      isHere: () => false,
      mayFrame: () => true,
      arrived: () => undefined,
      dispose: () => undefined,
    },
    onOpened: () => said.push('opened'),
    onTooMany: () => said.push('too many'),
  });
  windows.guard(page as unknown as WebContents);
  const details = { frameName: '', features: '', disposition: 'new-window', referrer: { url: '', policy: 'default' } };
  // The two words of this are all that is read of it.
  const ask = (url: string) => handler({ ...details, url } as HandlerDetails);
  const created = () => {
    const contents = new EventEmitter();
    const titles: string[] = [];
    const setTitle = (title: string) => void titles.push(title);
    const window = Object.assign(new EventEmitter(), { webContents: contents, setTitle, destroy: () => undefined });
    page.emit('did-create-window', Object.assign(window, { isDestroyed: () => false }));
    return { window, contents, titles };
  };
  return { page, ask, created, said };
}

/** What a page may write into `window.open`: lib/browser/parse-features-string.ts of Electron. */
const asked = {
  x: 100,
  y: 50,
  width: 520,
  height: 88,
  minWidth: 1,
  minHeight: 1,
  maxWidth: 1,
  maxHeight: 1,
  opacity: 0,
  show: false,
  center: true,
  useContentSize: true,
  frame: false,
  transparent: true,
  hasShadow: false,
  movable: false,
  closable: false,
  focusable: false,
  minimizable: false,
  maximizable: false,
  fullscreenable: true,
  alwaysOnTop: true,
  skipTaskbar: true,
  modal: true,
  autoHideMenuBar: false,
  enableLargerThanScreen: true,
  title: 'Dockpass',
  titleBarStyle: 'hidden',
  backgroundColor: '#f000',
};

test('whatever a page asks for, its new window has a frame, is named by its origin, and stands below the sign-in bar', () => {
  const answer = start().ask(`${opener}/help`);
  if (answer.action !== 'allow') throw new Error('the window was refused');
  // As Electron puts them together: lib/browser/guest-window-manager.ts.
  const made = { ...asked, ...answer.overrideBrowserWindowOptions };
  const kept = Object.entries(asked).filter(([name, value]) => Reflect.get(made, name) === value);
  // The width of a sign-in window is that of any other.
  expect(kept).toEqual([['width', 520]]);
  expect(made).toMatchObject({ frame: true, transparent: false, alwaysOnTop: false, title: opener });
  expect(made.y).toBeGreaterThan(50 + 88);
});

test('no page moves or sizes a window', () => {
  const { page } = start();
  let prevented = false;
  const event = {
    preventDefault: () => {
      prevented = true;
    },
  };
  page.emit('content-bounds-updated', event, { x: 0, y: -100, width: 520, height: 700 });
  expect(prevented).toBe(true);
});

test('the title follows the page to its origin, and to nothing the page says', () => {
  const { created, said } = start();
  const { window, contents, titles } = created();
  contents.emit('did-navigate', {}, 'https://elsewhere.example:8443/a?b#c');
  contents.emit('did-navigate', {}, 'about:blank');
  expect(titles).toEqual(['https://elsewhere.example:8443', '']);
  let prevented = false;
  window.emit('page-title-updated', { preventDefault: () => (prevented = true) }, 'Dockpass');
  expect(prevented).toBe(true);
  expect(said).toEqual(['opened']);
});

test('a sixth window is refused until one of the five is closed', () => {
  const { ask, created, said } = start();
  const five = [1, 2, 3, 4, 5].map(() => created());
  expect(ask('https://a.example/').action).toBe('deny');
  expect(said).toContain('too many');
  five[0]?.window.emit('closed');
  expect(ask('https://a.example/').action).toBe('allow');
});

test.each([
  'file:///etc/passwd',
  'mailto:a@b.example',
  'data:text/html,hi',
  'blob:https://a.example/1',
  'app://dockpass/',
])('%s opens no window', url => {
  expect(start().ask(url).action).toBe('deny');
});

test('a window that would open at the redirect address with its answer is not opened', () => {
  expect(start(() => 'stop').ask('https://www.readycloud.com/done#access_token=a').action).toBe('deny');
});
