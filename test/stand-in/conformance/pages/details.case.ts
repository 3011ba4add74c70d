import { webContents } from 'electron';
import type { ConformanceCase } from '../case.ts';
import { same } from '../expect.ts';
import { act, next, openOn, openWindow, settled } from '../recorder.ts';

// What events and requests tell of themselves, field by field.

const navigations: readonly ConformanceCase[] = [
  {
    name: 'details: a navigation says whose it is, whether it stays in the document, and its address',
    source: 'docs/api/web-contents.md did-start-navigation',
    async run(site) {
      site.page('/', '<iframe src="/inner"></iframe><a id="a" href="#part">part</a>');
      site.page('/inner', 'inner');
      const window = openWindow();
      const seen: unknown[] = [];
      window.webContents.on('did-start-navigation', ({ isMainFrame, isSameDocument, url }) => {
        seen.push([url.replace(site.origin, ''), isMainFrame, isSameDocument]);
      });
      await window.loadURL(`${site.origin}/`);
      await settled(window);
      act(window, 'a.click()');
      await settled(window);
      same(seen, [
        ['/', true, false],
        ['/inner', false, false],
        ['/#part', true, true],
      ]);
    },
  },
  {
    name: 'details: a redirect that was followed says whose it was, and where it leads',
    source: 'docs/api/web-contents.md did-redirect-navigation',
    async run(site) {
      site.answer('/hop', (_request, response) => response.writeHead(302, { location: '/end#part' }).end());
      site.page('/end', 'end');
      const window = openWindow();
      const seen: unknown[] = [];
      window.webContents.on('did-redirect-navigation', ({ isMainFrame, isSameDocument, url }) => {
        seen.push([url.replace(site.origin, ''), isMainFrame, isSameDocument]);
      });
      await window.loadURL(`${site.origin}/hop`);
      same(seen, [['/end#part', true, false]]);
    },
  },
  {
    name: 'details: what a page prints is told with its level',
    source: 'docs/api/web-contents.md console-message',
    async run(site) {
      site.page('/', 'one');
      const window = await openOn(`${site.origin}/`);
      const seen: unknown[] = [];
      window.webContents.on('console-message', ({ level, message }) => void seen.push([level, message]));
      const script = 'console.log("a"); console.warn("b"); console.error("c")';
      await window.webContents.executeJavaScript(`${script}; undefined`);
      await settled(window);
      same(seen, [
        ['info', 'a'],
        ['warning', 'b'],
        ['error', 'c'],
      ]);
    },
  },
  {
    name: 'details: a window has the title that it was given',
    source: 'docs/api/base-window.md setTitle',
    run() {
      const window = openWindow();
      window.setTitle('Somewhere else');
      same(window.getTitle(), 'Somewhere else');
    },
  },
  {
    name: 'details: a window that is shown inactive is seen, and has no focus',
    source: 'docs/api/browser-window.md showInactive',
    run() {
      const window = openWindow();
      window.showInactive();
      same([window.isVisible(), window.isFocused()], [true, false]);
    },
  },
  {
    name: 'details: every page is listed while it lives',
    source: 'docs/api/web-contents.md getAllWebContents',
    async run(site) {
      site.page('/', 'one');
      const window = await openOn(`${site.origin}/`);
      const contents = window.webContents;
      const listed = (): boolean => webContents.getAllWebContents().includes(contents);
      const before = listed();
      const closed = next(window, 'closed');
      window.destroy();
      await closed;
      same([before, listed()], [true, false]);
    },
  },
];

const requests: readonly ConformanceCase[] = [
  {
    name: 'details: a request says its method and kind, a filter asks for kinds',
    source: 'docs/api/web-request.md onBeforeRequest; docs/api/structures/web-request-filter.md types',
    async run(site) {
      site.page('/', '<iframe src="/inner"></iframe><form id="f" method="post" action="/end"></form>');
      site.page('/inner', 'inner');
      site.page('/end', 'end');
      const window = openWindow();
      const seen: string[] = [];
      const filter = { urls: ['<all_urls>'], types: ['mainFrame' as const] };
      window.webContents.session.webRequest.onBeforeRequest(filter, ({ method, resourceType, url }, answer) => {
        seen.push(`${method} ${url.replace(site.origin, '')} ${resourceType}`);
        answer({});
      });
      await window.loadURL(`${site.origin}/`);
      const ended = next(window.webContents, 'did-navigate');
      act(window, 'f.submit()');
      await ended;
      same(seen, ['GET / mainFrame', 'POST /end mainFrame']);
    },
  },
  {
    name: 'details: a redirect says of which page and kind it is, an answer its status and headers',
    source: 'docs/api/web-request.md onBeforeRedirect, onResponseStarted',
    async run(site) {
      site.answer('/hop', (_request, response) => response.writeHead(302, { location: '/end' }).end());
      site.page('/end', 'end', { 'x-place': 'here' });
      const window = openWindow();
      const { webRequest } = window.webContents.session;
      const seen: unknown[] = [];
      webRequest.onBeforeRedirect(({ redirectURL, resourceType, webContents }) => {
        seen.push([redirectURL, resourceType, webContents === window.webContents]);
      });
      webRequest.onResponseStarted({ urls: [`${site.origin}/*`], types: ['mainFrame'] }, details => {
        seen.push([details.url, details.statusCode, details.responseHeaders?.['x-place']]);
      });
      await window.loadURL(`${site.origin}/hop`);
      same(seen, [
        [`${site.origin}/end`, 'mainFrame', true],
        [`${site.origin}/end`, 200, ['here']],
      ]);
    },
  },
  {
    name: 'details: a password prompt says which server asks, and whether for a navigation',
    source: 'docs/api/web-contents.md login; docs/api/structures/authentication-response-details.md',
    async run(site) {
      site.answer('/', (_request, response) => {
        response.writeHead(401, { 'www-authenticate': 'Basic realm="place"' }).end('refused');
      });
      const window = openWindow();
      const seen: unknown[] = [];
      window.webContents.on('login', (event, { isRequestForNavigation }, { host, port, isProxy }, callback) => {
        event.preventDefault();
        seen.push([isRequestForNavigation, host, port, isProxy]);
        callback();
      });
      await window.loadURL(`${site.origin}/`);
      const { hostname, port } = new URL(site.origin);
      same(seen, [[true, hostname, Number(port), false]]);
    },
  },
];

export const cases: readonly ConformanceCase[] = [...navigations, ...requests];
