import { describe, expect, it } from 'vitest';
import { Secret } from '../../../main/core/base/secret.ts';
import { migrateRecord } from '../../../main/core/ports/migrate-record.ts';
import { aRecord } from '../../platform/storage/a-record.ts';
import { coreOn, readycloudForm } from '../../support/fakes/fakes.ts';

const passphrase = 'four dull grey parcels';
const all = { ids: [], moves: false, passphrase };

const connected = async (name = 'Acme Goods') => {
  const core = coreOn();
  const { accountId } = await core.accounts.connect(readycloudForm({}, name));
  return { core, accountId };
};
type Core = ReturnType<typeof coreOn>;
const groupsOf = (core: Core) => core.accounts.list().map(({ label, groups }) => [label, groups]);
const afterRestart = async (core: Core): Promise<Core> => {
  const again = coreOn(core);
  await again.vault.load();
  return again;
};

describe('the groups of an account', () => {
  it('are kept tidy, and read again at the next start', async () => {
    const { core, accountId } = await connected();
    await core.accounts.setGroups(accountId, [' Dock  4', '#Returns', 'dock 4', '']);
    expect(groupsOf(await afterRestart(core))).toEqual([['Acme Goods', ['Dock 4', 'Returns']]]);
    await core.accounts.setGroups(accountId, []);
    expect(groupsOf(await afterRestart(core))).toEqual([['Acme Goods', undefined]]);
    expect([...core.files.texts.values()].join()).not.toContain('groups');
  });

  it('are spelled as other accounts spell them', async () => {
    const { core, accountId } = await connected();
    const { accountId: second } = await core.accounts.connect(readycloudForm({ appId: 'app-2' }, 'Beta'));
    await core.accounts.setGroups(accountId, ['Dock 4']);
    await core.accounts.setGroups(second, ['DOCK 4', 'Returns']);
    expect(core.vault.record(second).groups).toEqual(['Dock 4', 'Returns']);
    await core.accounts.setGroups(accountId, ['dock 4']);
    expect(core.vault.record(accountId).groups).toEqual(['Dock 4']);
  });

  it('of a file that was edited are read as they may be, and the account with them', () => {
    const edited = { ...aRecord('account-one'), groups: ['x'.repeat(5000), 'Dock\n4', 'dock 4', ''] };
    expect(migrateRecord(edited, 'account-one')).toMatchObject({ record: { groups: ['x'.repeat(40), 'Dock 4'] } });
  });

  it('change while it is locked, and open nothing', async () => {
    const core = coreOn();
    await core.storage.choose('passphrase', new Secret(passphrase));
    const { accountId } = await core.accounts.connect(readycloudForm());
    const { sealed } = core.vault.record(accountId);
    core.lock.lock('person');
    await core.accounts.setGroups(accountId, ['Dock 4']);
    expect(core.vault.record(accountId)).toMatchObject({ groups: ['Dock 4'], sealed });
  });

  it('stay when it is signed in to again, and edited', async () => {
    const { core, accountId } = await connected();
    await core.accounts.setGroups(accountId, ['Dock 4']);
    await core.accounts.reconnect(accountId);
    await core.accounts.edit(accountId, readycloudForm({ appId: 'app-2' }, 'Acme Goods'));
    expect(groupsOf(core)).toEqual([['Acme Goods', ['Dock 4']]]);
  });

  it('stay with its name at the end of a shift, or go with it', async () => {
    for (const [keepsNames, left] of [
      [true, [['Acme Goods', ['Dock 4']]]],
      [false, []],
    ] as const) {
      const { core, accountId } = await connected();
      await core.accounts.setGroups(accountId, ['Dock 4']);
      await core.shift.end(keepsNames);
      expect(groupsOf(await afterRestart(core))).toEqual(left);
      expect([...core.files.texts.values()].join().includes('Dock 4')).toBe(keepsNames);
    }
  });

  it('go along in a backup; those of an account that is replaced stay as they are here', async () => {
    const { core, accountId } = await connected();
    await core.accounts.setGroups(accountId, ['Dock 4', 'Returns']);
    await core.backup.write(all);
    const other = coreOn({ backupFile: core.backupFile });
    await other.backup.open(new Secret(passphrase));
    await other.backup.take(['add']);
    expect(groupsOf(other)).toEqual([['Acme Goods', ['Dock 4', 'Returns']]]);
    await core.accounts.setGroups(accountId, ['Night']);
    await core.backup.open(new Secret(passphrase));
    await core.backup.take(['replace']);
    expect(groupsOf(core)).toEqual([['Acme Goods', ['Night']]]);
  });
});
