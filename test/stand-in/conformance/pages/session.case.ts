import { app, session } from 'electron';
import type { ConformanceCase, LocalSite } from '../case.ts';
import { rejects, same, throws } from '../expect.ts';
import { act, openOn, openWindow, ownPartition } from '../recorder.ts';

function serveCookie(site: LocalSite): void {
  site.answer('/', (request, response) => {
    response.writeHead(200, { 'content-type': 'text/html', 'set-cookie': 'who=me; HttpOnly' });
    response.end(`<body>${request.headers.cookie ?? 'none'}`);
  });
}

export const cases: readonly ConformanceCase[] = [
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
    name: 'session: a persistent one says where it lies, and a flushed cookie is there to be read',
    source: 'docs/api/session.md session.fromPartition, ses.storagePath; docs/api/cookies.md cookies.flushStore',
    async run() {
      const kept = session.fromPartition('persist:Conformance-Kept');
      same([kept.isPersistent(), kept.storagePath?.endsWith('conformance-kept')], [true, true]);
      await kept.cookies.set({ url: 'https://kept.invalid/', name: 'who', value: 'me', expirationDate: 4_000_000_000 });
      await kept.cookies.flushStore();
      same((await kept.cookies.get({ name: 'who' })).length, 1);
      await kept.clearStorageData();
      same((await kept.cookies.get({})).length, 0);
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
    name: 'session: a cookie comes back with all that it was set with',
    source: 'docs/api/cookies.md cookies.set; docs/api/structures/cookie.md',
    async run() {
      const { cookies } = session.fromPartition(ownPartition());
      const given = { name: 'who', value: 'me', path: '/a', secure: true, httpOnly: true, sameSite: 'strict' } as const;
      await cookies.set({
        ...given,
        url: 'https://kept.invalid/a',
        domain: 'kept.invalid',
        expirationDate: 4_000_000_000,
      });
      await cookies.set({ url: 'https://host.invalid/', name: 'only', value: 'there' });
      const [wide] = await cookies.get({ name: 'who' });
      const [narrow] = await cookies.get({ name: 'only' });
      same([wide?.name, wide?.value, wide?.path, wide?.domain], ['who', 'me', '/a', '.kept.invalid']);
      same([wide?.secure, wide?.httpOnly, wide?.sameSite, wide?.hostOnly], [true, true, 'strict', false]);
      // Chromium keeps a cookie for 400 days at most, so the far date comes back as a nearer one.
      same([wide?.session, (wide?.expirationDate ?? 0) > Date.now() / 1000], [false, true]);
      same([narrow?.domain, narrow?.hostOnly, narrow?.session], ['host.invalid', true, true]);
    },
  },
  {
    name: 'session: a password that was given is forgotten on request',
    source: 'docs/api/session.md ses.clearAuthCache',
    async run(site) {
      site.answer('/', (request, response) => {
        const isKnown = request.headers.authorization !== undefined;
        response.writeHead(isKnown ? 200 : 401, { 'www-authenticate': 'Basic realm="place"' }).end('page');
      });
      const partition = ownPartition();
      let asked = 0;
      const visit = async (): Promise<void> => {
        const window = openWindow(partition);
        window.webContents.on('login', (event, _details, _info, callback) => {
          event.preventDefault();
          asked += 1;
          callback('user', 'secret');
        });
        await window.loadURL(`${site.origin}/`);
        window.destroy();
      };
      await visit();
      await visit();
      same(asked, 1);
      await session.fromPartition(partition).clearAuthCache();
      await visit();
      same(asked, 2);
    },
  },
  {
    name: 'session: its fetch follows no redirect where none is wanted',
    source: 'docs/api/session.md ses.fetch',
    async run(site) {
      site.answer('/hop', (_request, response) => response.writeHead(302, { location: '/end' }).end());
      site.answer('/end', (_request, response) => response.writeHead(200).end('end'));
      const own = session.fromPartition(ownPartition());
      const answer = await own.fetch(`${site.origin}/end`, { credentials: 'omit' });
      same([answer.status, await answer.text()], [200, 'end']);
      await rejects(own.fetch(`${site.origin}/hop`, { credentials: 'omit', redirect: 'error' }), /./);
      same(site.hits, ['GET /end', 'GET /hop']);
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
