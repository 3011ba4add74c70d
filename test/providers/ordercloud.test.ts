import { describe, expect, it } from 'vitest';
import { DockpassError } from '../../main/core/base/errors.ts';
import { Secret } from '../../main/core/base/secret.ts';
import { fillForm } from '../../main/core/oauth/filled-form.ts';
import { originsOf } from '../../main/core/oauth/origins.ts';
import type { FilledForm, ProviderPorts } from '../../main/core/oauth/provider.ts';
import { ordercloud } from '../../main/providers/ordercloud.ts';
import { ordercloudRoles } from '../../main/providers/ordercloud-roles.ts';
import { text } from '../../main/text/text.ts';
import { coreOn, fakeHttp } from '../support/fakes/fakes.ts';

const typed = (values: Readonly<Record<string, string>>, environment = 'us-west-sandbox'): FilledForm =>
  fillForm(ordercloud, {
    provider: 'ordercloud',
    environment,
    accountName: '',
    values: { clientId: 'client-1', ...values },
  });
const user = { way: 'password', username: 'admin01', password: 'pw' };
const asUser = typed(user);
const asClient = typed({ way: 'client', clientSecret: 'shh' });
const asShopper = typed({ way: 'client' });

const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const jwt = (claims: unknown): string => `${part({})}.${part(claims)}.x`;
const reply = (changes: object = {}) =>
  Response.json({ access_token: 'opaque', token_type: 'bearer', expires_in: 35999, ...changes });

const network = (handle: () => Response) => {
  const http = fakeHttp();
  http.handle = handle;
  const ports: ProviderPorts = { http, now: () => 0 };
  return { sent: http.sent, ports };
};
const obtained = async (filled: FilledForm, changes: object = {}) => {
  const { sent, ports } = network(() => reply(changes));
  const tokens = await ordercloud.obtain?.(filled, ports);
  return { tokens, sent: sent[0] };
};
const refused = async (call: () => unknown): Promise<DockpassError> => {
  const error: unknown = await Promise.resolve()
    .then(call)
    .catch((problem: unknown) => problem);
  if (error instanceof DockpassError) return error;
  throw new Error('nothing was refused');
};

describe('environments', () => {
  it('are five regions with three each, and an address of one’s own', () => {
    expect(ordercloud.environments.map(({ label, origin }) => `${text(label)} ${origin}`)).toEqual([
      'US West · Sandbox https://sandboxapi.ordercloud.io',
      'US West · Staging https://stagingapi.ordercloud.io',
      'US West · Production https://api.ordercloud.io',
      ...[
        ['US East', 'useast'],
        ['Australia East', 'australiaeast'],
        ['Europe West', 'westeurope'],
        ['Japan East', 'japaneast'],
      ].flatMap(([label, host]) =>
        ['Sandbox', 'Staging', 'Production'].map(
          kind => `${label} · ${kind} https://${host}-${kind.toLowerCase()}.ordercloud.io`,
        ),
      ),
      'Another address ',
    ]);
  });

  it.each([
    ['https://api.harbour.example', 'https://api.harbour.example'],
    ['https://api.harbour.example/v1/', 'https://api.harbour.example'],
    ['https://api.harbour.example:8443/oauth/token', 'https://api.harbour.example:8443'],
    ['http://127.0.0.1:5000', 'http://127.0.0.1:5000'],
  ])('takes %s', (apiAddress, origin) =>
    expect(typed({ ...user, apiAddress }, 'custom').environment.origin).toBe(origin),
  );

  it.each([
    '',
    'api.harbour.example',
    'http://api.harbour.example',
    'https://api.harbour.example/shop',
    'https://api.harbour.example/?a=1',
    'https://me@api.harbour.example',
    'ftp://api.harbour.example',
  ])('points at the address %s', async apiAddress =>
    expect(await refused(() => typed({ ...user, apiAddress }, 'custom'))).toMatchObject({
      code: 'bad-input',
      field: 'apiAddress',
    }),
  );
});

describe('a token address of its own', () => {
  const api = { ...user, apiAddress: 'https://api.harbour.example' };
  it.each([
    ['https://auth.harbour.example/oauth/token', 'https://auth.harbour.example/oauth/token'],
    ['https://auth.harbour.example', 'https://auth.harbour.example/oauth/token'],
    ['https://auth.harbour.example/tenant/token', 'https://auth.harbour.example/tenant/token'],
  ])('is asked as typed: %s', async (tokenAddress, asked) => {
    const filled = typed({ ...api, tokenAddress }, 'custom');
    expect((await obtained(filled)).sent?.url).toBe(asked);
    expect(originsOf(ordercloud, filled)).toEqual(['https://api.harbour.example', 'https://auth.harbour.example']);
  });

  it('belongs to any environment, and to no other token address than one that is encrypted', async () => {
    const filled = typed({ ...user, tokenAddress: 'https://auth.ordercloud.io' });
    expect((await obtained(filled)).sent?.url).toBe('https://auth.ordercloud.io/oauth/token');
    expect(await refused(() => typed({ ...user, tokenAddress: 'http://auth.ordercloud.io' }))).toMatchObject({
      code: 'bad-input',
      field: 'tokenAddress',
    });
  });
});

describe('what is sent', () => {
  it('encodes every value, whatever it holds', async () => {
    const hostile = {
      username: 'a+b@c.example&grant_type=x',
      password: ' p+w/=&%20 #"ü€😀',
      clientId: 'id+/=',
      clientSecret: 'q+7/nO9=&scope=FullAccess',
      roles: 'Custom+Role  OrderReader',
    };
    const { sent } = await obtained(typed({ way: 'password', ...hostile }));
    expect(sent?.url).toBe('https://sandboxapi.ordercloud.io/oauth/token');
    expect(new Headers(sent?.headers).get('content-type')).toMatch(/^application\/x-www-form-urlencoded/);
    expect(new Headers(sent?.headers).get('accept')).toBe('application/json');
    expect(sent?.body).not.toMatch(/[ "#ü€😀]/u);
    expect(sent?.body).toContain('q%2B7%2FnO9%3D%26scope%3DFullAccess');
    expect([...new URLSearchParams(sent?.body)].sort()).toEqual([
      ['client_id', hostile.clientId],
      ['client_secret', hostile.clientSecret],
      ['grant_type', 'password'],
      ['password', hostile.password],
      ['scope', 'Custom+Role OrderReader'],
      ['username', hostile.username],
    ]);
  });

  it.each<[string, FilledForm, Record<string, string>]>([
    ['a user', asUser, { grant_type: 'password', username: 'admin01', password: 'pw' }],
    ['a client', asClient, { grant_type: 'client_credentials', client_secret: 'shh' }],
    ['an anonymous shopper', asShopper, { grant_type: 'client_credentials' }],
  ])('for %s is nothing beyond what is needed', async (_who, filled, form) => {
    const { sent } = await obtained(filled);
    expect(Object.fromEntries(new URLSearchParams(sent?.body))).toEqual({ client_id: 'client-1', ...form });
    expect(new Headers(sent?.headers).has('authorization')).toBe(false);
  });

  it.each<[string, FilledForm, Record<string, string>]>([
    ['with the secret', asClient, { client_secret: 'shh' }],
    ['without a secret', asUser, {}],
  ])('to renew names no roles, %s', async (_how, filled, form) => {
    const { sent, ports } = network(() => reply());
    await ordercloud.renew?.({ ...filled, values: { ...filled.values, roles: 'Shopper' } }, new Secret('r'), ports);
    expect(Object.fromEntries(new URLSearchParams(sent[0]?.body))).toEqual({
      grant_type: 'refresh_token',
      refresh_token: 'r',
      client_id: 'client-1',
      ...form,
    });
  });

  it('to sign out everywhere is one DELETE', async () => {
    const { sent, ports } = network(() => new Response(null, { status: 204 }));
    await ordercloud.signOutEverywhere?.(asUser, new Secret('t'), ports);
    expect(sent).toMatchObject([{ method: 'DELETE', url: 'https://sandboxapi.ordercloud.io/v1/me/tokens' }]);
    expect(new Headers(sent[0]?.headers).get('authorization')).toBe('Bearer t');
  });
});

describe('what the token says', () => {
  it.each<[string, unknown, readonly string[] | undefined]>([
    ['several roles', ['OrderReader', 'Custom'], ['OrderReader', 'Custom']],
    ['one role', 'FullAccess', ['FullAccess']],
    ['no role', undefined, []],
    ['an empty list', [], []],
    ['an odd role', { name: 'x' }, undefined],
  ])('%s', async (_what, role, scopes) =>
    expect((await obtained(asUser, { access_token: jwt({ role }) })).tokens?.scopes).toEqual(scopes),
  );

  it('is nothing where it is no JWT, and the token is passed on all the same', async () => {
    const { tokens } = await obtained(asUser);
    expect(tokens?.accessToken.reveal()).toBe('opaque');
    expect([tokens?.scopes, tokens?.warning]).toEqual([undefined, undefined]);
  });

  const other = 'https://westeurope-sandbox.ordercloud.io';
  it.each<[string, unknown, object | undefined]>([
    ['the chosen API', 'https://sandboxapi.ordercloud.io', undefined],
    ['the chosen API with a slash', 'https://sandboxapi.ordercloud.io/', undefined],
    ['the chosen API among others', [other, 'https://sandboxapi.ordercloud.io'], undefined],
    ['another region', other, { code: 'wrong-region', reason: 'known', detail: 'Europe West · Sandbox' }],
    ['an unknown API', 'https://x.example', { code: 'wrong-region', detail: 'sandboxapi.ordercloud.io' }],
    ['no address', 'ordercloud', undefined],
    ['nothing', undefined, undefined],
  ])('it is for: %s', async (_what, aud, warning) =>
    expect((await obtained(asUser, { access_token: jwt({ aud }) })).tokens?.warning).toEqual(warning),
  );

  it('never warns on a Local one', async () => {
    const environment = { id: 'local', label: 'provider.environment.local', origin: 'http://127.0.0.1:1' } as const;
    const { tokens } = await obtained({ ...asUser, environment }, { access_token: jwt({ aud: other }) });
    expect(tokens?.warning).toBeUndefined();
  });

  it('is said of a renewed one, too', async () => {
    const { ports } = network(() => reply({ access_token: jwt({ aud: other, role: 'Shopper' }) }));
    const tokens = await ordercloud.renew?.(asUser, new Secret('r'), ports);
    expect(tokens).toMatchObject({ scopes: ['Shopper'], warning: { code: 'wrong-region' } });
  });
});

describe('roles, and on whose side a token is', () => {
  const endpointsOf = (usrtype: unknown) =>
    obtained(asUser, { access_token: jwt({ usrtype }) }).then(({ tokens }) => {
      const values = { ...asUser.values, ...tokens?.found };
      const addresses = ordercloud
        .endpoints(values)
        .map(({ url }) => new URL(url(asUser.environment, undefined)).pathname);
      return { detail: ordercloud.detail?.(values), addresses };
    });

  it.each([
    ['admin', 'Seller', '/v1/orders/Incoming'],
    ['supplier', 'Supplier', '/v1/orders/Incoming'],
    ['buyer', 'Buyer', '/v1/me/products'],
    ['robot', undefined, '/v1/orders/Incoming'],
    [undefined, undefined, '/v1/orders/Incoming'],
  ])('of a token for %s', async (usrtype, detail, address) => {
    const told = await endpointsOf(usrtype);
    expect([told.detail, told.addresses[1]]).toEqual([detail, address]);
  });

  it('a buyer’s addresses are the buyer’s', async () => {
    expect((await endpointsOf('buyer')).addresses).toEqual([
      '/v1/me',
      '/v1/me/products',
      '/v1/me/orders',
      '/v1/orders/Outgoing',
    ]);
  });

  it('drops quotes and commas that came along with a pasted scope', () => {
    const roles = '"CatalogAdmin, BuyerReader" \u201cMeAdmin\u201d \'OrderAdmin\',';
    expect(typed({ ...user, roles }).values.roles).toBe('CatalogAdmin BuyerReader MeAdmin OrderAdmin');
  });

  const rowWith = async (first: unknown, renewed: unknown) => {
    const core = coreOn();
    let claims = { role: first, usrtype: 'buyer' };
    core.http.handle = ({ url }) =>
      url.endsWith('/oauth/token')
        ? reply({ access_token: jwt(claims), refresh_token: 'r' })
        : Response.json({ Username: 'admin01' });
    const values = { clientId: 'client-1', ...user, roles: 'OrderReader ProductReader' };
    const form = { provider: 'ordercloud', environment: 'us-west-sandbox', accountName: '', values };
    const { accountId } = await core.accounts.connect(form);
    const scopesOf = () => core.accounts.list()[0]?.scopes;
    const before = scopesOf();
    claims = { role: renewed, usrtype: 'admin' };
    await core.accounts.renew(accountId);
    return { before, after: scopesOf(), detail: core.accounts.list()[0]?.detail };
  };

  it('are read anew at each renewal, and so is the side; none granted is told from unknown', async () => {
    const both = ['OrderReader', 'ProductReader'];
    expect(await rowWith(both, undefined)).toEqual({
      before: { asked: 2, granted: 2, missing: [] },
      after: { asked: 2, granted: 0, missing: both },
      detail: 'Seller',
    });
    expect((await rowWith(undefined, 'OrderReader')).after).toEqual({
      asked: 2,
      granted: 1,
      missing: ['ProductReader'],
    });
    expect((await rowWith({ odd: 1 }, { odd: 1 })).before).toBeUndefined();
  });

  it('the content type of the guide stands in every command', async () => {
    const core = coreOn();
    core.http.handle = () => reply({ access_token: 'opaque' });
    const values = { clientId: 'client-1', way: 'client' };
    const form = { provider: 'ordercloud', environment: 'us-west-sandbox', accountName: '', values };
    const { accountId } = await core.accounts.connect(form);
    const copied = async (format: 'curl' | 'powershell') => {
      await core.accounts.copy(accountId, format, 0);
      return core.clipboard.text;
    };
    const address = "'https://sandboxapi.ordercloud.io/v1/me'";
    const type = 'application/json; charset=UTF-8';
    expect(await copied('curl')).toBe(
      `curl -sS -H 'Content-Type: ${type}' -H 'Authorization: Bearer opaque' ${address}`,
    );
    expect(await copied('powershell')).toBe(
      `Invoke-RestMethod -Uri ${address} -Headers @{ Authorization = 'Bearer opaque' } -ContentType '${type}'`,
    );
  });
});

describe('what can be renewed without a person', () => {
  const access = { accessToken: new Secret('a') };
  const refreshable = { ...access, refreshToken: new Secret('r') };
  const remembered = typed({ ...user, rememberPassword: 'yes' });
  it.each<[string, FilledForm, typeof access, boolean]>([
    ['a user with a refresh token', asUser, refreshable, true],
    ['a user without one', asUser, access, false],
    ['a user whose password is remembered', remembered, access, true],
    ['a remembered password that is not there', { ...remembered, secrets: {} }, access, false],
    ['a client', asClient, access, true],
    ['an anonymous shopper', asShopper, access, true],
  ])('%s', (_who, filled, tokens, can) => expect(ordercloud.canRenew(filled, tokens)).toBe(can));

  it('keeps the password only where it is wanted', () => {
    const kept = (filled: FilledForm) =>
      Object.keys(filled.secrets).filter(n => ordercloud.keepsSecret?.(filled.values, n));
    expect(kept(typed({ ...user, clientSecret: 's' }))).toEqual(['clientSecret']);
    expect(kept(typed({ ...user, clientSecret: 's', rememberPassword: 'yes' }))).toEqual(['clientSecret', 'password']);
  });
});

describe('whose token it is', () => {
  const nameOf = async (me: object) => {
    const { ports } = network(() => new Response(`\ufeff${JSON.stringify(me)}`));
    return (await ordercloud.identify?.(asUser, new Secret('t'), ports))?.name;
  };
  it('is the username, else the name, else the mail address', async () => {
    const [Username, FirstName, LastName, Email] = ['admin01', 'Ada', 'Min', 'a@b.example'];
    expect(await nameOf({ Username, FirstName, LastName, Email })).toBe('admin01');
    expect(await nameOf({ Username: null, FirstName, LastName, Email })).toBe('Ada Min');
    expect(await nameOf({ Username: '', FirstName, LastName: null, Email })).toBe('Ada');
    expect(await nameOf({ Email })).toBe('a@b.example');
    expect(await nameOf({})).toBe('');
  });
});

describe('roles', () => {
  it('are offered once each', () => {
    expect(new Set(ordercloudRoles).size).toBe(92);
    expect(ordercloudRoles).toContain('FullAccess');
    expect(ordercloudRoles).not.toContain('InventoryAdmin');
  });
});
