import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { Secret } from '../../../main/core/base/secret.ts';
import { createBackupFile } from '../../../main/platform/storage/backup-file.ts';

const root = mkdtempSync(join(tmpdir(), 'dockpass-backup-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const path = join(root, 'my backup.json');
const passphrase = new Secret('four dull grey parcels');
const backup = createBackupFile({ where: async () => path, which: async () => path });
const code = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'none',
    error => error.code,
  );

describe('a backup on disk', () => {
  it('is one file for this person only, shows nothing of what is in it, and gives it back', async () => {
    const place = await backup.choosePlace('dockpass-backup');
    expect(place?.name).toBe('my backup.json');
    await place?.write(new Secret('{"token":"tøken 📦"}'), passphrase);
    expect(readdirSync(root)).toEqual(['my backup.json']);
    expect((statSync(path).mode & 0o777).toString(8)).toBe('600');
    const text = readFileSync(path, 'utf8');
    for (const part of ['token', 'parcels', Buffer.from('token').toString('base64').slice(0, 5)])
      expect(text).not.toContain(part);
    expect((await backup.read(passphrase))?.reveal()).toBe('{"token":"tøken 📦"}');
  });

  it('leaves the folder it is put in open to whom it was open before', async () => {
    const shared = join(root, 'shared');
    mkdirSync(shared);
    chmodSync(shared, 0o755);
    const there = join(shared, 'backup.json');
    const place = await createBackupFile({ where: async () => there, which: async () => there }).choosePlace('any');
    await place?.write(new Secret('{}'), passphrase);
    expect((statSync(shared).mode & 0o777).toString(8)).toBe('755');
    expect((statSync(there).mode & 0o777).toString(8)).toBe('600');
    rmSync(shared, { recursive: true });
  });

  it('goes to a name of its own where the one that was typed had no ending, and leaves an older backup alone', async () => {
    const folder = join(root, 'typed');
    mkdirSync(folder);
    const typed = createBackupFile({ where: async () => join(folder, 'before 1.2'), which: async () => undefined });
    const older = join(folder, 'before 1.2.json');
    writeFileSync(older, 'an older backup');
    const place = await typed.choosePlace('any');
    expect(place?.name).toBe('before 1.2 (2).json');
    await place?.write(new Secret('{}'), passphrase);
    expect(readdirSync(folder)).toEqual(['before 1.2 (2).json', 'before 1.2.json']);
    expect(readFileSync(older, 'utf8')).toBe('an older backup');
    rmSync(folder, { recursive: true });
  });

  it('tells a wrong passphrase from a file that was cut off, changed or is another program’s', async () => {
    expect(await code(backup.read(new Secret('four dull grey parcel')))).toBe('wrong-passphrase');
    const whole = readFileSync(path, 'utf8');
    const file: { sealed: string } = JSON.parse(whole);
    const flipped = Buffer.from(file.sealed, 'base64');
    flipped[40] = (flipped[40] ?? 0) ^ 1;
    for (const damaged of [
      '',
      whole.slice(0, -9),
      '{"format":"another"}',
      JSON.stringify({ ...file, sealed: flipped.toString('base64') }),
    ]) {
      writeFileSync(path, damaged);
      expect(await code(backup.read(passphrase))).toBe('backup-damaged');
    }
    rmSync(path);
    expect(await code(backup.read(passphrase))).toBe('backup-damaged');
  });
});
