import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { HttpRequest } from '../../../main/core/ports/network.ts';
import { createHttp } from '../../../main/platform/network/http.ts';

let server: Server;
let origin: string;
let answer: (request: IncomingMessage, response: ServerResponse) => void;
let seen: IncomingMessage[];
beforeAll(async () => {
  server = createServer((request, response) => {
    seen.push(request);
    answer(request, response);
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  origin = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
});
beforeEach(() => {
  seen = [];
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

/** Rings when told, instead of after 20 s. */
const aTimer = () => {
  let ring = (): void => {};
  const timer = { ms: 0, cancelled: false, ring: () => ring() };
  const after = (ms: number, call: () => void) => {
    timer.ms = ms;
    ring = call;
    return () => {
      timer.cancelled = true;
    };
  };
  return { timer, after };
};
const quiet = (): (() => void) => () => {};
const httpOver = (given: Partial<Parameters<typeof createHttp>[0]> = {}) =>
  createHttp({ version: '1.2.3', fetch, isOnline: () => true, after: quiet, ...given });
const get = (path: string): HttpRequest => ({ url: `${origin}${path}`, method: 'GET', headers: {} });
const failureOf = (work: Promise<unknown>) =>
  work.then(
    () => undefined,
    problem => ({ code: problem.code, text: `${problem.message} ${problem.detail} ${problem.cause} ${problem.stack}` }),
  );

describe('a reply', () => {
  it('comes whole, with its headers and the server’s clock', async () => {
    answer = (_request, response) => {
      response.setHeader('Date', 'Thu, 20 Nov 2025 12:00:00 GMT').setHeader('Content-Type', 'application/json');
      response.write('{"half":');
      response.end('1}');
    };
    const reply = await httpOver().send({ ...get('/orgs'), headers: { authorization: 'Bearer abc' } });
    expect(await reply.response.json()).toEqual({ half: 1 });
    expect(reply.response.headers.get('content-type')).toBe('application/json');
    expect(reply.serverAt).toBe(Date.UTC(2025, 10, 20, 12));
    expect(seen[0]?.headers).toMatchObject({ authorization: 'Bearer abc', 'user-agent': 'Dockpass/1.2.3' });
    expect(seen[0]?.headers.cookie).toBeUndefined();
  });

  it.each<[string, number | undefined]>([
    ['120', 120_000],
    [' 7 ', 7000],
    ['Thu, 20 Nov 2025 12:05:00 GMT', 300_000],
    ['Thu, 20 Nov 2025 11:00:00 GMT', 0],
    ['Mon, 20 Nov 2045 12:00:00 GMT', 86_400_000],
    ['999999999', 86_400_000],
    ['soon', undefined],
    ['', undefined],
  ])('asks to wait %j by the server’s clock, whatever this computer’s is', async (value, expected) => {
    answer = (_request, response) => {
      response.setHeader('Date', 'Thu, 20 Nov 2025 12:00:00 GMT').setHeader('Retry-After', value);
      response.writeHead(429).end();
    };
    expect((await httpOver().send(get('/'))).retryAfterMs).toBe(expected);
  });

  it.each([204, 304, 400, 401, 429, 500])('%i is a reply, not a failure', async status => {
    answer = (_request, response) => response.writeHead(status).end();
    expect((await httpOver().send(get('/'))).response.status).toBe(status);
  });

  it('keeps a byte order mark and bytes that are no text', async () => {
    const bytes = Buffer.from([0xef, 0xbb, 0xbf, 0x7b, 0x7d, 0xff]);
    answer = (_request, response) => response.end(bytes);
    const { response } = await httpOver().send(get('/'));
    expect(Buffer.from(await response.arrayBuffer()).equals(bytes)).toBe(true);
  });

  it('sends a form as it was given', async () => {
    let body = '';
    answer = (request, response) => {
      request.setEncoding('utf8').on('data', part => {
        body += part;
      });
      request.on('end', () => response.end());
    };
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    await httpOver().send({ ...get('/token'), method: 'POST', headers, body: 'a=1&b=%20' });
    expect([seen[0]?.method, body]).toEqual(['POST', 'a=1&b=%20']);
  });

  it('takes a mebibyte and not a byte more', async () => {
    answer = (_request, response) => response.end(Buffer.alloc(1024 * 1024));
    expect((await (await httpOver().send(get('/'))).response.arrayBuffer()).byteLength).toBe(1024 * 1024);
    answer = (_request, response) => response.end(Buffer.alloc(1024 * 1024 + 1));
    expect((await failureOf(httpOver().send(get('/'))))?.code).toBe('bad-reply');
  });
});

describe('the deadline', () => {
  it.each([
    ['a server that never answers', (): void => {}],
    ['a body that stops half way', (response: ServerResponse): void => void response.write('{"half":')],
  ])('ends %s', async (_name, begin) => {
    const { timer, after } = aTimer();
    answer = (_request, response) => {
      begin(response);
      setImmediate(timer.ring);
    };
    expect((await failureOf(httpOver({ after }).send(get('/?code=abc'))))?.code).toBe('timed-out');
    expect([timer.ms, timer.cancelled]).toEqual([20_000, true]);
  });

  it('holds although the network ignores that nobody waits any more', async () => {
    const { timer, after } = aTimer();
    const fetch = () => new Promise<Response>(() => setImmediate(timer.ring));
    expect((await failureOf(httpOver({ after, fetch }).send(get('/'))))?.code).toBe('timed-out');
  });
});

describe('refused before anything is sent', () => {
  it.each([
    'http://example.test/token',
    'http://localhost.example.test/',
    'http://127.0.0.1.example.test/',
    'file:///etc/passwd',
    'app://dockpass/index.html',
    'https://user:pass@example.test/',
    'not an address',
    '',
  ])('%j', async url => {
    let asked = 0;
    const fetch = async (): Promise<Response> => {
      asked += 1;
      return new Response('');
    };
    expect((await failureOf(httpOver({ fetch }).send({ url, method: 'GET', headers: {} })))?.code).toBe('bad-input');
    expect(asked).toBe(0);
  });

  it('follows no redirect: the second address is never asked', async () => {
    answer = (_request, response) => response.writeHead(302, { location: `${origin}/elsewhere` }).end();
    const fetchLikeElectron = async (url: string, init: RequestInit): Promise<Response> => {
      expect([init.redirect, init.credentials, init.cache]).toEqual(['error', 'omit', 'no-store']);
      return fetch(url, init).catch(() => {
        throw new Error("Attempted to redirect, but redirect policy was 'error'");
      });
    };
    expect((await failureOf(httpOver({ fetch: fetchLikeElectron }).send(get('/'))))?.code).toBe('bad-reply');
    expect(seen.map(({ url }) => url)).toEqual(['/']);
  });
});

describe('what Chromium calls it and what the person is told', () => {
  const cases = [
    ['INTERNET_DISCONNECTED', 'offline', 'offline'],
    ['NETWORK_IO_SUSPENDED', 'offline', 'offline'],
    ['NAME_NOT_RESOLVED', 'provider-down', 'offline'],
    ['ADDRESS_UNREACHABLE', 'provider-down', 'offline'],
    ['CONNECTION_REFUSED', 'provider-down', 'offline'],
    ['CONNECTION_RESET', 'provider-down', 'offline'],
    ['EMPTY_RESPONSE', 'provider-down', 'offline'],
    ['NETWORK_CHANGED', 'provider-down', 'offline'],
    ['FAILED', 'provider-down', 'offline'],
    ['TIMED_OUT', 'timed-out', 'offline'],
    ['CONNECTION_TIMED_OUT', 'timed-out', 'offline'],
    ['CERT_AUTHORITY_INVALID', 'certificate', 'certificate'],
    ['CERT_DATE_INVALID', 'certificate', 'certificate'],
    ['SSL_PROTOCOL_ERROR', 'certificate', 'certificate'],
    ['BAD_SSL_CLIENT_AUTH_CERT', 'certificate', 'certificate'],
    ['PROXY_AUTH_REQUESTED', 'proxy-auth', 'proxy-auth'],
    ['PROXY_CONNECTION_FAILED', 'proxy-auth', 'proxy-auth'],
    ['TUNNEL_CONNECTION_FAILED', 'proxy-auth', 'proxy-auth'],
    ['UNSAFE_REDIRECT', 'bad-reply', 'offline'],
    ['TOO_MANY_REDIRECTS', 'bad-reply', 'offline'],
    ['INVALID_HTTP_RESPONSE', 'bad-reply', 'offline'],
    ['CONTENT_LENGTH_MISMATCH', 'bad-reply', 'offline'],
    ['INCOMPLETE_CHUNKED_ENCODING', 'bad-reply', 'offline'],
    ['HTTP2_PROTOCOL_ERROR', 'bad-reply', 'offline'],
  ] as const;
  it.each(cases)('%s: %s, and %s with no network', async (name, whileOnline, whileOffline) => {
    const broken = async (): Promise<Response> => {
      throw new Error(`net::ERR_${name}`);
    };
    for (const [isOnline, expected] of [
      [true, whileOnline],
      [false, whileOffline],
    ] as const) {
      const http = httpOver({ fetch: broken, isOnline: () => isOnline });
      expect((await failureOf(http.send(get('/'))))?.code).toBe(expected);
    }
  });

  it('a connection lost in the middle of a body is a broken reply', async () => {
    answer = (_request, response) => {
      response.writeHead(200, { 'content-length': '1000' });
      response.write('{"half":');
      setImmediate(() => response.destroy());
    };
    expect((await failureOf(httpOver().send(get('/'))))?.code).toBe('bad-reply');
  });

  it('a proxy that wants a password is told from a provider that does', async () => {
    const fetch = async (): Promise<Response> => new Response('', { status: 407 });
    expect((await failureOf(httpOver({ fetch }).send(get('/'))))?.code).toBe('proxy-auth');
  });

  it('no error text holds the address or anything of it', async () => {
    const broken = async (url: string): Promise<Response> => {
      throw new Error(`net::ERR_CONNECTION_REFUSED while loading ${url}`);
    };
    const failure = await failureOf(httpOver({ fetch: broken }).send(get('/token?refresh_token=hidden-value#part')));
    expect(failure?.text).toContain('net::ERR_CONNECTION_REFUSED');
    expect(failure?.text).not.toMatch(/hidden-value|refresh_token|\/token\?/);
  });
});
