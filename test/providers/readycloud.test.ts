import { describe, expect, it } from 'vitest';
import { DockpassError, toFailure } from '../../main/core/base/errors.ts';
import { Secret } from '../../main/core/base/secret.ts';
import { providersWith } from '../../main/providers/index.ts';
import { readycloud } from '../../main/providers/readycloud.ts';
import { fakeHttp } from '../support/fakes/fakes.ts';

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
  ['a refusal that is not JSON', () => html(400), 'unexpected'],
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
  ['a refusal that is not JSON', () => html(404), 'unexpected'],
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

  it('is `unexpected` for nothing but a refusal that is not JSON', () => {
    const unexpected = [...atTokenEndpoint, ...atApi]
      .filter(([, , code]) => code === 'unexpected')
      .map(([shape]) => shape);
    expect(unexpected).toEqual(['a refusal that is not JSON', 'a refusal that is not JSON']);
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

  it('leaves out organizations that are gone', async () => {
    const results = [
      { url: '/api/v2/orgs/A1/', name: 'Alpha', deleted_at: null },
      { url: '/api/v2/orgs/B2/', name: 'Beta', deleted_at: '2024-01-01T00:00:00Z' },
    ];
    const send = async () => ({ response: Response.json({ next: null, results }) });
    const found = await readycloud.identify?.(filled, new Secret('a'), { http: { send }, now: () => 0 });
    expect(found?.organizations).toEqual([{ id: 'A1', name: 'Alpha' }]);
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
