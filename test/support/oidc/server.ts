import { generateKeyPairSync } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { type GrantContext, Provider } from 'oidc-provider';
import { findDeadOrigin } from '../local/server.ts';
import { clients, scopes, userNamed } from './settings.ts';
import { createStore } from './store.ts';

// oidc-provider, a certified OpenID Connect server that no one here wrote, on loopback with a sign-in page of one form.

/** One request for tokens and how it ended. Holds secrets: for tests to compare, never to print. */
export interface OidcGrant {
  readonly type: string;
  readonly clientId: string;
  /** `granted`, or the error code it was refused with. */
  readonly outcome: string;
  readonly accessToken?: string;
  readonly refreshToken?: string;
  readonly redirectUri?: string;
}
export interface OidcServer {
  /** Its issuer, http://127.0.0.1:port */
  readonly origin: string;
  readonly grants: readonly OidcGrant[];
  /** Paths that were asked for, in order. */
  readonly paths: readonly string[];
  readonly goDown: () => Promise<void>;
  readonly comeBack: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/** `deviceSeconds`: how long the code of a sign-in on another device is good. */
export async function startOidc({ deviceSeconds = 600 } = {}): Promise<OidcServer> {
  const origin = await findDeadOrigin();
  const provider = createProvider(origin, deviceSeconds);
  const grants: OidcGrant[] = [];
  provider.on('grant.success', context => grants.push(grantOf(context, 'granted')));
  provider.on('grant.error', (context, { error }) => grants.push(grantOf(context, error ?? 'server_error')));
  const paths: string[] = [];
  const answer = provider.callback();
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', origin).pathname;
    paths.push(path);
    if (path.startsWith('/sign-in/')) void signIn(provider, request, response);
    else void answer(request, response);
  });
  await listen(server, origin);
  return {
    origin,
    grants,
    paths,
    goDown: () => stop(server),
    comeBack: () => listen(server, origin),
    close: () => stop(server),
  };
}

function createProvider(issuer: string, deviceSeconds: number): Provider {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return new Provider(issuer, {
    adapter: createStore(),
    clients,
    clientDefaults: { id_token_signed_response_alg: 'ES256' },
    jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), use: 'sig', alg: 'ES256' }] },
    cookies: { keys: ['a key that signs nothing of worth'] },
    scopes,
    claims: { openid: ['sub'], email: ['email'] },
    features: {
      clientCredentials: { enabled: true },
      deviceFlow: { enabled: true, successSource },
      devInteractions: { enabled: false },
      introspection: { enabled: true, allowedPolicy: () => true },
      revocation: { enabled: true },
    },
    pkce: { required: () => true },
    rotateRefreshToken: true,
    ttl: {
      AccessToken: 7200,
      ClientCredentials: 1800,
      RefreshToken: 86_400,
      Session: 3600,
      Grant: 86_400,
      IdToken: 600,
      Interaction: 600,
      DeviceCode: deviceSeconds,
    },
    interactions: { url: (_context: GrantContext, { uid }: { readonly uid: string }) => `/sign-in/${uid}` },
    findAccount: (_context: GrantContext, id: string) => userNamed(id),
    renderError: (context: { type: string; body: string }, { error }: { readonly error: string }) => {
      context.type = 'html';
      context.body = page(`<h1>Refused</h1><p>${error}</p>`);
    },
    loadExistingGrant: allowEverything,
  });
}

/** Whoever signs in on the page has allowed what was asked. */
async function allowEverything({ oidc }: GrantContext) {
  const { client, session, provider } = oidc;
  if (client === undefined || session?.accountId === undefined) return undefined;
  const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId });
  grant.addOIDCScope(scopes.join(' '));
  await grant.save();
  return grant;
}

const successSource = (context: { body: string }): void => {
  context.body = page('<h1>Signed in</h1>');
};

async function signIn(provider: Provider, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.method === 'GET') {
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(
      page(`<h1>Sign in</h1><form method="post"><label>Username <input name="user"></label>
<button name="press" value="allow">Allow Access</button><button name="press" value="deny">Deny</button></form>`),
    );
    return;
  }
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece);
  const form = new URLSearchParams(Buffer.concat(pieces).toString('utf8'));
  const result =
    form.get('press') === 'allow'
      ? { login: { accountId: form.get('user') ?? '' }, consent: {} }
      : { error: 'access_denied', error_description: 'The person said no.' };
  await provider.interactionFinished(request, response, result);
}

const page = (body: string): string =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><title>Sign in</title>${body}</html>`;

function grantOf({ oidc, body }: GrantContext, outcome: string): OidcGrant {
  const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
  const [accessToken, refreshToken] = [text(body?.access_token), text(body?.refresh_token)];
  const redirectUri = oidc.params?.redirect_uri;
  return {
    type: oidc.params?.grant_type ?? '',
    clientId: oidc.client?.clientId ?? '',
    outcome,
    ...(accessToken !== undefined && { accessToken }),
    ...(refreshToken !== undefined && { refreshToken }),
    ...(redirectUri !== undefined && { redirectUri }),
  };
}

async function listen(server: Server, origin: string): Promise<void> {
  const listening = Promise.withResolvers<void>();
  server.once('error', listening.reject);
  server.listen(Number(new URL(origin).port), '127.0.0.1', listening.resolve);
  await listening.promise;
  server.off('error', listening.reject);
}

async function stop(server: Server): Promise<void> {
  if (!server.listening) return;
  const stopped = new Promise<void>(done => server.close(() => done()));
  server.closeAllConnections();
  await stopped;
}
