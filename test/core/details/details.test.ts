import { describe, expect, it } from 'vitest';
import { Secret } from '../../../main/core/base/secret.ts';
import type { DetailsView } from '../../../preload/contract/details/details-view.ts';
import { coreOn, readycloudForm } from '../../support/fakes/fakes.ts';
import { settled } from '../../support/fakes/settled.ts';
import { fakeSealer } from '../../support/fakes/storage-fakes.ts';
import { createMarks } from '../../support/leaks/search.ts';
import { jwtOf } from '../../support/local/plain-jwt.ts';

const refreshToken = 'rt-9wK1pXc6GsA4dFhJm8NbVq2ZyE0';
const appSecret = 'as-3LtR7yUi0OpQzWx5EcVb9NmKj1H';
const claims = {
  iss: 'https://auth.example',
  sub: 'u-17',
  aud: ['https://api.example'],
  exp: 1_767_603_600,
  scope: 'order product',
  role: ['OrderAdmin'],
  email: 'maria@example.com',
};

type Core = ReturnType<typeof coreOn>;
const signedIn = async (token: string, core: Core = coreOn(), form = readycloudForm({ appSecret })) => {
  core.browser.answer = async () => ({
    kind: 'token',
    accessToken: new Secret(token),
    refreshToken: new Secret(refreshToken),
    expiresInSeconds: 3600,
  });
  const { accountId } = await core.accounts.connect(form);
  return { core, accountId };
};
/** Kept by a passphrase. */
const kept = async () => {
  const core = coreOn({ sealer: fakeSealer('session-only') });
  await core.storage.choose('passphrase', new Secret('four dull grey parcels'));
  return signedIn(jwtOf(claims), core);
};

describe('details', () => {
  it('say what a JWT is and may do, without a request', async () => {
    const { core, accountId } = await signedIn(jwtOf(claims));
    const sent = core.http.sent.length;
    const view = await core.details.view(accountId);
    const now = core.clock.now();
    expect(view).toMatchObject({
      kind: 'jwt',
      type: 'at+jwt',
      algorithm: 'RS256',
      issuer: 'https://auth.example',
      audience: ['https://api.example'],
      asked: ['order'],
      granted: ['order', 'product'],
      roles: ['OrderAdmin'],
      receivedAt: now,
      life: { kind: 'until', issuedAt: now, expiresAt: now + 3_600_000 },
      clock: { by: 'computer' },
      renewal: { kind: 'by-itself' },
      origins: ['https://www.readycloud.com'],
      broughtBy: 'sign-in',
    } satisfies Partial<DetailsView>);
    expect(view.claims?.list.map(({ path }) => path.join())).toEqual(Object.keys(claims));
    // At two thirds of its life, less what chance takes.
    expect(view.renewsAt).toBeGreaterThan(now + 2_340_000);
    expect(view.renewsAt).toBeLessThanOrEqual(now + 2_400_000);
    expect(core.http.sent).toHaveLength(sent);
    expect(view.copied).toBeUndefined();
  });

  it('of an opaque token have what this computer knows, and no claims', async () => {
    const { core, accountId } = await signedIn('at-7Qm2xV9LrT5vBnYc2HdZe8uJk3');
    const view = await core.details.view(accountId);
    expect(view).toMatchObject({ kind: 'opaque', audience: [], roles: [] });
    expect(view.claims).toBeUndefined();
    expect(view.granted).toBeUndefined();
  });

  it('of API keys call them keys, that go to their own servers and are never renewed', async () => {
    const core = coreOn();
    core.http.handle = () => Response.json({ user: { username: 'webshop' } });
    const { accountId } = await core.accounts.connect({
      provider: 'sendcloud',
      environment: 'production',
      accountName: '',
      values: { way: 'keys', publicKey: 'public-key-1', privateKey: 'private-key-1' },
    });
    const view = await core.details.view(accountId);
    expect(view).toMatchObject({ kind: 'keys', life: { kind: 'never' }, renewal: { kind: 'none' }, asked: [] });
    expect(view.origins).toEqual(['https://panel.sendcloud.sc', 'https://account.sendcloud.com']);
    expect(JSON.stringify(view)).not.toContain('private-key-1');
  });

  it('say what renewed and what copied it last', async () => {
    const { core, accountId } = await signedIn(jwtOf(claims));
    core.clock.advanceTo(core.clock.now() + 600_000);
    core.http.handle = () => Response.json({ access_token: jwtOf(claims), token_type: 'bearer', expires_in: 600 });
    await core.accounts.renew(accountId);
    core.clock.advanceTo(core.clock.now() + 5000);
    await core.accounts.copy(accountId, 'header', 0);
    expect(await core.details.view(accountId)).toMatchObject({
      broughtBy: 'renewal',
      receivedAt: core.clock.now() - 5000,
      copied: { at: core.clock.now(), format: 'header' },
    });
  });

  it('name the clock that the end is counted by, and how far it is off', async () => {
    const now = Date.UTC(2026, 0, 5, 9);
    const core = coreOn({ now: () => now - 420_000 });
    const { accountId } = await signedIn(jwtOf(claims), core);
    expect((await core.details.view(accountId)).clock).toEqual({ by: 'computer', skewMs: 420_000 });
    const dated = await core.accounts.connect({
      provider: 'own-token',
      environment: 'typed',
      accountName: 'Typed',
      values: { token: jwtOf(claims), goodUntil: '2026-03-01' },
    });
    expect(await core.details.view(dated.accountId)).toMatchObject({ clock: { by: 'token' }, origins: [] });
  });

  it('hold no secret, whatever the claims quote', async () => {
    const quoting = {
      ...claims,
      a: refreshToken,
      b: [{ c: `x ${appSecret} y` }],
      [appSecret]: 1,
      d: jwtOf({ sub: 'other' }),
    };
    const token = jwtOf(quoting);
    const { core, accountId } = await signedIn(token);
    const view = await core.details.view(accountId);
    await core.details.copy(accountId, true);
    const marks = createMarks();
    marks.mark('refresh token', refreshToken);
    marks.mark('App Secret', appSecret);
    marks.mark('access token', token);
    marks.mark('signature', token.split('.')[2] ?? '');
    marks.mark('the token in it', quoting.d);
    const told = [
      JSON.stringify(view),
      core.clipboard.text,
      core.log.lines.join('\n'),
      JSON.stringify(core.accounts.list()),
    ];
    expect(marks.findIn(told.map((content, at) => ({ name: `told ${at}`, content })))).toEqual([]);
    expect(view.claims?.list.filter(({ isSecret }) => isSecret)).toHaveLength(4);
  });

  it('are refused while it is locked, and nothing that was under way is told', async () => {
    const { core, accountId } = await kept();
    const reading = core.details.view(accountId);
    core.lock.lock('person');
    await expect(reading).rejects.toMatchObject({ code: 'locked' });
    await expect(core.details.view(accountId)).rejects.toMatchObject({ code: 'locked' });
    await expect(core.details.copy(accountId, false)).rejects.toMatchObject({ code: 'locked' });
    expect(core.clipboard.text).toBe('');
  });

  it('are over when somebody locks, also where no passphrase locks anything, and when the shift ends', async () => {
    const { core, accountId } = await signedIn(jwtOf(claims));
    let over = 0;
    core.onDetailsOver(() => {
      over += 1;
    });
    core.signals.fire('lock');
    expect(over).toBe(1);
    const reading = core.details.view(accountId);
    const ending = core.shift.end(true);
    await expect(reading).rejects.toMatchObject({ code: 'cancelled' });
    await expect(core.details.view(accountId)).rejects.toMatchObject({ code: 'busy' });
    await ending;
    expect(over).toBe(2);
    await expect(core.details.view(accountId)).rejects.toMatchObject({ code: 'needs-sign-in' });
  });
});

describe('copied details', () => {
  it('leave out what may be personal, and the account’s name, and stay on the clipboard', async () => {
    const { core, accountId } = await signedIn(
      jwtOf(claims),
      coreOn(),
      readycloudForm({ appSecret }, 'maria@example.com'),
    );
    await core.details.copy(accountId, false);
    const { text } = core.clipboard;
    expect(text).toContain('issuer: https://auth.example\n');
    expect(text).toContain('  exp: 1767603600 (2026-01-05T09:00:00');
    expect(text).toContain('claims left out, since they may be personal: 2\n');
    expect(text).not.toMatch(/maria|u-17|email|sub/);
    expect(core.clipboardGuard.view()).toBeNull();
    core.clock.advanceTo(core.clock.now() + 600_000);
    await settled();
    expect(core.clipboard.text).toBe(text);
  });

  it('with them are cleared as a token is, at its time, and when somebody locks', async () => {
    const { core, accountId } = await signedIn(jwtOf(claims));
    await core.details.copy(accountId, true);
    expect(core.clipboard.text).toContain('  email: maria@example.com\n');
    const view = core.clipboardGuard.view();
    expect(view).toMatchObject({ text: 'Details of Acme Goods copied' });
    // No row says that its token was copied.
    expect(view?.accountId).toBeUndefined();
    core.clock.advanceTo(core.clock.now() + 45_000);
    await settled();
    expect(core.clipboard.text).toBe('');
    await core.details.copy(accountId, true);
    core.signals.fire('lock');
    await settled();
    expect(core.clipboard.text).toBe('');
  });

  it('are no copy of a token: nothing says that it was copied, and what lay there before is not said any more', async () => {
    const { core, accountId } = await signedIn(jwtOf(claims));
    await core.details.copy(accountId, false);
    await core.details.copy(accountId, true);
    expect(core.vault.record(accountId).lastCopiedAt).toBeUndefined();
    expect((await core.activity.list()).map(({ kind }) => kind)).toEqual(['connected']);
    await core.accounts.copy(accountId, 'token', 0);
    await core.details.copy(accountId, false);
    expect(core.clipboardGuard.view()).toBeNull();
    const { text } = core.clipboard;
    core.clock.advanceTo(core.clock.now() + 45_000);
    await settled();
    expect(core.clipboard.text).toBe(text);
  });

  it('that the system refuses leave a token there to be cleared in its time', async () => {
    const { core, accountId } = await signedIn(jwtOf(claims));
    await core.accounts.copy(accountId, 'token', 0);
    core.clipboard.write = async () => {
      throw new Error('refused');
    };
    await expect(core.details.copy(accountId, false)).rejects.toThrow('refused');
    core.clock.advanceTo(core.clock.now() + 45_000);
    await settled();
    expect(core.clipboard.text).toBe('');
  });
});
