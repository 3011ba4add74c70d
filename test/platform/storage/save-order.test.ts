import fs from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { Secret } from '../../../main/core/base/secret.ts';
import { createVault } from '../../../main/core/vault/vault.ts';
import { coreOn, fakeLog, readycloudForm } from '../../support/fakes/fakes.ts';
import { fakeSealer } from '../../support/fakes/storage-fakes.ts';
import { piecesOf } from '../backup/some-pieces.ts';
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
/** What the disk does to a backup that is written to it. */
let backupFault: 'changed' | 'cut' | 'ENOSPC' | 'EIO' | undefined;
const failed = (code: string): Error => Object.assign(new Error(code), { code });
const openLater = fs.promises.open;
fs.promises.open = async (path, flags, mode) => {
  const file = await openLater(path, flags, mode);
  const name = short(path);
  steps.push(['open', name, flags, ...(typeof mode === 'number' ? [mode.toString(8)] : [])].join(' '));
  if (flags !== 'wx') return file;
  const { writeFile, sync, close } = file;
  return Object.assign(file, {
    writeFile: async (...args: Parameters<typeof writeFile>) => {
      steps.push(`write ${name}`);
      if (backupFault === 'ENOSPC') throw failed('ENOSPC');
      return writeFile.apply(file, args);
    },
    sync: async () => {
      steps.push(`sync ${name}`);
      if (backupFault === 'EIO') throw failed('EIO');
      return sync.apply(file);
    },
    close: async () => {
      steps.push(`close ${name}`);
      await close.apply(file);
      const content = fs.existsSync(path) ? fs.readFileSync(path, 'utf8') : '';
      if (backupFault === 'cut') fs.truncateSync(path, content.length - 5);
      if (backupFault === 'changed') {
        const changed = fs.openSync(path, 'r+');
        write(changed, content.at(-10) === 'A' ? 'B' : 'A', content.length - 10);
        fs.closeSync(changed);
      }
    },
  });
};
const { createActivityFile } = await import('../../../main/platform/storage/activity-file.ts');
const { createAccountFiles } = await import('../../../main/platform/storage/account-files.ts');
const { createBackupFile } = await import('../../../main/platform/backup/backup-file.ts');
const { createLastGoodPolicy } = await import('../../../main/platform/storage/last-good-policy.ts');
const { createSettingsFile } = await import('../../../main/platform/storage/settings-file.ts');
const { createVaultKey } = await import('../../../main/platform/storage/vault-key.ts');

const target = join(folder, 'account-one.json');
afterEach(() => {
  steps.length = 0;
  renameFails = undefined;
  backupFault = undefined;
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

  it('of a backup: written, synced, read back, renamed, folder synced', async () => {
    const staged = await (await backupFile.choosePlace('any'))?.write(piecesOf('one', 'two'), passphrase);
    steps.push('read back');
    await staged?.commit();
    const name = 'a-backup.json.staged';
    expect(steps).toEqual([
      `open ${name} wx 600`,
      `write ${name}`,
      `write ${name}`,
      `write ${name}`,
      `sync ${name}`,
      `close ${name}`,
      `open ${name} r`,
      'read back',
      `rename ${name} to a-backup.json`,
      `sync ${basename(root)}`,
    ]);
  });

  /** A move over the real file, on a disk that lies. */
  const moving = async () => {
    const core = coreOn({}, {}, { backupFile });
    const { accountId } = await core.accounts.connect(readycloudForm());
    const written = core.backup.write({ ids: [], moves: true, passphrase: passphrase.reveal() });
    await expect(written).rejects.toMatchObject({ code: 'save-failed' });
    expect((await core.vault.open(accountId)).refreshToken?.reveal()).toBe('refresh-1');
    expect(core.accounts.list()[0]?.renewal).toEqual({ kind: 'by-itself' });
  };

  it.each([
    ['gives back other bytes than were written', 'changed'],
    ['gives back less than was written', 'cut'],
    ['is full', 'ENOSPC'],
    ['fails while it is synced', 'EIO'],
  ] as const)('of a backup on a disk that %s: nothing is left of it, nothing is dropped', async (_name, fault) => {
    const before = fs.readFileSync(backupPath);
    backupFault = fault;
    await moving();
    expect(fs.readdirSync(root).filter(name => name.startsWith('a-backup'))).toEqual(['a-backup.json']);
    expect(fs.readFileSync(backupPath).equals(before)).toBe(true);
  });

  it('of a backup that may not have its name: the same', async () => {
    const before = fs.readFileSync(backupPath);
    renameFails = 'EACCES';
    await moving();
    expect(fs.readdirSync(root).filter(name => name.startsWith('a-backup'))).toEqual(['a-backup.json']);
    expect(fs.readFileSync(backupPath).equals(before)).toBe(true);
  });

  it('is watched at every place of main that writes a record', () => {
    const sources = fs.readdirSync('main', { recursive: true, encoding: 'utf8' }).filter(path => path.endsWith('.ts'));
    const writing = sources.filter(path => /\bsaveWhole\(/.test(fs.readFileSync(join('main', path), 'utf8')));
    const known = ['account-files', 'last-good-policy', 'move-journal', 'settings-file', 'vault-key-file'];
    expect(writing.sort()).toEqual([
      'platform/backup/unfinished-backups.ts',
      'platform/programs/kept-file-journal.ts',
      'platform/programs/pipe-place.ts',
      ...known.map(name => `platform/storage/${name}.ts`),
    ]);
  });

  it('of an account, told by the vault: the folder is synced before anyone hears of it', async () => {
    const sealer = fakeSealer();
    const vault = createVault({
      files: createAccountFiles({ folder }),
      sealer: {
        ...sealer,
        openForAnswer: sealer.open,
        keepForSession: () => {},
        requireKept: async () => {},
      },
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
