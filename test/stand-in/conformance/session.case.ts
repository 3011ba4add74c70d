import { app, session } from 'electron';
import type { ConformanceCase, LocalSite } from './case.ts';
import { same, throws } from './expect.ts';
import { act, next, openOn, openWindow, ownPartition, settled } from './recorder.ts';

function serveCookie(site: LocalSite): void {
  site.answer('/', (request, response) => {
    response.writeHead(200, { 'content-type': 'text/html', 'set-cookie': 'who=me; HttpOnly' });
    response.end(`<body>${request.headers.cookie ?? 'none'}`);
  });
}

const sessions: readonly ConformanceCase[] = [
  {
    name: 'session: none before ready',
    source: 'docs/api/session.md',
    beforeReady: true,
    run() {
      throws(() => session.fromPartition('early'), 'Session can only be received when app is ready', 'TypeError');
      throws(() => session.defaultSession, 'Session can only be received when app is ready', 'TypeError');
    },
  },
  {
    name: 'session: one for each partition name, announced once, nothing on disk',
    source: 'docs/api/session.md session.fromPartition',
    run() {
      const created: unknown[] = [];
      const listener = (made: unknown): void => void created.push(made);
      app.on('session-created', listener);
      const name = ownPartition();
      const one = session.fromPartition(name);
      same(session.fromPartition(name) === one, true);
      app.removeListener('session-created', listener);
      same([created.length, created[0] === one], [1, true]);
      same(
        [one.isPersistent(), one.storagePath, session.fromPartition('') === session.defaultSession],
        [false, null, true],
      );
    },
  },
  {
    name: 'session: partitions do not share cookies',
    source: 'docs/api/session.md session.fromPartition',
    async run(site) {
      serveCookie(site);
      const [first, second] = [ownPartition(), ownPartition()];
      const one = await openOn(`${site.origin}/`, first);
      await one.loadURL(`${site.origin}/?again`);
      same(await one.webContents.executeJavaScript('document.body.textContent'), 'who=me');
      const other = await openOn(`${site.origin}/`, second);
      same(await other.webContents.executeJavaScript('document.body.textContent'), 'none');
      const cookies = await session.fromPartition(first).cookies.get({ name: 'who' });
      same(
        cookies.map(cookie => [cookie.value, cookie.httpOnly, cookie.session]),
        [['me', true, true]],
      );
    },
  },
  {
    name: 'session: clearStorageData forgets cookies and local storage',
    source: 'docs/api/session.md ses.clearStorageData',
    async run(site) {
      serveCookie(site);
      const window = await openOn(`${site.origin}/`);
      await window.webContents.executeJavaScript('localStorage.setItem("k", "v")');
      const { session: own } = window.webContents;
      await own.clearStorageData();
      await own.clearCache();
      same(await own.cookies.get({}), []);
      await window.loadURL(`${site.origin}/?after`);
      same(
        await window.webContents.executeJavaScript('[localStorage.length, document.body.textContent].join()'),
        '0,none',
      );
    },
  },
  {
    name: 'session: without a handler a permission is granted',
    source: 'shell/browser/electron_permission_manager.cc',
    async run(site) {
      site.page('/', 'one');
      const window = await openOn(`${site.origin}/`);
      const state = 'navigator.permissions.query({ name: "notifications" }).then(status => status.state)';
      same(await window.webContents.executeJavaScript(state), 'granted');
    },
  },
  {
    name: 'session: a check handler that says no denies',
    source: 'docs/api/session.md ses.setPermissionCheckHandler',
    async run(site) {
      site.page('/', 'one');
      const partition = ownPartition();
      session.fromPartition(partition).setPermissionCheckHandler(() => false);
      session.fromPartition(partition).setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
      const window = await openOn(`${site.origin}/`, partition);
      const state = 'navigator.permissions.query({ name: "geolocation" }).then(status => status.state)';
      same(await window.webContents.executeJavaScript(state), 'denied');
    },
  },
  {
    name: 'session: a download is offered, and can be refused',
    source: 'docs/api/session.md will-download',
    async run(site) {
      site.page('/', '<a id="a" href="/file">file</a>');
      site.answer('/file', (_request, response) => {
        response.writeHead(200, { 'content-disposition': 'attachment; filename="report.txt"' }).end('text');
      });
      const window = await openOn(`${site.origin}/`);
      const offered = new Promise<unknown[]>(resolve => {
        window.webContents.session.once('will-download', (event, item) => {
          event.preventDefault();
          resolve([item.getURL(), item.getFilename()]);
        });
      });
      act(window, 'a.click()');
      same(await offered, [`${site.origin}/file`, 'report.txt']);
    },
  },
];

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

export const cases: readonly ConformanceCase[] = [...sessions, ...requests, ...logins];
