import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DockpassError } from '../../main/core/base/errors.ts';
import { Secret } from '../../main/core/base/secret.ts';
import { fillForm } from '../../main/core/oauth/filled-form.ts';
import type { FilledForm } from '../../main/core/oauth/provider.ts';
import { readRedirect } from '../../main/core/oauth/redirect.ts';
import { revokeAll } from '../../main/core/oauth/revocation.ts';
import { oauth2 } from '../../main/providers/oauth2.ts';
import { byDevice } from '../../main/providers/oauth2-fields.ts';
import { fetchHttp } from '../support/fakes/fetch-http.ts';
import { type OidcServer, startOidc } from '../support/oidc/server.ts';
import { deskClient, robotClient, shopClient } from '../support/oidc/settings.ts';
import { visit, visitDevice } from '../support/oidc/visitor.ts';

// Every way of signing in that oidc-provider has, against it.

let server: OidcServer;
beforeAll(async () => {
  server = await startOidc();
});
afterAll(() => server.close());

const ports = { http: fetchHttp(), now: Date.now };
const typed = (values: Readonly<Record<string, string>>): FilledForm =>
  fillForm(oauth2, { provider: 'oauth2', environment: 'typed', accountName: '', values });
const prepared = async (values: Readonly<Record<string, string>>): Promise<FilledForm> => {
  const filled = typed(values);
  return (await oauth2.prepare?.(filled, ports)) ?? filled;
};
const discovered = (values: Readonly<Record<string, string>>) =>
  prepared({ discoverFrom: server.origin, scopes: 'openid email offline_access orders', ...values });
const nonces = { state: 'st-1', codeVerifier: 'v'.repeat(43) };

/** From the form to the tokens, through the page, as the app goes. */
const throughPage = async (filled: FilledForm, endingAt?: string) => {
  const page = await oauth2.window?.(filled, nonces);
  if (page?.exchange === undefined) throw new Error('no sign-in page');
  const { authorizationUrl, expected } = endingAt === undefined ? page : (page.endingAt?.(endingAt) ?? page);
  const endedOn = await visit(authorizationUrl);
  const reading = readRedirect(endedOn, expected);
  if (reading.kind !== 'code') throw new Error(`read ${JSON.stringify(reading)}`);
  const exchange = page.exchange;
  const answer = { code: reading.code, redirectUri: expected.address };
  return { endedOn, exchange: () => exchange(answer, ports), expected };
};
const codeOf = async (work: Promise<unknown> | undefined): Promise<string> => {
  const problem: unknown = await Promise.resolve(work).then(
    () => 'no error',
    error => error,
  );
  expect(problem).toBeInstanceOf(DockpassError);
  return problem instanceof DockpassError ? [problem.code, problem.reason].filter(Boolean).join(' ') : '';
};
const desk = { way: 'authorization_code', clientId: deskClient.client_id };
const shop = {
  way: 'authorization_code',
  clientId: shopClient.client_id,
  clientSecret: shopClient.client_secret,
  redirectAddress: shopClient.redirect_uris[0] ?? '',
};
const robot = { way: 'client_credentials', clientId: robotClient.client_id, clientSecret: robotClient.client_secret };
const lastGrant = () => server.grants.at(-1);

describe('discovery', () => {
  it('fills in the addresses, the name of the server and how it takes a secret', async () => {
    const { values } = await discovered(desk);
    expect(values).toMatchObject({
      authorizationAddress: `${server.origin}/auth`,
      tokenAddress: `${server.origin}/token`,
      issuer: server.origin,
      issuerInAnswers: 'yes',
      clientAuthenticationFound: 'basic',
    });
  });

  it.each(['', '/', '/.well-known/openid-configuration'])('begins at the issuer and %j as well', async end => {
    const { values } = await discovered({ ...desk, discoverFrom: server.origin + end });
    expect(values.tokenAddress).toBe(`${server.origin}/token`);
  });

  it('says that an address has nothing to discover', async () => {
    const work = discovered({ ...desk, discoverFrom: `${server.origin}/elsewhere` });
    expect(await codeOf(work)).toBe('bad-input nothing-discovered');
  });
});

describe('a sign-in on the page', () => {
  it('of a program with no secret ends at any port of this computer, with PKCE and the name of the server', async () => {
    const filled = await discovered(desk);
    const { endedOn, exchange } = await throughPage(filled, 'http://127.0.0.1:45678/callback');
    expect(endedOn).toMatch(/^http:\/\/127\.0\.0\.1:45678\/callback\?/);
    expect(new URL(endedOn).searchParams.get('iss')).toBe(server.origin);
    const tokens = await exchange();
    expect(tokens).toMatchObject({ expiresInSeconds: 7200, scopes: ['openid', 'email', 'offline_access', 'orders'] });
    expect(lastGrant()).toMatchObject({
      outcome: 'granted',
      redirectUri: 'http://127.0.0.1:45678/callback',
      accessToken: tokens.accessToken.reveal(),
    });
    expect(oauth2.canRenew(filled, tokens)).toBe(true);
    expect(await oauth2.identify?.(filled, tokens.accessToken, ports)).toEqual({
      name: 'maria@example.com',
      organizations: [],
    });
  });

  it('of a program with a secret that a form has to encode, and with one address only', async () => {
    const filled = await discovered(shop);
    const page = await oauth2.window?.(filled, nonces);
    expect(page?.endingAt).toBeUndefined();
    const { exchange } = await throughPage(filled);
    expect((await exchange()).refreshToken).toBeDefined();
  });

  it('with a wrong secret says so', async () => {
    const { exchange } = await throughPage(await discovered({ ...shop, clientSecret: 'wrong' }));
    expect(await codeOf(exchange())).toBe('wrong-credentials client');
  });

  it('gives a code once: the second exchange is refused, and everything of it ends', async () => {
    const filled = await discovered(desk);
    const { exchange } = await throughPage(filled);
    const { refreshToken } = await exchange();
    expect(await codeOf(exchange())).toBe('bad-redirect code-refused');
    expect(await codeOf(oauth2.renew?.(filled, refreshToken ?? new Secret(''), ports))).toBe('needs-sign-in 400');
  });

  it('takes no code that was asked for with another verifier', async () => {
    const filled = await discovered(desk);
    const { endedOn, expected } = await throughPage(filled);
    const other = await oauth2.window?.(filled, { ...nonces, codeVerifier: 'w'.repeat(43) });
    const reading = readRedirect(endedOn, expected);
    if (reading.kind !== 'code') throw new Error('no code');
    const stolen = { code: reading.code, redirectUri: expected.address };
    expect(await codeOf(other?.exchange?.(stolen, ports))).toBe('bad-redirect code-refused');
  });

  it('that is denied comes back as that, with the name of the server', async () => {
    const page = await oauth2.window?.(await discovered(desk), nonces);
    if (page === undefined) throw new Error('no sign-in page');
    const endedOn = await visit(page.authorizationUrl, 'deny');
    expect(readRedirect(endedOn, page.expected)).toEqual({ kind: 'refused', error: 'access_denied' });
    const mixedUp = { ...page.expected, issuer: 'https://other.example' };
    expect(readRedirect(endedOn, mixedUp)).toEqual({ kind: 'invalid', reason: 'issuer-mismatch' });
  });

  it('renews with a new refresh token each time; the old one is refused', async () => {
    const filled = await discovered(desk);
    const { exchange } = await throughPage(filled);
    const first = (await exchange()).refreshToken ?? new Secret('');
    const renewed = await oauth2.renew?.(filled, first, ports);
    expect(lastGrant()).toMatchObject({ type: 'refresh_token', outcome: 'granted' });
    expect(renewed?.refreshToken?.reveal()).not.toBe(first.reveal());
    expect(await codeOf(oauth2.renew?.(filled, first, ports))).toBe('needs-sign-in 400');
  });
});

describe('a sign-in on another device', () => {
  const byCode = { way: byDevice, clientId: deskClient.client_id };
  const begun = async (values: Readonly<Record<string, string>> = {}) => {
    const filled = await discovered({ ...byCode, ...values });
    const device = await oauth2.device?.begin(filled, ports);
    if (device === undefined) throw new Error('no device way');
    return { filled, device };
  };

  it('is found by discovery, where it was chosen and beside a page', async () => {
    const device = `${server.origin}/device/auth`;
    expect((await discovered(byCode)).values).toMatchObject({ deviceAddress: device });
    const { values } = await discovered(desk);
    expect(values).toMatchObject({ deviceAddressFound: device });
    expect(oauth2.device?.isOffered(values)).toBe(true);
    expect((await discovered({ ...robot, scopes: 'orders' })).values).not.toHaveProperty('deviceAddressFound');
  });

  it('shows a code and an address, waits, and has tokens that renew once somebody allowed it', async () => {
    const { filled, device } = await begun();
    expect(device).toMatchObject({
      userCode: expect.stringMatching(/^[A-Z]{4}-[A-Z]{4}$/),
      verificationAddress: `${server.origin}/device`,
      completeAddress: `${server.origin}/device?user_code=${device.userCode}`,
      lifeMs: 600_000,
      intervalMs: 5000,
    });
    expect(await device.ask(ports)).toBe('pending');
    expect(await visitDevice(device.verificationAddress, device.userCode)).toContain('Signed in');
    const tokens = await device.ask(ports);
    if (typeof tokens === 'string') throw new Error(tokens);
    expect(tokens).toMatchObject({ expiresInSeconds: 7200, scopes: expect.arrayContaining(['openid', 'orders']) });
    expect(lastGrant()).toMatchObject({ type: byDevice, outcome: 'granted', accessToken: tokens.accessToken.reveal() });
    expect(oauth2.canRenew(filled, tokens)).toBe(true);
    await oauth2.renew?.(filled, tokens.refreshToken ?? new Secret(''), ports);
    expect(lastGrant()).toMatchObject({ type: 'refresh_token', outcome: 'granted' });
    // The code was for one time.
    expect(await codeOf(device.ask(ports))).toBe('timed-out code-expired');
  });

  it('goes on from a page, and from the address that has the code in it', async () => {
    const filled = await discovered(desk);
    const device = await oauth2.device?.begin(filled, ports);
    await visitDevice(device?.completeAddress ?? '', device?.userCode ?? '');
    expect(await device?.ask(ports)).toMatchObject({ expiresInSeconds: 7200 });
  });

  it('that is refused there says so', async () => {
    const { device } = await begun();
    await visitDevice(device.verificationAddress, device.userCode, 'deny');
    expect(await codeOf(device.ask(ports))).toBe('provider-refused access_denied');
  });

  it('whose code ran out says so', async () => {
    const hurried = await startOidc({ deviceSeconds: 1 });
    try {
      const { device } = await begun({ discoverFrom: hurried.origin });
      expect(device.lifeMs).toBe(1000);
      await expect.poll(() => codeOf(device.ask(ports)), { timeout: 5000 }).toBe('timed-out code-expired');
    } finally {
      await hurried.close();
    }
  });

  it('of a program that may not is refused at its begin', async () => {
    expect(await codeOf(begun({ clientId: robotClient.client_id, clientSecret: 'wrong' }))).toBe(
      'wrong-credentials client',
    );
  });
});

describe('a program that acts for itself', () => {
  it.each(['discovered', 'typed'])(
    'is let in with its secret in the body, at a token address that was %s',
    async how => {
      const address = how === 'typed' ? { discoverFrom: '', tokenAddress: `${server.origin}/token` } : {};
      const filled = await discovered({ ...robot, ...address, clientAuthentication: 'body', scopes: 'orders' });
      const tokens = await oauth2.obtain?.(filled, ports);
      expect(tokens).toMatchObject({ expiresInSeconds: 1800, scopes: ['orders'] });
      expect(lastGrant()).toMatchObject({ type: 'client_credentials', outcome: 'granted' });
    },
  );

  it('is told that its secret is wrong, that it may not have a scope, and that it may not sign in so', async () => {
    const filled = await discovered({ ...robot, clientAuthentication: 'body', scopes: 'orders' });
    const wrong = { ...filled, secrets: { clientSecret: new Secret('wrong') } };
    expect(await codeOf(oauth2.obtain?.(wrong, ports))).toBe('wrong-credentials client');
    const greedy = { ...filled, values: { ...filled.values, scopes: 'stock' } };
    expect(await codeOf(oauth2.obtain?.(greedy, ports))).toMatch(/^unknown-scope/);
    const desky = await discovered({ ...desk, way: 'client_credentials', scopes: '' });
    expect(await codeOf(oauth2.obtain?.(desky, ports))).toBe('provider-refused 400');
  });
});

describe('a revocation', () => {
  /** What the server itself says of a token (RFC 7662), asked as the shop. */
  const isAlive = async (token: Secret): Promise<boolean> => {
    const pair = [shopClient.client_id, shopClient.client_secret].map(encodeURIComponent).join(':');
    const reply = await fetch(`${server.origin}/token/introspection`, {
      method: 'POST',
      headers: { authorization: `Basic ${Buffer.from(pair).toString('base64')}` },
      body: new URLSearchParams({ token: token.reveal() }),
    });
    const said: unknown = await reply.json();
    return typeof said === 'object' && said !== null && 'active' in said && said.active === true;
  };
  const signedIn = async (values: Readonly<Record<string, string>>) => {
    const filled = await discovered(values);
    const { accessToken, refreshToken } = await (await throughPage(filled)).exchange();
    if (refreshToken === undefined) throw new Error('no refresh token');
    return { filled, accessToken, refreshToken };
  };
  const revoke = (filled: FilledForm, token: Secret, kind: 'access_token' | 'refresh_token' = 'refresh_token') =>
    oauth2.revoke?.(filled, { kind, token }, ports);

  it('has an address that discovery finds, and none where the addresses were typed', async () => {
    const { values } = await discovered(shop);
    expect(values.revocationAddress).toBe(`${server.origin}/token/revocation`);
    expect(oauth2.revokes?.(values)).toBe(true);
    const byHand = typed({ ...robot, tokenAddress: 'https://id.example.com/token' });
    expect(oauth2.revokes?.(byHand.values)).toBe(false);
  });

  it.each([
    ['a program with a secret', shop],
    ['a program with none', desk],
  ])('of %s ends its tokens: the server calls neither alive, and gives nothing for them', async (_who, values) => {
    const { filled, accessToken, refreshToken } = await signedIn(values);
    expect(await oauth2.identify?.(filled, accessToken, ports)).toMatchObject({ name: 'maria@example.com' });
    expect(await revokeAll(oauth2, filled, { accessToken, refreshToken }, ports)).toEqual({});
    expect([await isAlive(accessToken), await isAlive(refreshToken)]).toEqual([false, false]);
    expect(await codeOf(oauth2.renew?.(filled, refreshToken, ports))).toBe('needs-sign-in 400');
    expect(await codeOf(oauth2.identify?.(filled, accessToken, ports))).toMatch(/^needs-sign-in/);
  });

  it('of an access token alone ends it', async () => {
    const filled = await discovered({ ...robot, clientAuthentication: 'body', scopes: 'orders' });
    const tokens = await oauth2.obtain?.(filled, ports);
    if (tokens === undefined) throw new Error('no token');
    expect(await revokeAll(oauth2, filled, tokens, ports)).toEqual({});
    expect(await isAlive(tokens.accessToken)).toBe(false);
  });

  it('of a token that the server does not know counts as done', async () => {
    const filled = await discovered(shop);
    await expect(revoke(filled, new Secret('unheard-of'))).resolves.toBeUndefined();
    const { accessToken, refreshToken } = await signedIn(shop);
    await revoke(filled, refreshToken);
    await expect(revoke(filled, refreshToken)).resolves.toBeUndefined();
    await expect(revoke(filled, accessToken, 'access_token')).resolves.toBeUndefined();
  });

  it('is refused for a wrong secret and for the token of another program, which lives on', async () => {
    const { filled, refreshToken } = await signedIn(shop);
    const wrong = { ...filled, secrets: { clientSecret: new Secret('wrong') } };
    expect(await codeOf(revoke(wrong, refreshToken))).toBe('wrong-credentials client');
    const other = await discovered({ ...robot, clientAuthentication: 'body', scopes: 'orders' });
    expect(await codeOf(revoke(other, refreshToken))).toMatch(/^provider-refused/);
    expect(await isAlive(refreshToken)).toBe(true);
  });

  it('that reaches nobody throws, and the tokens live on', async () => {
    const { filled, accessToken, refreshToken } = await signedIn(shop);
    await server.goDown();
    expect(await codeOf(revokeAll(oauth2, filled, { accessToken, refreshToken }, ports))).not.toBe('');
    await server.comeBack();
    expect([await isAlive(accessToken), await isAlive(refreshToken)]).toEqual([true, true]);
  });
});
