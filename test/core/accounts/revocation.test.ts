import { describe, expect, it } from 'vitest';
import { DockpassError } from '../../../main/core/base/errors.ts';
import { Secret } from '../../../main/core/base/secret.ts';
import { coreOn, readycloudForm } from '../../support/fakes/fakes.ts';
import { revocableForm, revokingServer } from '../../support/fakes/revoking-server.ts';
import { settled } from '../../support/fakes/settled.ts';
import { fakeSealer } from '../../support/fakes/storage-fakes.ts';

// Having a provider end an account's tokens: by itself, and where the account is removed.

type Core = ReturnType<typeof coreOn>;
const undoMs = 10_000;

const connected = async (core: Core = coreOn()) => {
  const server = revokingServer(core);
  const { accountId: id } = await core.accounts.connect(revocableForm('Dock 4'));
  const row = () => core.accounts.list().find(one => one.id === id);
  return { core, server, id, row };
};
const kinds = async (core: Core) => (await core.activity.list()).map(({ kind, code }) => [kind, code]);
const down = () => Promise.reject(new DockpassError('timed-out', { detail: 'login.example.com' }));

describe('revoking by itself', () => {
  it('ends the refresh token first, then the access token, and the account asks for a new sign-in', async () => {
    const { core, server, id, row } = await connected();
    expect(row()?.actions).toContain('revoke');
    expect(await core.accounts.revoke(id)).toEqual({
      account: 'Dock 4',
      provider: 'Other OAuth 2.0',
      outcome: 'revoked',
    });
    expect(server.asked).toEqual([
      { token: 'refresh-1', hint: 'refresh_token' },
      { token: 'access-1', hint: 'access_token' },
    ]);
    expect(row()).toMatchObject({
      renewal: { kind: 'sign-in-needed' },
      problem: { code: 'needs-sign-in', reason: 'revoked' },
    });
    expect(row()?.actions).not.toContain('revoke');
    await expect(core.accounts.copy(id, 'token', 0)).rejects.toMatchObject({ code: 'needs-sign-in' });
    expect((await kinds(core))[0]).toEqual(['revoked', undefined]);
    const again = coreOn(core);
    await again.vault.load();
    expect(again.accounts.list()[0]?.problem?.reason).toBe('revoked');
  });

  it('is over with a new sign-in', async () => {
    const { core, id, row } = await connected();
    await core.accounts.revoke(id);
    const values = revocableForm('Dock 4').values;
    await core.accounts.edit(id, { ...revocableForm('Dock 4'), values: { ...values, password: 'pass-2' } });
    expect(row()).toMatchObject({ renewal: { kind: 'by-itself' } });
    expect(row()?.problem).toBeUndefined();
    expect(row()?.actions).toContain('revoke');
  });

  it.each<[string, () => Response | Promise<Response>, object]>([
    ['does not answer', down, { code: 'timed-out' }],
    [
      'is busy for a while',
      () => Response.json({}, { status: 503, headers: { 'retry-after': '90' } }),
      { code: 'provider-down', waitSeconds: 90 },
    ],
    [
      'does not take the client',
      () => Response.json({ error: 'invalid_client' }, { status: 401 }),
      { code: 'wrong-credentials' },
    ],
    [
      'revokes no token of this kind',
      () => Response.json({ error: 'unsupported_token_type' }, { status: 400 }),
      { code: 'provider-refused', reason: 'unsupported-token-type' },
    ],
    ['refuses without a word', () => new Response('<h1>No</h1>', { status: 403 }), { code: 'provider-refused' }],
  ])('changes nothing here where the provider %s, and asks nothing more', async (_what, answer, failure) => {
    const { core, server, id, row } = await connected();
    server.answer = answer;
    expect(await core.accounts.revoke(id)).toMatchObject({ outcome: 'not-revoked', failure });
    expect(server.asked).toHaveLength(1);
    expect(row()).toMatchObject({ renewal: { kind: 'by-itself' } });
    core.clock.advanceTo(core.clock.now() + 600_000);
    await settled();
    expect(server.asked).toHaveLength(1);
    await core.accounts.copy(id, 'token', 0);
    expect(core.clipboard.text).toBe('access-1');
    expect((await kinds(core)).find(([kind]) => kind === 'not-revoked')).toBeDefined();
  });

  it('counts a token as ended that the provider says is none', async () => {
    const { core, server, id } = await connected();
    server.answer = () => Response.json({ error: 'invalid_token' }, { status: 400 });
    expect(await core.accounts.revoke(id)).toMatchObject({ outcome: 'revoked' });
  });

  it('keeps an access token that may be alive, where the refresh token has ended', async () => {
    const { core, server, id, row } = await connected();
    server.answer = ({ hint }) => (hint === 'access_token' ? down() : new Response(null));
    expect(await core.accounts.revoke(id)).toMatchObject({ outcome: 'partly', failure: { code: 'timed-out' } });
    expect(row()).toMatchObject({
      renewal: { kind: 'sign-in-needed' },
      problem: { code: 'needs-sign-in', reason: 'partly-revoked' },
    });
    await core.accounts.copy(id, 'token', 0);
    expect(core.clipboard.text).toBe('access-1');
    expect(row()?.actions).toContain('revoke');
  });

  it('waits for a renewal under way, and ends the tokens that it brings, and the one before them', async () => {
    const { core, server, id } = await connected();
    const answered = Promise.withResolvers<Response>();
    server.renew = () => answered.promise;
    const renewing = core.accounts.renew(id);
    await settled();
    const revoking = core.accounts.revoke(id);
    await settled();
    expect(server.asked).toEqual([]);
    answered.resolve(server.tokens());
    await renewing;
    await revoking;
    expect(server.asked.map(({ token }) => token)).toEqual(['refresh-2', 'refresh-1', 'access-2']);
  });

  it('keeps renewals from beginning until it is over', async () => {
    const { core, server, id } = await connected();
    const answered = Promise.withResolvers<Response>();
    server.answer = () => answered.promise;
    const revoking = core.accounts.revoke(id);
    await settled();
    await expect(core.accounts.renew(id)).rejects.toMatchObject({ code: 'busy', reason: 'revocation' });
    core.clock.advanceTo(core.clock.now() + 3_599_000);
    await settled();
    expect(core.operations.count('renewal')).toBe(0);
    answered.resolve(new Response(null));
    await revoking;
  });

  it('says where the answer to an earlier renewal was lost, since others have that one’s tokens', async () => {
    const { core, id } = await connected();
    await core.vault.change(id, () => ({ patch: { renewingSince: core.clock.now() } }));
    expect(await core.accounts.revoke(id)).toMatchObject({ outcome: 'revoked', answerLost: true });
  });

  it('is neither offered nor done for an account that moved to another computer', async () => {
    const { core, server, id, row } = await connected();
    await core.backup.write({ ids: [id], moves: true, passphrase: 'four dull grey parcels' });
    expect(row()?.problem?.code).toBe('moved');
    expect(row()?.actions).not.toContain('revoke');
    await expect(core.accounts.revoke(id)).rejects.toMatchObject({ code: 'moved' });
    await core.accounts.remove(id, true);
    core.clock.advanceTo(core.clock.now() + undoMs);
    await settled();
    expect([server.asked, core.accounts.list()]).toEqual([[], []]);
  });

  it('is neither offered nor done where the provider names no such thing', async () => {
    const core = coreOn();
    const { accountId } = await core.accounts.connect(readycloudForm());
    expect(core.accounts.list()[0]?.actions).not.toContain('revoke');
    await expect(core.accounts.revoke(accountId)).rejects.toMatchObject({ code: 'bad-input' });
  });

  it('is refused while Dockpass is locked', async () => {
    const core = coreOn();
    await core.storage.choose('passphrase', new Secret('four dull grey parcels'));
    const { id, server } = await connected(core);
    core.lock.lock('person');
    await expect(core.accounts.revoke(id)).rejects.toMatchObject({ code: 'locked' });
    expect(server.asked).toEqual([]);
  });

  it('is offered for an account of this session, too', async () => {
    const { core, id, row } = await connected(coreOn({ sealer: fakeSealer('session-only') }));
    expect(row()?.actions).toContain('revoke');
    expect(await core.accounts.revoke(id)).toMatchObject({ outcome: 'revoked' });
  });

  it('sends nothing where a record was edited to another address', async () => {
    const { core, server, id } = await connected();
    const [name, text] = [...core.files.texts][0] ?? ['', ''];
    core.files.texts.set(name, text.replaceAll('login.example.com/revoke', 'evil.example/revoke'));
    const again = coreOn(core);
    await again.vault.load();
    await expect(again.accounts.revoke(id)).rejects.toMatchObject({ code: 'record-unreadable' });
    expect([server.asked, again.http.sent]).toEqual([[], []]);
  });

  it('ends when Dockpass is quit, unless it was sent: then its answer is kept', async () => {
    const { core, server, id } = await connected();
    const answered = Promise.withResolvers<Response>();
    server.answer = () => answered.promise;
    const revoking = core.accounts.revoke(id);
    await settled();
    const quitting = core.quit.begin(false);
    await settled();
    answered.resolve(new Response(null));
    expect(await revoking).toMatchObject({ outcome: 'partly', failure: { code: 'cancelled' } });
    await quitting;
    expect(server.asked).toHaveLength(1);
    const again = coreOn(core);
    await again.vault.load();
    expect(again.accounts.list()[0]?.renewal.kind).toBe('sign-in-needed');
  });
});

describe('removing an account, and revoking it', () => {
  const removed = async (core: Core, id: string) => {
    await core.accounts.remove(id, true);
    return core.accounts.revokedOnRemoval(id);
  };

  it('is sent when the time for an undo is over, and not before', async () => {
    const { core, server, id } = await connected();
    const view = removed(core, id);
    await settled();
    core.clock.advanceTo(core.clock.now() + undoMs - 1);
    await settled();
    expect(server.asked).toEqual([]);
    core.clock.advanceTo(core.clock.now() + 1);
    expect(await view).toMatchObject({ account: 'Dock 4', outcome: 'revoked' });
    expect(server.asked.map(({ token }) => token)).toEqual(['refresh-1', 'access-1']);
    expect([core.accounts.list(), core.files.texts.size]).toEqual([[], 0]);
  });

  it('is not sent where it is undone, nor where it is then removed without that wish', async () => {
    const { core, server, id, row } = await connected();
    const view = removed(core, id);
    await settled();
    await core.accounts.undoRemove(id);
    expect(await view).toBeNull();
    expect(row()?.actions).toContain('revoke');
    await core.accounts.remove(id);
    core.clock.advanceTo(core.clock.now() + undoMs);
    await settled();
    expect([server.asked, core.accounts.list()]).toEqual([[], []]);
  });

  it('deletes the account whatever the provider says, and tells it once', async () => {
    const { core, server, id } = await connected();
    server.answer = down;
    const view = removed(core, id);
    await settled();
    core.clock.advanceTo(core.clock.now() + undoMs);
    expect(await view).toMatchObject({ outcome: 'not-revoked', failure: { code: 'timed-out' } });
    expect([core.accounts.list(), core.files.texts.size, server.asked.length]).toEqual([[], 0, 1]);
    expect(await core.accounts.revokedOnRemoval(id)).toBeNull();
  });

  it('is not sent where the account is removed once more, and undone, while a renewal is waited for', async () => {
    const { core, server, id, row } = await connected();
    const renewed = Promise.withResolvers<Response>();
    server.renew = () => renewed.promise;
    const renewing = core.accounts.renew(id);
    await settled();
    await core.accounts.remove(id, true);
    core.clock.advanceTo(core.clock.now() + undoMs);
    await settled();
    await core.accounts.remove(id, true);
    await core.accounts.undoRemove(id);
    renewed.resolve(server.tokens());
    await renewing;
    await settled();
    expect(server.asked).toEqual([]);
    expect(row()?.actions).toContain('revoke');
    expect((await core.vault.open(id)).refreshToken?.reveal()).toBe('refresh-2');
  });

  it('is done at the next start where Dockpass was quit before the time for an undo was over', async () => {
    const { core, id } = await connected();
    await core.accounts.remove(id, true);
    await core.quit.begin(false);
    const again = coreOn(core);
    const server = revokingServer(again);
    await again.start.begin(again.vault.load(), Promise.resolve());
    await settled();
    expect(server.asked.map(({ token }) => token)).toEqual(['refresh-1', 'access-1']);
    expect(again.files.texts.size).toBe(0);
  });

  it('says that it was not, where Dockpass is locked by then', async () => {
    const core = coreOn();
    await core.storage.choose('passphrase', new Secret('four dull grey parcels'));
    const { id, server } = await connected(core);
    const view = removed(core, id);
    await settled();
    core.lock.lock('person');
    core.clock.advanceTo(core.clock.now() + undoMs);
    expect(await view).toMatchObject({ outcome: 'not-revoked', failure: { code: 'locked' } });
    expect([server.asked, core.accounts.list()]).toEqual([[], []]);
    expect((await kinds(core))[0]).toEqual(['not-revoked', 'locked']);
  });
});
