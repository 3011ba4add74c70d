import { createPublicKey, verify } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import { Secret } from '../../../main/core/base/secret.ts';
import { readClaims } from '../../../main/core/oauth/jwt.ts';
import { type OrderCloudOptions, type OrderCloudServer, startOrderCloud } from './server.ts';
import { peopleClient, programClient, sampleUser, shopClient } from './settings.ts';

const running: OrderCloudServer[] = [];
const start = async (options: OrderCloudOptions = {}): Promise<OrderCloudServer> => {
  const server = await startOrderCloud({ words: 'reference', ...options });
  running.push(server);
  return server;
};
afterEach(async () => {
  for (const server of running.splice(0)) await server.close();
});

const user = sampleUser();
const asUser = {
  grant_type: 'password',
  client_id: peopleClient().id,
  username: user.username,
  password: user.password,
};
const asProgram = {
  grant_type: 'client_credentials',
  client_id: programClient().id,
  client_secret: programClient().secret ?? '',
};
const ask = async (server: OrderCloudServer, form: Record<string, string>) => {
  const reply = await fetch(`${server.origin}/oauth/token`, { method: 'POST', body: new URLSearchParams(form) });
  const bytes = new TextDecoder('utf-8', { ignoreBOM: true }).decode(await reply.arrayBuffer());
  const body: Record<string, unknown> = JSON.parse(bytes.replace(/^\ufeff/, ''));
  return { status: reply.status, marked: bytes.startsWith('\ufeff'), body };
};
const tokenOf = ({ body }: { readonly body: Record<string, unknown> }) => String(body.access_token);
const me = (server: OrderCloudServer, token: string, method = 'GET', path = '/v1/me') =>
  fetch(server.origin + path, { method, headers: { authorization: `Bearer ${token}` } });

describe('tokens', () => {
  it('are signed by the key that the server shows, behind a byte order mark where it is told to', async () => {
    const server = await start({ bom: true });
    const granted = await ask(server, asUser);
    expect(granted).toMatchObject({ status: 200, marked: true, body: { token_type: 'bearer', expires_in: 35999 } });
    const [head = '', claims = '', signature = ''] = tokenOf(granted).split('.');
    const { kid } = JSON.parse(Buffer.from(head, 'base64url').toString());
    const key = await (await fetch(`${server.origin}/oauth/certs/${kid}`)).json();
    const publicKey = createPublicKey({ key, format: 'jwk' });
    const signed = Buffer.from(`${head}.${claims}`);
    expect(verify('sha256', signed, publicKey, Buffer.from(signature, 'base64url'))).toBe(true);
    expect(readClaims(new Secret(tokenOf(granted)))).toMatchObject({ usr: user.username, aud: server.origin });
  });

  it('carry the roles asked for that the user has, one as a plain text', async () => {
    const server = await start();
    const roles = async (scope: string) =>
      readClaims(new Secret(tokenOf(await ask(server, { ...asUser, scope }))))?.role;
    expect(await roles('')).toEqual(user.roles);
    expect(await roles('OrderReader FullAccess HarbourPacker')).toEqual(['OrderReader', 'HarbourPacker']);
    expect(await roles('OrderReader')).toBe('OrderReader');
    server.settings.excessRoles = 'refused';
    expect((await ask(server, { ...asUser, scope: 'FullAccess' })).body).toMatchObject({
      Errors: [{ ErrorCode: 'Auth.InsufficientRole' }],
    });
  });

  it('for a program need its secret in every grant, and a shopper needs none', async () => {
    const server = await start();
    expect((await ask(server, asProgram)).status).toBe(200);
    const { client_secret: _left, ...bare } = asProgram;
    for (const form of [bare, { ...asUser, client_id: asProgram.client_id }, { ...asProgram, client_secret: 'x' }])
      expect((await ask(server, form)).body).toEqual({
        error: 'invalid_client',
        error_description: 'invalid client secret',
      });
    const shopper = await ask(server, { grant_type: 'client_credentials', client_id: shopClient().id });
    expect(readClaims(new Secret(tokenOf(shopper)))).toMatchObject({ usrtype: 'buyer', orderid: expect.any(String) });
  });
});

describe('refresh tokens', () => {
  const renew = (server: OrderCloudServer, refreshToken: unknown) =>
    ask(server, {
      grant_type: 'refresh_token',
      client_id: peopleClient().id,
      refresh_token: String(refreshToken),
    });

  it('rotate, and the spent one is refused', async () => {
    const server = await start();
    const first = (await ask(server, asUser)).body.refresh_token;
    const second = (await renew(server, first)).body.refresh_token;
    expect([typeof second, second === first]).toEqual(['string', false]);
    expect((await renew(server, first)).body).toMatchObject({ Errors: [{ ErrorCode: 'Auth.TokenRevoked' }] });
    expect((await renew(server, second)).status).toBe(200);
  });

  it('stay good and are not sent again, where they do not rotate', async () => {
    const server = await start({ rotates: false });
    const first = (await ask(server, asUser)).body.refresh_token;
    for (const _time of [1, 2]) {
      const renewed = await renew(server, first);
      expect(renewed.status).toBe(200);
      expect(renewed.body).not.toHaveProperty('refresh_token');
    }
  });
});

describe('refusals', () => {
  it('lock a user out after some wrong passwords, even with the right one', async () => {
    const server = await start({ lockOutAfter: 2 });
    const codes: unknown[] = [];
    for (const password of ['x', 'y', user.password]) codes.push((await ask(server, { ...asUser, password })).body);
    expect(codes).toMatchObject([
      { error: 'invalid_grant', Errors: [{ ErrorCode: 'Auth.InvalidUsernameOrPassword' }] },
      { error: 'invalid_grant', Errors: [{ ErrorCode: 'Auth.InvalidUsernameOrPassword' }] },
      { error: 'invalid_grant', Errors: [{ ErrorCode: 'Auth.LockedOut' }] },
    ]);
    expect(server.grants.map(({ outcome }) => outcome).at(-1)).toBe('Auth.LockedOut');
  });

  it('can speak in the words of the guide', async () => {
    const server = await start({ words: 'guide' });
    const code = async (form: Record<string, string>) => (await ask(server, { ...asUser, ...form })).body;
    expect(await code({ client_id: 'nobody' })).toMatchObject({ Errors: [{ ErrorCode: 'InvalidGrant' }] });
    expect(await code({ username: 'nobody' })).toMatchObject({ Errors: [{ ErrorCode: 'InvalidCredentials' }] });
  });
});

describe('the API', () => {
  it('knows whose a token is until it ends', async () => {
    let now = 0;
    const server = await start({ now: () => now });
    const token = tokenOf(await ask(server, asUser));
    expect(await (await me(server, token)).json()).toMatchObject({ Username: user.username, FirstName: 'Maria' });
    expect((await me(server, 'another')).status).toBe(401);
    now = 600 * 60_000;
    expect((await me(server, token)).status).toBe(401);
  });

  it('ends every session of a user, and of no one else', async () => {
    const server = await start();
    const [one, two, program] = [
      tokenOf(await ask(server, asUser)),
      tokenOf(await ask(server, asUser)),
      tokenOf(await ask(server, asProgram)),
    ];
    expect((await me(server, one, 'DELETE', '/v1/me/tokens')).status).toBe(204);
    expect((await me(server, two)).status).toBe(401);
    expect((await me(server, program)).status).toBe(200);
  });
});
