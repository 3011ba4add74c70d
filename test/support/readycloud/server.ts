import { type Asked, html } from '../local/exchange.ts';
import { findDeadOrigin, type LocalServer, type Received, type Route, startLocalServer } from '../local/server.ts';
import { isFor } from '../local/slash.ts';
import { isTokenHost } from '../local/token-host.ts';
import { createAuthorize } from './authorize.ts';
import { createApi } from './orgs.ts';
import { messagePage } from './pages.ts';
import { createSessions } from './sessions.ts';
import { type App, type Settings, sampleApp, sampleUser, strict, type User } from './settings.ts';
import { createTokens, type Tokens } from './tokens.ts';

/** Where faults can be. */
export type Place = 'authorize' | 'sign-in' | 'allow' | 'token' | 'orgs';

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
export interface ReadyCloudServer extends Omit<LocalServer<Place>, 'received'> {
  /** http://localhost:port: the same server under another origin, for registered addresses and `form-action 'self'`. */
  readonly otherOrigin: string;
  /** An origin where nobody listens. */
  readonly deadOrigin: string;
  readonly settings: Settings;
  readonly users: User[];
  readonly apps: App[];
  readonly requests: readonly LoggedRequest[];
  readonly grants: Tokens['grants'];
  readonly tokens: Omit<Tokens, 'answer' | 'grants'>;
}

/** Starts a local ReadyCloud on loopback, with its pages, token endpoint and organizations. */
export async function startReadyCloud(options: ReadyCloudOptions = {}): Promise<ReadyCloudServer> {
  const { users: givenUsers, apps: givenApps, now = Date.now, port: wantedPort = 0, ...changed } = options;
  const settings: Settings = { ...strict, ...changed };
  const users = [...(givenUsers ?? [sampleUser])];
  const apps = [...(givenApps ?? [sampleApp])];
  const tokens = createTokens({ settings, apps, now });
  const deadOrigin = await findDeadOrigin();
  const { received, ...local } = await startLocalServer<Place>({
    now,
    wire: settings,
    port: wantedPort,
    routesAt: origin =>
      createRoutes({ settings, users, apps, tokens, now, origin, otherOrigin: otherOriginOf(origin), deadOrigin }),
  });
  return {
    ...local,
    otherOrigin: otherOriginOf(local.origin),
    deadOrigin,
    settings,
    users,
    apps,
    get requests() {
      return received.map(logged);
    },
    grants: tokens.grants,
    tokens,
  };
}

const otherOriginOf = (origin: string): string => origin.replace('127.0.0.1', 'localhost');

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

function createRoutes(around: RoutesAround): (asked: Asked) => Route<Place> {
  const landing = `${around.origin}${landingPath}`;
  const dead = `${around.deadOrigin}/done`;
  const sessions = createSessions(around.users, around.origin);
  const authorize = createAuthorize({
    ...around,
    sessions,
    addresses: app => ({
      landing: app?.redirectAddresses[0] ?? (around.settings.landingSlash ? `${landing}/` : landing),
      dead,
      all: [landing, `${around.otherOrigin}/done`, dead, ...(app?.redirectAddresses ?? [])],
    }),
  });
  const api = createApi(around);
  const routes: Readonly<Record<string, Route<Place>>> = {
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
    [tokenPath.slice(0, -1)]: { endpoint: 'token-without-slash', answer: around.tokens.answer },
  };
  const unknown: Route<Place> = {
    endpoint: 'nothing',
    answer: () => html(404, messagePage('Not found', 'No such page.')),
  };
  return asked => {
    const path = asked.url.pathname;
    const { slash, tokenHost } = around.settings;
    if (isTokenHost(asked, tokenHost) && isFor(asked, tokenPath, slash))
      return { endpoint: 'token', place: 'token', answer: around.tokens.answer };
    if (path.startsWith(orgsPath)) return { endpoint: 'orgs', place: 'orgs', answer: api };
    if (/^\/api\/v1\/(?!oauth2\/)/.test(path)) return { endpoint: 'api-v1', answer: api };
    return routes[path] ?? unknown;
  };
}

const logged = (asked: Received): LoggedRequest => ({
  method: asked.method,
  path: asked.url.pathname,
  endpoint: asked.endpoint,
  destination: String(asked.headers['sec-fetch-dest'] ?? ''),
  credentials: (['authorization', 'cookie'] as const).filter(name => asked.headers[name] !== undefined),
  at: asked.at,
});
