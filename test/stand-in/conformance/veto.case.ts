import type { BrowserWindow, WebContents } from 'electron';
import type { ConformanceCase, LocalSite } from './case.ts';
import { same } from './expect.ts';
import { act, next, openOn, openWindow, recordEvents, settled } from './recorder.ts';

/** Serves a page with a link and a form to `/hop`, which redirects to `location` on the same server. */
function serveHop(site: LocalSite, location: string, headers: Record<string, string> = {}): void {
  const form = '<form id="f" method="post" action="/hop"><input name="user" value="me"></form>';
  site.page('/', `<a id="a" href="/hop">go</a>${form}`, headers);
  site.answer('/hop', (_request, response) => response.writeHead(302, { location }).end());
  site.page('/callback', 'must never be asked for');
}

function preventRedirect(contents: WebContents): string[] {
  const urls: string[] = [];
  contents.on('will-redirect', details => {
    urls.push(details.url);
    details.preventDefault();
  });
  return urls;
}

async function stopsAfter(window: BrowserWindow, code: string): Promise<void> {
  await settled(window);
  const stopped = next(window.webContents, 'did-stop-loading');
  act(window, code);
  await stopped;
  await settled(window);
}

const source = 'spec/api-browser-window-spec.ts will-redirect event';

const redirects: readonly ConformanceCase[] = [
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

const others: readonly ConformanceCase[] = [
  {
    name: 'veto: form-action forbids the redirect before will-redirect; only webRequest sees it',
    source: 'docs/api/web-request.md onBeforeRedirect; CSP 3 form-action',
    async run(site) {
      serveHop(site, 'http://localhost:1/callback#t', { 'content-security-policy': "form-action 'self'" });
      const window = await openOn(`${site.origin}/`);
      const asked = preventRedirect(window.webContents);
      const seen: string[] = [];
      window.webContents.session.webRequest.onBeforeRedirect(details => void seen.push(details.redirectURL));
      await stopsAfter(window, 'f.submit()');
      same([asked, seen], [[], ['http://localhost:1/callback#t']]);
      same(window.webContents.getURL(), `${site.origin}/`);
    },
  },
  {
    name: "veto: an iframe's redirect says it is not the main frame's",
    source: 'docs/api/web-contents.md will-redirect',
    async run(site) {
      site.page('/', '<iframe src="/hop"></iframe>');
      site.answer('/hop', (_request, response) => response.writeHead(302, { location: '/inside#t' }).end());
      site.page('/inside', 'inside');
      const window = openWindow();
      const heard: unknown[] = [];
      window.webContents.on('will-redirect', details => heard.push([details.url, details.isMainFrame]));
      window.webContents.on('will-frame-navigate', details => heard.push([details.url, details.isMainFrame]));
      window.webContents.on('will-navigate', () => heard.push('will-navigate'));
      await window.loadURL(`${site.origin}/`);
      same(heard, [
        [`${site.origin}/hop`, false],
        [`${site.origin}/inside#t`, false],
      ]);
    },
  },
  {
    name: 'veto: a link is stopped by will-frame-navigate alone, and will-navigate is not asked',
    source: 'spec/api-browser-window-spec.ts will-frame-navigate event',
    async run(site) {
      serveHop(site, '/callback');
      const window = await openOn(`${site.origin}/`);
      let later = 0;
      window.webContents.on('will-frame-navigate', details => details.preventDefault());
      window.webContents.on('will-navigate', () => {
        later += 1;
      });
      await stopsAfter(window, 'a.click()');
      same([later, site.hits, window.webContents.getURL()], [0, ['GET /'], `${site.origin}/`]);
    },
  },
  {
    name: 'veto: a script that sets location is asked with its fragment',
    source: 'docs/api/web-contents.md will-navigate',
    async run(site) {
      serveHop(site, '/callback');
      const window = await openOn(`${site.origin}/`);
      const urls: string[] = [];
      window.webContents.on('will-navigate', details => {
        urls.push(details.url);
        details.preventDefault();
      });
      await stopsAfter(window, 'location.assign("/callback#access_token=x")');
      same([urls, site.hits], [[`${site.origin}/callback#access_token=x`], ['GET /']]);
    },
  },
  {
    name: 'veto: meta refresh is asked like a link',
    source: 'docs/api/web-contents.md will-navigate',
    async run(site) {
      site.page('/', '<meta http-equiv="refresh" content="0;url=/callback#t">waiting');
      const window = openWindow();
      const asked = new Promise<string>(resolve => {
        window.webContents.on('will-navigate', details => {
          details.preventDefault();
          resolve(details.url);
        });
      });
      void window.loadURL(`${site.origin}/`);
      same(await asked, `${site.origin}/callback#t`);
      await settled(window);
      same(site.hits, ['GET /']);
    },
  },
  {
    name: 'veto: a redirect to another scheme is asked with its whole address',
    source: 'docs/api/web-contents.md will-redirect',
    async run(site) {
      serveHop(site, 'unknown-scheme-x://cb/#access_token=abc');
      const window = await openOn(`${site.origin}/`);
      const urls = preventRedirect(window.webContents);
      await stopsAfter(window, 'a.click()');
      same(urls, ['unknown-scheme-x://cb/#access_token=abc']);
      same(window.webContents.getURL(), `${site.origin}/`);
    },
  },
  {
    name: 'veto: a link to an unknown scheme is asked and leaves the page where it is',
    source: 'docs/api/web-contents.md will-navigate',
    async run(site) {
      site.page('/', '<a id="a" href="unknown-scheme-x://cb#t">go</a>');
      const window = await openOn(`${site.origin}/`);
      const urls: string[] = [];
      window.webContents.on('will-navigate', details => {
        urls.push(details.url);
        details.preventDefault();
      });
      await stopsAfter(window, 'a.click()');
      same([urls, window.webContents.getURL()], [['unknown-scheme-x://cb#t'], `${site.origin}/`]);
    },
  },
];

export const cases: readonly ConformanceCase[] = [...redirects, ...others];
