import { BrowserWindow, ipcMain } from 'electron';
import type { ConformanceCase } from '../case.ts';
import { same } from '../expect.ts';
import { errorInPage, inPage, openWithPreload, preloadFile } from '../preload-page.ts';

const spec = 'spec/api-context-bridge-spec.ts';

/** A case whose preload exposes `api` and whose expression in the page has a fixed value. */
function value(name: string, api: string, expression: string, expected: unknown): ConformanceCase {
  return {
    name: `contextBridge: ${name}`,
    source: spec,
    async run() {
      const window = await openWithPreload(`contextBridge.exposeInMainWorld('api', ${api});`);
      same(await inPage(window, expression), expected);
    },
  };
}

const values: readonly ConformanceCase[] = [
  value(
    'primitives cross',
    `{ a: 1, b: 'x', c: true, d: null, e: undefined }`,
    '[api.a, api.b, api.c, api.d, typeof api.e]',
    [1, 'x', true, null, 'undefined'],
  ),
  value(
    'dates and bytes keep their kind',
    `{ d: new Date(9), u: new Uint8Array([1, 2]) }`,
    '[api.d.getTime(), api.u instanceof Uint8Array, api.u[1]]',
    [9, true, 2],
  ),
  value(
    'what is exposed is frozen all the way down',
    `{ deep: { list: [{ x: 1 }] } }`,
    '[Object.isFrozen(api), Object.isFrozen(api.deep), Object.isFrozen(api.deep.list), Object.isFrozen(api.deep.list[0])]',
    [true, true, true, true],
  ),
  value(
    'an object in two places, or within itself, stays one',
    `(() => { const o = { value: 135 }; o.o = o; return { o, twice: [o, o] }; })()`,
    '[api.o.o.o.value, api.o.o === api.o, api.twice[0] === api.twice[1], api.twice[0] === api.o]',
    [135, true, true, true],
  ),
  value('functions answer at once', `{ add: (a, b) => a + b }`, 'api.add(1, 2)', 3),
  value('promises resolve', `{ later: async x => x + 1 }`, 'api.later(1)', 2),
  value('callbacks of the page can be called', `{ twice: f => f(1) + f(2) }`, 'api.twice(x => x * 10)', 30),
  value('prototypes are dropped', `new (class { own = 1; method() {} })()`, '[api.own, typeof api.method]', [
    1,
    'undefined',
  ]),
  value(
    'the property cannot be replaced',
    `{ a: 1 }`,
    `(() => { try { window.api = 2; } catch {} delete window.api; return window.api.a; })()`,
    1,
  ),
  value('nothing of Node reaches the page', `{ a: 1 }`, '[typeof require, typeof process, typeof ipcRenderer]', [
    'undefined',
    'undefined',
    'undefined',
  ]),
];

const failures: readonly ConformanceCase[] = [
  {
    name: 'contextBridge: errors keep their message',
    source: spec,
    async run() {
      const window = await openWithPreload(`contextBridge.exposeInMainWorld('api', {
        now: () => { throw new Error('now'); }, later: async () => { throw new Error('later'); } });`);
      same([await errorInPage(window, 'api.now()'), await errorInPage(window, 'api.later()')], ['now', 'later']);
    },
  },
  {
    name: 'contextBridge: a name can be exposed once',
    source: spec,
    async run() {
      const window = await openWithPreload(`
        let message = 'none';
        contextBridge.exposeInMainWorld('api', {});
        try { contextBridge.exposeInMainWorld('api', {}); } catch (error) { message = error.message; }
        contextBridge.exposeInMainWorld('message', () => message);`);
      same(await inPage(window, 'message()'), 'Cannot bind an API on top of an existing property on the window object');
    },
  },
];

const preload: readonly ConformanceCase[] = [
  {
    name: "preload: runs before the page's first script, under a strict content policy",
    source: 'docs/tutorial/tutorial-preload.md',
    async run(site) {
      const policy = { 'content-security-policy': "default-src 'none'; script-src 'self'" };
      site.page('/', '<script src="/first.js"></script>', policy);
      site.answer('/first.js', (_request, response) => {
        response.writeHead(200, { 'content-type': 'text/javascript' }).end('window.seen = typeof api.now();');
      });
      const window = await openWithPreload(
        `contextBridge.exposeInMainWorld('api', { now: () => 1 });`,
        `${site.origin}/`,
      );
      same(await inPage(window, 'window.seen'), 'number');
    },
  },
  {
    name: 'preload: runs again for each document',
    source: 'docs/tutorial/sandbox.md preload scripts',
    async run(site) {
      site.page('/one', '<title>one</title>');
      site.page('/two', '<title>two</title>');
      const window = await openWithPreload(
        `contextBridge.exposeInMainWorld('path', () => location.pathname);`,
        `${site.origin}/one`,
      );
      same(await inPage(window, 'path()'), '/one');
      await window.loadURL(`${site.origin}/two`);
      same(await inPage(window, 'path()'), '/two');
    },
  },
  {
    name: 'preload: is a function body with few modules',
    source: 'docs/tutorial/sandbox.md; lib/sandboxed_renderer/preload.ts',
    async run() {
      const window = await openWithPreload(`
        let refused = '';
        try { require('fs'); } catch (error) { refused = error.message; }
        const own = 1;
        contextBridge.exposeInMainWorld('seen', [typeof require('timers').setTimeout, refused, typeof exports, typeof module,
          typeof globalThis.own, process.type, process.sandboxed, process.contextIsolated]);`);
      same(await inPage(window, 'seen'), [
        'function',
        'module not found: fs',
        'object',
        'object',
        'undefined',
        'renderer',
        true,
        true,
      ]);
    },
  },
  {
    name: "preload: its globals are not the page's",
    source: 'docs/tutorial/context-isolation.md',
    async run() {
      const window = await openWithPreload(`window.hidden = 1;
        window.addEventListener('DOMContentLoaded', () => { document.documentElement.dataset.shared = 'yes'; });`);
      same(await inPage(window, '[typeof hidden, document.documentElement.dataset.shared]'), ['undefined', 'yes']);
    },
  },
  ...[
    ['throws', `throw new Error('at start');`, 'at start'],
    ['does not parse', `const = 1;`, ''],
  ].map(
    ([what, source = '', message]): ConformanceCase => ({
      name: `preload: one that ${what} is reported, and the page loads`,
      source: 'docs/api/web-contents.md preload-error',
      async run() {
        const file = preloadFile(source);
        const window = new BrowserWindow({ show: false, webPreferences: { preload: file } });
        const reported = new Promise<[string, Error]>(resolve => {
          window.webContents.once('preload-error', (_event, where, error) => resolve([where, error]));
        });
        await window.loadURL('data:text/html,<title>loaded</title>');
        const [where, error] = await reported;
        same([where, error.message.includes(message ?? ''), window.webContents.getTitle()], [file, true, 'loaded']);
      },
    }),
  ),
  {
    name: 'preload: a page without one sees nothing of ours',
    source: 'docs/api/structures/web-preferences.md',
    async run() {
      const window = new BrowserWindow({ show: false });
      const sent: unknown[] = [];
      ipcMain.on('any', () => void sent.push(1));
      await window.loadURL('data:text/html,<title>bare</title>');
      const before = await inPage(
        window,
        `Object.getOwnPropertyNames(window).filter(name => /^_|electron|ipc|dockpass/i.test(name))`,
      );
      ipcMain.removeAllListeners('any');
      same([before, sent], [[], []]);
    },
  },
];

export const cases: readonly ConformanceCase[] = [...values, ...failures, ...preload];
