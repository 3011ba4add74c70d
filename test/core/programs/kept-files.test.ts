import { describe, expect, it, vi } from 'vitest';
import { Secret } from '../../../main/core/base/secret.ts';
import type { AccountRecord } from '../../../main/core/ports/account-record.ts';
import type { KeptFileForm } from '../../../preload/contract/programs/view.ts';
import { coreOn, readycloudForm } from '../../support/fakes/fakes.ts';
import { settled } from '../../support/fakes/settled.ts';
import { fakeSealer } from '../../support/fakes/storage-fakes.ts';

type Core = ReturnType<typeof coreOn>;
const path = '/home/sam/labels/token';
const passphrase = new Secret('four dull grey parcels');
const plan = (more: Partial<KeptFileForm> = {}): KeptFileForm => ({
  path,
  format: 'token',
  readers: 'me',
  untilQuit: false,
  ...more,
});

const keeping = async (more: Partial<KeptFileForm> = {}, core: Core = coreOn()) => {
  core.settings.choose({ programs: true });
  const { accountId } = await core.accounts.connect(readycloudForm());
  await core.programs.setFile(accountId, plan(more));
  await settled();
  return { core, accountId, text: () => core.keptFiles.texts.get(path) };
};
const renewTo = async (core: Core, accountId: string, token: string): Promise<void> => {
  core.http.handle = () => Response.json({ access_token: token, token_type: 'Bearer', expires_in: 9999 });
  await core.accounts.renew(accountId);
  await settled();
};
const rowOf = (core: Core) => core.accounts.list()[0];
const fileOf = (core: Core) => core.programs.accounts()[0]?.file;

describe('a kept file', () => {
  it('holds the newest token, in the format that was chosen, after every renewal', async () => {
    const { core, accountId, text } = await keeping();
    expect(text()).toBe('access-1');
    await renewTo(core, accountId, 'access-2');
    expect([text(), core.keptFiles.writes]).toEqual(['access-2', 2]);
    await core.programs.setFile(accountId, plan({ format: 'env' }));
    await settled();
    expect(text()).toBe('READYCLOUD_TOKEN=access-2\n');
    await core.accounts.setPinned(accountId, true);
    await settled();
    expect(core.keptFiles.writes).toBe(3);
    expect(fileOf(core)).toEqual(plan({ format: 'env' }));
    expect(core.keptFiles.journal.read()).toMatchObject([{ account: accountId, path }]);
  });

  it('costs other accounts nothing: a change looks at the account that changed, and not at all of them', async () => {
    const { core, accountId, text } = await keeping();
    const all = vi.spyOn(core.vault, 'list');
    await core.vault.change(accountId, () => ({ patch: { organizationId: 'abc' } }));
    await settled();
    expect([text(), core.keptFiles.writes, all.mock.calls.length]).toEqual(['access-1', 2, 0]);
  });

  it('moves with its path, and goes when it is not wanted any more', async () => {
    const { core, accountId } = await keeping();
    await core.programs.setFile(accountId, plan({ path: '/home/sam/other' }));
    await settled();
    expect([...core.keptFiles.texts]).toEqual([['/home/sam/other', 'access-1']]);
    await core.programs.setFile(accountId, undefined);
    await settled();
    expect([core.keptFiles.texts.size, core.keptFiles.journal.read()]).toEqual([0, []]);
  });

  it('never lies where the file of another account is to lie, also one that is not there just now, or chosen at once', async () => {
    const { core, accountId, text } = await keeping();
    const { accountId: other } = await core.accounts.connect(readycloudForm({ appId: 'app-2' }));
    const refusal = { code: 'bad-input', field: 'file-path', reason: 'of-another' };
    core.settings.choose({ programs: false });
    await settled();
    expect(text()).toBeUndefined();
    await expect(core.programs.setFile(other, plan({ untilQuit: true }))).rejects.toMatchObject(refusal);
    const elsewhere = plan({ path: '/home/sam/other' });
    const both = await Promise.allSettled([
      core.programs.setFile(accountId, elsewhere),
      core.programs.setFile(other, elsewhere),
    ]);
    expect(both).toMatchObject([{ status: 'fulfilled' }, { status: 'rejected', reason: refusal }]);
    await core.programs.setFile(other, plan());
  });

  it('nor under another spelling, on a system to which that is the same name', async () => {
    const { core } = await keeping();
    const { accountId: other } = await core.accounts.connect(readycloudForm({ appId: 'app-2' }));
    Object.assign(core.keptFiles.writer, { keyOf: (one: string) => one.toLowerCase() });
    core.settings.choose({ programs: false });
    await settled();
    const refusal = { code: 'bad-input', field: 'file-path', reason: 'of-another' };
    await expect(core.programs.setFile(other, plan({ path: '/home/sam/labels/TOKEN' }))).rejects.toMatchObject(refusal);
  });

  it('never takes the place of a file that somebody else wrote, and says since when it could not be kept', async () => {
    const { core, accountId, text } = await keeping();
    core.keptFiles.texts.set(path, 'mine');
    const since = core.clock.now();
    await renewTo(core, accountId, 'access-2');
    expect(text()).toBe('mine');
    const failed = { since, failure: { code: 'bad-input', field: 'file-path', reason: 'not-ours' } };
    expect(fileOf(core)).toMatchObject({ failed });
    core.clock.advanceTo(since + 60_000);
    await settled();
    expect(fileOf(core)).toMatchObject({ failed });
    core.keptFiles.texts.delete(path);
    core.clock.advanceTo(since + 120_000);
    await settled();
    expect([text(), fileOf(core)?.failed]).toEqual(['access-2', undefined]);
    // Said once more, it is tried at once.
    core.keptFiles.texts.set(path, 'mine');
    await renewTo(core, accountId, 'access-3');
    expect(fileOf(core)).toMatchObject({ failed: { failure: failed.failure } });
    core.keptFiles.texts.set(path, 'access-2');
    await core.programs.setFile(accountId, plan());
    await settled();
    expect([text(), fileOf(core)?.failed]).toEqual(['access-3', undefined]);
    await core.programs.setFile(accountId, undefined);
    core.keptFiles.texts.set(path, 'mine');
    await expect(core.programs.setFile(accountId, plan())).rejects.toMatchObject(failed.failure);
    expect(fileOf(core)).toBeUndefined();
  });

  it('stays as it was on a full disk, and is written when there is room', async () => {
    const { core, accountId, text } = await keeping();
    core.keptFiles.failing = true;
    await renewTo(core, accountId, 'access-2');
    expect([text(), fileOf(core)?.failed?.failure.code]).toEqual(['access-1', 'save-failed']);
    expect(rowOf(core)).toMatchObject({ detail: 'file not updated', fileNotKept: fileOf(core)?.failed });
    const row = rowOf(core);
    core.clock.advanceTo(core.clock.now() + 60_000);
    await settled();
    // Nothing else is to be seen: the same row.
    expect(rowOf(core)).toBe(row);
    core.keptFiles.failing = false;
    core.clock.advanceTo(core.clock.now() + 60_000);
    await settled();
    expect([text(), fileOf(core)?.failed]).toEqual(['access-2', undefined]);
    expect([rowOf(core)?.detail, rowOf(core)?.fileNotKept]).toEqual(['kept in a file', undefined]);
  });

  it('is ours still where several texts in a row could not be written', async () => {
    const { core, accountId, text } = await keeping();
    core.keptFiles.failing = true;
    for (const token of ['access-2', 'access-3', 'access-4']) await renewTo(core, accountId, token);
    const again = coreOn(core);
    core.keptFiles.failing = false;
    await again.start.begin(again.vault.load(), Promise.resolve());
    await settled();
    expect(text()).toBe('access-4');
  });

  it.each([false, true])(
    'is known as ours after a kill in the middle of a write (new file there: %s)',
    async reaches => {
      const { core, accountId, text } = await keeping();
      const { write } = core.keptFiles.writer;
      Object.assign(core.keptFiles.writer, {
        write: (...given: Parameters<typeof write>) => {
          if (reaches) write(...given);
          throw new Error('killed');
        },
      });
      await renewTo(core, accountId, 'access-2');
      Object.assign(core.keptFiles.writer, { write });
      const again = coreOn(core);
      await again.start.begin(again.vault.load(), Promise.resolve());
      await settled();
      expect(text()).toBe('access-2');
      await renewTo(again, accountId, 'access-3');
      expect(text()).toBe('access-3');
    },
  );

  it('what a kill left beside it goes at the next start, also where the account cannot be opened', async () => {
    const { core, text } = await keeping();
    core.keptFiles.unfinished.add(path);
    core.sealer.mode = 'keychain-locked';
    const again = coreOn(core);
    await again.start.begin(again.vault.load(), Promise.resolve());
    await settled();
    expect([[...core.keptFiles.unfinished], text()]).toEqual([[], 'access-1']);
  });

  it('goes at a lock, comes back after it, and is gone first where Dockpass starts locked', async () => {
    const core = coreOn({ sealer: fakeSealer('session-only') });
    await core.storage.choose('passphrase', passphrase);
    const { text } = await keeping({}, core);
    core.lock.lock('person');
    await settled();
    expect(text()).toBeUndefined();
    await core.lock.unlock(passphrase);
    await settled();
    expect(text()).toBe('access-1');
    // Killed, so that nothing took it away.
    const again = coreOn(core);
    await again.start.begin(again.vault.load(), Promise.resolve());
    await settled();
    expect([again.lockState.view(), text()]).toEqual(['locked', undefined]);
  });

  it('goes with the end of a shift, with a removal, and when programs are switched off', async () => {
    const { core, accountId, text } = await keeping();
    await core.accounts.remove(accountId);
    await settled();
    expect(text()).toBeUndefined();
    await core.accounts.undoRemove(accountId);
    await settled();
    expect(text()).toBe('access-1');
    core.settings.choose({ programs: false });
    await settled();
    expect(text()).toBeUndefined();
    core.settings.choose({ programs: true });
    await settled();
    expect(text()).toBe('access-1');
    await core.shift.end(true);
    expect([text(), core.keptFiles.journal.read(), fileOf(core)]).toEqual([undefined, [], undefined]);
  });

  it.each(['given up', 'removed'])('of before goes, too, where it could not be kept current (%s)', async how => {
    const core = coreOn();
    const { accountId } = await keeping({}, core);
    const again = coreOn(core);
    // The start finds a token that ran out, and a provider that refuses to renew it.
    again.clock.set(again.clock.now() + 400 * 86_400_000);
    again.http.handle = () => Response.json({ error: 'invalid_grant' }, { status: 400 });
    await again.start.begin(again.vault.load(), Promise.resolve());
    await settled();
    expect(core.keptFiles.texts.get(path)).toBe('access-1');
    if (how === 'removed') await again.accounts.remove(accountId);
    else await again.programs.setFile(accountId, undefined);
    await settled();
    expect(core.keptFiles.texts.size).toBe(0);
  });

  it('goes with the end of a shift, also where the list of such files was damaged since', async () => {
    const { core, text } = await keeping();
    core.keptFiles.damaged = true;
    await core.shift.end(true);
    core.keptFiles.damaged = false;
    expect([text(), core.keptFiles.journal.read()]).toEqual([undefined, []]);
  });

  it('that cannot be taken away leaves the end of the shift unfinished', async () => {
    const { core, text } = await keeping();
    core.keptFiles.failing = true;
    await expect(core.shift.end(true)).rejects.toMatchObject({ code: 'save-failed', reason: 'not-wiped' });
    core.keptFiles.failing = false;
    await core.shift.end(true);
    expect(text()).toBeUndefined();
  });

  it.each([
    [false, 'access-1'],
    [true, undefined],
  ])('that is kept until Dockpass is quit (%s) holds %s after it', async (untilQuit, left) => {
    const { core, text } = await keeping({ untilQuit });
    await core.quit.begin(false);
    expect(text()).toBe(left);
  });

  it('goes with Dockpass, too, where that is chosen right before it is quit', async () => {
    const { core, accountId, text } = await keeping();
    const { save } = core.files;
    const disk = Promise.withResolvers<void>();
    Object.assign(core.files, { save: (record: AccountRecord) => disk.promise.then(() => save(record)) });
    const choosing = core.programs.setFile(accountId, plan({ untilQuit: true }));
    await settled();
    const quitting = core.quit.begin(false);
    await settled();
    disk.resolve();
    await Promise.all([choosing, quitting]);
    expect(text()).toBeUndefined();
  });

  it('is none for an account of this session only', async () => {
    const { text } = await keeping({}, coreOn({ sealer: fakeSealer('session-only') }));
    expect(text()).toBeUndefined();
  });

  it('whose path was edited on disk is not written anywhere', async () => {
    const { core, accountId } = await keeping();
    const record = JSON.parse(core.files.texts.get(accountId) ?? '');
    const edited = { ...record, programs: { may: 'never', file: plan({ path: '/tmp/elsewhere' }) } };
    core.files.texts.set(accountId, JSON.stringify(edited));
    const again = coreOn(core);
    await again.start.begin(again.vault.load(), Promise.resolve());
    await settled();
    expect([...again.keptFiles.texts.keys()]).not.toContain('/tmp/elsewhere');
  });

  it('asks a provider that refuses no more often than before', async () => {
    const { core } = await keeping();
    core.clock.advanceTo(core.clock.now() + 31_536_000_000);
    core.http.handle = () => Response.json({}, { status: 500 });
    await settled();
    core.http.sent.splice(0);
    for (let minute = 0; minute < 5; minute += 1) {
      core.clock.advanceTo(core.clock.now() + 60_000);
      await settled();
    }
    expect(core.http.sent.length).toBeLessThan(8);
  });
});
