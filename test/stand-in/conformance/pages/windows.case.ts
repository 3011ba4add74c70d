import { app, BaseWindow, BrowserWindow, WebContentsView } from 'electron';
import type { ConformanceCase } from '../case.ts';
import { same, throws } from '../expect.ts';
import { emitterOf, next, openOn, openWindow, ownPartition, settled } from '../recorder.ts';

function recordWindow(window: object, names: readonly string[]): string[] {
  const seen: string[] = [];
  for (const name of names) emitterOf(window).on(name, () => seen.push(name));
  return seen;
}

const lives: readonly ConformanceCase[] = [
  {
    name: 'window: the page is announced before the window, both within the constructor',
    source: 'docs/api/app.md web-contents-created, browser-window-created',
    async run() {
      const seen: string[] = [];
      app.once('web-contents-created', () => seen.push('web-contents-created'));
      app.once('browser-window-created', () => seen.push('browser-window-created'));
      const window = openWindow();
      same(seen, ['web-contents-created', 'browser-window-created']);
      same([window.webContents.getURL(), window.isVisible()], ['', false]);
      same(BrowserWindow.fromWebContents(window.webContents) === window, true);
    },
  },
  {
    name: 'window: close asks, then closed comes, then the page is destroyed',
    source: 'docs/api/browser-window.md close, closed',
    async run(site) {
      site.page('/', 'one');
      const window = await openOn(`${site.origin}/`);
      const { webContents } = window;
      const seen = recordWindow(window, ['close', 'closed']);
      const destroyed = next(webContents, 'destroyed');
      webContents.once('destroyed', () => seen.push('destroyed'));
      window.close();
      same(seen, ['close']);
      await destroyed;
      same(seen, ['close', 'closed', 'destroyed']);
      same(BrowserWindow.getAllWindows().includes(window), false);
    },
  },
  {
    name: 'window: each page has a debugging target of its own, and keeps it',
    source: 'docs/api/web-contents.md getOrCreateDevToolsTargetId',
    async run(site) {
      site.page('/', 'one');
      const [one, other] = [await openOn(`${site.origin}/`), await openOn(`${site.origin}/`)];
      const id = one.webContents.getOrCreateDevToolsTargetId();
      same([typeof id, id.length > 0], ['string', true]);
      same(one.webContents.getOrCreateDevToolsTargetId(), id);
      same(other.webContents.getOrCreateDevToolsTargetId() === id, false);
    },
  },
  {
    name: 'window: its normal bounds are its bounds while it is neither minimized nor maximized',
    source: 'docs/api/browser-window.md getNormalBounds',
    run() {
      const window = openWindow();
      window.setBounds({ x: 40, y: 50, width: 600, height: 500 });
      same(window.getNormalBounds(), window.getBounds());
    },
  },
  {
    name: 'window: close can be prevented',
    source: 'docs/api/browser-window.md close',
    async run(site) {
      site.page('/', 'one');
      const window = await openOn(`${site.origin}/`);
      window.once('close', event => event.preventDefault());
      window.close();
      await settled(window);
      same(window.isDestroyed(), false);
    },
  },
  {
    name: 'window: destroy asks nobody',
    source: 'docs/api/browser-window.md win.destroy',
    run() {
      const window = openWindow();
      const seen = recordWindow(window, ['close', 'closed']);
      window.destroy();
      same([seen, window.isDestroyed()], [['closed'], true]);
    },
  },
  {
    name: 'window: a destroyed one throws, its page too, and both ids stay readable',
    source: 'shell/common/gin_helper/destroyable.cc',
    run() {
      const window = openWindow();
      const { webContents } = window;
      const { id } = webContents;
      window.destroy();
      throws(() => window.show(), 'Object has been destroyed', 'TypeError');
      throws(() => window.webContents, 'Object has been destroyed', 'TypeError');
      throws(() => webContents.getURL(), 'Object has been destroyed', 'TypeError');
      same([webContents.isDestroyed(), webContents.id], [true, id]);
    },
  },
  {
    name: 'window: a page that listens to beforeunload keeps its window, unless the application overrules it',
    source: 'docs/api/web-contents.md will-prevent-unload',
    async run(site) {
      site.page('/', '<script>window.onbeforeunload = () => "stay"</script><button id="b">b</button>');
      const window = await openOn(`${site.origin}/`);
      // Chromium asks only for pages a person has used.
      await window.webContents.executeJavaScript('document.body.click()', true);
      const asked = next(window.webContents, 'will-prevent-unload');
      window.close();
      await asked;
      await settled(window);
      same(window.isDestroyed(), false);
      window.webContents.once('will-prevent-unload', event => event.preventDefault());
      const closed = next(window, 'closed');
      window.close();
      await closed;
    },
  },
  {
    name: "window: a page's webContents.close closes its window",
    source: 'docs/api/web-contents.md contents.close',
    async run(site) {
      site.page('/', 'one');
      const window = await openOn(`${site.origin}/`);
      const closed = next(window, 'closed');
      window.webContents.close();
      await closed;
    },
  },
  {
    name: 'window: ready-to-show comes once for a page with content, also while hidden',
    source: 'docs/api/browser-window.md ready-to-show',
    async run(site) {
      site.page('/', '<p>content</p>');
      const window = openWindow();
      let times = 0;
      window.on('ready-to-show', () => {
        times += 1;
      });
      const ready = next(window, 'ready-to-show');
      await window.loadURL(`${site.origin}/`);
      await ready;
      await window.loadURL(`${site.origin}/?again`);
      await settled(window);
      same(times, 1);
    },
  },
];

const looks: readonly ConformanceCase[] = [
  {
    name: 'window: show and hide are told',
    source: 'docs/api/browser-window.md show, hide',
    async run() {
      const window = openWindow();
      const seen = recordWindow(window, ['show', 'hide']);
      window.showInactive();
      same([window.isVisible(), seen], [true, ['show']]);
      window.hide();
      same([window.isVisible(), seen], [false, ['show', 'hide']]);
    },
  },
  {
    name: 'window: setBounds merges and tells resize',
    source: 'docs/api/browser-window.md win.setBounds',
    async run() {
      const window = new BrowserWindow({ show: false, width: 500, height: 400 });
      const resized = next(window, 'resize');
      window.setBounds({ width: 300 });
      await resized;
      same([window.getBounds().width, window.getBounds().height], [300, 400]);
    },
  },
  {
    name: 'window: a BaseWindow carries views with pages and sessions of their own',
    source: 'docs/api/web-contents-view.md; docs/api/base-window.md',
    async run(site) {
      site.page('/bar', '<title>bar</title>');
      site.page('/page', '<title>page</title>');
      const window = new BaseWindow({ show: false, width: 600, height: 500 });
      const bar = new WebContentsView({ webPreferences: { sandbox: true } });
      const page = new WebContentsView({ webPreferences: { sandbox: true, partition: ownPartition() } });
      window.contentView.addChildView(bar);
      window.contentView.addChildView(page);
      bar.setBounds({ x: 0, y: 0, width: 600, height: 60 });
      page.setBounds({ x: 0, y: 60, width: 600, height: 440 });
      await Promise.all([
        bar.webContents.loadURL(`${site.origin}/bar`),
        page.webContents.loadURL(`${site.origin}/page`),
      ]);
      same(await page.webContents.executeJavaScript('[innerWidth, innerHeight].join()'), '600,440');
      same(bar.webContents.session === page.webContents.session, false);
      same(window.contentView.children.length, 2);
      window.contentView.removeChildView(bar);
      same(window.contentView.children, [page]);
      const closed = next(window, 'closed');
      window.close();
      await closed;
      same([bar.webContents.isDestroyed(), page.webContents.isDestroyed()], [false, false]);
      const gone = Promise.all([next(bar.webContents, 'destroyed'), next(page.webContents, 'destroyed')]);
      bar.webContents.close();
      page.webContents.close();
      await gone;
    },
  },
];

export const cases: readonly ConformanceCase[] = [...lives, ...looks];
