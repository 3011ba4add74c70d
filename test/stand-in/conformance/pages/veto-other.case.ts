import type { ConformanceCase } from '../case.ts';
import { same } from '../expect.ts';
import { preventRedirect, serveHop, stopsAfter } from '../hop-site.ts';
import { openOn, openWindow, settled } from '../recorder.ts';

export const cases: readonly ConformanceCase[] = [
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
    name: 'veto: a redirect to where a service worker waits is stopped before the worker hears of it',
    source: 'docs/api/web-contents.md will-redirect; content/browser/renderer_host/navigation_request.cc',
    async run(site) {
      serveHop(site, '/callback#t');
      site.answer('/worker.js', (_request, response) => {
        response.writeHead(200, { 'content-type': 'text/javascript' });
        response.end(`oninstall = () => skipWaiting();
          onactivate = event => event.waitUntil(clients.claim());
          onfetch = event => {
            if (event.request.url.includes('/callback'))
              event.respondWith(fetch('/seen').then(() => new Response('mine')));
          };`);
      });
      const window = await openOn(`${site.origin}/`);
      const ready = `navigator.serviceWorker.register('/worker.js').then(() => navigator.serviceWorker.ready).then(() => 1)`;
      await window.webContents.executeJavaScript(ready);
      const urls = preventRedirect(window.webContents);
      await stopsAfter(window, 'a.click()');
      same(urls, [`${site.origin}/callback#t`]);
      same(site.hits, ['GET /', 'GET /worker.js', 'GET /hop']);
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
