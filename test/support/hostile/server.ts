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
  const seen: Seen = { arrived: [], bearers: [], reports: {} };
  const take: RequestListener = (request, response) => {
    // A browser that goes away in the middle of an answer is what most of these pages lead to.
    answer(request, response, { stage, seen, site }).catch(() => response.destroy());
  };
  const servers = [createServer(take), createServer(take), createSecureServer(untrusted(), take)] as const;
  const ports = { port: await listen(servers[0]), other: await listen(servers[1]), secure: await listen(servers[2]) };
  const site = (): Site => siteOf(ports, stage);
  return {
    origin: site().origin,
    stage: page => {
      Object.assign(stage, { page, state: '', turns: 0, at: stage.at + 1 });
      seen.arrived.length = 0;
      seen.reports = {};
    },
    site,
    arrived: seen.arrived,
    get reports() {
      return seen.reports;
    },
    bearers: seen.bearers,
    close: async () => {
      for (const server of servers) {
        const closed = new Promise<void>(done => server.close(() => done()));
        server.closeAllConnections();
        await closed;
      }
    },
  };
}

interface Seen {
  readonly arrived: Arrived[];
  readonly bearers: string[];
  reports: Record<string, string>;
}
interface Around {
  readonly stage: Stage;
  readonly seen: Seen;
  readonly site: () => Site;
}
interface Ports {
  readonly port: number;
  readonly other: number;
  readonly secure: number;
}

function siteOf({ port, other, secure }: Ports, stage: Stage): Site {
  const origin = `http://127.0.0.1:${port}`;
  return {
    origin,
    stranger: `http://localhost:${port}`,
    otherPort: `http://127.0.0.1:${other}`,
    untrusted: `https://localhost:${secure}`,
    landing: `${origin}${landingPath}`,
    state: stage.state,
    genuine: `access_token=genuine-${stage.at}&token_type=bearer&expires_in=3600&state=${stage.state}`,
    decoy: `access_token=decoy-${stage.at}&token_type=bearer&expires_in=3600`,
    turn: () => {
      stage.turns += 1;
      return stage.turns - 1;
    },
  };
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  { stage, seen, site }: Around,
): Promise<void> {
  const url = new URL(request.url ?? '/', `http://${request.headers.host}`);
  if (url.pathname === '/report') return takeReport(await readBody(request), response, seen);
  if (url.pathname === '/api/v2/orgs/') return answerOrganizations(request, response, { seen, site });
  const destination = String(request.headers['sec-fetch-dest'] ?? '');
  seen.arrived.push({ origin: url.origin, path: url.pathname, destination });
  if (url.pathname === authorizePath) stage.state = url.searchParams.get('state') ?? stage.state;
  const now = site();
  const { answers, body, rest } = stage.page;
  const own = answers?.[url.pathname];
  if (own) return own(now, response, request);
  if (url.pathname === authorizePath && body) return html(body)(now, response, request);
  if (rest) return rest(now, response, request);
  response.writeHead(404, { 'content-type': 'text/html' }).end(pageOf(now, 'Nothing here.'));
}

function takeReport(body: string, response: ServerResponse, seen: Seen): void {
  response.writeHead(204, { 'access-control-allow-origin': '*' }).end();
  // Written by the pages' own `report`.
  const { what, value } = JSON.parse(body) as { what: string; value: string };
  seen.reports[what] = value;
}

function answerOrganizations(
  request: IncomingMessage,
  response: ServerResponse,
  { seen, site }: Omit<Around, 'stage'>,
) {
  seen.bearers.push((request.headers.authorization ?? '').replace(/^Bearer /, ''));
  const results = [{ url: `${site().origin}/api/v2/orgs/1/`, name: 'Harbour Goods' }];
  response.writeHead(200, { 'content-type': 'application/json' });
  response.end(JSON.stringify({ count: 1, next: null, previous: null, results }));
}

const untrusted = (): { key: string; cert: string } =>
  selfSigned({
    subject: 'nobody.invalid',
    hosts: ['nobody.invalid'],
    from: new Date(Date.UTC(2020, 0)),
    until: new Date(Date.UTC(2048, 0)),
  });
