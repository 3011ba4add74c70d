import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAuthorize } from './authorize.ts';
import { type Answer, type Asked, html, readAsked } from './exchange.ts';
import { createFaults, deliver, type Fault, type FaultHandle, type FaultPlace, type Faults } from './faults.ts';
import { createApi } from './orgs.ts';
import { messagePage } from './pages.ts';
import { createSessions } from './sessions.ts';
import { type App, defaultSettings, type Settings, sampleApp, sampleUser, type User } from './settings.ts';
import { createTokens, type Tokens } from './tokens.ts';

export const landingPath = '/api/v1/oauth2/auth_code';
export const tokenPath = '/api/v1/oauth2/token/';
export const orgsPath = '/api/v2/orgs/';

/** A request that arrived: never its query, form or headers, which hold secrets. */
export interface LoggedRequest {
  readonly method: string;
  readonly path: string;
  /** Which page or endpoint answered: `authorize`, `sign-in`, `landing`, ... or `nothing`. */
  readonly endpoint: string;
  /** What the browser wanted it for (`document`, `iframe`, ...); empty for a program. */
  readonly destination: string;
  /** Whether `Authorization` or a cookie came along, by name. */
  readonly credentials: readonly ('authorization' | 'cookie')[];
  readonly at: number;
}

export interface ReadyCloudOptions extends Partial<Settings> {
  readonly users?: readonly User[];
  readonly apps?: readonly App[];
  /** Epoch ms; the machine's clock when absent. */
  readonly now?: () => number;
  /** A free one when absent. */
  readonly port?: number;
}
export interface ReadyCloudServer {
  /** http://127.0.0.1:port */
  readonly origin: string;
  /** http://localhost:port: the same server under another origin, for registered addresses and `form-action 'self'`. */
  readonly otherOrigin: string;
  /** An origin where nobody listens. */
  readonly deadOrigin: string;
  readonly settings: Settings;
  readonly users: User[];
  readonly apps: App[];
  readonly requests: readonly LoggedRequest[];
  readonly grants: Tokens['grants'];
  readonly tokens: Omit<Tokens, 'answer' | 'grantImplicit' | 'grants'>;
  /** How many requests this path got, without query. */
  readonly requestsTo: (path: string) => number;
  readonly fault: (fault: Fault) => FaultHandle;
  /** Breaks every connection and stops listening, until `comeBack`. */
  readonly goDown: () => Promise<void>;
  readonly comeBack: () => Promise<void>;
  readonly close: () => Promise<void>;
}

interface Route {
  readonly endpoint: string;
  readonly place?: FaultPlace;
  readonly answer: (asked: Asked) => Answer;
}

/** Starts a local ReadyCloud on loopback, with its pages, token endpoint and organizations. */
export async function startReadyCloud(options: ReadyCloudOptions = {}): Promise<ReadyCloudServer> {
  const { users: givenUsers, apps: givenApps, now = Date.now, port: wantedPort = 0, ...changed } = options;
  const settings: Settings = { ...defaultSettings, ...changed };
  const users = [...(givenUsers ?? [sampleUser])];
  const apps = [...(givenApps ?? [sampleApp])];
  const tokens = createTokens({ settings, apps, now });
  const faults = createFaults();
  const requests: LoggedRequest[] = [];
  const deadOrigin = await findDeadOrigin();

  const server = createServer();
  const port = await listen(server, wantedPort);
  const origin = `http://127.0.0.1:${port}`;
  const otherOrigin = `http://localhost:${port}`;
  const routeOf = createRoutes({ settings, users, apps, tokens, now, origin, otherOrigin, deadOrigin });
  const handle = createHandler({ origin, routeOf, faults, log: entry => requests.push({ ...entry, at: now() }) });
  server.on('request', (request, response) => void handle(request, response));

  return {
    origin,
    otherOrigin,
    deadOrigin,
    settings,
    users,
    apps,
    requests,
    grants: tokens.grants,
    tokens,
    requestsTo: path => requests.filter(request => request.path === path).length,
    fault: faults.add,
    goDown: () => stop(server),
    comeBack: async () => void (await listen(server, port)),
    close: async () => {
      faults.clear();
      await stop(server);
    },
  };
}

interface HandlerAround {
  readonly origin: string;
  readonly routeOf: (path: string) => Route;
  readonly faults: Faults;
  readonly log: (entry: Omit<LoggedRequest, 'at'>) => void;
}
function createHandler({ origin, routeOf, faults, log }: HandlerAround) {
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    try {
      const asked = await readAsked(request, origin);
      const { endpoint, place, answer } = routeOf(asked.url.pathname);
      log(logged(asked, endpoint));
      const met = place === undefined ? undefined : faults.take(place);
      const hangs = met?.fault.kind === 'hang';
      // A request that hangs is carried out before it hangs or once it is released, as the fault says.
      const early = met === undefined || met.performed ? answer(asked) : undefined;
      met?.meet();
      if (hangs) await met.released;
      await deliver(response, early ?? (hangs ? answer(asked) : unperformed), met);
    } catch (problem) {
      // A client that went away in the middle of its request is what many tests are about.
      if (response.headersSent || request.destroyed) response.destroy();
      else response.writeHead(500, { 'content-type': 'text/plain' }).end(String(problem));
    }
  };
}

/** What a fault that stands in place of the answer replaces. */
const unperformed: Answer = { status: 200, headers: {}, body: '' };

interface RoutesAround {
  readonly settings: Settings;
  readonly users: readonly User[];
  readonly apps: readonly App[];
  readonly tokens: Tokens;
  readonly now: () => number;
  readonly origin: string;
  readonly otherOrigin: string;
  readonly deadOrigin: string;
}

function createRoutes(around: RoutesAround): (path: string) => Route {
  const landing = `${around.origin}${landingPath}`;
  const dead = `${around.deadOrigin}/done`;
  const sessions = createSessions(around.users, around.origin);
  const authorize = createAuthorize({
    ...around,
    sessions,
    addresses: app => ({
      landing: app?.redirectAddresses[0] ?? landing,
      dead,
      all: [landing, `${around.otherOrigin}/done`, dead, ...(app?.redirectAddresses ?? [])],
    }),
  });
  const api = createApi(around);
  const routes: Readonly<Record<string, Route>> = {
    '/api/v1/oauth2/authorize': { endpoint: 'authorize', place: 'authorize', answer: authorize.authorize },
    '/accounts/login/': { endpoint: 'sign-in', place: 'sign-in', answer: sessions.signIn },
    '/accounts/logout/': { endpoint: 'sign-out', answer: sessions.signOut },
    '/api/v1/oauth2/allow': { endpoint: 'allow', place: 'allow', answer: authorize.allow },
    '/api/v1/oauth2/frame': { endpoint: 'frame', answer: authorize.frame },
    '/api/v1/oauth2/hop': { endpoint: 'hop', answer: authorize.hop },
    [landingPath]: { endpoint: 'landing', answer: authorize.landing },
    '/done': { endpoint: 'landing', answer: authorize.landing },
    [`${landingPath}/`]: { endpoint: 'lookalike', answer: authorize.lookalike },
    '/done/': { endpoint: 'lookalike', answer: authorize.lookalike },
    [tokenPath]: { endpoint: 'token', place: 'token', answer: around.tokens.answer },
    [tokenPath.slice(0, -1)]: { endpoint: 'token-without-slash', answer: around.tokens.answer },
  };
  const unknown: Route = { endpoint: 'nothing', answer: () => html(404, messagePage('Not found', 'No such page.')) };
  return path => {
    if (path.startsWith(orgsPath)) return { endpoint: 'orgs', place: 'orgs', answer: api };
    if (/^\/api\/v1\/(?!oauth2\/)/.test(path)) return { endpoint: 'api-v1', answer: api };
    return routes[path] ?? unknown;
  };
}

const logged = (asked: Asked, endpoint: string): Omit<LoggedRequest, 'at'> => ({
  method: asked.method,
  path: asked.url.pathname,
  endpoint,
  destination: String(asked.headers['sec-fetch-dest'] ?? ''),
  credentials: (['authorization', 'cookie'] as const).filter(name => asked.headers[name] !== undefined),
});

const portOf = (address: AddressInfo | string | null): number => {
  if (address === null || typeof address === 'string') throw new Error('not listening on a port');
  return address.port;
};

async function listen(server: Server, port: number): Promise<number> {
  const listening = Promise.withResolvers<void>();
  server.once('error', listening.reject);
  server.listen(port, '127.0.0.1', listening.resolve);
  await listening.promise;
  server.off('error', listening.reject);
  return portOf(server.address());
}

async function stop(server: Server): Promise<void> {
  if (!server.listening) return;
  const stopped = new Promise<void>(done => server.close(() => done()));
  server.closeAllConnections();
  await stopped;
}

async function findDeadOrigin(): Promise<string> {
  const server = createServer();
  const port = await listen(server, 0);
  await stop(server);
  return `http://127.0.0.1:${port}`;
}
