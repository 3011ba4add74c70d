import { describe, expect, it } from 'vitest';
import { undoForMs } from '../../../main/core/accounts/remove-and-undo.ts';
import { coreOn, readycloudForm } from '../../support/fakes/fakes.ts';
import { settled } from '../../support/fakes/settled.ts';

const twoAccounts = async () => {
  const core = coreOn();
  const first = await core.accounts.connect(readycloudForm({}, 'First'));
  const second = await core.accounts.connect(readycloudForm({ appId: 'app-2' }, 'Second'));
  const restarted = async () => {
    const again = coreOn({ files: core.files, sealer: core.sealer, clock: core.clock });
    await again.vault.load();
    await again.vault.checkAll();
    return again;
  };
  return { core, first: first.accountId, second: second.accountId, restarted };
};

describe('a record that cannot be read', () => {
  const change = (text: string, edit: (record: Record<string, unknown>) => void): string => {
    const record: Record<string, unknown> = JSON.parse(text);
    edit(record);
    return JSON.stringify(record);
  };
  it.each([
    ['empty', () => ''],
    ['cut in the middle', (text: string) => text.slice(0, 40)],
    ['foreign', () => '{"hello":"world"}'],
    [
      'of a later program',
      (text: string) =>
        change(text, record => {
          record.version = 99;
        }),
    ],
    [
      'copied from another account',
      (text: string, other: string) =>
        change(text, record => {
          record.sealed = JSON.parse(other).sealed;
        }),
    ],
    [
      'renamed to another provider',
      (text: string) =>
        change(text, record => {
          record.provider = 'packly';
        }),
    ],
    [
      'changed in its sealed part',
      (text: string) =>
        change(text, record => {
          record.sealed = `${String(record.sealed).slice(0, -2)}00`;
        }),
    ],
  ])('%s: stays byte for byte, is named, and the others work', async (_what, damage) => {
    const { core, first, second, restarted } = await twoAccounts();
    const damaged = damage(core.files.texts.get(first) ?? '', core.files.texts.get(second) ?? '');
    core.files.texts.set(first, damaged);
    const again = await restarted();
    expect(again.accounts.list()).toHaveLength(2);
    const row = again.accounts.list().find(one => one.id === first);
    expect(row).toMatchObject({ life: { kind: 'unreadable' }, canCopy: false, problem: { code: 'record-unreadable' } });
    await expect(again.accounts.copy(first, 'token', 0)).rejects.toMatchObject({ code: 'record-unreadable' });
    await again.accounts.copy(second, 'token', 0);
    expect(again.clipboard.text).toBe('access-1');
    expect(core.files.texts.get(first)).toBe(damaged);
  });

  it('after a keyring reset every account is named and none is deleted; signing in again brings one back', async () => {
    const { core, first, restarted } = await twoAccounts();
    const before = new Map(core.files.texts);
    core.sealer.key = 'second';
    const again = await restarted();
    expect(again.accounts.list().map(one => one.problem?.code)).toEqual(['record-unreadable', 'record-unreadable']);
    expect(core.files.texts).toEqual(before);
    await again.accounts.reconnect(first);
    await again.accounts.copy(first, 'token', 0);
    expect(again.clipboard.text).toBe('access-1');
  });

  it('a reset keyring is named as such, and an older key of the same keyring is only replaced', async () => {
    const reset = await twoAccounts();
    reset.core.sealer.key = 'second';
    expect((await reset.restarted()).accounts.list().map(one => one.problem?.reason)).toEqual([
      'keyring-reset',
      'keyring-reset',
    ]);

    const rotated = await twoAccounts();
    Object.assign(rotated.core.sealer, { key: 'second', olderKeys: ['first'] });
    const again = await rotated.restarted();
    expect(again.accounts.list().map(one => one.problem)).toEqual([undefined, undefined]);
    for (const record of again.files.texts.values()) expect(JSON.parse(record).sealed).toMatch(/^second:/);
  });

  it('of a provider that only a newer Dockpass knows is named as that, and is not told to sign in', async () => {
    const { core, first } = await twoAccounts();
    const older = coreOn({ files: core.files, sealer: core.sealer, clock: core.clock, providers: [] });
    await older.vault.load();
    await older.vault.checkAll();
    expect(older.accounts.list().find(({ id }) => id === first)).toMatchObject({
      label: 'First',
      problem: { code: 'record-unreadable', reason: 'provider' },
      actions: ['remove'],
    });
  });

  it('keeps being named after it was only renamed', async () => {
    const { core, first, restarted } = await twoAccounts();
    core.sealer.key = 'second';
    const again = await restarted();
    await again.accounts.rename(first, 'Still broken');
    expect(again.accounts.list().find(one => one.id === first)).toMatchObject({
      label: 'Still broken',
      problem: { code: 'record-unreadable' },
    });
  });
});

describe('removing', () => {
  it('hides the account at once, and deletes its file after ten seconds', async () => {
    const { core, first } = await twoAccounts();
    expect(await core.accounts.remove(first)).toEqual({ undoUntilAt: core.clock.now() + undoForMs });
    expect(core.accounts.list().map(one => one.label)).toEqual(['Second']);
    expect(core.files.texts.has(first)).toBe(true);
    core.clock.advanceTo(core.clock.now() + undoForMs);
    await settled();
    expect(core.files.texts.has(first)).toBe(false);
  });

  it('can be undone also where Remove was pressed twice', async () => {
    const { core, first } = await twoAccounts();
    await Promise.all([core.accounts.remove(first), core.accounts.remove(first)]);
    await core.accounts.undoRemove(first);
    core.clock.advanceTo(core.clock.now() + undoForMs);
    await settled();
    expect(core.accounts.list()).toHaveLength(2);
    expect(core.files.texts.has(first)).toBe(true);
  });

  it('can be undone, with the token whole', async () => {
    const { core, first } = await twoAccounts();
    await core.accounts.remove(first);
    await core.accounts.undoRemove(first);
    core.clock.advanceTo(core.clock.now() + undoForMs);
    await settled();
    await core.accounts.copy(first, 'token', 0);
    expect(core.clipboard.text).toBe('access-1');
  });

  it('is finished at the next start when the app stopped meanwhile', async () => {
    const { core, first, restarted } = await twoAccounts();
    await core.accounts.remove(first);
    const again = await restarted();
    await again.accounts.finishRemovals();
    expect(again.accounts.list().map(one => one.label)).toEqual(['Second']);
    expect(core.files.texts.has(first)).toBe(false);
  });
});

describe('names', () => {
  it('are unique, one line and never empty', async () => {
    const { core, first } = await twoAccounts();
    await core.accounts.rename(first, ' second ');
    await core.accounts.rename(first, 'a\nb\u202ec');
    expect(core.accounts.list().map(one => one.label)).toContain('a b c');
    await core.accounts.rename(first, 'SECOND');
    expect(core.accounts.list().map(one => one.label)).toContain('SECOND (2)');
    await expect(core.accounts.rename(first, ' \t ')).rejects.toMatchObject({ code: 'bad-input' });
  });
});

describe('the account file', () => {
  it('of version 1 is read as it was written', async () => {
    const { core, first } = await twoAccounts();
    expect(Object.keys(JSON.parse(core.files.texts.get(first) ?? '')).sort()).toMatchInlineSnapshot(`
      [
        "canRenew",
        "createdAt",
        "environment",
        "id",
        "label",
        "labelBy",
        "life",
        "needsSignIn",
        "organizations",
        "origins",
        "pinned",
        "provider",
        "scopes",
        "sealed",
        "secretsKept",
        "values",
        "version",
      ]
    `);
  });
});

describe('the first view of a long list', () => {
  it.each([
    [8, 8, true],
    [9, 8, false],
  ])('of %i accounts it is %i', async (count, firstCount, all) => {
    const core = coreOn();
    for (let at = 0; at < count; at += 1) core.files.texts.set(`account-${String(at).padStart(4, '0')}`, '');
    await core.vault.load();
    const first = core.accounts.first();
    expect(first.accounts).toEqual(core.accounts.list().slice(0, firstCount));
    expect(first.all).toBe(all);
    expect(core.accounts.isLong()).toBe(!all);
  });
});
