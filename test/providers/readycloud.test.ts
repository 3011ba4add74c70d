import { describe, expect, it } from 'vitest';
import { viewProvider } from '../../main/core/accounts/account-view.ts';
import { DockpassError, toFailure } from '../../main/core/base/errors.ts';
import { Secret } from '../../main/core/base/secret.ts';
import { providersWith } from '../../main/providers/index.ts';
import { readycloud } from '../../main/providers/readycloud.ts';
import { coreOn, fakeHttp, readycloudForm } from '../support/fakes/fakes.ts';
import { settled } from '../support/fakes/settled.ts';

const [environment] = readycloud.environments;
if (environment === undefined) throw new Error('ReadyCloud has no environment');
const filled = { environment, values: { appId: 'app-1', permissions: '' }, secrets: { appSecret: new Secret('shh') } };

const json = (status: number, error: string, description: string) =>
  new Response(JSON.stringify({ error, error_description: description }), {
    status,
    headers: { 'content-type': 'application/json' },
  });
const html = (status: number) =>
  new Response('<html>busy</html>', { status, headers: { 'content-type': 'text/html' } });

const codeOf = async (call: () => Promise<unknown> | undefined): Promise<string> => {
  const outcome: unknown = await Promise.resolve()
    .then(call)
    .then(
      () => 'no error',
      error => error,
    );
  expect(outcome).toBeInstanceOf(DockpassError);
  return toFailure(outcome).code;
};

const atTokenEndpoint: readonly (readonly [string, () => Response, string])[] = [
  ['an App Id that is not there', () => json(401, 'invalid_client', "client_id app-1 doesn't exist"), 'wrong-app-id'],
  ['a wrong App Secret', () => json(401, 'invalid_client', 'Client authentication failed.'), 'wrong-app-secret'],
  ['a spent refresh token', () => json(400, 'invalid_request', 'No such refresh token: refresh-1'), 'needs-sign-in'],
  [
    'a token that is not refreshable',
    () => json(400, 'invalid_grant', 'Access token is not refreshable.'),
    'needs-sign-in',
  ],
  ['a grant the App may not use', () => json(400, 'unsupported_grant_type', ''), 'not-allowed-for-app'],
  ['an unknown permission', () => json(400, 'invalid_scope', 'The following scopes do not exist: x'), 'unknown-scope'],
  ['another bad request', () => json(400, 'invalid_request', 'Something is missing.'), 'provider-refused'],
  ['too many calls', () => html(429), 'rate-limited'],
  ['a server error', () => html(500), 'provider-down'],
  ['a server error worded as a refusal', () => json(503, 'invalid_grant', ''), 'provider-down'],
  ['a refusal that is not JSON', () => html(400), 'provider-refused'],
  ['a success that is not JSON', () => html(200), 'bad-reply'],
  ['JSON cut in the middle', () => new Response('{"access_token": "acc'), 'bad-reply'],
  ['no access token in it', () => Response.json({ token_type: 'bearer' }), 'bad-reply'],
  [
    'an access token with a line break',
    () => Response.json({ access_token: 'a\nb', token_type: 'bearer' }),
    'bad-reply',
  ],
  ['a token of another type', () => Response.json({ access_token: 'a', token_type: 'mac' }), 'bad-reply'],
];

const atApi: readonly (readonly [string, () => Response, string])[] = [
  ['an expired token', () => json(401, 'invalid_token', 'Token is expired'), 'needs-sign-in'],
  ['an unknown or revoked token', () => json(401, 'invalid_token', "Token doesn't exist"), 'needs-sign-in'],
  [
    'no credentials arrived',
    () => json(401, 'invalid_request', 'Request authentication failed, no authentication credentials provided.'),
    'needs-sign-in',
  ],
  [
    'a missing permission',
    () => json(403, 'insufficient_scope', 'Access token has insufficient scope: order'),
    'insufficient-scope',
  ],
  ['a 403 without a code', () => Response.json({}, { status: 403 }), 'insufficient-scope'],
  ['an address that is gone', () => Response.json({ detail: 'Not found.' }, { status: 404 }), 'provider-refused'],
  ['a request that was not valid', () => Response.json({ name: ['required'] }, { status: 400 }), 'provider-refused'],
  ['too many calls', () => json(429, '', ''), 'rate-limited'],
  ['a server error', () => html(502), 'provider-down'],
  ['a refusal that is not JSON', () => html(404), 'provider-refused'],
  ['a success that is not JSON', () => html(200), 'bad-reply'],
  ['an answer of another shape', () => Response.json([]), 'bad-reply'],
  ...['http://', '/', '/api/v2/orgs/%zz/'].map(
    url =>
      [
        `an organization at ${url}`,
        () => Response.json({ next: null, results: [{ url, name: 'A' }] }),
        'bad-reply',
      ] as const,
  ),
];

describe('what ReadyCloud’s refusals mean', () => {
  it.each(atTokenEndpoint)('token endpoint: %s', async (_shape, reply, code) => {
    const http = { ...fakeHttp(), send: async () => ({ response: reply() }) };
    expect(await codeOf(() => readycloud.renew?.(filled, new Secret('refresh-1'), { http, now: () => 0 }))).toBe(code);
  });

  it.each(atApi)('API: %s', async (_shape, reply, code) => {
    const http = { ...fakeHttp(), send: async () => ({ response: reply() }) };
    expect(await codeOf(() => readycloud.identify?.(filled, new Secret('access-1'), { http, now: () => 0 }))).toBe(
      code,
    );
  });

  it('names a page in place of JSON as that, which leads to the address and the network', async () => {
    const http = { ...fakeHttp(), send: async () => ({ response: html(404) }) };
    await expect(readycloud.identify?.(filled, new Secret('a'), { http, now: () => 0 })).rejects.toMatchObject({
      code: 'provider-refused',
      reason: 'page',
    });
  });
});

describe('ReadyCloud’s answers', () => {
  it('reads a byte order mark, numbers in quotes and any case of the token type', async () => {
    const body = '\ufeff{"access_token":"a","token_type":"BEARER","expires_in":"60","refresh_token":"r"}';
    const send = async () => ({
      response: new Response(body, { headers: { 'content-type': 'application/json' } }),
    });
    const tokens = await readycloud.renew?.(filled, new Secret('r0'), { http: { send }, now: () => 1000 });
    expect(tokens).toMatchObject({ expiresInSeconds: 60 });
    expect(tokens?.refreshToken?.reveal()).toBe('r');
  });

  const identified = (answer: (url: string) => Response) =>
    readycloud.identify?.(filled, new Secret('a'), {
      http: { send: async ({ url }) => ({ response: answer(url) }) },
      now: () => Date.UTC(2026, 6, 1),
    });

  it.each([
    ['none', null, true],
    ['one that is past', '2024-01-01T00:00:00Z', false],
    ['one that is past in another zone only', '2026-07-01T01:30:00.5+02:00', false],
    ['one to come', '2026-07-02', true],
    ['one that is no date', 'no', true],
  ])('leaves out organizations that are gone: with a date of deletion, %s', async (_what, deleted_at, isThere) => {
    const results = [{ url: '/api/v2/orgs/A1/', name: 'Alpha', deleted_at }];
    const found = await identified(() => Response.json({ next: null, results }));
    expect(found?.organizations).toEqual(isThere ? [{ id: 'A1', name: 'Alpha' }] : []);
  });

  it('calls an organization without a name by its id', async () => {
    const results = [{ url: '/api/v2/orgs/A1/', name: null }];
    expect((await identified(() => Response.json({ results })))?.organizations).toEqual([{ id: 'A1', name: 'A1' }]);
  });

  const firstOf = (next: string) => ({ next, results: [{ url: '/api/v2/orgs/A1/', name: 'Alpha' }] });
  const second = { next: null, results: [{ url: '/api/v2/orgs/B2/', name: 'Beta' }] };

  it('asks for the next page by https, whatever the answer says of its own host', async () => {
    const asked: string[] = [];
    const found = await identified(url => {
      asked.push(url);
      return Response.json(asked.length === 1 ? firstOf('http://www.readycloud.com/api/v2/orgs/?offset=1') : second);
    });
    expect(asked[1]).toBe('https://www.readycloud.com/api/v2/orgs/?offset=1');
    expect(found?.organizations.map(({ id }) => id)).toEqual(['A1', 'B2']);
  });

  it.each<[string, string, () => Response]>([
    ['fails', '?offset=1', () => html(502)],
    ['is asked for too soon', '?offset=1', () => html(429)],
    ['is another site', 'https://evil.example/', () => Response.json(second)],
    ['is plain http at another port', 'http://www.readycloud.com:8000/', () => Response.json(second)],
    ['comes round again', '?', () => Response.json(firstOf('?'))],
  ])('keeps what was read where the next page %s, and says so', async (_what, next, answer) => {
    let first = true;
    const found = await identified(() => {
      const reply = first ? Response.json(firstOf(next)) : answer();
      first = false;
      return reply;
    });
    expect(found?.organizations[0]).toEqual({ id: 'A1', name: 'Alpha' });
    expect(found?.incomplete).toMatchObject({ code: 'bad-reply', reason: 'part-of-list' });
  });
});

describe('what ReadyCloud’s guides show', () => {
  const values = { appId: 'app-1', permissions: 'order company-read_only', redirectAddress: '' };
  const nonces = { state: 'state-1', codeVerifier: 'v'.repeat(43) };

  it('the authorization address has the documented path and parameters', async () => {
    const pages = await readycloud.window?.({ ...filled, values }, nonces);
    const url = new URL(pages?.authorizationUrl ?? '');
    expect(`${url.origin}${url.pathname}`).toBe('https://www.readycloud.com/api/v1/oauth2/authorize');
    expect(Object.fromEntries(url.searchParams)).toEqual({
      response_type: 'token',
      client_id: 'app-1',
      scope: 'order company-read_only',
      // Not in the guides; their server may drop it.
      state: 'state-1',
    });
    expect(pages?.expected.address).toBe('https://www.readycloud.com/api/v1/oauth2/auth_code');
  });

  it('every scope of the guide can be asked for, and for reading only but for tracking numbers', () => {
    const field = readycloud.fields.find(one => one.kind === 'permissions');
    if (field?.kind !== 'permissions') throw new Error('no permissions');
    const [everything] = field.presets;
    const scopes = 'account api_client backup_config calendar company contact license_key note order packaging';
    expect(everything?.value).toBe(`${scopes} tracking_number`);
    expect(field.resources.filter(one => one.readOnly === undefined).map(one => one.full)).toEqual(['tracking_number']);
    expect(field.resources.every(({ full, readOnly = `${full}-read_only` }) => readOnly === `${full}-read_only`)).toBe(
      true,
    );
  });

  it('the addresses of an organization carry its id, those of orders first', () => {
    const [orgs, orders] = readycloud.endpoints({}).map(({ url }) => url(environment, 'XXX'));
    expect([orgs, orders]).toEqual([
      'https://www.readycloud.com/api/v2/orgs/',
      'https://www.readycloud.com/api/v2/orgs/XXX/orders/',
    ]);
  });

  it('organizations are asked for by GET, with the token in the header and never in an address', async () => {
    const http = fakeHttp();
    await readycloud.identify?.(filled, new Secret('at-1'), { http, now: () => 0 });
    expect(http.sent).toMatchObject([
      {
        method: 'GET',
        url: 'https://www.readycloud.com/api/v2/orgs/',
        headers: { authorization: 'Bearer at-1', accept: 'application/json' },
      },
    ]);
  });

  it('a renewal is the documented form at the documented address, with the slash at its end', async () => {
    const http = fakeHttp();
    http.handle = () =>
      Response.json({ access_token: 'at-1', expires_in: 31_536_000, token_type: 'bearer', refresh_token: 'rt-2' });
    const tokens = await readycloud.renew?.({ ...filled, values }, new Secret('rt-1'), { http, now: () => 0 });
    expect(http.sent[0]).toMatchObject({ method: 'POST', url: 'https://www.readycloud.com/api/v1/oauth2/token/' });
    expect(Object.fromEntries(new URLSearchParams(http.sent[0]?.body))).toEqual({
      grant_type: 'refresh_token',
      refresh_token: 'rt-1',
      client_id: 'app-1',
      client_secret: 'shh',
    });
    expect([tokens?.accessToken.reveal(), tokens?.refreshToken?.reveal(), tokens?.expiresInSeconds]).toEqual([
      'at-1',
      'rt-2',
      31_536_000,
    ]);
  });
});

describe('a ReadyCloud account', () => {
  const year = 365 * 86_400_000;
  const landing = 'https://www.readycloud.com/api/v1/oauth2/auth_code';
  /** Connects with what ReadyCloud's page ends at; the account as its row shows it. */
  const connectedAt = async (fragment: string, values: Readonly<Record<string, string>> = {}) => {
    const core = coreOn();
    core.browser.answer = async ({ read }) => {
      const reading = read(`${landing}#${fragment}`, ['', 'https://www.readycloud.com']);
      if (reading.kind === 'elsewhere' || reading.kind === 'nothing-yet') throw new Error(reading.kind);
      return reading;
    };
    await core.accounts.connect(readycloudForm(values, ''));
    return { core, row: core.accounts.list()[0] };
  };

  it('lives for a year, about, where the answer does not say, and is renewed in time', async () => {
    const { core, row } = await connectedAt('access_token=at-1&refresh_token=rt-1&token_type=bearer');
    const now = core.clock.now();
    expect(row?.life).toEqual({ kind: 'until', issuedAt: now, expiresAt: now + year, about: true });
    core.http.handle = () => Response.json({ access_token: 'at-1', refresh_token: 'rt-2' });
    core.scheduler.plan();
    for (let day = 0; day < 300; day += 1) {
      core.clock.advanceTo(core.clock.now() + 86_400_000);
      await settled();
    }
    expect(core.http.sent.filter(({ method }) => method === 'POST')).toHaveLength(1);
    expect(core.accounts.list()[0]?.life).toMatchObject({ kind: 'until', about: true });
  });

  it.each([
    ['no type', 'access_token=at-1&expires_in=60', 60],
    ['an empty life', 'access_token=at-1&token_type=bearer&expires_in=', undefined],
    ['a life with a fraction', 'access_token=at-1&token_type=bearer&expires_in=31536000.0', undefined],
    ['a life of a word', 'access_token=at-1&token_type=bearer&expires_in=soon', undefined],
  ])('keeps a token that comes with %s', async (_what, fragment, seconds) => {
    const { core, row } = await connectedAt(fragment);
    const expiresAt = core.clock.now() + (seconds === undefined ? year : seconds * 1000);
    expect(row?.life).toMatchObject({ kind: 'until', expiresAt });
  });

  it('takes half of a pasted address for half, although the type may be missing', async () => {
    const core = coreOn();
    const kinds: string[] = [];
    core.browser.answer = async ({ readPasted }) => {
      kinds.push(readPasted(`${landing}#access_token=at-12345`).kind);
      return { kind: 'bare-token', accessToken: new Secret('at-12345') };
    };
    await core.accounts.connect(readycloudForm());
    expect(kinds).toEqual(['half-address']);
  });

  it('offers the date a year from today for a bare token, and believes none that a person took out', async () => {
    const core = coreOn();
    core.browser.answer = async () => ({ kind: 'bare-token', accessToken: new Secret('at-12345') });
    await core.accounts.connect(readycloudForm());
    expect(core.browser.requests[0]?.usualGoodUntil).toBe('2027-01-05');
    expect(core.accounts.list()[0]?.life).toEqual({ kind: 'unknown' });
  });

  it('says which of the permissions were not granted, and nothing where the answer names none', async () => {
    const asked = { permissions: 'order-read_only company-read_only' };
    const fragment = 'access_token=at-1&token_type=bearer';
    expect((await connectedAt(`${fragment}&scope=order-read_only`, asked)).row?.scopes).toEqual({
      asked: 2,
      granted: 1,
      missing: ['company-read_only'],
    });
    expect((await connectedAt(`${fragment}&scope=`, asked)).row?.scopes).toBeUndefined();
    expect((await connectedAt(fragment, asked)).row?.scopes).toBeUndefined();
  });

  it('is called after the user of the answer where no organization names it', async () => {
    const fragment = 'access_token=at-1&token_type=bearer&user=admin%yourcompany.com';
    expect((await connectedAt(fragment)).row?.label).toBe('admin%yourcompany.com');
  });

  it('asks for reading only before a person chooses, and says what that cannot do and that less is recommended', () => {
    const field = viewProvider(readycloud).fields.find(one => one.kind === 'permissions');
    if (field?.kind !== 'permissions') throw new Error('no permissions');
    const [first] = field.presets.filter(({ preselected }) => preselected);
    expect([first?.id, first?.value.split(' ').every(scope => scope.endsWith('-read_only'))]).toEqual([
      'Read only',
      true,
    ]);
    expect(field.help).toMatch(/only for what you need.*cannot change.*tracking numbers/);
  });

  it('leads to the guide from beside the steps, which say that addresses of one’s own are reviewed first', () => {
    const [appId] = viewProvider(readycloud).fields;
    if (appId?.kind !== 'text') throw new Error('no App Id');
    expect(appId.where?.guide).toBe('readycloud');
    expect(appId.where?.steps.some(step => /reviews.*there will be a delay/.test(step))).toBe(true);
    expect(readycloud.guide).toMatch(/^https:\/\/readycloud-crm\.helpscoutdocs\.com\//);
  });
});

describe('the registry', () => {
  it('adds a preselected Local environment for loopback, and for https anywhere, and for nothing else', () => {
    const environmentsWith = (origin: string) =>
      providersWith({ readycloud: origin })[0]?.environments.map(one => one.id);
    expect(environmentsWith('http://127.0.0.1:8080')).toEqual(['local', 'production']);
    expect(environmentsWith('https://staging.example')).toEqual(['local', 'production']);
    expect(environmentsWith('http://staging.example')).toEqual(['production']);
    expect(environmentsWith('no address')).toEqual(['production']);
  });
});
