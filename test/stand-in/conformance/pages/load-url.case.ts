import type { BrowserWindow } from 'electron';
import type { ConformanceCase } from '../case.ts';
import { same } from '../expect.ts';
import { next, openOn, openWindow, recordEvents } from '../recorder.ts';

const source = 'spec/api-web-contents-spec.ts loadURL() promise API';

async function failure(window: BrowserWindow, url: string): Promise<unknown[]> {
  const error: unknown = await window.loadURL(url).then(
    () => ({ code: 'resolved' }),
    (caught: unknown) => caught,
  );
  return ['code', 'errno', 'url'].map(name => Reflect.get(Object(error), name));
}

/** A port of the loopback that nothing listens on. */
async function closedPort(): Promise<number> {
  const { createServer } = await import('node:net');
  const server = createServer();
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise(resolve => server.close(resolve));
  if (typeof address !== 'object' || address === null) throw new Error('no port');
  return address.port;
}

export const cases: readonly ConformanceCase[] = [
  {
    name: 'loadURL: resolves when the page has loaded, also with status 404',
    source,
    async run(site) {
      await openOn(`${site.origin}/missing`);
      same(site.hits, ['GET /missing']);
    },
  },
  {
    name: 'loadURL: getURL is the committed address, never the one on its way',
    source: 'shell/browser/api/electron_api_web_contents.cc GetURL: GetLastCommittedURL',
    async run(site) {
      site.page('/', 'one');
      const window = openWindow();
      same(window.webContents.getURL(), '');
      const loaded = window.loadURL(`${site.origin}/#x`);
      same([window.webContents.getURL(), window.webContents.isLoading()], ['', true]);
      await loaded;
      const next = window.loadURL(`${site.origin}/?next`);
      same(window.webContents.getURL(), `${site.origin}/#x`);
      await next;
      same(window.webContents.getURL(), `${site.origin}/?next`);
    },
  },
  {
    name: 'loadURL: an address without a server rejects with its code, and did-fail-load tells the whole address',
    source,
    async run() {
      const url = `http://127.0.0.1:${await closedPort()}/cb#access_token=abc`;
      const window = openWindow();
      const failed = next(window.webContents, 'did-fail-load');
      same(await failure(window, url), ['ERR_CONNECTION_REFUSED', -102, url]);
      same((await failed).slice(1, 5), [-102, 'ERR_CONNECTION_REFUSED', url, true]);
      same(window.webContents.getURL(), url);
    },
  },
  {
    name: 'loadURL: an unknown host rejects with ERR_NAME_NOT_RESOLVED',
    source,
    async run() {
      const url = 'https://no-such-host.invalid/cb#t';
      same(await failure(openWindow(), url), ['ERR_NAME_NOT_RESOLVED', -105, url]);
    },
  },
  {
    name: 'loadURL: a failed load commits no page of its own kind',
    source: 'docs/api/web-contents.md did-fail-load',
    async run() {
      const window = openWindow();
      const seen = recordEvents(window.webContents, ['did-start-loading', 'dom-ready']);
      const stopped = next(window.webContents, 'did-stop-loading');
      await window.loadURL(`http://127.0.0.1:${await closedPort()}/`).catch(() => undefined);
      await stopped;
      same(seen, ['did-start-navigation', 'did-fail-provisional-load', 'did-fail-load', 'did-stop-loading']);
    },
  },
  {
    name: 'loadURL: no URL rejects with ERR_INVALID_URL, told within the call',
    source,
    async run() {
      const window = openWindow();
      const failed: unknown[] = [];
      window.webContents.on('did-fail-load', (_event, code, description, url) => failed.push([code, description, url]));
      const outcome = failure(window, 'no url at all');
      same(failed, [[-300, 'ERR_INVALID_URL', 'no url at all']]);
      same(await outcome, ['ERR_INVALID_URL', -300, 'no url at all']);
    },
  },
  {
    name: 'loadURL: a second one aborts the first',
    source,
    async run(site) {
      site.answer('/slow', () => undefined);
      site.page('/fast', 'fast');
      const window = openWindow();
      const first = failure(window, `${site.origin}/slow`);
      const second = window.loadURL(`${site.origin}/fast`);
      same((await first).slice(0, 2), ['ERR_ABORTED', -3]);
      await second;
      same(window.webContents.getURL(), `${site.origin}/fast`);
    },
  },
  {
    name: 'loadURL: a second one under way aborts the first, which the server had heard of',
    source,
    async run(site) {
      const asked = Promise.withResolvers<void>();
      site.answer('/slow', () => asked.resolve());
      site.page('/fast', 'fast');
      const window = openWindow();
      const first = failure(window, `${site.origin}/slow`);
      await asked.promise;
      const second = window.loadURL(`${site.origin}/fast`);
      same((await first).slice(0, 2), ['ERR_ABORTED', -3]);
      await second;
    },
  },
  {
    name: 'loadURL: an answer without content rejects with ERR_FAILED and leaves the page',
    source: 'lib/browser/api/web-contents.ts loadURL',
    async run(site) {
      site.page('/', 'one');
      site.answer('/empty', (_request, response) => response.writeHead(204).end());
      const window = await openOn(`${site.origin}/`);
      same((await failure(window, `${site.origin}/empty`)).slice(0, 2), ['ERR_FAILED', -2]);
      same(window.webContents.getURL(), `${site.origin}/`);
    },
  },
  {
    name: 'loadURL: stop ends it with ERR_FAILED',
    source: 'lib/browser/api/web-contents.ts loadURL',
    async run(site) {
      const asked = Promise.withResolvers<void>();
      site.answer('/slow', () => asked.resolve());
      const window = openWindow();
      const outcome = failure(window, `${site.origin}/slow`);
      await asked.promise;
      window.webContents.stop();
      same((await outcome).slice(0, 2), ['ERR_FAILED', -2]);
      same(window.webContents.isLoading(), false);
    },
  },
  {
    name: 'loadURL: a new fragment resolves without a request',
    source,
    async run(site) {
      site.page('/', 'one');
      const window = await openOn(`${site.origin}/#a`);
      await window.loadURL(`${site.origin}/#b`);
      same([window.webContents.getURL(), site.hits], [`${site.origin}/#b`, ['GET /']]);
    },
  },
  {
    name: 'loadURL: destroying the window rejects it',
    source: 'lib/browser/api/web-contents.ts loadURL',
    async run(site) {
      const asked = Promise.withResolvers<void>();
      site.answer('/slow', () => asked.resolve());
      const window = openWindow();
      const outcome = failure(window, `${site.origin}/slow`);
      await asked.promise;
      window.destroy();
      same((await outcome).slice(0, 2), ['ERR_FAILED', -2]);
    },
  },
];
