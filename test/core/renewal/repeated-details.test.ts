import { describe, expect, it } from 'vitest';
import { coreOn } from '../../support/fakes/fakes.ts';
import { settled } from '../../support/fakes/settled.ts';

// Renewing by the details a person typed, where there is no refresh token or it is refused.

const form = (values: Readonly<Record<string, string>>) => ({
  provider: 'ordercloud',
  environment: 'us-west-sandbox',
  accountName: 'Packing desk',
  values: { way: 'password', clientId: 'client-1', username: 'admin01', password: 'pw-1', ...values },
});
const refused = (code: string) => () =>
  Response.json({ error: 'invalid_grant', Errors: [{ ErrorCode: code, Message: '' }] }, { status: 400 });
const granted = (extra: object = {}) =>
  Response.json({ access_token: 'access-1', token_type: 'bearer', expires_in: 36_000, ...extra });

/** A core whose token endpoint answers by grant type; `grants` are the types asked for. */
const coreWith = (answers: Readonly<Record<string, () => Response>>) => {
  const core = coreOn();
  const grants: string[] = [];
  core.http.handle = ({ url, body }) => {
    if (!url.endsWith('/oauth/token')) return Response.json({ Username: 'admin01' });
    const type = new URLSearchParams(body).get('grant_type') ?? '';
    grants.push(type);
    return answers[type]?.() ?? refused('unexpected grant')();
  };
  return { core, grants };
};

describe('a remembered password', () => {
  it('is used once the refresh token is refused', async () => {
    const { core, grants } = coreWith({
      password: () => granted({ refresh_token: 'refresh-1' }),
      refresh_token: refused('Auth.TokenRevoked'),
    });
    const { accountId } = await core.accounts.connect(form({ rememberPassword: 'yes' }));
    await core.accounts.renew(accountId);
    expect(grants).toEqual(['password', 'refresh_token', 'password']);
    expect(core.accounts.list()[0]?.renewal).toEqual({ kind: 'by-itself' });
  });

  it.each(['Auth.InvalidUsernameOrPassword', 'Auth.LockedOut', 'Auth.PasswordExpired'])(
    'is not tried again by itself after %s',
    async code => {
      let answer = () => granted();
      const { core, grants } = coreWith({ password: () => answer() });
      const { accountId } = await core.accounts.connect(form({ rememberPassword: 'yes' }));
      answer = refused(code);
      await expect(core.accounts.renew(accountId)).rejects.toMatchObject({ stopTrying: true });
      expect(core.accounts.list()[0]?.renewal).toEqual({ kind: 'sign-in-needed' });
      for (let hour = 0; hour < 48; hour += 1) {
        core.clock.advanceTo(core.clock.now() + 3_600_000);
        await settled();
      }
      expect(grants).toEqual(['password', 'password']);
    },
  );
});

describe('a password that is not remembered', () => {
  it('is never used again, also where the refresh token is refused', async () => {
    const { core, grants } = coreWith({
      password: () => granted({ refresh_token: 'refresh-1' }),
      refresh_token: refused('Auth.TokenRevoked'),
    });
    const { accountId } = await core.accounts.connect(form({}));
    await expect(core.accounts.renew(accountId)).rejects.toMatchObject({ code: 'needs-sign-in' });
    expect(grants).toEqual(['password', 'refresh_token']);
    await expect(core.accounts.reconnect(accountId)).rejects.toMatchObject({ code: 'needs-details' });
    expect(grants).toHaveLength(2);
  });

  it('leaves the client secret, which every renewal needs', async () => {
    const { core, grants } = coreWith({
      password: () => granted({ refresh_token: 'refresh-1' }),
      refresh_token: () => granted(),
    });
    const { accountId } = await core.accounts.connect(form({ clientSecret: 'q+7/=' }));
    await core.accounts.renew(accountId);
    await core.accounts.renew(accountId);
    expect(grants).toEqual(['password', 'refresh_token', 'refresh_token']);
    const last = new URLSearchParams(core.http.sent.findLast(({ url }) => url.endsWith('/oauth/token'))?.body);
    expect([last.get('client_secret'), last.get('refresh_token')]).toEqual(['q+7/=', 'refresh-1']);
    expect(core.accounts.getEdit(accountId).secretsKept).toEqual(['clientSecret']);
  });
});
