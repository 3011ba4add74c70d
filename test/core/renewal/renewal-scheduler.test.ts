import { describe, expect, it } from 'vitest';
import { DockpassError } from '../../../main/core/base/errors.ts';
import type { HttpRequest } from '../../../main/core/ports/network.ts';
import { coreOn, readycloudForm } from '../../support/fakes/fakes.ts';
import { settled } from '../../support/fakes/settled.ts';
import { fakeSealer } from '../../support/fakes/storage-fakes.ts';
import { soon } from '../../support/soon.ts';

const day = 86_400_000;
const isTokenCall = (request: HttpRequest): boolean => request.url.endsWith('/oauth2/token/');
const renewedBy = (refreshToken: string) =>
  Response.json({
    access_token: 'access-1',
    token_type: 'Bearer',
    expires_in: 31_536_000,
    refresh_token: refreshToken,
  });

const connected = async () => {
  const core = coreOn();
  const { accountId } = await core.accounts.connect(readycloudForm());
  const grants: string[] = [];
  core.http.handle = request => {
    if (!isTokenCall(request)) return Response.json({ next: null, results: [] });
    grants.push(new URLSearchParams(request.body).get('refresh_token') ?? '');
    return renewedBy(`refresh-${grants.length + 1}`);
  };
  return { core, accountId, grants };
};

describe('renewing', () => {
  it('does not leave a row at “renewing” once it is renewed', async () => {
    const { core, accountId } = await connected();
    const seen: (string | undefined)[] = [];
    core.operations.onChange(() => seen.push(core.accounts.list()[0]?.renewal.kind));
    await core.accounts.renew(accountId);
    expect(seen).toEqual(['renewing', 'by-itself']);
  });

  it('renews once at two thirds of the life, and has the rotated token on disk before it says so', async () => {
    const { core, accountId, grants } = await connected();
    core.clock.advanceTo(core.clock.now() + 240 * day);
    await settled();
    expect(grants).toEqual([]);
    core.clock.advanceTo(core.clock.now() + 4 * day);
    await soon(() => expect(grants).toEqual(['refresh-1']));
    await soon(() => expect(core.accounts.list()[0]?.renewal).toEqual({ kind: 'by-itself' }));
    const again = coreOn({ files: core.files, sealer: core.sealer, clock: core.clock });
    await again.vault.load();
    const onDisk = await again.vault.open(accountId);
    expect(onDisk.refreshToken?.reveal()).toBe('refresh-2');
    expect(onDisk.previousRefreshToken?.reveal()).toBe('refresh-1');
  });

  it('sends the secret as a form field and no scope, as ReadyCloud’s server wants it', async () => {
    const { core, accountId } = await connected();
    await core.accounts.renew(accountId);
    const call = core.http.sent.find(isTokenCall);
    expect(Object.fromEntries(new URLSearchParams(call?.body))).toEqual({
      grant_type: 'refresh_token',
      refresh_token: 'refresh-1',
      client_id: 'app-1',
      client_secret: 'shh-1',
    });
    expect(Object.keys(call?.headers ?? {})).not.toContain('authorization');
  });

  it('gives a second caller the same renewal', async () => {
    const { core, accountId, grants } = await connected();
    await Promise.all([core.accounts.renew(accountId), core.accounts.renew(accountId)]);
    expect(grants).toEqual(['refresh-1']);
  });

  it('keeps every token through a failure, backs off, and says what happened', async () => {
    const { core, accountId, grants } = await connected();
    const answer = core.http.handle;
    core.http.handle = () => new Response('<html>', { status: 502 });
    await expect(core.accounts.renew(accountId)).rejects.toMatchObject({ code: 'provider-down' });
    expect(core.accounts.list()[0]).toMatchObject({
      problem: { code: 'provider-down', detail: 'www.readycloud.com', reason: '502' },
      renewal: { kind: 'by-itself' },
      canCopy: true,
    });
    core.http.handle = answer;
    core.clock.advanceTo(core.clock.now() + 245 * day);
    await soon(() => expect(grants).toEqual(['refresh-1']));
    await soon(() => expect(core.accounts.list()[0]?.problem).toBeUndefined());
  });

  it.each([401, 403])('asks for no sign-in where something on the way answers %s in words of its own', async status => {
    const { core, accountId } = await connected();
    const tokens: (string | null)[] = [];
    core.http.handle = request => {
      tokens.push(new URLSearchParams(request.body).get('refresh_token'));
      return Response.json({ message: 'Forbidden by policy' }, { status });
    };
    await expect(core.accounts.renew(accountId)).rejects.toMatchObject({ code: 'provider-refused' });
    expect(tokens).toEqual(['refresh-1']);
    const [row] = core.accounts.list();
    expect(row?.renewal).toEqual({ kind: 'by-itself' });
    expect(row?.actions).toContain('renew');
  });

  it('asks for a sign-in only after the provider refused both the refresh token and the one before', async () => {
    const { core, accountId } = await connected();
    await core.accounts.renew(accountId);
    const asked: string[] = [];
    core.http.handle = request => {
      const token = new URLSearchParams(request.body).get('refresh_token') ?? '';
      asked.push(token);
      return Response.json(
        { error: 'invalid_request', error_description: `No such refresh token: ${token}` },
        { status: 400 },
      );
    };
    const failure = await core.accounts.renew(accountId).catch(error => error);
    expect(failure).toMatchObject({ code: 'needs-sign-in' });
    expect(JSON.stringify([failure, failure.message, String(failure.cause), core.log.lines])).not.toContain('refresh-');
    expect(asked).toEqual(['refresh-2', 'refresh-1']);
    expect(core.accounts.list()[0]).toMatchObject({ renewal: { kind: 'sign-in-needed' }, canCopy: true });
    await core.accounts.copy(accountId, 'token', 0);
    expect(core.clipboard.text).toBe('access-1');
  });

  it('tries a renewal whose answer was lost once at the next start, and says that it was lost', async () => {
    const { core, accountId } = await connected();
    core.http.handle = () => {
      throw new DockpassError('timed-out');
    };
    await expect(core.accounts.renew(accountId)).rejects.toMatchObject({ code: 'timed-out' });
    expect(core.files.texts.get(accountId)).toContain('renewingSince');
    const again = coreOn({ files: core.files, sealer: core.sealer, clock: core.clock });
    await again.vault.load();
    again.http.handle = () =>
      Response.json({ error: 'invalid_request', error_description: 'No such refresh token: x' }, { status: 400 });
    again.scheduler.plan();
    const lost = { code: 'needs-sign-in', reason: 'answer-lost' };
    await soon(() => expect(again.accounts.list()[0]?.problem).toEqual(lost));
    expect(again.http.sent).toHaveLength(1);
    const later = coreOn({ files: core.files, sealer: core.sealer, clock: core.clock });
    await later.vault.load();
    expect(later.accounts.list()[0]).toMatchObject({ renewal: { kind: 'sign-in-needed' }, problem: lost });
    // Asking whose it is, which is refused as well, is no reason to forget why.
    const { handle } = later.http;
    later.http.handle = () => new Response('', { status: 401 });
    await expect(later.accounts.check(accountId)).rejects.toMatchObject({ code: 'provider-refused' });
    expect(later.accounts.list()[0]?.problem).toEqual(lost);
    later.http.handle = handle;
    await later.accounts.reconnect(accountId);
    expect(later.accounts.list()[0]?.problem).toBeUndefined();
  });

  it.each([
    [
      'was not sent',
      () => {
        throw new DockpassError('offline', { reason: 'no-network' });
      },
    ],
    ['was answered with nothing', () => Response.json({}, { status: 503 })],
  ])('says that an answer was lost also where a try after it %s', async (_what, handle) => {
    const { core, accountId } = await connected();
    core.http.handle = () => {
      throw new DockpassError('timed-out');
    };
    await expect(core.accounts.renew(accountId)).rejects.toMatchObject({ code: 'timed-out' });
    core.http.handle = handle;
    await expect(core.accounts.renew(accountId)).rejects.toMatchObject({
      code: expect.stringMatching(/offline|provider-down/),
    });
    core.http.handle = () =>
      Response.json({ error: 'invalid_request', error_description: 'No such refresh token: x' }, { status: 400 });
    const lost = { code: 'needs-sign-in', reason: 'answer-lost' };
    await expect(core.accounts.renew(accountId)).rejects.toMatchObject(lost);
    expect(core.vault.record(accountId).warning).toEqual(lost);
    expect(core.vault.record(accountId).renewingSince).toBeUndefined();
  });

  it('does nothing while offline, and renews when the network is back', async () => {
    const { core, grants } = await connected();
    core.signals.online = false;
    core.signals.fire('offline');
    core.clock.advanceTo(core.clock.now() + 300 * day);
    await settled();
    expect(grants).toEqual([]);
    core.signals.online = true;
    core.signals.fire('online');
    await soon(() => expect(grants).toEqual(['refresh-1']));
  });

  it('never sends a secret for a record that names another origin than it was sealed for', async () => {
    const { core, accountId } = await connected();
    const text = core.files.texts.get(accountId) ?? '';
    core.files.texts.set(accountId, text.replace('https://www.readycloud.com', 'https://evil.example'));
    const again = coreOn({ files: core.files, sealer: core.sealer, clock: core.clock });
    await again.vault.load();
    await expect(again.accounts.renew(accountId)).rejects.toMatchObject({ code: 'record-unreadable' });
    await expect(again.accounts.copy(accountId, 'token', 0)).rejects.toMatchObject({ code: 'record-unreadable' });
    expect(again.http.sent).toEqual([]);
  });

  it('waits for a locked keyring without dropping anything', async () => {
    const { core, accountId } = await connected();
    const again = coreOn({
      files: core.files,
      sealer: Object.assign(fakeSealer('keychain-locked'), { key: core.sealer.key }),
      clock: core.clock,
    });
    await again.vault.load();
    await expect(again.accounts.copy(accountId, 'token', 0)).rejects.toMatchObject({ code: 'keyring-locked' });
    again.sealer.mode = 'keychain';
    await again.accounts.copy(accountId, 'token', 0);
    expect(again.clipboard.text).toBe('access-1');
  });
});
