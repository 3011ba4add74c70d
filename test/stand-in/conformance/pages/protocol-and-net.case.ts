import { BrowserWindow, net, protocol, session } from 'electron';
import type { ConformanceCase } from '../case.ts';
import { rejects, same, throws } from '../expect.ts';
import { openSite } from '../local-site.ts';

const html = { headers: { 'content-type': 'text/html' } };

async function withScheme(
  handler: (request: Request) => Response | Promise<Response>,
  run: () => Promise<void>,
): Promise<void> {
  protocol.handle('app', handler);
  try {
    await run();
  } finally {
    protocol.unhandle('app');
  }
}

async function titleOf(url: string): Promise<string> {
  const window = new BrowserWindow({ show: false });
  await window.loadURL(url);
  return window.webContents.getTitle();
}

const schemes: readonly ConformanceCase[] = [
  {
    name: 'protocol: a page of an own scheme loads and keeps its address',
    source: 'docs/api/protocol.md handle',
    run: () =>
      withScheme(
        request => new Response(`<title>${new URL(request.url).pathname}</title>`, html),
        async () => {
          const window = new BrowserWindow({ show: false });
          await window.loadURL('app://conformance/index.html?a=1#part');
          same(
            [window.webContents.getTitle(), window.webContents.getURL()],
            ['/index.html', 'app://conformance/index.html?a=1#part'],
          );
        },
      ),
  },
  {
    name: 'protocol: it is a secure place with storage, modules and a content policy',
    source: 'docs/api/protocol.md registerSchemesAsPrivileged',
    run: () =>
      withScheme(
        request => {
          if (request.url.endsWith('.js')) {
            return new Response('document.title = [isSecureContext, typeof localStorage.length].join();', {
              headers: { 'content-type': 'text/javascript' },
            });
          }
          const headers = { ...html.headers, 'content-security-policy': "default-src 'self'" };
          return new Response('<script type="module" src="main.js"></script>', { headers });
        },
        async () => same(await titleOf('app://conformance/'), 'true,number'),
      ),
  },
  {
    name: 'protocol: the handler sees method, headers and body',
    source: 'spec/api-protocol-spec.ts handle',
    run: () =>
      withScheme(
        async request =>
          request.method === 'POST'
            ? new Response(`${request.headers.get('x-own')} ${await request.text()}`)
            : new Response('<title>x</title>', html),
        async () => {
          const window = new BrowserWindow({ show: false });
          await window.loadURL('app://conformance/');
          const code = `fetch('/post', { method: 'POST', headers: { 'x-own': 'yes' }, body: 'sent' }).then(r => r.text())`;
          same(await window.webContents.executeJavaScript(code), 'yes sent');
        },
      ),
  },
  {
    name: 'protocol: a handler that throws fails the request',
    source: 'spec/api-protocol-spec.ts handle',
    run: () =>
      withScheme(
        () => {
          throw new Error('in the handler');
        },
        async () => {
          await rejects(titleOf('app://conformance/'), /^ERR_UNEXPECTED \(-9\) loading 'app:\/\/conformance\/'$/);
        },
      ),
  },
  {
    name: 'protocol: one handler for a scheme and session',
    source: 'lib/browser/api/protocol.ts',
    run: () =>
      withScheme(
        () => new Response('x'),
        async () => {
          throws(() => protocol.handle('app', () => new Response('y')), /^Failed to register protocol: app/);
          same(protocol.isProtocolHandled('app'), true);
          same(session.fromPartition('other').protocol.isProtocolHandled('app'), false);
        },
      ),
  },
];

const fetching: readonly ConformanceCase[] = [
  {
    name: 'net.fetch: gives status, headers and body; its url is empty',
    source: 'docs/api/net.md fetch',
    async run(site) {
      site.answer('/data', (request, response) =>
        response.writeHead(201, { 'x-own': 'yes' }).end(request.headers.authorization),
      );
      const response = await net.fetch(`${site.origin}/data`, {
        credentials: 'omit',
        headers: { authorization: 'Bearer x' },
      });
      same(
        [response.status, response.headers.get('x-own'), await response.text(), response.url],
        [201, 'yes', 'Bearer x', ''],
      );
    },
  },
  {
    name: "net.fetch: redirect 'error' rejects without asking the target",
    source: 'spec/api-net-spec.ts; lib/browser/api/net-fetch.ts',
    async run(site) {
      site.answer('/from', (_request, response) => response.writeHead(302, { location: '/to' }).end());
      const request = net.fetch(`${site.origin}/from`, { credentials: 'omit', redirect: 'error' });
      await rejects(request, "Attempted to redirect, but redirect policy was 'error'");
      same(site.hits, ['GET /from']);
    },
  },
  {
    name: "net.fetch: redirect 'manual' rejects",
    source: 'lib/browser/api/net-fetch.ts',
    async run(site) {
      site.answer('/from', (_request, response) => response.writeHead(302, { location: '/to' }).end());
      await rejects(
        net.fetch(`${site.origin}/from`, { credentials: 'omit', redirect: 'manual' }),
        'Redirect was cancelled',
      );
    },
  },
  {
    name: 'net.fetch: a refused connection has its name',
    source: 'spec/api-net-spec.ts',
    async run() {
      const gone = await openSite();
      gone.close();
      await rejects(net.fetch(gone.origin, { credentials: 'omit' }), 'net::ERR_CONNECTION_REFUSED');
    },
  },
  {
    name: 'net.fetch: a port that browsers refuse has its name',
    source: 'net/base/port_util.cc',
    async run() {
      await rejects(net.fetch('http://127.0.0.1:1/', { credentials: 'omit' }), 'net::ERR_UNSAFE_PORT');
    },
  },
  {
    name: 'net.fetch: an answer that breaks off fails the body',
    source: 'net/base/net_error_list.h',
    async run(site) {
      site.answer('/half', (_request, response) => {
        response.writeHead(200, { 'content-length': '100' });
        response.write('half', () => response.socket?.destroy());
      });
      const response = await net.fetch(`${site.origin}/half`, { credentials: 'omit' });
      await rejects(response.text(), /^net::ERR_/);
    },
  },
  {
    name: 'net.fetch: a signal ends it with its reason',
    source: 'lib/browser/api/net-fetch.ts',
    async run(site) {
      site.answer('/never', () => undefined);
      const signal = AbortSignal.timeout(50);
      await rejects(net.fetch(`${site.origin}/never`, { credentials: 'omit', signal }), /timeout/i, 'TimeoutError');
    },
  },
  {
    name: 'net.fetch: own schemes are answered by their handler',
    source: 'docs/api/net.md fetch',
    run: () =>
      withScheme(
        () => new Response('from the handler'),
        async () => {
          const response = await net.fetch('app://conformance/x');
          same(await response.text(), 'from the handler');
        },
      ),
  },
];

export const cases: readonly ConformanceCase[] = [...schemes, ...fetching];
