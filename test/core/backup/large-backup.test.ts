import { describe, expect, it } from 'vitest';
import { Secret } from '../../../main/core/base/secret.ts';
import type { Progress } from '../../../preload/contract/events.ts';
import { coreOn, readycloudForm } from '../../support/fakes/fakes.ts';

const passphrase = 'correct horse';
const count = 120;

/** A computer with some accounts and a backup of them, and another one where the same file is chosen. */
const written = async () => {
  const core = coreOn();
  for (let number = 1; number <= count; number += 1)
    await core.accounts.connect(readycloudForm({ appId: `app-${number}` }, `Shop ${String(number).padStart(3, '0')}`));
  await core.backup.write({ ids: [], moves: false, passphrase });
  return { core, other: coreOn({ backupFile: core.backupFile }) };
};
const add = Array.from({ length: count }, () => 'add' as const);

describe('a backup of many accounts', () => {
  it('is in several pieces, and comes whole to the other computer', async () => {
    const { core, other } = await written();
    expect(core.backupFile.file?.pieces.length).toBe(3);
    expect((await other.backup.open(new Secret(passphrase)))?.accounts).toHaveLength(count);
    expect(await other.backup.take(add)).toBe(count);
    const names = (one: typeof core) => one.accounts.list().map(({ label }) => label);
    expect(names(other)).toEqual(names(core));
  });

  it('says how far it is, writing, opening and taking in, and when that ended', async () => {
    const { core, other } = await written();
    const told: (Progress | null)[] = [];
    const expectCounted = (): void => {
      expect(told).toEqual([...[20, 40, 60, 80, 100, 120].map(done => ({ done, of: count })), null]);
      told.splice(0);
    };
    core.backup.onProgress(progress => told.push(progress));
    await core.backup.write({ ids: [], moves: false, passphrase });
    expectCounted();
    other.backup.onProgress(progress => told.push(progress));
    await other.backup.open(new Secret(passphrase));
    expectCounted();
    await other.backup.take(add);
    expectCounted();
    core.backupFile.failing = true;
    await expect(core.backup.write({ ids: [], moves: false, passphrase })).rejects.toMatchObject({
      code: 'save-failed',
    });
    expect(told.at(-1)).toBeNull();
  });

  /** Does something once the first account is there. */
  const takenUpTo = async (other: Awaited<ReturnType<typeof written>>['other'], then: () => void): Promise<unknown> => {
    await other.backup.open(new Secret(passphrase));
    let isDone = false;
    other.backup.onProgress(progress => {
      if (progress?.done === 20 && !isDone) then();
      isDone = true;
    });
    return other.backup.take(add).catch(error => ({ code: error.code, reason: error.reason }));
  };

  it('stops being taken in when it is closed, and the next one begins anew', async () => {
    const { other } = await written();
    expect(await takenUpTo(other, other.backup.close)).toEqual({ code: 'cancelled', reason: undefined });
    expect(other.accounts.list()).toHaveLength(20);
    await other.backup.open(new Secret(passphrase));
    expect(await other.backup.take(add)).toBe(count);
    expect(other.accounts.list()).toHaveLength(20 + count);
  });

  it('on a stick that is pulled says so, and goes on where it stopped once the stick is back', async () => {
    const { core, other } = await written();
    const pull = (): void => {
      core.backupFile.pulled = true;
    };
    expect(await takenUpTo(other, pull)).toEqual({ code: 'backup-damaged', reason: 'gone' });
    core.backupFile.pulled = false;
    expect(await other.backup.take(add)).toBe(count);
    expect(other.accounts.list()).toHaveLength(count);
  });

  it('that was closed while its file was chosen is not opened', async () => {
    const { other } = await written();
    const { read } = other.backupFile;
    let closed = 0;
    Object.assign(other.backupFile, {
      read: async (...args: Parameters<typeof read>) => {
        const file = await read(...args);
        other.backup.close();
        const close = (): void => {
          closed += 1;
        };
        return file && { ...file, close };
      },
    });
    await expect(other.backup.open(new Secret(passphrase))).rejects.toMatchObject({ code: 'cancelled' });
    expect(closed).toBe(1);
    await expect(other.backup.take(add)).rejects.toMatchObject({ code: 'bad-input' });
  });
});
