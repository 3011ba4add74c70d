import fs from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { Secret } from '../../../main/core/base/secret.ts';
import { createVault } from '../../../main/core/vault/vault.ts';
import { fakeLog } from '../../support/fakes/fakes.ts';
import { fakeSealer } from '../../support/fakes/storage-fakes.ts';
import { aRecord } from './a-record.ts';

const root = fs.mkdtempSync(join(tmpdir(), 'dockpass-order-'));
const folder = join(root, 'accounts');
afterAll(() => fs.rmSync(root, { recursive: true, force: true }));

/** What reached the system, in order. The parts are loaded afterwards: they keep the functions they find. */
const steps: string[] = [];
const names = new Map<number, string>();
const short = (path: unknown): string => basename(String(path)).replace(/\.tmp-\d{10}[0-9a-f]{6}$/, '.tmp');

const open = fs.openSync;
fs.openSync = (path, flags, mode) => {
  const file = open(path, flags, mode);
  names.set(file, short(path));
  return file;
};
const write = fs.writeSync;
fs.writeSync = new Proxy(write, {
  apply: (_target, _self, args) => {
    steps.push(`write ${names.get(args[0])}`);
    return Reflect.apply(write, fs, args);
  },
});
const sync = fs.fsyncSync;
fs.fsyncSync = file => {
  steps.push(`sync ${names.get(file)}`);
  sync(file);
};
const rename = fs.renameSync;
let renameFails: string | undefined;
fs.renameSync = (from, to) => {
  steps.push(`rename ${short(from)} to ${short(to)}`);
  if (renameFails !== undefined) throw Object.assign(new Error(renameFails), { code: renameFails });
  rename(from, to);
};
const writeFile = fs.writeFileSync;
fs.writeFileSync = (path, content, options) => {
  steps.push(typeof path === 'number' ? `write ${names.get(path)}` : `write in place ${short(path)}`);
  writeFile(path, content, options);
};
const { createActivityFile } = await import('../../../main/platform/storage/activity-file.ts');
const { createAccountFiles } = await import('../../../main/platform/storage/account-files.ts');
const { createBackupFile } = await import('../../../main/platform/storage/backup-file.ts');
const { createLastGoodPolicy } = await import('../../../main/platform/storage/last-good-policy.ts');
const { createSettingsFile } = await import('../../../main/platform/storage/settings-file.ts');
const { createVaultKey } = await import('../../../main/platform/storage/vault-key.ts');

const target = join(folder, 'account-one.json');
afterEach(() => {
  steps.length = 0;
  renameFails = undefined;
  delete process.env.SNAP;
});

describe('the order of a save', () => {
  it('is write, sync, rename, sync the folder', async () => {
    await createAccountFiles({ folder }).save(aRecord('account-one'));
    expect(steps).toEqual([
      'write account-one.staged.tmp',
      'sync account-one.staged.tmp',
      'rename account-one.staged.tmp to account-one.staged',
      'sync account-one.staged',
      'rename account-one.staged to account-one.json',
      'sync accounts',
    ]);
  });

  const passphrase = new Secret('four dull grey parcels');
  const log = fakeLog();
  const vaultKey = createVaultKey({ folder: root });
  const backupPath = join(root, 'a-backup.json');
  const backupFile = createBackupFile({ where: async () => backupPath, which: async () => backupPath });

  const activityFile = createActivityFile({ folder: root, where: async () => join(root, 'activity.txt') });

  /** Every other place that writes, each with a second time: over what was there. */
  const sites: readonly (
    | readonly [string, string, () => unknown]
    | readonly [string, string, () => unknown, string]
  )[] = [
    ['the settings', 'settings', () => createSettingsFile({ folder: root }).save({ theme: 'dark' })],
    ['the settings again', 'settings', () => createSettingsFile({ folder: root }).save({ theme: 'light' })],
    ['the vault key', 'vault-key', () => vaultKey.create(passphrase)],
    ['another passphrase', 'vault-key', () => vaultKey.rewrap(passphrase, new Secret('five dull grey parcels'))],
    [
      'what could not be read and is put aside',
      'settings',
      () => {
        fs.writeFileSync(join(root, 'settings.json'), '{');
        steps.length = 0;
        const file = createSettingsFile({ folder: root });
        file.read();
        file.save({});
        expect(steps.shift()).toBe('sync settings.unreadable.json');
      },
    ],
    ['what IT decided', 'managed-last-good', () => createLastGoodPolicy(root, log).save({ version: 1 })],
    ['what IT decided anew', 'managed-last-good', () => createLastGoodPolicy(root, log).save({ version: 2 })],
    [
      'a backup',
      'a-backup',
      async () => (await backupFile.choosePlace('any'))?.write(new Secret('content'), passphrase),
    ],
    ['what happened, saved as text', 'activity.txt', () => activityFile.saveAs('any', 'first'), 'activity.txt'],
    ['what happened, saved as text again', 'activity.txt', () => activityFile.saveAs('any', 'second'), 'activity.txt'],
  ];
  const each = sites.map(([site, name, save, target = `${name}.json`]) => [site, name, save, target] as const);
  it.each(each)('of %s is the same, and it is told last', async (_site, name, save, target) => {
    await save();
    steps.push('told');
    expect(steps).toEqual([
      `write ${name}.staged.tmp`,
      `sync ${name}.staged.tmp`,
      `rename ${name}.staged.tmp to ${name}.staged`,
      `sync ${name}.staged`,
      `rename ${name}.staged to ${target}`,
      `sync ${basename(root)}`,
      'told',
    ]);
  });

  it('is watched at every place of main that writes a record', () => {
    const sources = fs.readdirSync('main', { recursive: true, encoding: 'utf8' }).filter(path => path.endsWith('.ts'));
    const writing = sources.filter(path => /\bsaveWhole\(/.test(fs.readFileSync(join('main', path), 'utf8')));
    expect(writing.sort()).toEqual(
      ['account-files', 'backup-file', 'last-good-policy', 'settings-file', 'vault-key-file'].map(
        name => `platform/storage/${name}.ts`,
      ),
    );
  });

  it('of an account, told by the vault: the folder is synced before anyone hears of it', async () => {
    const vault = createVault({
      files: createAccountFiles({ folder }),
      sealer: fakeSealer(),
      log,
      isWithinOrigins: () => true,
    });
    vault.onChange(() => steps.push('told'));
    const secrets = { accessToken: new Secret('access-1'), fields: {} };
    await vault.add('account-one', () => ({ record: aRecord('account-one', { label: 'Told' }), secrets }));
    expect(steps.slice(-2)).toEqual(['sync accounts', 'told']);
    expect(steps.filter(step => step === 'told')).toHaveLength(1);
  });

  it('inside a snap, where conf writes in place, the record itself is still replaced whole', async () => {
    process.env.SNAP = '/snap/dockpass/1';
    const newer = aRecord('account-one', { label: 'Newer' });
    await createAccountFiles({ folder }).save(newer);
    expect(steps).toEqual([
      'write in place account-one.staged',
      'write account-one.staged',
      'sync account-one.staged',
      'rename account-one.staged to account-one.json',
      'sync accounts',
    ]);
    expect(JSON.parse(fs.readFileSync(target, 'utf8'))).toEqual(newer);
    expect((fs.statSync(target).mode & 0o777).toString(8)).toBe('600');
  });

  // What a disk answers, also where none can be mounted for `failing-disk.test.ts`.
  it.each([
    ['ENOSPC', 'disk-full'],
    ['EDQUOT', 'disk-full'],
    ['EROFS', 'read-only'],
    ['EACCES', 'no-permission'],
    ['EIO', 'io'],
  ])('where the disk answers %s, the record stays, can be read, and the save says %s', async (answer, reason) => {
    const files = createAccountFiles({ folder });
    const before = await files.list();
    renameFails = answer;
    const save = files.save(aRecord('account-one', { label: 'Lost' }));
    await expect(save).rejects.toMatchObject({ code: 'save-failed', reason });
    renameFails = undefined;
    expect(before).toHaveLength(1);
    expect(await files.list()).toEqual(before);
  });

  it('where renaming is refused as crossing disks, the record stays and the save fails', async () => {
    const before = fs.readFileSync(target);
    renameFails = 'EXDEV';
    await expect(createAccountFiles({ folder }).save(aRecord('account-one', { label: 'Lost' }))).rejects.toMatchObject({
      code: 'save-failed',
    });
    expect(steps).not.toContain('write in place account-one.json');
    expect(fs.readFileSync(target).equals(before)).toBe(true);
  });
});
