import { describe, expect, it } from 'vitest';
import { DockpassError } from '../../../main/core/base/errors.ts';
import { Secret } from '../../../main/core/base/secret.ts';
import { usualWanted } from '../../../main/core/programs/hand-over.ts';
import { minuteMs } from '../../../preload/contract/durations.ts';
import { coreOn, readycloudForm } from '../../support/fakes/fakes.ts';
import { settled } from '../../support/fakes/settled.ts';
import { fakeSealer, slowRenewals } from '../../support/fakes/storage-fakes.ts';

const passphrase = new Secret('four dull grey parcels');
type Core = ReturnType<typeof coreOn>;

const atWork = async (core: Core = coreOn()) => {
  const { accountId } = await core.accounts.connect(readycloudForm({}, 'First'));
  await core.accounts.connect(readycloudForm({ appId: 'app-2' }, 'Second'));
  await core.accounts.copy(accountId, 'token', 0);
  return { core, accountId };
};
const everythingOnDisk = (core: Core): string => [...core.files.texts.values()].join('\n');

/** What a disk that may only be read answers. */
const refuse = async (): Promise<void> => {
  throw new DockpassError('save-failed', { reason: 'read-only' });
};

/** Whether a shift that ends now waits for nothing. */
const endsAtOnce = async (core: Core): Promise<boolean> => {
  let isOver = false;
  void core.shift.end(true).then(() => {
    isOver = true;
  });
  await settled();
  return isOver;
};

describe('end of shift', () => {
  it('wipes tokens, sign-ins and clipboard, and keeps names and settings where that is asked', async () => {
    const { core, accountId } = await atWork();
    core.settings.choose({ theme: 'dark' });
    await core.accounts.showToken(accountId);
    await core.accounts.showQr(accountId, 'curl');
    await core.shift.end(true);
    expect([core.clipboard.text, core.browser.forgotten, core.shown]).toEqual(['', 1, []]);
    expect([...core.files.texts.values()].map(text => JSON.parse(text).sealed)).toEqual(['', '']);
    expect(core.settings.read()).toMatchObject({ theme: 'dark', endingShift: null });
    const rows = core.accounts.list();
    expect(rows.map(one => [one.label, one.renewal.kind])).toEqual([
      ['First', 'sign-in-needed'],
      ['Second', 'sign-in-needed'],
    ]);
    for (const refused of [core.accounts.copy(accountId, 'token', 0), core.accounts.renew(accountId)]) {
      await expect(refused).rejects.toMatchObject({ code: 'needs-sign-in' });
    }
    const again = coreOn(core);
    await again.start.begin(again.vault.load(), Promise.resolve());
    expect(again.accounts.list().map(one => one.problem)).toEqual([undefined, undefined]);
    await again.accounts.reconnect(accountId);
    await again.accounts.copy(accountId, 'token', 0);
    expect(again.clipboard.text).toBe('access-1');
  });

  it('leaves nothing at all where nothing is to be kept', async () => {
    const { core } = await atWork();
    core.settings.choose({ theme: 'dark' });
    core.files.texts.set('damaged-one', '{"half');
    await core.vault.load();
    await core.shift.end(false);
    expect([core.files.texts.size, core.settingsFile.text, core.accounts.list()]).toEqual([0, undefined, []]);
    expect(core.settings.read().theme).toBe('system');
  });

  const caller = { program: 'backup.sh', signal: new AbortController().signal };
  it.each<readonly [what: string, begin: (core: Core, id: string) => Promise<unknown>]>([
    ['a copy', (core, id) => core.accounts.copy(id, 'token', 0)],
    ['details', (core, id) => core.details.view(id)],
    ['a program', (core, id) => core.programs.handOver.give({ account: id, ...usualWanted }, caller)],
    ['a kept file', (core, id) => core.accounts.rename(id, 'Harbour')],
    ['a permission', (core, id) => core.programs.setMode(id, 'ask')],
    ['a renewal', (core, id) => core.accounts.renew(id)],
    ['a look-up', (core, id) => core.accounts.check(id)],
    ['a new sign-in', (core, id) => core.accounts.reconnect(id)],
    ['a backup', (core, id) => core.backup.write({ ids: [id], moves: false, passphrase: 'four dull grey parcels' })],
    ['a move', (core, id) => core.backup.write({ ids: [id], moves: true, passphrase: 'four dull grey parcels' })],
  ])('wipes also where %s waits for a keychain that never answers', async (what, begin) => {
    const { core, accountId } = await atWork();
    core.settings.choose({ programs: true });
    await core.programs.setMode(accountId, 'always');
    const kept = { path: '/home/sam/token', format: 'token', readers: 'me', untilQuit: false } as const;
    if (what === 'a kept file') await core.programs.setFile(accountId, kept);
    await settled();
    Object.assign(core.sealer, { open: () => new Promise(() => {}) });
    void begin(core, accountId).catch(() => {});
    await settled();
    expect(await endsAtOnce(core)).toBe(true);
    expect([everythingOnDisk(core).match(/"sealed": *"[^"]/), core.keptFiles.texts.size]).toEqual([null, 0]);
  });

  it.each<readonly [what: string, begin: (core: Core, id: string) => Promise<unknown>]>([
    ['a renewal', (core, id) => core.accounts.renew(id)],
    ['a permission', (core, id) => core.programs.setMode(id, 'ask')],
    ['a new account', core => core.accounts.connect(readycloudForm({ appId: 'app-3' }, 'Third'))],
  ])('wipes also where the keychain never seals what %s brought', async (_what, begin) => {
    const { core, accountId } = await atWork();
    core.http.handle = () => Response.json({ access_token: 'access-9', token_type: 'Bearer', expires_in: 9999 });
    Object.assign(core.sealer, { seal: () => new Promise(() => {}) });
    void begin(core, accountId).catch(() => {});
    await settled();
    expect([
      await endsAtOnce(core),
      everythingOnDisk(core).match(/"sealed": *"[^"]/),
      core.accounts.list().length,
    ]).toEqual([true, null, 2]);
  });

  const never = () => new Promise<never>(() => {});
  it.each<readonly [what: string, begin: (core: Core, id: string) => unknown]>([
    [
      'what is sealed afresh',
      async (core, id) => {
        const { open } = core.sealer;
        let opened = 0;
        const once = async (...what: Parameters<typeof open>) => {
          opened += 1;
          return opened === 1 ? { ...(await open(...what)), sealAgain: true } : never();
        };
        Object.assign(core.sealer, { open: once });
        await core.vault.open(id);
      },
    ],
    [
      'a save that is tried again',
      async (core, id) => {
        Object.assign(core.sealer, { seal: () => Promise.reject(new DockpassError('keyring-locked')) });
        await core.accounts.renew(id).catch(() => {});
        Object.assign(core.sealer, { seal: never });
        await core.vault.saveUnsaved();
      },
    ],
    [
      'a new account that asks whether there is a keychain',
      async core => {
        const { answer } = core.browser;
        core.browser.answer = (...request) => {
          Object.assign(core.sealer, { state: never });
          return answer(...request);
        };
        await core.accounts.connect(readycloudForm({ appId: 'app-3' }, 'Third'));
      },
    ],
    [
      'a change behind another one',
      (core, id) => {
        Object.assign(core.sealer, { open: never });
        const opening = () => core.vault.change(id, async now => void (await now.open()));
        return Promise.all([opening(), opening()]);
      },
    ],
    [
      'the end of a move',
      async (core, id) => {
        const { look } = core.backupFile;
        Object.assign(core.backupFile, {
          look: (...where: Parameters<typeof look>) => {
            Object.assign(core.sealer, { open: never });
            return look(...where);
          },
        });
        await core.backup.write({ ids: [id], moves: true, passphrase: 'four dull grey parcels' });
      },
    ],
  ])('wipes also where nobody can stop %s, which waits for a keychain', async (_what, begin) => {
    const { core, accountId } = await atWork();
    core.http.handle = () => Response.json({ access_token: 'access-9', token_type: 'Bearer', expires_in: 9999 });
    void Promise.resolve(begin(core, accountId)).catch(() => {});
    await settled();
    expect([core.vault.isIdle(), await endsAtOnce(core)]).toEqual([false, true]);
    expect(everythingOnDisk(core).match(/"sealed": *"[^"]/)).toBe(null);
  });

  it.each<readonly [what: string, begin: (core: Core, id: string) => Promise<unknown>]>([
    ['a new account', core => core.accounts.connect(readycloudForm({ appId: 'app-3' }, 'Third'))],
    ['a new sign-in', (core, id) => core.accounts.reconnect(id)],
    ['a choice of the keychain', core => core.storage.choose('keychain', passphrase)],
  ])('wipes also where %s asks for the keychain, and it never says whether it is there', async (_what, begin) => {
    const { core, accountId } = await atWork();
    Object.assign(core.sealer, { state: never });
    void begin(core, accountId).catch(() => {});
    await settled();
    expect([core.operations.count(), await endsAtOnce(core)]).toEqual([1, true]);
    expect(everythingOnDisk(core).match(/"sealed": *"[^"]/)).toBe(null);
  });

  it('removes the passphrase’s key, so that nothing it sealed ever opens; the next shift chooses anew', async () => {
    const core = coreOn({ sealer: fakeSealer('session-only') });
    await core.storage.choose('passphrase', passphrase);
    await atWork(core);
    core.lock.lock('person');
    await core.shift.end(true);
    expect(core.vaultKey.state()).toBe('none');
    expect(await core.status.view()).toMatchObject({ storage: 'session-only', lock: 'none' });
    expect(core.accounts.list()).toHaveLength(2);
  });

  it('forgets accounts of this session whole: they were never to stay', async () => {
    const { core } = await atWork(coreOn({ sealer: fakeSealer('session-only') }));
    await core.shift.end(true);
    expect([core.accounts.list(), everythingOnDisk(core)]).toEqual([[], '']);
  });

  it('wins over a renewal that is on its way', async () => {
    const { core, accountId } = await atWork();
    const { asked, answer } = slowRenewals(core);
    const renewing = core.accounts.renew(accountId);
    await asked;
    const ending = core.shift.end(true);
    answer({ access_token: 'access-2', token_type: 'Bearer', expires_in: 9999 });
    await expect(renewing).rejects.toMatchObject({ code: 'cancelled' });
    await ending;
    await expect(core.accounts.copy(accountId, 'token', 0)).rejects.toMatchObject({ code: 'needs-sign-in' });
  });

  it('wins over an account that is just being connected without a window', async () => {
    const core = coreOn();
    const { asked, answer } = slowRenewals(core);
    const values = { way: 'oauth2', publicKey: 'key-1', privateKey: 'shh-1' };
    const connecting = core.accounts.connect({
      provider: 'sendcloud',
      environment: 'production',
      accountName: '',
      values,
    });
    const ended = expect(connecting).rejects.toMatchObject({ code: 'cancelled' });
    await asked;
    await core.shift.end(true);
    answer({ access_token: 'access-2', token_type: 'Bearer', expires_in: 3600 });
    await ended;
    expect([core.accounts.list(), everythingOnDisk(core)]).toEqual([[], '']);
  });

  it('refuses what a person asks for until it is over, and nothing sealed is written meanwhile', async () => {
    const { core, accountId } = await atWork();
    const forgetting = Promise.withResolvers<void>();
    Object.assign(core.browser, { forget: () => forgetting.promise });
    const writes = core.files.writes.length;
    const ending = core.shift.end(true);
    const busy = { code: 'busy', reason: 'end-of-shift' };
    await expect(core.accounts.setPinned(accountId, true)).rejects.toMatchObject(busy);
    await expect(core.accounts.remove(accountId)).rejects.toMatchObject(busy);
    await expect(core.accounts.copy(accountId, 'token', 0)).rejects.toMatchObject(busy);
    await expect(core.accounts.connect(readycloudForm({ appId: 'app-3' }))).rejects.toMatchObject(busy);
    expect(core.files.writes.length).toBe(writes);
    forgetting.resolve();
    await ending;
    await core.accounts.rename(accountId, 'Still a name');
  });

  it('writes nothing any more that could not be saved before', async () => {
    const core = coreOn();
    core.files.failing = true;
    await expect(core.accounts.connect(readycloudForm())).rejects.toMatchObject({ code: 'save-failed' });
    core.files.failing = false;
    const forgetting = Promise.withResolvers<void>();
    Object.assign(core.browser, { forget: () => forgetting.promise });
    const ending = core.shift.end(true);
    core.clock.advanceTo(core.clock.now() + 60_000);
    await settled();
    forgetting.resolve();
    await ending;
    expect([core.files.writes, core.accounts.list()]).toEqual([[], []]);
  });

  it('ends a sign-in whose secrets are just being opened: nothing is sent by them afterwards', async () => {
    const { core, accountId } = await atWork();
    const { open } = core.sealer;
    const opening = Promise.withResolvers<void>();
    Object.assign(core.sealer, {
      open: async (...what: Parameters<typeof open>) => {
        await opening.promise;
        return open(...what);
      },
    });
    const opened = core.browser.requests.length;
    const both = [
      core.accounts.reconnect(accountId),
      core.accounts.edit(accountId, readycloudForm({ permissions: 'product' })),
    ];
    const ended = Promise.all(both.map(one => expect(one).rejects.toMatchObject({ code: 'cancelled' })));
    await settled();
    const ending = core.shift.end(true);
    opening.resolve();
    await ended;
    await ending;
    expect(core.browser.requests.length).toBe(opened);
  });

  it('that the end of the program interrupted is finished at the next start', async () => {
    const { core } = await atWork();
    core.settings.remember({ endingShift: 'all' });
    const again = coreOn(core);
    await again.start.begin(again.vault.load(), Promise.resolve());
    expect([again.files.texts.size, again.accounts.list()]).toEqual([0, []]);
  });

  it('that the disk refuses at a start is said in the status, and tried again each minute', async () => {
    const { core } = await atWork();
    const { save, remove } = core.files;
    core.settings.remember({ endingShift: 'all' });
    Object.assign(core.files, { save: refuse, remove: refuse });
    const again = coreOn(core);
    let told = 0;
    again.status.onChange(() => {
      told += 1;
    });
    const nextMinute = async (): Promise<unknown> => {
      again.clock.advanceTo(again.clock.now() + minuteMs);
      await settled();
      return again.status.view();
    };
    await again.start.begin(again.vault.load(), Promise.resolve());
    expect(await again.status.view()).toMatchObject({ shiftUnfinished: true });
    expect(await nextMinute()).toMatchObject({ shiftUnfinished: true });
    Object.assign(core.files, { save, remove });
    const before = told;
    expect(await nextMinute()).not.toHaveProperty('shiftUnfinished');
    expect([again.files.texts.size, again.accounts.list(), told > before]).toEqual([0, [], true]);
    const alarms = again.clock.alarms();
    await nextMinute();
    expect(again.clock.alarms()).toBeLessThanOrEqual(alarms);
  });

  it('takes the whole file where the disk is too full for a name, and says when even that is refused', async () => {
    const { core } = await atWork();
    core.files.failing = true;
    await core.shift.end(true);
    expect(core.files.texts.size).toBe(0);

    const { core: other } = await atWork();
    Object.assign(other.files, { save: refuse, remove: refuse });
    await expect(other.shift.end(true)).rejects.toMatchObject({ code: 'save-failed', reason: 'not-wiped' });
    expect(other.settings.read().endingShift).toBe('keep-labels');
  });

  it('also ends what waits for the end of the shift before', async () => {
    const { core } = await atWork();
    core.settings.remember({ endingShift: 'all' });
    const connecting = core.accounts.connect(readycloudForm({ appId: 'app-3' }));
    const opened = core.browser.requests.length;
    const ending = core.shift.end(false);
    await expect(connecting).rejects.toMatchObject({ code: 'cancelled' });
    await ending;
    expect([core.browser.requests.length, core.accounts.list()]).toEqual([opened, []]);
  });

  it('that the disk refused is finished before anything new is kept, which the next start would wipe as well', async () => {
    const { core } = await atWork();
    const { save, remove } = core.files;
    const notWiped = { code: 'save-failed', reason: 'not-wiped' };
    Object.assign(core.files, { save: refuse, remove: refuse });
    await expect(core.shift.end(false)).rejects.toMatchObject(notWiped);
    await expect(core.accounts.connect(readycloudForm({ appId: 'app-3' }))).rejects.toMatchObject(notWiped);
    Object.assign(core.files, { save, remove });
    const { accountId } = await core.accounts.connect(readycloudForm({ appId: 'app-3' }));
    const again = coreOn(core);
    await again.start.begin(again.vault.load(), Promise.resolve());
    expect(again.accounts.list().map(({ id, renewal }) => [id, renewal.kind])).toEqual([[accountId, 'by-itself']]);
  });
});
