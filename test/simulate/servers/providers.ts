import type { HttpRequest } from '../../../main/core/ports/network.ts';
import { placesAt } from './forms.ts';
import type { KnownSecret, Secrets } from './secrets.ts';

// The servers, and the truth about every grant: which refresh token it takes, who used which, who has which.

export const kinds = [
  'readycloud',
  'oauth2-code',
  'oauth2-discovered',
  'ordercloud',
  'packly',
  'sendcloud-oauth2',
  'sendcloud-keys',
  'own-token',
  'oauth2-client',
  'oauth2-device',
] as const;
export type ProviderKind = (typeof kinds)[number];

/** `strict`: spent once its successor is made. `lenient`: until the successor was used. `none`: it stays the same. */
type Rotation = 'strict' | 'lenient' | 'none';

/** An account's registration at its provider. */
export interface Client {
  readonly id: string;
  readonly kind: ProviderKind;
  readonly host: string;
  readonly rotation: Rotation;
  readonly lifeSeconds: number | undefined;
  /** Bytes of each token. */
  readonly tokenSize: number;
  readonly organizations: readonly { readonly id: string; readonly name: string }[];
  /** Typed secrets that it takes. */
  readonly accepted: Set<string>;
  /** Origins with path that its secrets may be sent to. */
  readonly places: Set<string>;
  /** Of another host that a person typed for it: only what comes of a sign-in there may go to these, too. */
  readonly elsewhere: Set<string>;
}

export interface RefreshToken {
  readonly secret: KnownSecret;
  readonly grant: Grant;
  readonly index: number;
  /** Computers that its answer, or a backup, brought it to. */
  readonly broughtTo: Set<number>;
}

/** One sign-in at a provider, and the refresh tokens that follow from it. */
export interface Grant {
  readonly id: number;
  readonly client: Client;
  /** The computer that signed in. */
  readonly computer: number;
  /** Where what comes of it may go. */
  readonly places: ReadonlySet<string>;
  readonly order: number;
  readonly tokens: RefreshToken[];
  dead: boolean;
  /** The newest one was used, so the one before is worth nothing. */
  refused: RefreshToken | undefined;
}

/** What an answer brings, once it is delivered. */
export interface Issued {
  readonly refreshToken?: RefreshToken;
  readonly grant?: Grant;
}

export interface Answer {
  readonly status: number;
  readonly body: string;
  readonly issued?: Issued;
  readonly retryAfterMs?: number;
}

export interface Providers {
  readonly clients: Map<string, Client>;
  readonly grants: Grant[];
  readonly tokenOf: (text: string) => RefreshToken | undefined;
  /** The page of a sign-in was filled in, at this host: what its redirect carries. */
  readonly authorize: (
    client: Client,
    host: string,
    computer: number,
    since: number,
  ) => { readonly grant: Grant; readonly code: KnownSecret };
  /** Those on another device that nobody has decided about, by the codes that people type. */
  readonly onDevices: () => readonly string[];
  /** Somebody typed the code there. */
  readonly decide: (userCode: string, allows: boolean) => void;
  /** The tokens of a grant, as one answer gives them. */
  readonly issue: (grant: Grant, since: number) => { readonly reply: Record<string, unknown>; readonly issued: Issued };
  /** The server does what was asked. */
  readonly act: (request: HttpRequest, computer: number) => Answer;
}

interface ProvidersDeps {
  readonly secrets: Secrets;
  /** Told of every use of a refresh token, before it is judged. */
  readonly onUse: (token: RefreshToken, computer: number) => void;
  /** Told of every refresh token that a computer has it end. */
  readonly onRevoke: (token: RefreshToken, computer: number) => void;
  /** The operation that a sign-in at this registration came of. */
  readonly sinceOf: (client: Client, computer: number) => number;
}

const refusal = (error: string, description = ''): Answer => ({
  status: error === 'invalid_client' ? 401 : 400,
  body: JSON.stringify({ error, ...(description !== '' && { error_description: description }) }),
});
const json = (body: unknown, issued?: Issued): Answer => ({
  status: 200,
  body: JSON.stringify(body),
  ...(issued !== undefined && { issued }),
});
const unauthorized: Answer = { status: 401, body: JSON.stringify({ error: 'invalid_token' }) };

/** Of a request for tokens: who asks, with which secret. */
const asker = (request: HttpRequest, form: URLSearchParams): { readonly id: string; readonly secret: string } => {
  const [, basic] = /^Basic (.+)$/.exec(request.headers.authorization ?? '') ?? [];
  if (basic === undefined) return { id: form.get('client_id') ?? '', secret: form.get('client_secret') ?? '' };
  const [id = '', secret = ''] = Buffer.from(basic, 'base64').toString().split(':');
  return { id: decodeURIComponent(id), secret: decodeURIComponent(secret) };
};

/** As few organizations a page as a server with long names gives: an answer has at most a megabyte. */
const pageLength = (client: Client): number => ((client.organizations[0]?.name.length ?? 0) > 10_000 ? 1 : 100);

export const createProviders = ({ secrets, onUse, onRevoke, sinceOf }: ProvidersDeps): Providers => {
  const clients = new Map<string, Client>();
  const grants: Grant[] = [];
  const tokens = new Map<string, RefreshToken>();
  const codes = new Map<string, Grant>();
  const devices = new Map<string, OnDevice>();
  let deviceCount = 0;

  const newGrant = (client: Client, computer: number, places: ReadonlySet<string> = client.places): Grant => {
    const grant: Grant = {
      id: grants.length + 1,
      client,
      computer,
      places,
      order: grants.length,
      tokens: [],
      dead: false,
      refused: undefined,
    };
    grants.push(grant);
    return grant;
  };

  const nextRefreshToken = (grant: Grant, since: number): RefreshToken => {
    const { client, places } = grant;
    const secret = secrets.make('refresh', { client: client.id, since, places }, client.tokenSize);
    const token: RefreshToken = { secret, grant, index: grant.tokens.length, broughtTo: new Set() };
    grant.tokens.push(token);
    tokens.set(secret.text, token);
    return token;
  };

  const issue: Providers['issue'] = (grant, since) => {
    const { client, places } = grant;
    const rotates = client.rotation !== 'none' || grant.tokens.length === 0;
    const refreshToken = rotates && hasRefreshToken(client) ? nextRefreshToken(grant, since) : undefined;
    const access = secrets.make('access', { client: client.id, since, places }, client.tokenSize);
    return {
      reply: {
        access_token: access.text,
        token_type: 'bearer',
        ...(client.lifeSeconds !== undefined && { expires_in: client.lifeSeconds }),
        ...(refreshToken !== undefined && { refresh_token: refreshToken.secret.text }),
      },
      issued: { grant, ...(refreshToken !== undefined && { refreshToken }) },
    };
  };

  const answerWith = (grant: Grant, since: number): Answer => {
    const { reply, issued } = issue(grant, since);
    return json(reply, issued);
  };

  const refresh = (client: Client, given: string, computer: number): Answer => {
    const token = tokens.get(given);
    const unknown =
      client.kind === 'readycloud'
        ? refusal('invalid_request', 'No such refresh token.')
        : refusal('invalid_grant', 'unknown token');
    if (token === undefined) return unknown;
    const { grant } = token;
    onUse(token, computer);
    if (grant.dead || grant.client !== client) {
      grant.refused = token;
      return unknown;
    }
    const newest = grant.tokens.length - 1;
    const isTaken = token.index === newest || (client.rotation === 'lenient' && token.index === newest - 1);
    if (!isTaken) {
      // The one before may come of an answer that was lost; an older one is a replay, and ends them all.
      if (token.index < newest - 1) grant.dead = true;
      grant.refused = token;
      return unknown;
    }
    return answerWith(grant, token.secret.since);
  };

  const token = (request: HttpRequest, computer: number): Answer => {
    const form = new URLSearchParams(request.body);
    const { id, secret } = asker(request, form);
    const client = clients.get(id);
    if (client === undefined) return refusal('invalid_client', 'client_id is unknown');
    if (secret !== '' && !client.accepted.has(secret)) return refusal('invalid_client', 'wrong secret');
    // Of an account that has no secret, as one of a list may be: what is under way brings it.
    const since = secrets.get(secret)?.since ?? sinceOf(client, computer);
    // What a host issues may go back to that host.
    const here = placesAt(client, [new URL(request.url).host]);
    switch (form.get('grant_type')) {
      case 'refresh_token':
        return refresh(client, form.get('refresh_token') ?? '', computer);
      case 'authorization_code': {
        const code = form.get('code') ?? '';
        const grant = codes.get(code);
        codes.delete(code);
        return grant === undefined ? refusal('invalid_grant') : answerWith(grant, secrets.get(code)?.since ?? 0);
      }
      case byDevice:
        return tokensOfDevice(client, form.get('device_code') ?? '', computer);
      case 'password': {
        const password = form.get('password') ?? '';
        if (!client.accepted.has(password)) return refusal('invalid_grant');
        return answerWith(newGrant(client, computer, here), secrets.get(password)?.since ?? 0);
      }
      default:
        return answerWith(newGrant(client, computer, here), since);
    }
  };

  /** RFC 8628 section 3.2. */
  const beginDevice = (request: HttpRequest, computer: number): Answer => {
    const { id, secret } = asker(request, new URLSearchParams(request.body));
    const client = clients.get(id);
    // Who answers at another host knows no registration of this one.
    const isKnown = client !== undefined && new URL(request.url).host === client.host;
    if (!isKnown) return refusal('invalid_client', 'client_id is unknown');
    if (secret !== '' && !client.accepted.has(secret)) return refusal('invalid_client', 'wrong secret');
    const since = sinceOf(client, computer);
    const code = secrets.make('code', { client: client.id, since, places: client.places });
    deviceCount += 1;
    const userCode = `DOCK-${deviceCount}`;
    devices.set(code.text, { client, since, userCode, asked: 0, state: 'open' });
    return json({
      device_code: code.text,
      user_code: userCode,
      verification_uri: `https://${client.host}/device`,
      expires_in: 900,
    });
  };

  /** One in four who ask too early is told to slow down. */
  const tokensOfDevice = (client: Client, code: string, computer: number): Answer => {
    const device = devices.get(code);
    if (device === undefined || device.client !== client) return refusal('invalid_grant');
    device.asked += 1;
    if (device.state === 'open') return refusal(device.asked % 4 === 0 ? 'slow_down' : 'authorization_pending');
    devices.delete(code);
    if (device.state === 'denied') return refusal('access_denied');
    return answerWith(newGrant(client, computer), device.since);
  };

  const description = (host: string): Answer =>
    json({
      issuer: `https://${host}`,
      authorization_endpoint: `https://${host}/authorize`,
      token_endpoint: `https://${host}/token`,
      userinfo_endpoint: `https://${host}/userinfo`,
      revocation_endpoint: `https://${host}/revoke`,
      device_authorization_endpoint: `https://${host}/device/code`,
      token_endpoint_auth_methods_supported: ['client_secret_post'],
    });

  /** RFC 7009: with a refresh token goes its grant; what is not known is as good as ended. */
  const revoke = (request: HttpRequest, computer: number): Answer => {
    const form = new URLSearchParams(request.body);
    const { id, secret } = asker(request, form);
    const client = clients.get(id);
    if (client === undefined) return refusal('invalid_client', 'client_id is unknown');
    if (secret !== '' && !client.accepted.has(secret)) return refusal('invalid_client', 'wrong secret');
    const token = tokens.get(form.get('token') ?? '');
    if (token?.grant.client === client) {
      onRevoke(token, computer);
      token.grant.dead = true;
    }
    return { status: 200, body: '' };
  };

  const organizations = (client: Client, url: URL): Answer => {
    const [page, length] = [Number(url.searchParams.get('page') ?? 0), pageLength(client)];
    const some = client.organizations.slice(page * length, (page + 1) * length);
    const isLast = (page + 1) * length >= client.organizations.length;
    const results = some.map(({ id, name }) => ({ url: `${url.origin}/api/v2/orgs/${id}/`, name, deleted_at: null }));
    return json({ next: isLast ? null : `${url.origin}/api/v2/orgs/?page=${page + 1}`, results });
  };

  const act: Providers['act'] = (request, computer) => {
    const url = new URL(request.url);
    if (url.pathname.endsWith('/openid-configuration')) return description(url.host);
    if (url.pathname.includes('/.well-known/')) return { status: 404, body: '{}' };
    if (url.pathname === '/revoke') return revoke(request, computer);
    if (url.pathname === '/device/code') return beginDevice(request, computer);
    if (request.method === 'POST') return token(request, computer);
    const credentials = secrets.in(request.headers.authorization ?? '')[0];
    const client = clients.get(credentials?.client ?? '');
    if (credentials === undefined || client === undefined) return unauthorized;
    if (credentials.kind === 'typed' && !client.accepted.has(credentials.text)) return unauthorized;
    if (request.method === 'DELETE') {
      for (const grant of grants) if (grant.client === client) grant.dead = true;
      return { status: 204, body: '' };
    }
    if (url.pathname === '/api/v2/orgs/') return organizations(client, url);
    if (url.pathname === '/api/v2/user') return json({ user: { username: client.id, company_name: '' } });
    if (url.pathname === '/v1/me') return json({ Username: client.id });
    const { length } = client.organizations[0]?.name ?? '';
    return json({ email: `${client.id}@example.test`, name: client.id.padEnd(Math.min(length, 500), '-') });
  };

  return {
    clients,
    grants,
    tokenOf: text => tokens.get(text),
    authorize: (client, host, computer, since) => {
      const places = placesAt(client, [host]);
      const grant = newGrant(client, computer, places);
      const code = secrets.make('code', { client: client.id, since, places });
      codes.set(code.text, grant);
      return { grant, code };
    },
    onDevices: () => [...devices.values()].flatMap(({ state, userCode }) => (state === 'open' ? [userCode] : [])),
    decide: (userCode, allows) => {
      for (const device of devices.values()) {
        if (device.userCode === userCode && device.state === 'open') device.state = allows ? 'allowed' : 'denied';
      }
    },
    issue,
    act,
  };
};

const byDevice = 'urn:ietf:params:oauth:grant-type:device_code';

interface OnDevice {
  readonly client: Client;
  readonly since: number;
  readonly userCode: string;
  /** How often. */
  asked: number;
  state: 'open' | 'allowed' | 'denied';
}

const hasRefreshToken = ({ kind }: Client): boolean =>
  ['readycloud', 'oauth2-code', 'oauth2-discovered', 'ordercloud', 'oauth2-device'].includes(kind);

/** Whether a sign-in of it goes through pages, in a window or on another device. */
export const hasPages = ({ kind }: Client): boolean =>
  ['readycloud', 'oauth2-code', 'oauth2-discovered', 'oauth2-device'].includes(kind);
