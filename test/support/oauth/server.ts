import { createHash, randomBytes } from 'node:crypto';
import { type Answer, type Asked, html, json, redirect } from '../local/exchange.ts';
import { type LocalServer, type Route, startLocalServer } from '../local/server.ts';
import { isFor, sentOn } from '../local/slash.ts';
import { tokenMembers } from '../local/token-members.ts';
import { oauthClient, oauthPaths, oauthUser, type Settings, strict } from './settings.ts';

// A plain OAuth 2.0 server for what oidc-provider does not do: passwords, the implicit way, and answers that mean harm.

export type OAuthPlace = 'description' | 'authorize' | 'token' | 'revoke';
export interface OAuthGrant {
  readonly type: string;
  /** `granted`, or the error code. */
  readonly outcome: string;
}
interface RevokedToken {
  readonly token: string;
  readonly hint: string | null;
}
export interface OAuthServer extends LocalServer<OAuthPlace> {
  readonly grants: readonly OAuthGrant[];
  /** Access tokens, oldest first. Secrets: to compare, never to print. */
  readonly issued: readonly string[];
  /** Tokens that it was asked to revoke, in order, with their hints. Secrets, too. */
  readonly revoked: readonly RevokedToken[];
  /** Changed by tests at any time. */
  readonly conduct: Settings;
}
export interface OAuthOptions extends Partial<Settings> {
  /** Epoch ms, for when requests arrived; the machine's clock when absent. */
  readonly now?: () => number;
}

/** What a code or refresh token stands for. */
interface Promised {
  readonly challenge: string;
  readonly redirectUri: string;
}

export async function startOAuth({ now = Date.now, ...changed }: OAuthOptions = {}): Promise<OAuthServer> {
  const conduct: Settings = { ...strict, ...changed };
  const grants: OAuthGrant[] = [];
  const issued: string[] = [];
  const alive = new Set<string>();
  const revoked: RevokedToken[] = [];
  const server = await startLocalServer<OAuthPlace>({
    now,
    wire: conduct,
    routesAt: origin => {
      const codes = new Map<string, Promised>();
      const refreshTokens = new Set<string>();
      const issue = (withRefresh: boolean) => {
        const accessToken = secret('at');
        issued.push(accessToken);
        alive.add(accessToken);
        if (!withRefresh) return { accessToken };
        const refreshToken = secret('rt');
        refreshTokens.add(refreshToken);
        return { accessToken, refreshToken };
      };
      const note = (grant: OAuthGrant) => grants.push(grant);
      const parts = { origin, conduct, codes, refreshTokens, alive, revoked, issue, note };
      return asked => route(asked, parts);
    },
  });
  return { ...server, conduct, grants, issued, revoked };
}

const secret = (kind: string): string => `${kind}-${randomBytes(18).toString('base64url')}`;

interface Parts {
  readonly origin: string;
  readonly conduct: Settings;
  readonly codes: Map<string, Promised>;
  readonly refreshTokens: Set<string>;
  /** Access tokens that the API takes. */
  readonly alive: Set<string>;
  readonly revoked: RevokedToken[];
  readonly issue: (withRefresh: boolean) => { readonly accessToken: string; readonly refreshToken?: string };
  readonly note: (grant: OAuthGrant) => void;
}

function route(asked: Asked, parts: Parts): Route<OAuthPlace> {
  const { url, headers } = asked;
  if (isFor(asked, oauthPaths.token, parts.conduct.slash))
    return { endpoint: 'token', place: 'token', answer: one => exchange(one, parts) };
  switch (url.pathname) {
    case oauthPaths.description:
      return { endpoint: 'description', place: 'description', answer: () => describe(parts.origin) };
    case oauthPaths.authorize:
      return { endpoint: 'authorize', place: 'authorize', answer: authorize };
    case oauthPaths.allow:
      return { endpoint: 'allow', answer: ({ form }) => allow(form, parts) };
    case oauthPaths.revoke:
      return { endpoint: 'revoke', place: 'revoke', answer: one => revoke(one, parts) };
    case oauthPaths.api: {
      const isKnown = parts.alive.has((headers.authorization ?? '').replace(/^Bearer /, ''));
      return { endpoint: 'api', answer: () => (isKnown ? json(200, { orders: [] }) : json(401, {})) };
    }
    default:
      return { endpoint: 'nothing', answer: () => json(404, {}) };
  }
}

const describe = (origin: string): Answer =>
  json(200, {
    issuer: origin,
    authorization_endpoint: origin + oauthPaths.authorize,
    token_endpoint: origin + oauthPaths.token,
    token_endpoint_auth_methods_supported: ['client_secret_post'],
    revocation_endpoint: origin + oauthPaths.revoke,
    revocation_endpoint_auth_methods_supported: ['client_secret_basic'],
    authorization_response_iss_parameter_supported: true,
  });

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');

/** The page a person signs in on. */
function authorize({ url }: Asked): Answer {
  const hidden = [...url.searchParams].map(
    ([name, value]) => `<input type="hidden" name="${name}" value="${escaped(value)}">`,
  );
  return html(
    200,
    `<!doctype html><html lang="en"><title>Sign in</title><h1>Sign in</h1><form method="post" action="${oauthPaths.allow}">
${hidden.join('')}<label>Username <input name="user"></label><button name="press" value="allow">Allow Access</button>
<button name="press" value="deny">Deny</button></form></html>`,
  );
}

function allow(asked: URLSearchParams, parts: Parts): Answer {
  const { origin, conduct, codes, issue, note } = parts;
  const to = new URL(asked.get('redirect_uri') ?? '');
  const state = asked.get('state') ?? '';
  const isToken = asked.get('response_type') === 'token' || conduct.answers === 'with-a-token-for-a-code';
  const said = new URLSearchParams();
  if (conduct.answers !== 'without-state')
    said.set('state', conduct.answers === 'with-another-state' ? `${state}x` : state);
  if (asked.get('press') === 'deny') said.set('error', 'access_denied');
  else if (isToken) {
    const { accessToken } = issue(false);
    note({ type: 'implicit', outcome: 'granted' });
    for (const [name, value] of Object.entries({ access_token: accessToken, token_type: 'bearer', expires_in: '7200' }))
      said.set(name, value);
  } else {
    const code = secret('code');
    codes.set(code, { challenge: asked.get('code_challenge') ?? '', redirectUri: asked.get('redirect_uri') ?? '' });
    said.set('code', code);
    if (conduct.answers === 'with-two-codes') said.append('code', secret('code'));
  }
  if (conduct.answers !== 'without-its-name')
    said.set('iss', conduct.answers === 'as-another-server' ? 'https://id.elsewhere.example' : origin);
  if (isToken) to.hash = said.toString();
  else to.search = said.toString();
  return redirect(to.href);
}

function exchange(asked: Asked, parts: Parts): Answer {
  const { conduct } = parts;
  const elsewhere = sentOn(asked, oauthPaths.token, conduct.slash);
  if (elsewhere !== undefined) return elsewhere;
  const { form, headers } = asked;
  const type = form.get('grant_type') ?? '';
  const error = isClient(form, headers.authorization) ? problemOf(type, form, parts) : 'invalid_client';
  parts.note({ type, outcome: error ?? 'granted' });
  if (error !== undefined) return json(error === 'invalid_client' ? 401 : conduct.refusedWith, { error });
  const { accessToken, refreshToken } = parts.issue(type !== 'client_credentials' && conduct.refreshes);
  return json(200, {
    ...tokenMembers(conduct.lineBreak ? 'at\nX: y' : accessToken, conduct.expiresInSeconds, conduct),
    ...(refreshToken !== undefined && { refresh_token: refreshToken }),
  });
}

/** RFC 7009 section 2: the refresh token takes its access tokens along only where the server wants it to; here it does not. */
function revoke({ form, headers }: Asked, { conduct, refreshTokens, alive, revoked }: Parts): Answer {
  if (!isClient(form, headers.authorization)) return json(401, { error: 'invalid_client' });
  const token = form.get('token') ?? '';
  revoked.push({ token, hint: form.get('token_type_hint') });
  const unsupported = conduct.revokes === 'nothing' || (conduct.revokes === 'refresh-tokens-only' && alive.has(token));
  if (unsupported) return json(400, { error: 'unsupported_token_type' });
  if (conduct.revokes === 'later') return json(503, {}, { 'retry-after': '90' });
  refreshTokens.delete(token);
  alive.delete(token);
  return html(200, '');
}

/** Without a secret the id alone is enough, as for a program on a person's computer. */
function isClient(form: URLSearchParams, authorization: string | undefined): boolean {
  const pair = Buffer.from((authorization ?? '').replace(/^Basic /, ''), 'base64')
    .toString('utf8')
    .split(':');
  const [id, given] = (authorization === undefined ? [form.get('client_id'), form.get('client_secret')] : pair).map(
    part => (authorization === undefined || part === null ? part : decodeURIComponent(part.replaceAll('+', ' '))),
  );
  return id === oauthClient.id && (given === null || given === undefined || given === oauthClient.secret);
}

function problemOf(type: string, form: URLSearchParams, { codes, refreshTokens }: Parts): string | undefined {
  switch (type) {
    case 'client_credentials':
      return undefined;
    case 'password':
      return form.get('username') === oauthUser.name && form.get('password') === oauthUser.password
        ? undefined
        : 'invalid_grant';
    case 'refresh_token':
      return refreshTokens.delete(form.get('refresh_token') ?? '') ? undefined : 'invalid_grant';
    case 'authorization_code': {
      const code = form.get('code') ?? '';
      const promised = codes.get(code);
      codes.delete(code);
      const challenge = createHash('sha256')
        .update(form.get('code_verifier') ?? '')
        .digest('base64url');
      const fits = promised?.challenge === challenge && promised.redirectUri === form.get('redirect_uri');
      return fits ? undefined : 'invalid_grant';
    }
    default:
      return 'unsupported_grant_type';
  }
}
