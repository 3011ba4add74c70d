import { app, BrowserWindow } from 'electron';
import type { ConformanceCase } from '../case.ts';
import { same } from '../expect.ts';
import { act, next, openOn, settled } from '../recorder.ts';

export const cases: readonly ConformanceCase[] = [
  {
    name: 'window.open: denied, nothing is created and nothing is requested',
    source: 'docs/api/web-contents.md setWindowOpenHandler',
    async run(site) {
      site.page('/', 'one');
      site.page('/child', 'child');
      const window = await openOn(`${site.origin}/`);
      const asked: unknown[] = [];
      window.webContents.setWindowOpenHandler(({ url, frameName }) => {
        asked.push([url, frameName]);
        return { action: 'deny' };
      });
      const before = BrowserWindow.getAllWindows().length;
      await window.webContents.executeJavaScript('window.open("/child#x", "named"); 1', true);
      await settled(window);
      same(asked, [[`${site.origin}/child#x`, 'named']]);
      same([BrowserWindow.getAllWindows().length, site.hits], [before, ['GET /']]);
    },
  },
  {
    name: 'window.open: a link with target=_blank is denied too',
    source: 'docs/api/web-contents.md setWindowOpenHandler',
    async run(site) {
      site.page('/', '<a id="a" href="/child" target="_blank">go</a>');
      const window = await openOn(`${site.origin}/`);
      const asked = new Promise<string>(resolve => {
        window.webContents.setWindowOpenHandler(({ url }) => {
          resolve(url);
          return { action: 'deny' };
        });
      });
      act(window, 'a.click()');
      same(await asked, `${site.origin}/child`);
      await settled(window);
      same(site.hits, ['GET /']);
    },
  },
  {
    name: 'window.open: a link clicked with Shift or Ctrl is denied too',
    source: 'docs/api/web-contents.md setWindowOpenHandler disposition',
    async run(site) {
      site.page('/', '<a id="a" href="/child">go</a>');
      const window = await openOn(`${site.origin}/`);
      const asked: string[] = [];
      window.webContents.setWindowOpenHandler(({ disposition }) => {
        asked.push(disposition);
        return { action: 'deny' };
      });
      const click = (key: string): string =>
        `a.dispatchEvent(new MouseEvent("click", { ${key}: true, bubbles: true, cancelable: true }))`;
      await window.webContents.executeJavaScript(click('shiftKey'), true);
      await window.webContents.executeJavaScript(click('ctrlKey'), true);
      await settled(window);
      same([asked, site.hits], [['new-window', 'background-tab'], ['GET /']]);
    },
  },
  {
    name: 'window.open: a handler that throws or answers nonsense denies',
    source: 'lib/browser/api/web-contents.ts _callWindowOpenHandler',
    async run(site) {
      site.page('/', 'one');
      const window = await openOn(`${site.origin}/`);
      const nonsense: unknown = 'nonsense';
      // The wrong type is the case itself.
      window.webContents.setWindowOpenHandler(() => nonsense as { action: 'deny' });
      const before = BrowserWindow.getAllWindows().length;
      await window.webContents.executeJavaScript('window.open("/child"); 1', true);
      await settled(window);
      same([BrowserWindow.getAllWindows().length, site.hits], [before, ['GET /']]);
    },
  },
  {
    name: 'window.open: allowed, the child is announced, shares the session, and its redirect can be stopped',
    source: 'docs/api/web-contents.md did-create-window',
    async run(site) {
      site.page('/', 'one');
      site.answer('/hop', (_request, response) => response.writeHead(302, { location: '/callback#t' }).end());
      site.page('/callback', 'callback');
      const window = await openOn(`${site.origin}/`);
      const seen: string[] = [];
      app.once('web-contents-created', () => seen.push('web-contents-created'));
      app.once('browser-window-created', () => seen.push('browser-window-created'));
      const created = new Promise<BrowserWindow>(resolve => {
        window.webContents.once('did-create-window', child => {
          seen.push('did-create-window');
          resolve(child);
        });
      });
      window.webContents.setWindowOpenHandler(() => ({
        action: 'allow',
        overrideBrowserWindowOptions: { show: false },
      }));
      act(window, 'window.open("/hop", "child", "width=300,height=200")');
      const child = await created;
      same(child.webContents.session === window.webContents.session, true);
      const url = await new Promise<string>(resolve => {
        child.webContents.once('will-redirect', details => {
          details.preventDefault();
          resolve(details.url);
        });
      });
      same(url, `${site.origin}/callback#t`);
      same(seen, ['web-contents-created', 'browser-window-created', 'did-create-window']);
      await settled(window);
      same(site.hits, ['GET /', 'GET /hop']);
      const closed = next(child, 'closed');
      window.destroy();
      await closed;
    },
  },
];
