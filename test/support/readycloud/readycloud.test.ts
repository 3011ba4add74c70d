import { afterEach, describe, expect, it } from 'vitest';
import { createVisitor, locationOf } from './readycloud-visitor.ts';
import { type ReadyCloudOptions, type ReadyCloudServer, startReadyCloud } from './server.ts';
import { decoys, sampleApp, sampleUser, type Variant, variants } from './settings.ts';

const landing = '/api/v1/oauth2/auth_code';
const running: ReadyCloudServer[] = [];
const start = async (options: ReadyCloudOptions = {}): Promise<ReadyCloudServer> => {
  const server = await startReadyCloud({ state: 'echo', ...options });
  running.push(server);
  return server;
};
afterEach(async () => {
  for (const server of running.splice(0)) await server.close();
});

const fragmentOf = (url: URL): Record<string, string> => Object.fromEntries(new URLSearchParams(url.hash.slice(1)));
const api = (
  server: ReadyCloudServer,
  token: string,
  path = '/api/v2/orgs/',
  init: RequestInit = {},
): Promise<Response> => fetch(new URL(path, server.origin), { ...init, headers: { authorization: `Bearer ${token}` } });
describe('signing in', () => {
  it('ends at the default page with the token in the fragment and the state in the query', async () => {
    const server = await start();
    const end = await createVisitor(server).connect({ state: 's-1', scope: 'order company-read_only' });
    expect(`${end.origin}${end.pathname}${end.search}`).toBe(`${server.origin}${landing}?state=s-1`);
    expect(fragmentOf(end)).toStrictEqual({
      access_token: server.tokens.issued()[0]?.accessToken,
      user: 'maria%harbour.example',
      refresh_token: server.tokens.issued()[0]?.refreshToken,
      expires_in: '31536000',
      scope: 'company-read_only order',
      token_type: 'bearer',
    });
    expect(() => decodeURIComponent(end.hash)).toThrow(URIError);
    expect(server.grants.map(({ type, outcome }) => [type, outcome])).toStrictEqual([['implicit', 'granted']]);
    expect(server.requestsTo(landing)).toBe(0);
  });

  it('grants both forms of every permission when none was named', async () => {
    const said = fragmentOf(await createVisitor(await start()).connect());
    expect(said.scope?.split(' ')).toEqual(expect.arrayContaining(['order', 'order-read_only', 'tracking_number']));
    expect(said.scope?.split(' ')).toHaveLength(23);
  });

  it('asks again after a wrong password, and keeps a signed-in person signed in', async () => {
    const server = await start();
    const form = new URLSearchParams({ next: '/x', username: sampleUser.name, password: 'wrong' });
    const again = await fetch(`${server.origin}/accounts/login/`, { method: 'POST', body: form, redirect: 'manual' });
    expect(again.status).toBe(200);
    expect(await again.text()).toContain('role="alert"');
    const visitor = createVisitor(server);
    await visitor.connect();
    expect(await (await visitor.toAllowPage()).text()).toContain('Allow Access');
    expect(server.requests.filter(({ endpoint }) => endpoint === 'sign-in')).toHaveLength(3);
  });

  it('never leads to another host after the password', async () => {
    const server = await start();
    const form = new URLSearchParams({
      next: '//evil.example/',
      username: sampleUser.name,
      password: sampleUser.password,
    });
    const done = await fetch(`${server.origin}/accounts/login/`, { method: 'POST', body: form, redirect: 'manual' });
    expect(locationOf(done, server.origin).origin).toBe(server.origin);
  });

  it.each<[string, Record<string, string>, ReadyCloudOptions, string]>([
    ['an unknown App Id', { client_id: 'nobody' }, {}, 'invalid_client'],
    ['an unknown permission', { scope: 'order xml_backup' }, {}, 'invalid_scope'],
    [
      'a permission the app lacks',
      { scope: 'note' },
      { apps: [{ ...sampleApp, scopesAllowed: ['order'] }] },
      'invalid_scope',
    ],
    ['a code', { response_type: 'code' }, {}, 'unsupported_response_type'],
    ['Deny', { answer: 'deny' }, {}, 'access_denied'],
    ['a server that denies', {}, { variant: 'deny' }, 'access_denied'],
  ])('refuses %s in the query or the fragment', async (_what, { answer, ...query }, options, error) => {
    const server = await start(options);
    const press = answer === 'deny' ? 'deny' : 'allow';
    const inQuery = await createVisitor(server).connect({ ...query, state: 's-1' }, press);
    expect(Object.fromEntries(inQuery.searchParams)).toMatchObject({ error, state: 's-1' });
    server.settings.errorPlace = 'fragment';
    expect(fragmentOf(await createVisitor(server).connect({ ...query, state: 's-1' }, press))).toMatchObject({
      error,
      state: 's-1',
    });
    expect(server.tokens.secrets()).toStrictEqual([]);
  });

  it('keeps to registered addresses, and to a page where it cannot redirect', async () => {
    const server = await start({ apps: [{ ...sampleApp, redirectAddresses: ['http://127.0.0.1:9999/mine'] }] });
    const registered = `${server.otherOrigin}/done?shop=1`;
    const end = await createVisitor(server).connect({ redirect_uri: registered, state: 's' });
    expect(end.href.startsWith(`${registered}&state=s#access_token=`)).toBe(true);
    expect((await createVisitor(server).connect()).href).toContain('http://127.0.0.1:9999/mine#');
    expect((await createVisitor(server).toAllowPage({ redirect_uri: `${server.origin}/other` })).status).toBe(400);
    server.settings.unknownApp = 'page';
    expect((await createVisitor(server).toAllowPage({ client_id: 'nobody' })).status).toBe(400);
  });

  it('leaves state out or answers another one when told to', async () => {
    const server = await start({ state: 'omit' });
    expect((await createVisitor(server).connect({ state: 's' })).searchParams.has('state')).toBe(false);
    server.settings.state = 'wrong';
    expect((await createVisitor(server).connect({ state: 's' })).searchParams.get('state')).toBe('sx');
  });

  it('leaves the refresh token out when told to', async () => {
    const server = await start({ refreshTokens: false });
    expect(fragmentOf(await createVisitor(server).connect())).not.toHaveProperty('refresh_token');
  });
});

describe('variants', () => {
  const straight = variants.filter(
    variant => !['popup', 'target-blank', 'hash-only', 'form-post', 'deny'].includes(variant),
  );
  it.each<Variant>(straight)('%s ends with the one granted token', async variant => {
    const server = await start({ variant });
    const end = await createVisitor(server).connect({ state: 's' });
    expect(fragmentOf(end).access_token).toBe(server.tokens.issued()[0]?.accessToken);
    expect(end.origin).toBe(variant === 'dead-host' ? server.deadOrigin : server.origin);
    expect(server.tokens.issued()).toHaveLength(1);
  });

  it('form-post hands the answer to a form of the page, and to no address', async () => {
    const server = await start({ variant: 'form-post' });
    const visitor = createVisitor(server);
    const page = await visitor.press(await visitor.toAllowPage({ state: 's' }), 'allow');
    expect(page.headers.has('location')).toBe(false);
    const text = await page.text();
    expect(text).toContain(`<form method="post" action="${server.origin}${landing}">`);
    expect(text).toContain(`name="access_token" value="${server.tokens.issued()[0]?.accessToken}"`);
    expect(text).toContain('name="state" value="s"');
  });

  it('hash-only reaches the landing page, whose script alone knows the token', async () => {
    const server = await start({ variant: 'hash-only' });
    const visitor = createVisitor(server);
    const end = await visitor.connect({ state: 's' });
    expect(end.hash).toBe('');
    const page = await (await visitor.get(end.href)).text();
    expect(page).toContain(server.tokens.issued()[0]?.accessToken);
    expect(await (await visitor.get(end.href)).text()).not.toContain('access_token=');
    expect(server.requestsTo(landing)).toBe(2);
  });

  it.each<Variant>(['popup', 'target-blank'])('%s opens the allow page elsewhere', async variant => {
    const server = await start({ variant });
    const visitor = createVisitor(server);
    const opener = await (await visitor.toAllowPage()).text();
    expect(opener).not.toContain('Allow Access');
    const opened = await visitor.toAllowPage({ window: '1' });
    expect(fragmentOf(locationOf(await visitor.press(opened, 'allow'), server.origin))).toHaveProperty('access_token');
  });

  it('an app may behave in its own way, and decoys are no tokens', async () => {
    const server = await start({ apps: [{ ...sampleApp, variant: 'own-error' }] });
    const first = await createVisitor(server).get(
      `/api/v1/oauth2/authorize?response_type=token&client_id=${sampleApp.appId}`,
    );
    expect(first.headers.get('location')).toContain(`&error=access_denied&access_token=${decoys.signInPage}#`);
    for (const decoy of Object.values(decoys)) expect((await api(server, decoy)).status).toBe(401);
  });
});
