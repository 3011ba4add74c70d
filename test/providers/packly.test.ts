import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Secret } from '../../main/core/base/secret.ts';
import type { FilledForm } from '../../main/core/oauth/provider.ts';
import { packly } from '../../main/providers/packly.ts';
import { coreOn } from '../support/fakes/fakes.ts';
import { fetchHttp } from '../support/fakes/fetch-http.ts';
import { type PacklyServer, sampleClient, startPackly, verifyPath } from '../support/packly/server.ts';
import { answering, codeOf, page, refusal } from './outcome.ts';

const form = (values: Readonly<Record<string, string>> = {}, environment = 'live') => ({
  provider: 'packly',
  environment,
  accountName: '',
  values: { clientId: 'px-1', clientSecret: 'shh', ...values },
});
const filledAt = (origin: string, values: Readonly<Record<string, string>> = {}): FilledForm => ({
  environment: { id: 'local', label: 'provider.environment.local', origin },
  values: { clientId: sampleClient.clientId, ...values },
  secrets: { clientSecret: new Secret(sampleClient.clientSecret) },
});
const issue = (accessToken: string) => () =>
  Response.json({ access_token: accessToken, token_type: 'Bearer', expires_in: 3600 });

const refusals: readonly (readonly [string, () => Response, string])[] = [
  ['wrong credentials', () => refusal(401, 'invalid_client'), 'wrong-credentials'],
  ['wrong credentials, with 400', () => refusal(400, 'invalid_client'), 'wrong-credentials'],
  ['wrong credentials, in a shape nobody knows', () => Response.json(['no'], { status: 401 }), 'wrong-credentials'],
  ['wrong credentials, on a page', () => page(401), 'wrong-credentials'],
  ['a scope that is not allowed', () => refusal(400, 'invalid_scope'), 'not-allowed-for-app'],
  ['another bad request', () => refusal(400, 'invalid_request'), 'provider-refused'],
  ['no right', () => page(403), 'wrong-credentials'],
  ['an address where nobody knows of it', () => page(404), 'provider-refused'],
  ['too many requests', () => page(429), 'rate-limited'],
  ['a server error', () => page(503), 'provider-down'],
  ['a success that is not JSON', () => page(200), 'bad-reply'],
  ['a token with a line break', issue('a\nb'), 'bad-reply'],
];

describe('what Packly’s refusals mean', () => {
  it.each(refusals)('token address: %s', async (_shape, reply, code) => {
    expect(await codeOf(() => packly.obtain?.(filledAt('https://api.packly.io'), answering(reply)))).toBe(code);
  });

  it.each([401, 403])('a verify address that no longer takes the token asks for a new one: %s', async status => {
    const filled = filledAt('https://api.packly.io', { verifyAddress: 'https://api.packly.io/v1/me' });
    const ports = answering(() => page(status));
    expect(await codeOf(() => packly.identify?.(filled, new Secret('t'), ports))).toBe('needs-sign-in');
  });
});

describe('against a local Packly', () => {
  let server: PacklyServer;
  beforeAll(async () => {
    server = await startPackly();
  });
  afterAll(() => server.close());
  const ports = { http: fetchHttp(), now: Date.now };

  it.each(['bearer', 'Bearer'] as const)(
    'passes a token on byte for byte, whichever way its type is written: %s',
    async tokenType => {
      server.settings.tokenType = tokenType;
      const tokens = await packly.obtain?.(filledAt(server.origin), ports);
      expect(tokens?.accessToken.reveal()).toBe(server.issued.at(-1));
      expect(tokens?.accessToken.reveal()).toMatch(/%2F.*%3D%3D$/);
      const form = server.received.at(-1)?.form ?? [];
      expect(Object.fromEntries(form)).toEqual({ grant_type: 'client_credentials', scope: 'external' });
    },
  );

  it('sends id and secret as they are, as user name and password of a Basic header, and names itself', async () => {
    await packly.obtain?.(filledAt(server.origin), ports);
    const { headers, method, url } = server.received.at(-1) ?? {};
    const pair = Buffer.from(headers?.authorization?.replace('Basic ', '') ?? '', 'base64').toString();
    expect([method, url?.pathname, url?.search, pair]).toEqual([
      'POST',
      '/v1/oauth2/token',
      '',
      `${sampleClient.clientId}:${sampleClient.clientSecret}`,
    ]);
    expect(headers?.['content-type']).toMatch(/^application\/x-www-form-urlencoded;charset=UTF-8$/i);
    expect(headers?.['user-agent']).toMatch(/^Dockpass\//);
  });

  it.each(['', '/', '/v1', '/v1/', '/v1/oauth2/token', '/v1/oauth2/token/'])(
    'takes the API address also where it was copied with %j behind it',
    async tail => {
      const filled = filledAt('https://nobody.example', { apiAddress: `${server.origin}${tail}` });
      const before = server.requestsTo('/v1/oauth2/token');
      expect((await packly.obtain?.(filled, ports))?.expiresInSeconds).toBe(3600);
      expect(server.requestsTo('/v1/oauth2/token')).toBe(before + 1);
    },
  );

  it('puts its paths behind the address that was typed', async () => {
    const filled = filledAt(server.origin, { apiAddress: `${server.origin}/sandbox/` });
    expect(await codeOf(() => packly.obtain?.(filled, ports))).toBe('provider-refused');
    expect(server.requestsTo('/sandbox/v1/oauth2/token')).toBe(1);
  });
});

describe('what can be copied as an address', () => {
  const [live] = packly.environments;
  if (live === undefined) throw new Error('Packly has no environment');
  const offered = (values: Readonly<Record<string, string>>) =>
    packly
      .endpoints(values)
      .map(({ url, addressOnly }) => `${url(live, undefined)}${addressOnly ? ', no command' : ''}`);

  it('is first the address that is documented, which no command asks with a token', () => {
    expect(offered({})).toEqual(['https://api.packly.io/v1/oauth2/token, no command', 'https://api.packly.io/v1/']);
  });

  it('is first the verify address where one was typed', () => {
    expect(offered({ verifyAddress: 'https://api.packly.io/v1/me' })[0]).toBe('https://api.packly.io/v1/me');
  });

  it('goes into a command as the first that a token is for', async () => {
    const core = coreOn();
    core.http.handle = issue('abc');
    const { accountId } = await core.accounts.connect(form());
    await core.accounts.copy(accountId, 'curl', 0);
    expect(core.clipboard.text).toBe("curl -sS -H 'Authorization: Bearer abc' 'https://api.packly.io/v1/'");
    await core.accounts.copy(accountId, 'endpoint', 0);
    expect(core.clipboard.text).toBe('https://api.packly.io/v1/oauth2/token');
  });
});

describe('a Packly account', () => {
  it('lives for an hour, about, where the answer does not say', async () => {
    const core = coreOn();
    core.http.handle = () => Response.json({ access_token: 'abc', token_type: 'bearer' });
    await core.accounts.connect(form());
    const now = core.clock.now();
    expect(core.accounts.list()[0]).toMatchObject({
      life: { kind: 'until', issuedAt: now, expiresAt: now + 3_600_000, about: true },
      renewal: { kind: 'on-copy' },
    });
  });

  it('goes into a header with the equal signs at its end, however many', async () => {
    const core = coreOn();
    core.http.handle = issue('eHZ6MWV2Ro4OERSZHlPZw=====');
    const { accountId } = await core.accounts.connect(form());
    await core.accounts.copy(accountId, 'header', 0);
    expect(core.clipboard.text).toBe('Authorization: Bearer eHZ6MWV2Ro4OERSZHlPZw=====');
  });

  it('is called Packly, and cmd is not offered for a token with a percent sign', async () => {
    const core = coreOn();
    core.http.handle = issue('abc%2Fdef');
    await core.accounts.connect(form());
    await core.accounts.connect(form({ clientId: 'px-2' }));
    expect(core.accounts.list().map(one => one.label)).toEqual(['Packly', 'Packly (2)']);
    expect(core.accounts.list()[0]).toMatchObject({ environment: 'Live', unsafeFormats: ['cmd'] });
    expect(core.accounts.list()[0]?.formats).not.toContain('cmd');
    expect(core.http.sent).toHaveLength(2);
  });

  it.each([
    ['none at all', ''],
    ['one on plain http', 'http://sandbox.packly.example'],
    ['one with a query', 'https://sandbox.packly.example/?a=b'],
    ['one with a user in it', 'https://me:pw@sandbox.packly.example'],
    ['no address', 'sandbox'],
  ])('asks for an API address in Sandbox, and takes not %s', async (_what, apiAddress) => {
    const core = coreOn();
    await expect(core.accounts.connect(form({ apiAddress }, 'sandbox'))).rejects.toMatchObject({
      code: 'bad-input',
      field: 'apiAddress',
    });
    expect(core.http.sent).toEqual([]);
  });

  it('sends Live’s secret to no other address: Sandbox and a verify address ask for it again', async () => {
    const core = coreOn();
    core.http.handle = issue('abc');
    const { accountId } = await core.accounts.connect(form());
    const again = (values: Readonly<Record<string, string>>, environment?: string) =>
      core.accounts.edit(accountId, form({ clientSecret: '', ...values }, environment));
    const secretMissing = { code: 'bad-input', field: 'clientSecret' };
    const apiAddress = 'https://sandbox.packly.example';
    await expect(again({ apiAddress }, 'sandbox')).rejects.toMatchObject(secretMissing);
    await expect(again({ verifyAddress: 'https://elsewhere.example/me' })).rejects.toMatchObject(secretMissing);
    expect(core.http.sent).toHaveLength(1);
    await core.accounts.edit(accountId, form({ apiAddress }, 'sandbox'));
    expect(core.http.sent.at(-1)?.url).toBe('https://sandbox.packly.example/v1/oauth2/token');
    expect(core.accounts.list()[0]?.environment).toBe('Sandbox');
  });

  it('is checked by a fresh token, or at its verify address', async () => {
    const core = coreOn();
    core.http.handle = issue('abc');
    const { accountId } = await core.accounts.connect(form());
    expect(await core.accounts.check(accountId)).toEqual({});
    expect(core.http.sent.map(({ method }) => method)).toEqual(['POST', 'POST']);
    await core.accounts.edit(
      accountId,
      form({ clientSecret: '', verifyAddress: `https://api.packly.io${verifyPath}` }),
    );
    const before = core.http.sent.length;
    core.http.handle = () => new Response('fine');
    expect(await core.accounts.check(accountId)).toEqual({});
    expect(core.http.sent.slice(before)).toMatchObject([
      { method: 'GET', url: `https://api.packly.io${verifyPath}`, headers: { authorization: 'Bearer abc' } },
    ]);
  });

  it('goes on being renewed where the verify address refuses a fresh token, too: that address may be wrong', async () => {
    const core = coreOn();
    core.http.handle = ({ method }) => (method === 'POST' ? issue('abc')() : page(401));
    const { accountId } = await core.accounts.connect(form({ verifyAddress: `https://api.packly.io${verifyPath}` }));
    await expect(core.accounts.check(accountId)).rejects.toMatchObject({ code: 'needs-sign-in' });
    const [row] = core.accounts.list();
    expect(row).toMatchObject({ renewal: { kind: 'on-copy' }, problem: { code: 'needs-sign-in' } });
    expect(row?.actions).toContain('renew');
    core.clock.advanceTo(core.clock.now() + 2 * 3_600_000);
    await core.accounts.copy(accountId, 'token', 0);
    expect(core.clipboard.text).toBe('abc');
  });
});
