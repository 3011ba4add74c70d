import { describe, expect, it } from 'vitest';
import { Secret } from '../../../main/core/base/secret.ts';
import type { AccountRecord } from '../../../main/core/ports/account-record.ts';
import { isSealedByPassphrase } from '../../../main/core/vault/active-sealer.ts';
import { coreOn, readycloudForm } from '../../support/fakes/fakes.ts';
import { settled } from '../../support/fakes/settled.ts';
import { fakeSealer, slowRenewals } from '../../support/fakes/storage-fakes.ts';

type Core = ReturnType<typeof coreOn>;
const passphrase = new Secret('four dull grey parcels');
const nothing = new Secret('');

const recordOf = (core: Core, id: string): AccountRecord => JSON.parse(core.files.texts.get(id) ?? '');
const sealedByPassphrase = (core: Core): readonly boolean[] =>
  [...core.files.texts.keys()].sort().map(id => isSealedByPassphrase(recordOf(core, id).sealed));
const copies = async (core: Core, id: string): Promise<string> => {
  await core.accounts.copy(id, 'token', 0);
  return core.clipboard.text;
};
/** The next start on the same computer, up to the drawn panel. */
const restarted = async (core: Core): Promise<Core> => {
  const again = coreOn(core);
  await again.start.begin(again.vault.load(), Promise.resolve());
  return again;
};
const withAccounts = async (count: number, core = coreOn()) => {
  const ids: string[] = [];
  for (let n = 1; n <= count; n += 1)
    ids.push((await core.accounts.connect(readycloudForm({ appId: `app-${n}` }, `Account ${n}`))).accountId);
  return { core, ids };
};

describe('where there is no keyring', () => {
  const noKeyring = () => coreOn({ sealer: fakeSealer('session-only') });

  it('a passphrase is offered, and what was connected before is kept with it', async () => {
    const { core, ids } = await withAccounts(2, noKeyring());
    expect(await core.storage.view()).toMatchObject({
      choice: 'session-only',
      options: ['passphrase', 'session-only'],
      hasPassphrase: false,
    });
    expect(core.files.texts.size).toBe(0);
    await core.storage.choose('passphrase', passphrase);
    await core.storage.reseal();
    expect(sealedByPassphrase(core)).toEqual([true, true]);
    expect(core.accounts.list().map(one => one.onDisk)).toEqual([true, true]);
    expect(await core.status.view()).toMatchObject({ storage: 'passphrase' });
    const again = await restarted(core);
    expect(again.accounts.list()).toHaveLength(2);
    await again.vaultKey.unlock(passphrase);
    expect(await copies(again, ids[0] ?? '')).toBe('access-1');
  });

  it('a passphrase of seven letters is refused, and nothing is made', async () => {
    const core = noKeyring();
    await expect(core.storage.choose('passphrase', new Secret('sieben7'))).rejects.toMatchObject({ code: 'bad-input' });
    expect([core.vaultKey.state(), core.settings.read().keeping]).toEqual(['none', null]);
  });

  it('a choice that cannot be written changes nothing', async () => {
    const core = noKeyring();
    core.settingsFile.failing = true;
    await expect(core.storage.choose('passphrase', passphrase)).rejects.toMatchObject({ code: 'save-failed' });
    expect([core.vaultKey.state(), (await core.storage.view()).choice]).toEqual(['none', 'session-only']);
  });

  it('the keychain cannot be chosen', async () => {
    await expect(noKeyring().storage.choose('keychain', nothing)).rejects.toMatchObject({ code: 'keyring-missing' });
  });

  it('the passphrase is in use although the settings were lost', async () => {
    const { core } = await withAccounts(1, noKeyring());
    await core.storage.choose('passphrase', passphrase);
    core.settings.note({ keeping: null });
    expect(await (await restarted(core)).status.view()).toMatchObject({ storage: 'passphrase' });
  });
});

describe('this session only', () => {
  it('can be chosen beside a keyring, and then nothing is written', async () => {
    const core = coreOn();
    await core.storage.choose('session-only', nothing);
    await withAccounts(1, core);
    expect([core.files.texts.size, core.accounts.list()[0]?.onDisk]).toEqual([0, false]);
  });

  it('is not offered once an account is kept: its renewals must be written', async () => {
    const { core } = await withAccounts(1);
    expect((await core.storage.view()).options).toEqual(['keychain', 'passphrase']);
    await expect(core.storage.choose('session-only', nothing)).rejects.toMatchObject({ code: 'bad-input' });
  });
});

describe('changing the sealer', () => {
  it('seals every account afresh, there and back, and the key goes when nothing needs it', async () => {
    const { core, ids } = await withAccounts(3);
    await core.storage.choose('passphrase', passphrase);
    await core.storage.reseal();
    expect(sealedByPassphrase(core)).toEqual([true, true, true]);
    expect((await core.storage.view()).left).toBe(0);
    await core.storage.choose('keychain', nothing);
    await core.storage.reseal();
    expect(sealedByPassphrase(core)).toEqual([false, false, false]);
    expect(core.vaultKey.state()).toBe('none');
    for (const id of ids) expect(await copies(core, id)).toBe('access-1');
  });

  it('stopped by a full disk at any account loses none, and goes on at the next start', async () => {
    const { core, ids } = await withAccounts(3);
    const save = core.files.save;
    let saves = 0;
    const saveOnce: typeof save = async record => {
      saves += 1;
      core.files.failing = saves > 1;
      return save(record);
    };
    Object.assign(core.files, { save: saveOnce });
    await core.storage.choose('passphrase', passphrase);
    await core.storage.reseal();
    // Choosing seals afresh, too, and nobody waits for that.
    await settled();
    expect(sealedByPassphrase(core)).toEqual([true, false, false]);
    expect((await core.storage.view()).left).toBe(2);
    core.files.failing = false;
    Object.assign(core.files, { save });

    const locked = await restarted(core);
    expect(sealedByPassphrase(locked)).toEqual([true, false, false]);
    await locked.vaultKey.unlock(passphrase);
    expect(await copies(locked, ids[2] ?? '')).toBe('access-1');
    await locked.storage.reseal();
    expect(sealedByPassphrase(locked)).toEqual([true, true, true]);
    for (const id of ids) expect(await copies(locked, id)).toBe('access-1');
  });

  it('never writes an older token over one that was renewed meanwhile', async () => {
    const { core, ids } = await withAccounts(1);
    const [id = ''] = ids;
    core.http.handle = () =>
      Response.json({ access_token: 'access-2', token_type: 'Bearer', expires_in: 9999, refresh_token: 'refresh-2' });
    await Promise.all([core.storage.choose('passphrase', passphrase), core.accounts.renew(id)]);
    await core.storage.reseal();
    expect(sealedByPassphrase(core)).toEqual([true]);
    const secrets = await core.vault.open(id);
    expect([secrets.accessToken.reveal(), secrets.refreshToken?.reveal()]).toEqual(['access-2', 'refresh-2']);
  });

  it('keeps the key while a file that cannot be read may need it', async () => {
    const { core } = await withAccounts(2);
    await core.storage.choose('passphrase', passphrase);
    await core.storage.reseal();
    core.files.texts.set('damaged-one', '{"half');
    const again = await restarted(core);
    await again.vaultKey.unlock(passphrase);
    await again.storage.choose('keychain', nothing);
    await again.storage.reseal();
    again.files.texts.delete('damaged-one');
    expect(sealedByPassphrase(again)).toEqual([false, false]);
    expect(again.vaultKey.state()).toBe('unlocked');
  });
  it('a locked vault cannot be left for the keychain without its passphrase', async () => {
    const { core } = await withAccounts(1);
    await core.storage.choose('passphrase', passphrase);
    await core.storage.reseal();
    const again = await restarted(core);
    await expect(again.storage.choose('keychain', nothing)).rejects.toMatchObject({ code: 'locked' });
    expect(again.settings.read().keeping).toBe('passphrase');
  });

  it.each([[false], [true]])(
    'the passphrase of a locked vault unlocks with the choice of it, refused by the disk: %s',
    async isFull => {
      const { core, ids } = await withAccounts(1);
      await core.storage.choose('passphrase', passphrase);
      await core.storage.reseal();
      core.settings.choose({ programs: true, lockMinutes: 5 });
      await core.programs.setFile(ids[0] ?? '', {
        path: '/home/sam/token',
        format: 'token',
        readers: 'me',
        untilQuit: false,
      });
      const again = await restarted(core);
      expect([again.vaultKey.state(), again.keptFiles.texts.size]).toEqual(['locked', 0]);
      again.settingsFile.failing = isFull;
      const choosing = again.storage.choose('passphrase', passphrase);
      if (isFull) await expect(choosing).rejects.toMatchObject({ code: 'save-failed' });
      else await choosing;
      await settled();
      expect([...again.keptFiles.texts.values()]).toEqual(['access-1']);
      again.signals.idleMs = 300_000;
      again.clock.advanceTo(again.clock.now() + 300_000);
      expect(again.vaultKey.state()).toBe('locked');
    },
  );

  it('another passphrase touches no account', async () => {
    const { core } = await withAccounts(2);
    await core.storage.choose('passphrase', passphrase);
    await core.storage.reseal();
    const before = new Map(core.files.texts);
    await core.storage.changePassphrase(passphrase, new Secret('brown paper bag'));
    expect(core.files.texts).toEqual(before);
    await expect(core.storage.changePassphrase(passphrase, new Secret('yet another'))).rejects.toMatchObject({
      code: 'wrong-passphrase',
    });
  });
});

it('a passphrase chosen and given up at once, on a slow disk: its key stays as long as a record needs it', async () => {
  const core = coreOn();
  const { accountId } = await core.accounts.connect(readycloudForm());
  const { save } = core.files;
  const slow: (() => void)[] = [];
  Object.assign(core.files, {
    save: async (record: Parameters<typeof save>[0]) => {
      await new Promise<void>(resolve => void slow.push(resolve));
      return save(record);
    },
  });
  await core.storage.choose('passphrase', new Secret('four dull grey parcels'));
  await settled();
  await core.storage.choose('keychain', new Secret(''));
  await settled();
  for (let times = 0; times < 10; times += 1) {
    for (const go of slow.splice(0)) go();
    await settled();
  }
  const next = coreOn(core);
  await next.vault.load();
  expect((await next.vault.open(accountId)).refreshToken?.reveal()).toBe('refresh-1');
});

it('a passphrase given up while a new token cannot be saved: its key stays as long as the file needs it', async () => {
  const core = coreOn();
  const { accountId } = await core.accounts.connect(readycloudForm());
  await core.storage.choose('passphrase', passphrase);
  await settled();
  const { asked, answer } = slowRenewals(core);
  const renewing = core.accounts.renew(accountId);
  await asked;
  core.files.failing = true;
  await core.storage.choose('keychain', nothing);
  await settled();
  answer({ access_token: 'access-2', token_type: 'bearer', expires_in: 3600, refresh_token: 'refresh-2' });
  await expect(renewing).rejects.toMatchObject({ code: 'save-failed' });
  await core.storage.reseal();
  // Killed now, and the next start has what is on disk.
  core.files.failing = false;
  const next = coreOn(core);
  await next.vault.load();
  await next.lock.unlock(passphrase);
  expect((await next.vault.open(accountId)).accessToken.reveal()).toBe('access-1');
});
