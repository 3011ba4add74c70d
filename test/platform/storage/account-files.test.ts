import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ipcMain } from 'electron';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createAccountFiles } from '../../../main/platform/storage/account-files.ts';
import { aRecord } from './a-record.ts';

let root: string;
let folder: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'dockpass-files-'));
  folder = join(root, 'accounts');
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const modeOf = (path: string): string => (statSync(path).mode & 0o777).toString(8);

describe('keeping an account', () => {
  it('writes nothing before the first save', async () => {
    const files = createAccountFiles({ folder });
    expect(await files.list()).toEqual([]);
    expect(readdirSync(root)).toEqual([]);
  });

  it('comes back as it was saved, in a file and folder for this person only', async () => {
    const files = createAccountFiles({ folder });
    const record = aRecord('account-one', { label: 'Açme “Goods” 📦' });
    await files.save(record);
    expect(await files.list()).toEqual([{ kind: 'record', id: 'account-one', content: record }]);
    expect(readdirSync(folder)).toEqual(['account-one.json']);
    expect([modeOf(folder), modeOf(join(folder, 'account-one.json'))]).toEqual(['700', '600']);
    expect(JSON.parse(readFileSync(join(folder, 'account-one.json'), 'utf8'))).toEqual(record);
  });

  it('comes back whole when it is longer than others are', async () => {
    const files = createAccountFiles({ folder });
    const label = 'Açme '.repeat(40_000);
    await files.save(aRecord('account-one', { label }));
    await files.save(aRecord('account-two'));
    expect(await files.list()).toEqual([
      { kind: 'record', id: 'account-one', content: aRecord('account-one', { label }) },
      { kind: 'record', id: 'account-two', content: aRecord('account-two') },
    ]);
  });

  it('is not written where it could not be read again, and what was there stays', async () => {
    const files = createAccountFiles({ folder });
    const record = aRecord('account-one');
    await files.save(record);
    const large = aRecord('account-one', { label: 'x'.repeat(4 * 1024 * 1024) });
    await expect(files.save(large)).rejects.toMatchObject({ code: 'save-failed', reason: 'too-large' });
    expect(await files.list()).toEqual([{ kind: 'record', id: 'account-one', content: record }]);
    const largest = aRecord('account-one', { label: 'x'.repeat(4 * 1024 * 1024 - 2000) });
    await files.save(largest);
    expect(await files.list()).toEqual([{ kind: 'record', id: 'account-one', content: largest }]);
  });

  it('closes a folder and a file that stood open', async () => {
    mkdirSync(folder, { mode: 0o755 });
    chmodSync(folder, 0o755);
    writeFileSync(join(folder, 'account-one.json'), '{}', { mode: 0o644 });
    await createAccountFiles({ folder }).save(aRecord('account-one'));
    expect([modeOf(folder), modeOf(join(folder, 'account-one.json'))]).toEqual(['700', '600']);
  });

  it('leaves no key behind that an older record had', async () => {
    const files = createAccountFiles({ folder });
    await files.save(aRecord('account-one', { lastCopiedAt: 5 }));
    await files.save(aRecord('account-one'));
    expect(readFileSync(join(folder, 'account-one.json'), 'utf8')).not.toContain('lastCopiedAt');
  });

  it('replaces a link instead of writing through it', async () => {
    mkdirSync(folder);
    const outside = join(root, 'outside.json');
    writeFileSync(outside, 'not ours');
    symlinkSync(outside, join(folder, 'account-one.json'));
    symlinkSync(outside, join(folder, 'account-one.staged'));
    await createAccountFiles({ folder }).save(aRecord('account-one'));
    expect(readFileSync(outside, 'utf8')).toBe('not ours');
    expect(await createAccountFiles({ folder }).list()).toHaveLength(1);
  });

  it('answers no window that asks electron-store for the data folder', async () => {
    await createAccountFiles({ folder }).save(aRecord('account-one'));
    expect(ipcMain.listenerCount('electron-store-get-data')).toBe(0);
  });

  it('removes one account and is content when it was gone', async () => {
    const files = createAccountFiles({ folder });
    await files.save(aRecord('account-one'));
    await files.save(aRecord('account-two'));
    await files.remove('account-one');
    await files.remove('account-one');
    expect(readdirSync(folder)).toEqual(['account-two.json']);
  });
});

describe('files that are not what they should be', () => {
  const whole = `${JSON.stringify(aRecord('account-one'))}\n`;
  const cases = [
    ['empty', '', 'empty'],
    ['truncated', whole.slice(0, -40), 'not-json'],
    ['zeros after a power cut', '\0'.repeat(512), 'not-json'],
    ['not text', Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x7d]), 'not-json'],
    ['larger than any record', '"'.padEnd(5_000_000, 'x'), 'not-json'],
  ] as const;

  it.each(cases)('%s: named with its reason, kept byte for byte, the others work', async (_name, bytes, reason) => {
    const files = createAccountFiles({ folder });
    await files.save(aRecord('account-two'));
    writeFileSync(join(folder, 'account-one.json'), bytes);
    expect(await files.list()).toEqual([
      { kind: 'unreadable', id: 'account-one', reason },
      { kind: 'record', id: 'account-two', content: aRecord('account-two') },
    ]);
    expect(readFileSync(join(folder, 'account-one.json')).equals(Buffer.from(bytes))).toBe(true);
  });

  it('hands on a foreign JSON file under an account name as it is, for the vault to judge', async () => {
    mkdirSync(folder);
    writeFileSync(join(folder, 'someone-else.json'), '[1,2]');
    expect(await createAccountFiles({ folder }).list()).toEqual([
      { kind: 'record', id: 'someone-else', content: [1, 2] },
    ]);
  });

  it('leaves files with other names alone and unlisted', async () => {
    mkdirSync(folder);
    const names = [
      '.DS_Store',
      'account one.json',
      'desktop.ini',
      'x.json',
      'account-one.json.tmp',
      'account-one.json~',
      'account-one.staged.tmp-1',
      'notes.staged.txt',
    ];
    for (const name of names) writeFileSync(join(folder, name), 'kept');
    mkdirSync(join(folder, 'a-folder.json'));
    expect(await createAccountFiles({ folder }).list()).toEqual([]);
    expect(readdirSync(folder).sort()).toEqual([...names, 'a-folder.json'].sort());
  });

  it('sweeps what an interrupted save left, and keeps the record it was for', async () => {
    const files = createAccountFiles({ folder });
    await files.save(aRecord('account-one'));
    writeFileSync(join(folder, 'account-one.staged'), '{"half":');
    writeFileSync(join(folder, 'account-one.staged.tmp-0123456789abcdef'), '{"ha');
    expect(await files.list()).toHaveLength(1);
    expect(readdirSync(folder)).toEqual(['account-one.json']);
  });

  it('saves over the staged rest of an interrupted save', async () => {
    mkdirSync(folder);
    writeFileSync(join(folder, 'account-one.staged'), '{"half":');
    await createAccountFiles({ folder }).save(aRecord('account-one'));
    expect(readdirSync(folder)).toEqual(['account-one.json']);
  });
});
