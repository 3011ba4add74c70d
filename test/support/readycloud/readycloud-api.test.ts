import { afterEach, describe, expect, it } from 'vitest';
import { createVisitor } from './readycloud-visitor.ts';
import { type ReadyCloudOptions, type ReadyCloudServer, startReadyCloud } from './server.ts';
import { sampleApp, sampleUser } from './settings.ts';

const running: ReadyCloudServer[] = [];
const start = async (options?: ReadyCloudOptions): Promise<ReadyCloudServer> => {
  const server = await startReadyCloud(options);
  running.push(server);
  return server;
};
afterEach(async () => {
  for (const server of running.splice(0)) await server.close();
});

const fragmentOf = (url: URL): Record<string, string> => Object.fromEntries(new URLSearchParams(url.hash.slice(1)));
const renew = (server: ReadyCloudServer, form: Record<string, string>, init: RequestInit = {}): Promise<Response> =>
  fetch(`${server.origin}/api/v1/oauth2/token/`, {
    method: 'POST',
    redirect: 'manual',
    body: new URLSearchParams({
      grant_type: 'refresh_token',
      client_id: sampleApp.appId,
      client_secret: sampleApp.appSecret,
      ...form,
    }),
    ...init,
  });
const api = (
  server: ReadyCloudServer,
  token: string,
  path = '/api/v2/orgs/',
  init: RequestInit = {},
): Promise<Response> => fetch(new URL(path, server.origin), { ...init, headers: { authorization: `Bearer ${token}` } });
const connected = async (server: ReadyCloudServer): Promise<{ token: string; refreshToken: string }> => {
  const said = fragmentOf(await createVisitor(server).connect());
  return { token: said.access_token ?? '', refreshToken: said.refresh_token ?? '' };
};

describe('renewing', () => {
  it('keeps the access token, changes the refresh token, and refuses the old one', async () => {
    const server = await start({ expiresInSeconds: 60 });
    const { token, refreshToken } = await connected(server);
    const reply: Record<string, unknown> = await (await renew(server, { refresh_token: refreshToken })).json();
    expect(reply).toStrictEqual({
      access_token: token,
      expires_in: 60,
      token_type: 'bearer',
      refresh_token: expect.any(String),
    });
    expect(reply.refresh_token).not.toBe(refreshToken);
    const again = await renew(server, { refresh_token: refreshToken });
    expect(again.status).toBe(400);
    expect(await again.json()).toStrictEqual({
      error: 'invalid_request',
      error_description: `No such refresh token: ${refreshToken}`,
    });
    expect(server.grants.slice(1).map(({ outcome }) => outcome)).toStrictEqual(['granted', 'invalid_request']);
    expect(server.tokens.secrets()).toHaveLength(3);
  });

  it.each<[string, Record<string, string>, number, string]>([
    ['an unknown App Id', { client_id: 'nobody' }, 401, 'invalid_client'],
    ['a wrong App Secret', { client_secret: 'wrong' }, 401, 'invalid_client'],
    ['another grant', { grant_type: 'password' }, 400, 'unsupported_grant_type'],
  ])('refuses %s', async (_what, form, status, error) => {
    const server = await start();
    const reply = await renew(server, { refresh_token: (await connected(server)).refreshToken, ...form });
    expect(reply.status).toBe(status);
    expect(await reply.json()).toMatchObject({ error });
  });

  it('loses a POST without the trailing slash and breaks over Basic or scope, as the provider does', async () => {
    const server = await start();
    const { refreshToken } = await connected(server);
    const bare = await fetch(`${server.origin}/api/v1/oauth2/token`, { method: 'POST', redirect: 'manual' });
    expect([bare.status, bare.headers.get('location')]).toStrictEqual([301, '/api/v1/oauth2/token/']);
    expect((await renew(server, { refresh_token: refreshToken, scope: 'order' })).status).toBe(500);
    expect(
      (await renew(server, { refresh_token: refreshToken }, { headers: { authorization: 'Basic eA==' } })).status,
    ).toBe(500);
    expect((await renew(server, { refresh_token: refreshToken })).status).toBe(200);
  });

  it('renews an expired token and refuses a revoked one', async () => {
    const server = await start();
    const { token, refreshToken } = await connected(server);
    server.tokens.expire(token);
    expect((await api(server, token)).status).toBe(401);
    expect((await renew(server, { refresh_token: refreshToken })).status).toBe(200);
    expect((await api(server, token)).status).toBe(200);
    server.tokens.revoke(token);
    expect(await (await api(server, token)).json()).toMatchObject({ error_description: "Token doesn't exist" });
  });
});

describe('organizations', () => {
  const orgs = Array.from({ length: 5 }, (_, index) => ({ id: `o${index}`, name: `Org ${index}` }));
  const deleted = { id: 'gone', name: 'Closed', deletedAt: '2020-01-01T00:00:00Z' };

  it('come in pages with an absolute next', async () => {
    const server = await start({ pageSize: 2, users: [{ ...sampleUser, orgs: [...orgs, deleted] }] });
    const { token } = await connected(server);
    const names: unknown[] = [];
    let next: string | null = `${server.origin}/api/v2/orgs/`;
    while (next !== null) {
      const page: { next: string | null; count: number; results: { url: string; deleted_at: string | null }[] } =
        await (await api(server, token, next)).json();
      names.push(...page.results.map(org => [org.url.split('/').at(-2), org.deleted_at]));
      expect(page.count).toBe(6);
      next = page.next;
    }
    expect(names).toStrictEqual([...orgs.map(({ id }) => [id, null]), ['gone', deleted.deletedAt]]);
    expect(server.requestsTo('/api/v2/orgs/')).toBe(3);
    expect(await (await api(server, token, '/api/v2/orgs/o3/')).json()).toMatchObject({ name: 'Org 3' });
    expect((await api(server, token, '/api/v2/orgs/none/')).status).toBe(404);
    expect((await api(server, token, '/api/v2/orgs/o3/', { method: 'PATCH' })).status).toBe(405);
  });

  it('answer every documented refusal', async () => {
    const server = await start({ orgsScope: 'company', expiresInSeconds: 60 });
    const bare = await fetch(`${server.origin}/api/v2/orgs/`);
    expect([bare.status, bare.headers.get('www-authenticate')]).toStrictEqual([401, 'Bearer realm=""']);
    const said = fragmentOf(await createVisitor(server).connect({ scope: 'order' }));
    const scarce = await api(server, said.access_token ?? '');
    expect(scarce.status).toBe(403);
    expect(await scarce.json()).toMatchObject({ error: 'insufficient_scope' });
    server.tokens.expire(said.access_token ?? '');
    expect(await (await api(server, said.access_token ?? '')).json()).toStrictEqual({
      error: 'invalid_token',
      error_description: 'Token is expired',
    });
  });

  it('are limited by the minute when told to', async () => {
    let now = 0;
    const server = await start({ now: () => now, rateLimit: { perMinute: 2, retryAfterSeconds: 7 } });
    const { token } = await connected(server);
    const statuses = [await api(server, token), await api(server, token), await api(server, token)];
    expect(statuses.map(({ status }) => status)).toStrictEqual([200, 200, 429]);
    expect(statuses[2]?.headers.get('retry-after')).toBe('7');
    now = 60_000;
    expect((await api(server, token)).status).toBe(200);
  });
});

describe('faults', () => {
  it.each<[Parameters<ReadyCloudServer['fault']>[0]['kind'], number, (body: string) => boolean]>([
    ['status-429', 429, body => body.includes('throttled')],
    ['status-500', 500, body => body.includes('Server Error')],
    ['html', 200, body => body.startsWith('<!doctype')],
    ['truncated-json', 200, body => body.startsWith('{"count"') && !body.endsWith('}')],
    ['bom', 200, body => body.startsWith('\ufeff{')],
    ['slow', 200, body => body.endsWith('}')],
    ['empty', 200, body => body === ''],
    ['wrong-type', 200, body => body.endsWith('}')],
    ['wrong-shape', 200, body => body === '[1,2,3]'],
  ])('%s, once', async (kind, status, fits) => {
    const server = await start();
    const { token } = await connected(server);
    server.fault({ on: 'orgs', kind, times: 1, pieceMs: 1 });
    const spoiled = await api(server, token);
    expect(spoiled.status).toBe(status);
    const body = new TextDecoder('utf-8', { ignoreBOM: true }).decode(await spoiled.arrayBuffer());
    expect(fits(body)).toBe(true);
    expect(spoiled.headers.get('content-type') === 'text/plain').toBe(kind === 'wrong-type');
    expect(await (await api(server, token)).json()).toMatchObject({ count: 1 });
  });

  it('reset breaks the connection in the middle of the body, and a renewal is lost', async () => {
    const server = await start();
    const { refreshToken } = await connected(server);
    server.fault({ on: 'token', kind: 'reset' });
    await expect(renew(server, { refresh_token: refreshToken }).then(reply => reply.text())).rejects.toThrow();
    expect(server.grants.at(-1)).toMatchObject({ type: 'refresh_token', outcome: 'granted' });
    expect((await renew(server, { refresh_token: refreshToken })).status).toBe(400);
  });

  it('hang waits until it is released, and carries the request out only then', async () => {
    const server = await start();
    const { refreshToken } = await connected(server);
    const fault = server.fault({ on: 'token', kind: 'hang' });
    const reply = renew(server, { refresh_token: refreshToken });
    await fault.met;
    expect(server.grants).toHaveLength(1);
    fault.release();
    expect((await reply).status).toBe(200);
    expect(server.grants).toHaveLength(2);
  });

  it('spoils only the place it was put on, as often as it was told', async () => {
    const server = await start();
    server.fault({ on: 'authorize', kind: 'status-500', times: 2 });
    const visitor = createVisitor(server);
    expect((await visitor.toAllowPage()).status).toBe(500);
    expect((await visitor.toAllowPage()).status).toBe(500);
    expect((await visitor.toAllowPage()).status).toBe(200);
  });

  it('can be down and come back at the same address', async () => {
    const server = await start();
    const { token } = await connected(server);
    await server.goDown();
    await expect(api(server, token)).rejects.toThrow();
    await server.comeBack();
    expect((await api(server, token)).status).toBe(200);
  });

  it('closes while requests hang', async () => {
    const server = await start();
    const fault = server.fault({ on: 'authorize', kind: 'hang', times: 2 });
    const hanging = createVisitor(server)
      .get('/api/v1/oauth2/authorize')
      .catch(() => 'broken');
    await fault.met;
    await server.close();
    expect(await hanging).toBeDefined();
  });
});

it('the log holds no secret', async () => {
  const server = await start();
  const { token, refreshToken } = await connected(server);
  await renew(server, { refresh_token: refreshToken });
  await api(server, token, `/api/v2/orgs/?bearer_token=${token}`);
  const log = JSON.stringify([server.requests, server.grants]);
  for (const secret of [...server.tokens.secrets(), sampleUser.password, sampleApp.appSecret])
    expect(log).not.toContain(secret);
  expect(server.requests.at(-1)).toMatchObject({ endpoint: 'orgs', credentials: ['authorization'] });
});
