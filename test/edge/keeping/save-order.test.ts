import fs from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
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
  steps.push(`write in place ${short(path)}`);
  writeFile(path, content, options);
};
const { createAccountFiles } = await import('../../../main/edge/keeping/account-files.ts');

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
