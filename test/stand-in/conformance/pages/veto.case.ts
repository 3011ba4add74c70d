import type { ConformanceCase } from '../case.ts';
import { same } from '../expect.ts';
import { preventRedirect, serveHop, stopsAfter } from '../hop-site.ts';
import { act, next, openOn, openWindow, recordEvents, settled } from '../recorder.ts';

const source = 'spec/api-browser-window-spec.ts will-redirect event';

export const cases: readonly ConformanceCase[] = [
  {
    name: 'veto: a redirect after a link is stopped before its target hears of it, and the page stays',
    source,
    async run(site) {
      serveHop(site, '/callback#access_token=abc&state=1');
      const window = await openOn(`${site.origin}/`);
      const urls = preventRedirect(window.webContents);
      const seen = recordEvents(window.webContents);
      await stopsAfter(window, 'a.click()');
      same(urls, [`${site.origin}/callback#access_token=abc&state=1`]);
      same(site.hits, ['GET /', 'GET /hop']);
      same(window.webContents.getURL(), `${site.origin}/`);
      const start = ['did-start-loading', 'did-start-navigation', 'will-frame-navigate', 'will-navigate'];
      same(seen, [...start, 'will-redirect', 'did-stop-loading']);
    },
  },
  {
    name: 'veto: a redirect after a posted form is stopped',
    source,
    async run(site) {
      serveHop(site, '/callback#access_token=abc');
      const window = await openOn(`${site.origin}/`);
      const urls = preventRedirect(window.webContents);
      await stopsAfter(window, 'f.submit()');
      same([urls, site.hits], [[`${site.origin}/callback#access_token=abc`], ['GET /', 'POST /hop']]);
    },
  },
  {
    name: 'veto: the second of two redirects is stopped',
    source,
    async run(site) {
      serveHop(site, '/hop2');
      site.answer('/hop2', (_request, response) => response.writeHead(307, { location: '/callback#t' }).end());
      const window = await openOn(`${site.origin}/`);
      window.webContents.on('will-redirect', details => {
        if (details.url.includes('/callback')) details.preventDefault();
      });
      await stopsAfter(window, 'a.click()');
      same(site.hits, ['GET /', 'GET /hop', 'GET /hop2']);
    },
  },
  {
    name: 'veto: a redirect without a fragment inherits the one before it',
    source: 'net/url_request/redirect_info.cc',
    async run(site) {
      serveHop(site, '/callback');
      const window = await openOn(`${site.origin}/`);
      const urls = preventRedirect(window.webContents);
      await stopsAfter(window, 'location.href = "/hop#kept"');
      same([urls, site.hits], [[`${site.origin}/callback#kept`], ['GET /', 'GET /hop']]);
    },
  },
  {
    name: 'veto: a redirect of loadURL itself is stopped, and the promise rejects with ERR_FAILED',
    source: 'lib/browser/api/web-contents.ts loadURL',
    async run(site) {
      serveHop(site, '/callback#t');
      const window = openWindow();
      preventRedirect(window.webContents);
      const failed: unknown[] = [];
      window.webContents.on('did-fail-load', (_event, code) => failed.push(code));
      const error: unknown = await window.loadURL(`${site.origin}/hop`).catch((caught: unknown) => caught);
      same(Reflect.get(Object(error), 'code'), 'ERR_FAILED');
      same([failed, site.hits], [[], ['GET /hop']]);
    },
  },
  {
    name: 'veto: after one the window can load again, from within the listener a turn later',
    source: 'spec/api-browser-window-spec.ts will-redirect event',
    async run(site) {
      serveHop(site, '/callback#t');
      site.page('/after', 'after');
      const window = await openOn(`${site.origin}/`);
      await settled(window);
      const loaded = new Promise<void>((resolve, reject) => {
        window.webContents.once('will-redirect', details => {
          details.preventDefault();
          setImmediate(() => void window.loadURL(`${site.origin}/after`).then(resolve, reject));
        });
      });
      act(window, 'a.click()');
      await loaded;
      same([window.webContents.getURL(), site.hits], [`${site.origin}/after`, ['GET /', 'GET /hop', 'GET /after']]);
    },
  },
  {
    name: 'veto: a window may be destroyed while the redirect is asked about',
    source,
    async run(site) {
      serveHop(site, '/callback#t');
      const window = await openOn(`${site.origin}/`);
      const closed = next(window, 'closed');
      window.webContents.once('will-redirect', details => {
        details.preventDefault();
        window.destroy();
      });
      act(window, 'a.click()');
      await closed;
      const other = await openOn(`${site.origin}/`);
      await settled(other);
      same(
        site.hits.filter(hit => hit.includes('callback')),
        [],
      );
    },
  },
];
