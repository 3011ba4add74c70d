import { app } from 'electron';
import type { ConformanceCase } from '../case.ts';
import { same, throws } from '../expect.ts';
import { act, next, openOn, openWindow, settled } from '../recorder.ts';

const requests: readonly ConformanceCase[] = [
  {
    name: 'webRequest: the moments of a redirected load come in order, with one id',
    source: 'docs/api/web-request.md; shell/browser/net/proxying_url_loader_factory.cc',
    async run(site) {
      site.answer('/hop', (_request, response) => response.writeHead(302, { location: '/end#part' }).end());
      site.page('/end', 'end');
      const window = openWindow();
      const seen: string[] = [];
      const ids = new Set<number>();
      const { webRequest } = window.webContents.session;
      webRequest.onBeforeRequest((details, callback) => {
        seen.push(`onBeforeRequest ${details.url.replace(site.origin, '')} ${details.resourceType}`);
        ids.add(details.id);
        callback({});
      });
      webRequest.onBeforeSendHeaders((details, callback) => {
        seen.push('onBeforeSendHeaders');
        ids.add(details.id);
        callback({ requestHeaders: { ...details.requestHeaders, 'X-Case': 'yes' } });
      });
      webRequest.onHeadersReceived((details, callback) => {
        seen.push(`onHeadersReceived ${details.statusCode}`);
        ids.add(details.id);
        callback({});
      });
      webRequest.onBeforeRedirect(details =>
        seen.push(`onBeforeRedirect ${details.redirectURL.replace(site.origin, '')}`),
      );
      webRequest.onResponseStarted(details => seen.push(`onResponseStarted ${details.statusCode}`));
      window.webContents.on('will-redirect', () => seen.push('will-redirect'));
      await window.loadURL(`${site.origin}/hop`);
      const before = ['onBeforeSendHeaders', 'onHeadersReceived 302', 'onBeforeRedirect /end#part', 'will-redirect'];
      const after = ['onBeforeSendHeaders', 'onHeadersReceived 200', 'onResponseStarted 200'];
      same(seen, ['onBeforeRequest /hop mainFrame', ...before, 'onBeforeRequest /end#part mainFrame', ...after]);
      same(ids.size, 1);
    },
  },
  {
    name: 'webRequest: a cancelled load sends nothing and fails with ERR_BLOCKED_BY_CLIENT',
    source: 'spec/api-web-request-spec.ts onBeforeRequest',
    async run(site) {
      site.page('/', 'one');
      const window = openWindow();
      window.webContents.session.webRequest.onBeforeRequest((_details, callback) => callback({ cancel: true }));
      const error: unknown = await window.loadURL(`${site.origin}/`).catch((caught: unknown) => caught);
      same([Reflect.get(Object(error), 'code'), site.hits], ['ERR_BLOCKED_BY_CLIENT', []]);
    },
  },
  {
    name: 'webRequest: a posted answer can be read and kept from its address',
    source: 'docs/api/web-request.md onBeforeRequest uploadData',
    async run(site) {
      const form = '<form id="f" method="post" action="/callback"><input name="code" value="abc"></form>';
      site.page('/', form);
      const window = await openOn(`${site.origin}/`);
      const filter = { urls: [`${site.origin}/callback*`] };
      const body = new Promise<string>(resolve => {
        window.webContents.session.webRequest.onBeforeRequest(filter, (details, callback) => {
          callback({ cancel: true });
          resolve(Buffer.concat((details.uploadData ?? []).map(part => part.bytes)).toString());
        });
      });
      act(window, 'f.submit()');
      same(await body, 'code=abc');
      await settled(window);
      same(site.hits, ['GET /']);
    },
  },
  {
    name: 'webRequest: the last listener counts, a filter narrows it, and null removes it',
    source: 'docs/api/web-request.md',
    async run(site) {
      site.page('/', '<img src="/image">');
      const window = openWindow();
      const { webRequest } = window.webContents.session;
      const seen: string[] = [];
      webRequest.onBeforeRequest((_details, callback) => {
        seen.push('first');
        callback({});
      });
      webRequest.onBeforeRequest({ urls: ['*://127.0.0.1/ima*'] }, (details, callback) => {
        seen.push(details.url.replace(site.origin, ''));
        callback({});
      });
      await window.loadURL(`${site.origin}/`);
      webRequest.onBeforeRequest(null);
      await window.loadURL(`${site.origin}/?again`);
      same(seen, ['/image']);
      throws(
        () => webRequest.onBeforeRequest({ urls: ['no pattern'] }, (_details, callback) => callback({})),
        /^Invalid url pattern no pattern/,
        'TypeError',
      );
    },
  },
  {
    name: 'webRequest: answers can be given other headers',
    source: 'docs/api/web-request.md onHeadersReceived',
    async run(site) {
      site.page('/', '<script>document.title = "ran"</script>');
      const window = openWindow();
      window.webContents.session.webRequest.onHeadersReceived((details, callback) => {
        const policy = { 'Content-Security-Policy': ["script-src 'none'"] };
        callback({ responseHeaders: { ...details.responseHeaders, ...policy } });
      });
      await window.loadURL(`${site.origin}/`);
      same(window.webContents.getTitle(), '');
    },
  },
];

const logins: readonly ConformanceCase[] = [
  {
    name: 'login: an HTTP password prompt is answered by the page, then by app',
    source: 'docs/api/web-contents.md login',
    async run(site) {
      site.answer('/', (request, response) => {
        const isKnown = request.headers.authorization === `Basic ${btoa('user:secret')}`;
        response.writeHead(isKnown ? 200 : 401, { 'www-authenticate': 'Basic realm="place"' }).end('page');
      });
      const window = openWindow();
      const seen: unknown[] = [];
      window.webContents.once('login', (event, details, info, callback) => {
        event.preventDefault();
        seen.push([details.url, details.firstAuthAttempt, info.realm, info.isProxy]);
        callback('user', 'secret');
      });
      app.once('login', (event, contents) => seen.push([contents === window.webContents, event.defaultPrevented]));
      const navigated = next(window.webContents, 'did-navigate');
      await window.loadURL(`${site.origin}/`);
      same(seen, [
        [`${site.origin}/`, true, 'place', false],
        [true, true],
      ]);
      same((await navigated)[2], 200);
    },
  },
  {
    name: 'login: after a wrong password it asks once more and says so',
    source: 'docs/api/structures/authentication-response-details.md firstAuthAttempt',
    async run(site) {
      site.answer('/', (request, response) => {
        const isKnown = request.headers.authorization === `Basic ${btoa('user:secret')}`;
        response.writeHead(isKnown ? 200 : 401, { 'www-authenticate': 'Basic realm="place"' }).end('page');
      });
      const window = openWindow();
      const seen: boolean[] = [];
      window.webContents.on('login', (event, details, _info, callback) => {
        event.preventDefault();
        seen.push(details.firstAuthAttempt);
        callback('user', seen.length === 1 ? 'wrong' : 'secret');
      });
      const navigated = next(window.webContents, 'did-navigate');
      await window.loadURL(`${site.origin}/`);
      same(seen, [true, false]);
      same((await navigated)[2], 200);
    },
  },
  {
    name: 'login: without an answer the 401 page is shown',
    source: 'docs/api/app.md login',
    async run(site) {
      site.answer('/', (_request, response) =>
        response.writeHead(401, { 'www-authenticate': 'Basic realm="place"' }).end('refused'),
      );
      const window = openWindow();
      const navigated = next(window.webContents, 'did-navigate');
      await window.loadURL(`${site.origin}/`);
      same((await navigated)[2], 401);
    },
  },
];

export const cases: readonly ConformanceCase[] = [...requests, ...logins];
