import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { DockpassError } from '../../main/core/base/errors.ts';
import { Secret } from '../../main/core/base/secret.ts';
import { fillForm } from '../../main/core/oauth/filled-form.ts';
import type { FilledForm } from '../../main/core/oauth/provider.ts';
import { readRedirect } from '../../main/core/oauth/redirect.ts';
import { revokeAll } from '../../main/core/oauth/revocation.ts';
import { providersWith } from '../../main/providers/index.ts';
import { oauth2 } from '../../main/providers/oauth2.ts';
import { fetchHttp } from '../support/fakes/fetch-http.ts';
import type { FaultKind } from '../support/local/faults.ts';
import { type OAuthServer, startOAuth } from '../support/oauth/server.ts';
import {
  type Answers,
  oauthClient,
  oauthUser,
  type Revokes,
  type Settings,
  strict,
} from '../support/oauth/settings.ts';

// Against a plain local server: passwords, the implicit way, descriptions, and servers that lie.

let server: OAuthServer;
beforeAll(async () => {
  server = await startOAuth();
});
afterAll(() => server.close());
afterEach(() => {
  Object.assign(server.conduct, strict);
});

const ports = { http: fetchHttp(), now: Date.now };
const nonces = { state: 'st-1', codeVerifier: 'v'.repeat(43) };
const typed = (values: Readonly<Record<string, string>>): FilledForm =>
  fillForm(oauth2, {
    provider: 'oauth2',
    environment: 'typed',
    accountName: '',
    values: { clientId: oauthClient.id, clientSecret: oauthClient.secret, ...values },
  });
const addresses = () => ({
  authorizationAddress: `${server.origin}/authorize`,
  tokenAddress: `${server.origin}/token`,
});
const discovered = async (way: string): Promise<FilledForm> => {
  const filled = typed({ way, discoverFrom: server.origin });
  return (await oauth2.prepare?.(filled, ports)) ?? filled;
};
const password = (changes: Readonly<Record<string, string>> = {}) =>
  typed({ way: 'password', ...addresses(), username: oauthUser.name, password: oauthUser.password, ...changes });

const problemOf = async (work: Promise<unknown> | undefined): Promise<DockpassError> => {
  const problem: unknown = await Promise.resolve(work).then(
    () => new Error('no error'),
    error => error,
  );
  if (problem instanceof DockpassError) return problem;
  throw problem;
};
const told = ({ code, reason }: DockpassError): string => [code, reason].filter(Boolean).join(' ');

/** The address that the server sends a browser to. */
const endOf = async (filled: FilledForm) => {
  const page = await oauth2.window?.(filled, nonces);
  if (page === undefined) throw new Error('no sign-in page');
  const form = new URL(page.authorizationUrl).searchParams;
  const reply = await fetch(`${server.origin}/authorize/allow`, { method: 'POST', body: form, redirect: 'manual' });
  return { page, reading: readRedirect(reply.headers.get('location') ?? '', page.expected) };
};

describe('a username and password', () => {
  it('give tokens, a refresh token renews them, and the password need not be kept', async () => {
    const filled = password();
    const tokens = await oauth2.obtain?.(filled, ports);
    if (tokens?.refreshToken === undefined) throw new Error('no refresh token');
    expect(oauth2.canRenew(filled, tokens)).toBe(true);
    expect(oauth2.keepsSecret?.(filled.values, 'password')).toBe(false);
    expect(await oauth2.renew?.(filled, tokens.refreshToken, ports)).toMatchObject({ expiresInSeconds: 7200 });
    expect(server.grants.slice(-2).map(({ type }) => type)).toEqual(['password', 'refresh_token']);
  });

  it('renew where the person wants the password remembered, and only there', () => {
    const tokens = { accessToken: new Secret('at-1') };
    expect(oauth2.canRenew(password({ rememberPassword: 'yes' }), tokens)).toBe(true);
    expect(oauth2.canRenew(password(), tokens)).toBe(false);
  });

  it('that are wrong are not tried again by themselves', async () => {
    const problem = await problemOf(oauth2.obtain?.(password({ password: 'wrong' }), ports));
    expect(told(problem)).toBe('wrong-credentials 400');
    expect(problem.stopTrying).toBe(true);
  });
});

describe('the implicit way', () => {
  it('gives a token that nobody can renew', async () => {
    const filled = typed({ way: 'implicit', authorizationAddress: `${server.origin}/authorize` });
    const { page, reading } = await endOf(filled);
    expect(reading).toMatchObject({ kind: 'token', expiresInSeconds: 7200 });
    expect(page).not.toHaveProperty('exchange');
    expect(new URL(page.authorizationUrl).searchParams.has('code_challenge')).toBe(false);
    expect(oauth2.canRenew(filled, { accessToken: new Secret('at-1') })).toBe(false);
  });
});

describe('an answer of a server that means harm', () => {
  it.each<[Answers, string]>([
    ['with-another-state', 'state-mismatch'],
    ['without-state', 'state-missing'],
    ['as-another-server', 'issuer-mismatch'],
    ['without-its-name', 'issuer-missing'],
    ['with-a-token-for-a-code', 'wrong-answer'],
    ['with-two-codes', 'duplicate-parameter'],
  ])('%s is not taken', async (answers, reason) => {
    server.conduct.answers = answers;
    const { reading } = await endOf(await discovered('authorization_code'));
    expect(reading).toEqual({ kind: 'invalid', reason });
  });

  it.each<Partial<Settings>>([
    { tokenType: 'missing' },
    { tokenType: 'mac' },
    { lineBreak: true },
    { accessToken: 'missing' },
  ])('%j in place of a token is not taken either', async replies => {
    Object.assign(server.conduct, replies);
    const refused = replies.accessToken === 'missing' ? 'bad-reply no-token' : 'bad-reply';
    expect(told(await problemOf(oauth2.obtain?.(password(), ports)))).toBe(refused);
    const filled = await discovered('authorization_code');
    const { page, reading } = await endOf(filled);
    if (reading.kind !== 'code') throw new Error('no code');
    const answer = { code: reading.code, redirectUri: page.expected.address };
    expect(told(await problemOf(page.exchange?.(answer, ports)))).toBe(refused);
  });

  it('gives a code that is good once, and not for another address', async () => {
    const { page, reading } = await endOf(await discovered('authorization_code'));
    if (reading.kind !== 'code') throw new Error('no code');
    const answer = { code: reading.code, redirectUri: page.expected.address };
    await page.exchange?.(answer, ports);
    expect(told(await problemOf(page.exchange?.(answer, ports)))).toBe('bad-redirect code-refused');
    const next = await endOf(await discovered('authorization_code'));
    if (next.reading.kind !== 'code') throw new Error('no code');
    const elsewhere = { code: next.reading.code, redirectUri: 'http://127.0.0.1/other' };
    expect(told(await problemOf(next.page.exchange?.(elsewhere, ports)))).toBe('bad-redirect code-refused');
  });
});

describe('a description', () => {
  it('that only RFC 8414 knows is found, and says how a secret is sent', async () => {
    const { values } = await discovered('client_credentials');
    expect(values).toMatchObject({ tokenAddress: `${server.origin}/token`, clientAuthenticationFound: 'body' });
    expect(values).not.toHaveProperty('authorizationAddress');
  });

  const reply = async (body: unknown, from = 'https://id.example.com') => {
    const http = { send: async () => ({ response: Response.json(body) }) };
    return oauth2.prepare?.(typed({ way: 'authorization_code', discoverFrom: from }), { http, now: Date.now });
  };
  const good = {
    issuer: 'https://id.example.com',
    authorization_endpoint: 'https://id.example.com/authorize',
    token_endpoint: 'https://id.example.com/token',
  };

  it.each<[string, object, string]>([
    ['of another server', { ...good, issuer: 'https://evil.example' }, 'bad-input other-issuer'],
    ['of the same host under another path', { ...good, issuer: 'https://id.example.com/a' }, 'bad-input other-issuer'],
    ['with no name', { ...good, issuer: undefined }, 'bad-input nothing-discovered'],
    ['with a page that is not encrypted', { ...good, authorization_endpoint: 'http://id.example.com/a' }, 'bad-input'],
    ['with a script for a page', { ...good, authorization_endpoint: 'javascript:alert(1)' }, 'bad-input'],
    ['with a name in its address', { ...good, token_endpoint: 'https://id.example.com@evil.example/' }, 'bad-input'],
    [
      'that leads to this computer',
      { ...good, token_endpoint: 'http://127.0.0.1:631/' },
      'bad-input nothing-discovered',
    ],
    ['with no page', { ...good, authorization_endpoint: undefined }, 'bad-input'],
    ['with a number for an address', { ...good, token_endpoint: 7 }, 'bad-input nothing-discovered'],
    ['that is a list', [1, 2], 'bad-input nothing-discovered'],
  ])('%s is not believed', async (_what, body, outcome) => {
    expect(told(await problemOf(reply(body)))).toBe(outcome);
  });

  it('of a server whose name ends with a slash is found without it', async () => {
    const filled = await reply({ ...good, issuer: 'https://id.example.com/t/' }, 'https://id.example.com/t');
    expect(filled?.values.issuer).toBe('https://id.example.com/t/');
  });

  it('of a server in trouble is not taken for none', async () => {
    const handle = server.fault({ on: 'description', kind: 'status-500', times: 2 });
    expect(told(await problemOf(discovered('authorization_code')))).toBe('provider-down 500');
    handle.release();
  });

  it('is asked for again at each sign-in: what it said before is forgotten', async () => {
    const before = await discovered('authorization_code');
    const byHand = { ...before, values: { ...before.values, discoverFrom: '' } };
    const after = await oauth2.prepare?.(byHand, ports);
    for (const name of ['issuer', 'issuerInAnswers', 'clientAuthenticationFound'])
      expect(after?.values).not.toHaveProperty(name);
  });
});

describe('a revocation', () => {
  const tokensOf = async () => {
    const filled = (await oauth2.prepare?.(password({ discoverFrom: server.origin }), ports)) ?? password();
    const tokens = await oauth2.obtain?.(filled, ports);
    if (tokens?.refreshToken === undefined) throw new Error('no refresh token');
    return { filled, tokens };
  };
  const apiTakes = async (token: Secret): Promise<boolean> =>
    (await fetch(`${server.origin}/api/orders`, { headers: { authorization: `Bearer ${token.reveal()}` } })).ok;

  it('ends the refresh token first, then the access token, each with its hint and the secret as that endpoint takes it', async () => {
    const { filled, tokens } = await tokensOf();
    expect(filled.values).toMatchObject({ clientAuthenticationFound: 'body', revocationAuthentication: 'basic' });
    expect(await revokeAll(oauth2, filled, tokens, ports)).toEqual({});
    expect(server.revoked).toEqual([
      { token: tokens.refreshToken?.reveal(), hint: 'refresh_token' },
      { token: tokens.accessToken.reveal(), hint: 'access_token' },
    ]);
    expect(server.received.at(-1)).toMatchObject({ endpoint: 'revoke', method: 'POST' });
    expect(await apiTakes(tokens.accessToken)).toBe(false);
    const renewing = oauth2.renew?.(filled, tokens.refreshToken ?? new Secret(''), ports);
    expect(told(await problemOf(renewing))).toBe('needs-sign-in 400');
  });

  it('says what is left where the server ends refresh tokens alone', async () => {
    server.conduct.revokes = 'refresh-tokens-only';
    const { filled, tokens } = await tokensOf();
    const { left } = await revokeAll(oauth2, filled, tokens, ports);
    expect(left && told(left)).toBe('provider-refused unsupported-token-type');
    expect(await apiTakes(tokens.accessToken)).toBe(true);
  });

  it.each<[Revokes, string]>([
    ['nothing', 'provider-refused unsupported-token-type'],
    ['later', 'provider-down 503'],
  ])('that ends %s asks once, and the tokens live on', async (revokes, refused) => {
    server.conduct.revokes = revokes;
    const { filled, tokens } = await tokensOf();
    const before = server.revoked.length;
    expect(told(await problemOf(revokeAll(oauth2, filled, tokens, ports)))).toBe(refused);
    expect(server.revoked.length - before).toBe(1);
    expect(await apiTakes(tokens.accessToken)).toBe(true);
  });

  it.each<[FaultKind, string]>([
    ['status-429', 'rate-limited 429'],
    ['status-500', 'provider-down 500'],
    ['refusal', 'provider-refused 400'],
  ])('that meets %s is told as that', async (kind, refused) => {
    const { filled, tokens } = await tokensOf();
    const fault = server.fault({ on: 'revoke', kind });
    expect(told(await problemOf(revokeAll(oauth2, filled, tokens, ports)))).toBe(refused);
    fault.release();
  });

  it.each([
    ['is no address', 7],
    ['is not encrypted', 'http://id.example.com/revoke'],
    ['leads to this computer', 'http://127.0.0.1:631/'],
  ])('is left out where its address %s: signing in goes on without it', async (_what, address) => {
    const issuer = 'https://id.example.com';
    const body = {
      issuer,
      authorization_endpoint: `${issuer}/authorize`,
      token_endpoint: `${issuer}/token`,
      revocation_endpoint: address,
    };
    const http = { send: async () => ({ response: Response.json(body) }) };
    const filled = typed({ way: 'authorization_code', discoverFrom: issuer });
    const values = (await oauth2.prepare?.(filled, { http, now: Date.now }))?.values ?? {};
    expect(values.tokenAddress).toBe(`${issuer}/token`);
    expect(values).not.toHaveProperty('revocationAddress');
    expect(oauth2.revokes?.(values)).toBe(false);
  });

  it('has an address that is bound with the others: another origin is one of the account’s', () => {
    const filled = password();
    const values = { ...filled.values, revocationAddress: 'https://revoke.example.com/token' };
    expect(oauth2.origins?.({ ...filled, values })).toContain('https://revoke.example.com');
  });
});

it('on a local server every address keeps its path and goes there', async () => {
  const local = providersWith({ oauth2: 'http://127.0.0.1:4000' }).find(one => one.id === 'oauth2');
  const environment = local?.environments.find(one => one.id === 'local');
  if (environment === undefined) throw new Error('no local environment');
  const filled = {
    ...typed({
      way: 'authorization_code',
      authorizationAddress: 'https://id.example.com/a/authorize?x=1',
      tokenAddress: 'https://tokens.example.com/t',
      apiAddress: 'https://api.example.com/v1',
    }),
    environment,
  };
  const page = await oauth2.window?.(filled, nonces);
  expect(page?.authorizationUrl).toMatch(/^http:\/\/127\.0\.0\.1:4000\/a\/authorize\?x=1&/);
  expect(new Set(oauth2.origins?.(filled))).toEqual(new Set(['http://127.0.0.1:4000']));
  expect(oauth2.endpoints(filled.values)[0]?.url(environment, undefined)).toBe('http://127.0.0.1:4000/v1');
});
