import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo, Server } from 'node:net';
import { selfSigned } from '../local/certificate.ts';
import { authorizePath, type HostilePage, html, pageOf, type Site } from './page.ts';

const landingPath = '/api/v1/oauth2/auth_code';

/** A request that arrived, without query and body. */
export interface Arrived {
  readonly origin: string;
  readonly path: string;
  /** What the browser wanted it for: `document`, `iframe`, ... */
  readonly destination: string;
}

/** A provider whose pages mean harm, one at a time. */
export interface HostileServer {
  readonly origin: string;
  /** The page of the next sign-in; forgets what the last one did. */
  readonly stage: (page: HostilePage) => void;
  readonly site: () => Site;
  readonly arrived: readonly Arrived[];
  /** The last value of each report, by name. */
  readonly reports: Readonly<Record<string, string>>;
  /** Which tokens its API was asked with, since ever. */
  readonly bearers: readonly string[];
  readonly close: () => Promise<void>;
}

const listen = async (server: Server): Promise<number> => {
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done));
  // A server that listens on an address and a port says so.
  return (server.address() as AddressInfo).port;
};

const readBody = async (request: IncomingMessage): Promise<string> => {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece);
  return Buffer.concat(pieces).toString('utf8');
};

interface Stage {
  page: HostilePage;
  state: string;
  turns: number;
  at: number;
}

/** Starts it on loopback: one port twice under two host names, a second port, and one with https that nobody trusts. */
export async function startHostile(): Promise<HostileServer> {
  const stage: Stage = { page: { tries: 'nothing' }, state: '', turns: 0, at: 0 };
  const arrived: Arrived[] = [];
  let reports: Record<string, string> = {};
  const bearers: string[] = [];
  const take: RequestListener = (request, response) => {
    // A browser that goes away in the middle of an answer is what most of these pages lead to.
    answer(request, response).catch(() => response.destroy());
  };
  const servers = [createServer(take), createServer(take), createSecureServer(untrusted(), take)] as const;
  const [port, otherPort, securePort] = await Promise.all([listen(servers[0]), listen(servers[1]), listen(servers[2])]);
  const origin = `http://127.0.0.1:${port}`;

  const site = (): Site => ({
    ...{ origin, stranger: `http://localhost:${port}`, otherPort: `http://127.0.0.1:${otherPort}` },
    untrusted: `https://localhost:${securePort}`,
    landing: `${origin}${landingPath}`,
    state: stage.state,
    genuine: `access_token=genuine-${stage.at}&token_type=bearer&expires_in=3600&state=${stage.state}`,
    decoy: `access_token=decoy-${stage.at}&token_type=bearer&expires_in=3600`,
    turn: () => {
      stage.turns += 1;
      return stage.turns - 1;
    },
  });

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', `http://${request.headers.host}`);
    if (url.pathname === '/report') return void takeReport(await readBody(request), response);
    if (url.pathname === '/api/v2/orgs/') return organizations(request, response);
    const destination = String(request.headers['sec-fetch-dest'] ?? '');
    arrived.push({ origin: url.origin, path: url.pathname, destination });
    if (url.pathname === authorizePath) stage.state = url.searchParams.get('state') ?? stage.state;
    const { page } = stage;
    const own = page.answers?.[url.pathname];
    if (own) return own(site(), response, request);
    const { body } = page;
    if (url.pathname === authorizePath && body) return html(body)(site(), response, request);
    if (page.rest) return page.rest(site(), response, request);
    response.writeHead(404, { 'content-type': 'text/html' }).end(pageOf(site(), 'Nothing here.'));
  }

  function takeReport(body: string, response: ServerResponse): void {
    response.writeHead(204, { 'access-control-allow-origin': '*' }).end();
    // Written by the pages' own `report`.
    const { what, value } = JSON.parse(body) as { what: string; value: string };
    reports[what] = value;
  }

  function organizations(request: IncomingMessage, response: ServerResponse): void {
    bearers.push((request.headers.authorization ?? '').replace(/^Bearer /, ''));
    const results = [{ url: `${origin}/api/v2/orgs/1/`, name: 'Harbour Goods' }];
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ count: 1, next: null, previous: null, results }));
  }

  return {
    origin,
    stage: page => {
      Object.assign(stage, { page, state: '', turns: 0, at: stage.at + 1 });
      arrived.length = 0;
      reports = {};
    },
    site,
    arrived,
    get reports() {
      return reports;
    },
    bearers,
    close: async () => {
      for (const server of servers) {
        const closed = new Promise<void>(done => server.close(() => done()));
        server.closeAllConnections();
        await closed;
      }
    },
  };
}

const untrusted = (): { key: string; cert: string } =>
  selfSigned({
    subject: 'nobody.invalid',
    hosts: ['nobody.invalid'],
    from: new Date(Date.UTC(2020, 0)),
    until: new Date(Date.UTC(2048, 0)),
  });
