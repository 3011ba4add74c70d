import { type Answer, type Asked, html, json } from '../local/exchange.ts';
import { type LocalServer, type Route, startLocalServer } from '../local/server.ts';
import { isFor } from '../local/slash.ts';
import { isTokenHost } from '../local/token-host.ts';
import {
  type ApiClient,
  peopleClient,
  programClient,
  type Settings,
  sampleUser,
  serviceUser,
  shopClient,
  strict,
  type User,
} from './settings.ts';
import { createTokens, type Issued, type Tokens, tokenPath } from './tokens.ts';

/** Where faults can be. */
export type Place = 'token' | 'me' | 'sign-out';

export const mePath = '/v1/me';
const signOutPath = '/v1/me/tokens';

export interface OrderCloudOptions extends Partial<Settings> {
  readonly users?: readonly User[];
  readonly clients?: readonly ApiClient[];
  /** Epoch ms; the machine's clock when absent. */
  readonly now?: () => number;
}
export interface OrderCloudServer extends LocalServer<Place> {
  readonly settings: Settings;
  readonly users: User[];
  readonly clients: ApiClient[];
  readonly grants: Tokens['grants'];
  readonly tokens: Omit<Tokens, 'answer' | 'grants'>;
}

/** Starts a local OrderCloud on loopback: a marketplace with two users and three API clients. */
export async function startOrderCloud(options: OrderCloudOptions = {}): Promise<OrderCloudServer> {
  const { users: givenUsers, clients: givenClients, now = Date.now, ...changed } = options;
  const settings: Settings = { ...strict, ...changed };
  const users = [...(givenUsers ?? [sampleUser(), serviceUser()])];
  const clients = [...(givenClients ?? [peopleClient(), programClient(), shopClient()])];
  const made = Promise.withResolvers<Tokens>();
  const server = await startLocalServer<Place>({
    now,
    wire: settings,
    routesAt: origin => {
      const tokens = createTokens({ settings, users, clients, now, origin });
      made.resolve(tokens);
      return createRoutes({ settings, users, tokens, now });
    },
  });
  const { answer: _answer, grants, ...tokens } = await made.promise;
  return { ...server, settings, users, clients, grants, tokens };
}

interface Around {
  readonly settings: Settings;
  readonly users: readonly User[];
  readonly tokens: Tokens;
  readonly now: () => number;
}

function createRoutes(around: Around): (asked: Asked) => Route<Place> {
  const { tokens, settings } = around;
  const forCaller =
    (answer: (issued: Issued, asked: Asked) => Answer) =>
    (asked: Asked): Answer => {
      const issued = tokens.find(/^Bearer (\S+)$/.exec(asked.headers.authorization ?? '')?.[1] ?? '');
      return issued === undefined || issued.expiresAt <= around.now()
        ? invalidToken(settings.tokenRefusedWith)
        : answer(issued, asked);
    };
  const routes: Readonly<Record<string, Route<Place>>> = {
    [mePath]: {
      endpoint: 'me',
      place: 'me',
      answer: forCaller(issued => meAnswer(meOf(issued, around.users), settings)),
    },
    [signOutPath]: {
      endpoint: 'sign-out',
      place: 'sign-out',
      answer: forCaller(({ username }, { method }) => {
        if (method !== 'DELETE') return notFound;
        tokens.revokeUser(username);
        return { status: 204, headers: {}, body: '' };
      }),
    },
    [`/oauth/certs/${tokens.signer.keyId}`]: {
      endpoint: 'certs',
      answer: () => json(200, { ...tokens.signer.publicKey, alg: 'RS256', use: 'sig', kid: tokens.signer.keyId }),
    },
  };
  const lists = forCaller(() => json(200, { Meta: { Page: 1, PageSize: 20, TotalCount: 0 }, Items: [] }));
  return asked => {
    const { pathname } = asked.url;
    if (isTokenHost(asked, settings.tokenHost) && isFor(asked, tokenPath, settings.slash))
      return { endpoint: 'token', place: 'token', answer: tokens.answer };
    if (routes[pathname] !== undefined) return routes[pathname];
    return pathname.startsWith('/v1/')
      ? { endpoint: 'list', answer: lists }
      : { endpoint: 'nothing', answer: () => html(404, 'No such page.') };
  };
}

const apiError = (status: number, code: string, message: string): Answer =>
  json(status, { Errors: [{ ErrorCode: code, Message: message, Data: null }] });
const invalidToken = (status: number): Answer =>
  apiError(status, 'InvalidToken', 'Access token is invalid or expired.');
const notFound = apiError(404, 'NotFound', 'Object not found.');

const meAnswer = (documented: Record<string, unknown>, { me }: Settings): Answer => {
  if (me === 'documented') return json(200, documented);
  if (me === 'nulls') return json(200, Object.fromEntries(Object.keys(documented).map(name => [name, null])));
  return me === 'list' ? json(200, [documented]) : { status: 200, headers: {}, body: '' };
};

const meOf = (issued: Issued, users: readonly User[]): Record<string, unknown> => {
  const user = users.find(one => one.username === issued.username);
  return {
    ID: `id-of-${user?.username ?? 'nobody'}`,
    Username: user?.username ?? 'anonymous-shopper',
    FirstName: user?.firstName ?? 'Anonymous',
    LastName: user?.lastName ?? 'Shopper',
    Email: `${user?.username ?? 'nobody'}@harbour.example`,
    Phone: null,
    Active: true,
    AvailableRoles: user?.roles ?? ['Shopper', 'MeAdmin'],
    Seller: { ID: 'harbour-marketplace' },
    xp: null,
  };
};
