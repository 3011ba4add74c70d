import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { viewProvider } from '../../main/core/accounts/account-view.ts';
import { DockpassError } from '../../main/core/base/errors.ts';
import { Secret } from '../../main/core/base/secret.ts';
import type { FilledForm } from '../../main/core/oauth/provider.ts';
import { sendcloud } from '../../main/providers/sendcloud.ts';
import { coreOn } from '../support/fakes/fakes.ts';
import { fetchHttp } from '../support/fakes/fetch-http.ts';
import { type SendcloudServer, startSendcloud, userPath } from '../support/sendcloud/server.ts';
import { type Integration, oauth2Integration, sampleIntegration } from '../support/sendcloud/settings.ts';
import { tokenPath } from '../support/sendcloud/tokens.ts';
import { answering, codeOf, page, refusal } from './outcome.ts';

const [production] = sendcloud.environments;
if (production === undefined) throw new Error('Sendcloud has no environment');
const filledWith = (
  way: 'keys' | 'oauth2',
  { publicKey, privateKey }: Pick<Integration, 'publicKey' | 'privateKey'> = sampleIntegration,
  origin?: string,
): FilledForm => ({
  environment: origin === undefined ? production : { id: 'local', label: 'provider.environment.local', origin },
  values: { way, publicKey, scopes: 'api' },
  secrets: { privateKey: new Secret(privateKey) },
});

const v2 = (status: number, message: string): Response =>
  Response.json({ error: { message, request: 'api/v2/user', code: status } }, { status });
const v3 = (status: number, code: string, detail: string): Response =>
  Response.json({ errors: [{ status: String(status), code, detail }] }, { status });
const hydra401 = (): Response => refusal(401, 'invalid_client', 'Client authentication failed (e.g., unknown client).');

const atTokenAddress: readonly (readonly [string, () => Response, string])[] = [
  ['wrong keys', hydra401, 'wrong-credentials'],
  ['wrong keys, on a page', () => page(401), 'wrong-credentials'],
  ['a scope that is not there', () => refusal(400, 'invalid_scope'), 'unknown-scope'],
  ['OAuth2 not switched on', () => refusal(400, 'unauthorized_client'), 'not-allowed-for-app'],
  ['no such grant', () => refusal(400, 'unsupported_grant_type'), 'not-allowed-for-app'],
  ['another bad request', () => refusal(400, 'invalid_request'), 'provider-refused'],
  ['too many requests', () => refusal(429, ''), 'rate-limited'],
  ['a server error worded as wrong keys', () => refusal(500, 'invalid_client'), 'provider-down'],
  ['a refusal that is not JSON', () => page(400), 'provider-refused'],
  ['a success that is not JSON', () => page(200), 'bad-reply'],
];

const atApi: readonly (readonly [string, () => Response, string, string])[] = [
  ['wrong credentials, v2', () => v2(401, 'Invalid username/password.'), 'wrong-credentials', 'needs-sign-in'],
  [
    'wrong credentials, v3',
    () => v3(401, 'authentication_failed', 'Invalid username/password.'),
    'wrong-credentials',
    'needs-sign-in',
  ],
  ['wrong credentials, on a page', () => page(401), 'wrong-credentials', 'needs-sign-in'],
  ['OAuth2 only, v2', () => v2(401, 'This integration only allows OAuth2.'), 'only-oauth2', 'needs-sign-in'],
  ['OAuth2 only, v3', () => v3(403, 'forbidden', 'Use OAuth 2.0 instead.'), 'only-oauth2', 'insufficient-scope'],
  ['no right', () => v3(403, 'forbidden', 'No.'), 'insufficient-scope', 'insufficient-scope'],
  ['a token that ran out', () => v3(403, 'forbidden', 'Token has expired.'), 'insufficient-scope', 'needs-sign-in'],
  ['nothing there', () => v3(404, 'not_found', 'Not found.'), 'provider-refused', 'provider-refused'],
  ['an account that is not set up', () => v2(412, 'No address data.'), 'provider-refused', 'provider-refused'],
  ['too many requests', () => v2(429, 'Slow down.'), 'rate-limited', 'rate-limited'],
  ['a server error', () => page(502), 'provider-down', 'provider-down'],
];

describe('what Sendcloud’s refusals mean', () => {
  it.each(atTokenAddress)('token address: %s', async (_shape, reply, code) => {
    expect(await codeOf(() => sendcloud.obtain?.(filledWith('oauth2'), answering(reply)))).toBe(code);
  });

  it.each(atApi)('API: %s', async (_shape, reply, withKeys, withToken) => {
    const ports = answering(url => (url.includes(tokenPath) ? hydra401() : reply()));
    expect(await codeOf(() => sendcloud.obtain?.(filledWith('keys'), ports))).toBe(withKeys);
    expect(await codeOf(() => sendcloud.identify?.(filledWith('oauth2'), new Secret('t'), ports))).toBe(withToken);
  });

  it('takes nothing for a proof that keys need OAuth2 but a token they got', async () => {
    const noNetwork = (): Response => {
      throw new DockpassError('offline');
    };
    const ports = answering(url => (url.includes(tokenPath) ? noNetwork() : v2(401, 'Invalid username/password.')));
    expect(await codeOf(() => sendcloud.obtain?.(filledWith('keys'), ports))).toBe('wrong-credentials');
  });
});

describe('against a local Sendcloud', () => {
  let server: SendcloudServer;
  beforeAll(async () => {
    server = await startSendcloud();
  });
  afterAll(() => server.close());
  const ports = { http: fetchHttp(), now: Date.now };

  const pairOf = ({ received }: SendcloudServer): string => {
    const sent = received.findLast(({ endpoint }) => endpoint === 'token');
    return Buffer.from(sent?.headers.authorization?.replace('Basic ', '') ?? '', 'base64').toString();
  };

  it('sends both keys to the token address as they are, and the documented form', async () => {
    const filled = filledWith('oauth2', oauth2Integration, server.origin);
    const tokens = await sendcloud.obtain?.(filled, ports);
    expect(tokens).toMatchObject({ expiresInSeconds: 3599, scopes: ['api'], found: { pairFormEncoded: '' } });
    expect(pairOf(server)).toBe(`${oauth2Integration.publicKey}:${oauth2Integration.privateKey}`);
    const { form, headers } = server.received.findLast(({ endpoint }) => endpoint === 'token') ?? {};
    expect(Object.fromEntries(form ?? [])).toEqual({ grant_type: 'client_credentials', scope: 'api' });
    expect(headers?.['content-type']).toMatch(/^application\/x-www-form-urlencoded/);
  });

  it('form-encodes them for a server that decodes, and remembers it over a renewal and a restart', async () => {
    const decoding = await startSendcloud({ pair: 'form-decoded' });
    const form = {
      provider: 'sendcloud',
      environment: 'local',
      accountName: '',
      values: { way: 'oauth2', scopes: 'api', ...oauth2Integration, onlyOAuth2: '', scopesAllowed: '' },
    };
    try {
      const core = coreOn({}, { sendcloud: decoding.origin }, { http: fetchHttp() });
      const { accountId } = await core.accounts.connect(form);
      expect(pairOf(decoding)).toBe('a0%2B9%252Fb:p%2Bw%2541%2F%3D%3F%26%27+%7E');
      expect(decoding.grants.map(({ outcome }) => outcome)).toEqual(['invalid_client', 'granted']);
      const again = coreOn(core, { sendcloud: decoding.origin }, { http: fetchHttp() });
      await again.vault.load();
      await again.accounts.renew(accountId);
      expect(decoding.grants.map(({ outcome }) => outcome)).toEqual(['invalid_client', 'granted', 'granted']);
    } finally {
      await decoding.close();
    }
  });

  it('sends keys to the API as they are, and gets no body along with a GET', async () => {
    const filled = filledWith('keys', sampleIntegration, server.origin);
    const tokens = await sendcloud.obtain?.(filled, ports);
    expect(tokens?.neverExpires).toBe(true);
    const { publicKey, privateKey } = sampleIntegration;
    expect(tokens?.accessToken.reveal()).toBe(Buffer.from(`${publicKey}:${privateKey}`).toString('base64'));
    expect(server.received.at(-1)).toMatchObject({ method: 'GET', body: '' });
  });

  it.each(['so', 'wrong-keys'] as const)('knows an integration that takes only OAuth2, said as %s', async says => {
    server.settings.onlyOAuth2Says = says;
    const before = server.grants.length;
    expect(await codeOf(() => sendcloud.obtain?.(filledWith('keys', oauth2Integration, server.origin), ports))).toBe(
      'only-oauth2',
    );
    expect(server.grants.length - before).toBe(says === 'so' ? 0 : 1);
    if (says === 'wrong-keys') expect(server.received.at(-1)?.form.get('scope')).toBe('api');
  });

  it('tells wrong keys from that, by asking once', async () => {
    const wrong = { ...sampleIntegration, privateKey: 'wrong' };
    const before = [server.requestsTo(tokenPath), server.requestsTo(userPath)];
    expect(await codeOf(() => sendcloud.obtain?.(filledWith('keys', wrong, server.origin), ports))).toBe(
      'wrong-credentials',
    );
    expect([server.requestsTo(tokenPath), server.requestsTo(userPath)]).toEqual(before.map(count => count + 1));
  });

  it('tells OAuth2 that is switched off from wrong keys, by asking the API once, and names the box to tick', async () => {
    const before = server.requestsTo(userPath);
    const asked = (privateKey: string) =>
      Promise.resolve(
        sendcloud.obtain?.(filledWith('oauth2', { ...sampleIntegration, privateKey }, server.origin), ports),
      );
    await expect(asked(sampleIntegration.privateKey)).rejects.toMatchObject({
      code: 'only-keys',
      detail: 'Use OAuth2 authentication',
      stopTrying: true,
    });
    await expect(asked('wrong')).rejects.toMatchObject({ code: 'wrong-credentials' });
    expect(server.requestsTo(userPath)).toBe(before + 2);
  });

  it.each<[string, () => Response]>([
    ['of another shape', () => Response.json({ user: 'x' })],
    ['that is a list', () => Response.json([])],
    ['that is a page', () => page(200)],
    ['that is empty', () => new Response('')],
  ])('takes any answer with 200 for a proof: one %s', async (_what, answer) => {
    const found = await sendcloud.identify?.(filledWith('keys'), new Secret(''), answering(answer));
    expect(found).toEqual({ name: '', organizations: [] });
  });

  it('names the account by its company, and by its user where there is none', async () => {
    server.integrations.push({ ...sampleIntegration, publicKey: 'noname', companyName: '' });
    const named = async (publicKey: string) => {
      const filled = filledWith('keys', { ...sampleIntegration, publicKey }, server.origin);
      return (await sendcloud.identify?.(filled, new Secret(''), ports))?.name;
    };
    expect(await named(sampleIntegration.publicKey)).toBe('Quayside Prints');
    expect(await named('noname')).toBe('quayside');
  });
});

describe('what can be copied as an address', () => {
  it('has what the guide asks, first the user and the parcels, and the host for service points', () => {
    const addresses = sendcloud.endpoints({}).map(({ url }) => url(production, undefined));
    expect(addresses.slice(0, 2)).toEqual([
      'https://panel.sendcloud.sc/api/v2/user',
      'https://panel.sendcloud.sc/api/v2/parcels',
    ]);
    expect(addresses.at(-1)).toMatch(/^https:\/\/servicepoint\.sendcloud\.sc\//);
  });
});

it('OAuth2 is called a beta for a limited number of clients, and the private key is not to be shared', () => {
  const help = (name: string) => viewProvider(sendcloud).fields.find(one => one.name === name)?.help;
  expect(help('way')).toMatch(/beta feature for a limited number of clients/);
  expect(help('privateKey')).toMatch(/Do not share it/);
});

it('an answer without a life is taken for an hour, about', async () => {
  const core = coreOn();
  core.http.handle = ({ url }) =>
    url.includes(tokenPath)
      ? Response.json({ access_token: 'ory_at_1', token_type: 'bearer', scope: 'api' })
      : Response.json({});
  const values = { way: 'oauth2', publicKey: 'pub-1', privateKey: 'priv-1', scopes: 'api' };
  await core.accounts.connect({ provider: 'sendcloud', environment: 'production', accountName: '', values });
  const now = core.clock.now();
  expect(core.accounts.list()[0]).toMatchObject({
    life: { kind: 'until', issuedAt: now, expiresAt: now + 3_599_000, about: true },
    renewal: { kind: 'on-copy' },
  });
});

describe('an account with API keys', () => {
  const form = (values: Readonly<Record<string, string>> = {}) => ({
    provider: 'sendcloud',
    environment: 'production',
    accountName: 'Webshop',
    values: { way: 'keys', publicKey: 'pub-1', privateKey: 'priv-1', ...values },
  });
  const connected = async () => {
    const core = coreOn();
    core.http.handle = () => Response.json({ user: { username: 'u', company_name: 'Shop' } });
    const { accountId } = await core.accounts.connect(form());
    return { core, accountId };
  };

  it('has no end and nothing to renew', async () => {
    const { core } = await connected();
    expect(core.accounts.list()[0]).toMatchObject({
      detail: 'API keys',
      life: { kind: 'never' },
      renewal: { kind: 'none' },
      unsafeFormats: [],
    });
    expect(core.accounts.list()[0]?.actions).not.toContain('renew');
  });

  it.each([
    ['token', 'Basic cHViLTE6cHJpdi0x', 'Authorization header for Webshop copied'],
    ['header', 'Authorization: Basic cHViLTE6cHJpdi0x', 'Authorization header for Webshop copied'],
    ['public-key', 'pub-1', 'Public key for Webshop copied'],
    ['private-key', 'priv-1', 'Private key for Webshop copied'],
    [
      'curl',
      "curl --location 'https://panel.sendcloud.sc/api/v2/user' --header 'Accept: application/json' --header 'Authorization: Basic cHViLTE6cHJpdi0x'",
      'curl command for Webshop copied',
    ],
    ['env', "SENDCLOUD_AUTHORIZATION='Basic cHViLTE6cHJpdi0x'", '.env line for Webshop copied'],
  ] as const)('copies as %s', async (format, text, said) => {
    const { core, accountId } = await connected();
    expect(core.accounts.list()[0]?.formats).toContain(format);
    expect((await core.accounts.copy(accountId, format, 0)).text).toBe(said);
    expect(core.clipboard.text).toBe(text);
  });

  it('cannot have a colon in its public key, and says so before anything is sent', async () => {
    const core = coreOn();
    await expect(core.accounts.connect(form({ publicKey: 'a:b' }))).rejects.toMatchObject({
      code: 'bad-input',
      field: 'publicKey',
    });
    expect(core.http.sent).toEqual([]);
  });

  it('becomes one with OAuth2 by Edit details, with the private key that is kept', async () => {
    const { core, accountId } = await connected();
    core.http.handle = ({ url }) =>
      url.includes(tokenPath)
        ? Response.json({ access_token: 'ory_at_1', token_type: 'bearer', expires_in: 3599, scope: 'api' })
        : Response.json({ user: { username: 'u', company_name: 'Shop' } });
    await core.accounts.edit(accountId, form({ way: 'oauth2', privateKey: '', scopes: 'api' }));
    expect(core.accounts.list()[0]).toMatchObject({ detail: 'OAuth2', renewal: { kind: 'on-copy' } });
    expect(core.accounts.list()[0]?.formats).not.toContain('private-key');
    expect(new URL(core.http.sent.find(one => one.url.includes(tokenPath))?.url ?? '').host).toBe(
      'account.sendcloud.com',
    );
  });
});
