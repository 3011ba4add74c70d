import { describe, expect, it } from 'vitest';
import { Secret } from '../../../main/core/base/secret.ts';
import { coreOn, readycloudForm } from '../../support/fakes/fakes.ts';
import { settled } from '../../support/fakes/settled.ts';
import { fakeSealer, slowRenewals, slowToRead } from '../../support/fakes/storage-fakes.ts';
import { soon } from '../../support/soon.ts';

const passphrase = new Secret('four dull grey parcels');
const day = 86_400_000;
const minute = 60_000;

/** Two accounts kept by a passphrase, and open. */
const opened = async () => {
  const core = coreOn({ sealer: fakeSealer('session-only') });
  await core.storage.choose('passphrase', passphrase);
  const { accountId: first } = await core.accounts.connect(readycloudForm({}, 'First'));
  await core.accounts.connect(readycloudForm({ appId: 'app-2' }, 'Second'));
  return { core, first };
};
const codeOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'none',
    ({ code, reason }) => (reason === undefined ? code : `${code}, ${reason}`),
  );

describe('a locked vault', () => {
  it('still lists its accounts with their time left, and asks to unlock before anything that needs a secret', async () => {
    const { core, first } = await opened();
    const before = core.accounts.list();
    core.lock.lock('person');
    expect(core.vaultKey.state()).toBe('locked');
    expect(core.accounts.list()).toEqual(before);
    expect(await core.status.view()).toMatchObject({ storage: 'passphrase', lock: 'locked' });
    for (const refused of [
      core.accounts.copy(first, 'token', 0),
      core.accounts.showToken(first),
      core.accounts.showQr(first, 'token'),
      core.accounts.renew(first),
      core.accounts.check(first),
      core.accounts.reconnect(first),
      core.accounts.signInAsSomeoneElse(first),
      core.accounts.connect(readycloudForm()),
      core.accounts.edit(first, readycloudForm()),
      core.backup.write({ ids: [], moves: false, passphrase: 'correct horse' }),
      core.backup.take(['add']),
    ]) {
      expect(await codeOf(refused)).toBe('locked');
    }
    expect(core.browser.requests).toHaveLength(2);
    expect(core.accounts.list().map(one => one.problem)).toEqual([undefined, undefined]);
  });

  it('gives addresses, and can be put in order and renamed', async () => {
    const { core, first } = await opened();
    core.lock.lock('person');
    await core.accounts.rename(first, 'Renamed');
    await core.accounts.setPinned(first, true);
    expect(core.accounts.list()[0]).toMatchObject({ label: 'Renamed', pinned: true });
  });

  it('drops what lies on the clipboard and what is shown', async () => {
    const { core, first } = await opened();
    await core.accounts.copy(first, 'token', 0);
    await core.accounts.showToken(first);
    await core.accounts.showQr(first, 'token');
    core.lock.lock('person');
    await settled();
    expect([core.clipboard.text, core.clipboardGuard.view(), core.shown]).toEqual(['', null, []]);
  });

  it('forgets a backup that was opened and not taken in', async () => {
    const { core } = await opened();
    await core.backup.write({ ids: [], moves: false, passphrase: 'correct horse' });
    await core.backup.open(new Secret('correct horse'));
    core.lock.lock('person');
    await core.lock.unlock(passphrase);
    expect(await codeOf(core.backup.take(['add', 'add']))).not.toBe('none');
  });

  it('opens again with the passphrase, and the account works', async () => {
    const { core, first } = await opened();
    core.lock.lock('person');
    await core.lock.unlock(passphrase);
    await core.accounts.copy(first, 'token', 0);
    expect(core.clipboard.text).toBe('access-1');
  });

  it('is what a start finds: nothing is called unreadable, and it catches up after unlocking', async () => {
    const { core, first } = await opened();
    const again = coreOn(core);
    core.clock.advanceTo(core.clock.now() + 244 * day);
    await again.start.begin(again.vault.load(), Promise.resolve());
    expect(again.accounts.list().map(one => one.problem)).toEqual([undefined, undefined]);
    const asked: string[] = [];
    again.http.handle = request => {
      if (!request.url.endsWith('/oauth2/token/')) return Response.json({ next: null, results: [] });
      asked.push(new URLSearchParams(request.body).get('client_id') ?? '');
      return Response.json({ access_token: 'access-2', token_type: 'Bearer', expires_in: 31_536_000 });
    };
    await settled();
    expect(asked).toEqual([]);
    await again.lock.unlock(passphrase);
    await soon(() => expect(asked.sort()).toEqual(['app-1', 'app-2']));
    await soon(() => expect(again.operations.isUnderWay('renewal', first)).toBe(false));
    await again.accounts.copy(first, 'token', 0);
    expect(again.clipboard.text).toBe('access-2');
  });

  it('keeps its key where it is unlocked before the records are read, and an old settings file says: this session', async () => {
    const { core, first } = await opened();
    core.lock.lock('person');
    core.settings.note({ keeping: 'session-only' });
    const again = coreOn(core);
    const read = slowToRead(again.files);
    const starting = again.start.begin(again.vault.load(), Promise.resolve());
    const unlocking = again.lock.unlock(passphrase);
    await settled();
    read();
    await Promise.all([starting, unlocking]);
    await settled();
    expect((await again.vault.open(first)).accessToken.reveal()).toBe('access-1');
    expect(again.vaultKey.state()).toBe('unlocked');
  });

  it('loses no renewal whose answer was on its way: it is sealed first, and only then the key goes', async () => {
    const { core, first } = await opened();
    const { asked, answer } = slowRenewals(core);
    const renewing = core.accounts.renew(first);
    await asked;
    core.lock.lock('person');
    expect(await core.status.view()).toMatchObject({ lock: 'locked' });
    expect(await codeOf(core.accounts.copy(first, 'token', 0))).toBe('locked');
    expect(await codeOf(core.vault.open(first))).toBe('locked');
    answer({ access_token: 'access-2', token_type: 'Bearer', expires_in: 9, refresh_token: 'refresh-2' });
    await renewing;
    await settled();
    expect(core.vaultKey.state()).toBe('locked');
    const again = coreOn(core);
    await again.vault.load();
    await again.lock.unlock(passphrase);
    expect((await again.vault.open(first)).refreshToken?.reveal()).toBe('refresh-2');
  });
});

describe('locking by itself', () => {
  it.each(['lock', 'suspend'] as const)('on %s of the computer', async signal => {
    const { core } = await opened();
    core.signals.fire(signal);
    expect(core.lockState.view()).toBe('locked');
  });

  it('when nobody has touched the computer for the minutes of the settings', async () => {
    const { core } = await opened();
    core.settings.choose({ lockMinutes: 5 });
    core.signals.idleMs = 2 * minute;
    core.clock.advanceTo(core.clock.now() + 5 * minute);
    expect(core.lockState.view()).toBe('unlocked');
    core.signals.idleMs = 5 * minute;
    core.clock.advanceTo(core.clock.now() + 3 * minute);
    expect(core.lockState.view()).toBe('locked');
  });

  it('never where the settings say 0', async () => {
    const { core } = await opened();
    core.settings.choose({ lockMinutes: 0 });
    core.signals.idleMs = day;
    core.clock.advanceTo(core.clock.now() + day);
    expect(core.lockState.view()).toBe('unlocked');
  });

  it('does not concern a keychain', async () => {
    const core = coreOn();
    await core.accounts.connect(readycloudForm());
    core.signals.fire('lock');
    core.signals.fire('suspend');
    core.lock.lock('person');
    expect(await core.status.view()).toMatchObject({ storage: 'keychain', lock: 'none' });
  });
});

describe('a wrong passphrase', () => {
  const wrong = new Secret('five dull grey parcels');

  it('makes the next try wait, longer each time, and even the right one waits', async () => {
    const { core } = await opened();
    core.lock.lock('person');
    const waits: number[] = [];
    for (let tries = 0; tries < 11; tries += 1) {
      expect(await codeOf(core.lock.unlock(wrong))).toBe('wrong-passphrase');
      const { waitSeconds } = await core.lock.unlock(passphrase).then(
        () => ({ waitSeconds: 0 }),
        error => error,
      );
      waits.push(waitSeconds);
      core.clock.advanceTo(core.clock.now() + waitSeconds * 1000);
    }
    expect(waits).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300]);
    await core.lock.unlock(passphrase);
    expect(core.lockState.view()).toBe('unlocked');
  });

  it('cannot be tried side by side, and counts where the passphrase is changed, too', async () => {
    const { core } = await opened();
    core.lock.lock('person');
    const tries = await Promise.all([wrong, wrong, passphrase].map(one => codeOf(core.lock.unlock(one))));
    expect(tries).toEqual(['wrong-passphrase', 'wrong-passphrase, wait', 'wrong-passphrase, wait']);
    expect(await codeOf(core.storage.changePassphrase(wrong, passphrase))).toBe('wrong-passphrase, wait');
  });

  it('keeps nobody out for longer because the clock was set back', async () => {
    const { core } = await opened();
    core.lock.lock('person');
    await codeOf(core.lock.unlock(wrong));
    core.clock.advanceTo(core.clock.now() - 30 * day);
    const { waitSeconds } = await core.lock.unlock(passphrase).catch(error => error);
    expect(waitSeconds).toBe(300);
  });
});
