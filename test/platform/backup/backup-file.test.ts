import { createHash } from 'node:crypto';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { DockpassError } from '../../../main/core/base/errors.ts';
import { Secret } from '../../../main/core/base/secret.ts';
import { createBackupFile } from '../../../main/platform/backup/backup-file.ts';
import { folderOf } from '../../../main/platform/backup/file-bytes.ts';
import { createUnfinishedBackups } from '../../../main/platform/backup/unfinished-backups.ts';
import { piecesOf, textsOf } from './some-pieces.ts';

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
    expect(place?.path).toBe(path);
    const staged = await place?.write(piecesOf('{"token":"tøken 📦"}', 'the second'), passphrase);
    expect(readdirSync(root)).toEqual(['my backup.json.staged']);
    expect(await backup.look(path, staged?.folder ?? '')).toEqual({ kind: 'absent' });
    await staged?.commit();
    expect(readdirSync(root)).toEqual(['my backup.json']);
    expect(await backup.look(path, staged?.folder ?? '')).toEqual({ kind: 'file', hash: staged?.hash });
    expect(staged?.hash).toBe(createHash('sha256').update(readFileSync(path)).digest('hex'));
    expect((statSync(path).mode & 0o777).toString(8)).toBe('600');
    const text = readFileSync(path, 'utf8');
    for (const part of ['token', 'parcels', Buffer.from('token').toString('base64').slice(0, 5)])
      expect(text).not.toContain(part);
    expect(await textsOf(await backup.read(passphrase))).toEqual(['{"token":"tøken 📦"}', 'the second']);
  });

  it('leaves the folder it is put in open to whom it was open before', async () => {
    const shared = join(root, 'shared');
    mkdirSync(shared);
    chmodSync(shared, 0o755);
    const there = join(shared, 'backup.json');
    const place = await createBackupFile({ where: async () => there, which: async () => there }).choosePlace('any');
    await (await place?.write(piecesOf('{}'), passphrase))?.commit();
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
    await (await place?.write(piecesOf('{}'), passphrase))?.commit();
    expect(readdirSync(folder)).toEqual(['before 1.2 (2).json', 'before 1.2.json']);
    expect(readFileSync(older, 'utf8')).toBe('an older backup');
    rmSync(folder, { recursive: true });
  });

  it('that is not wanted leaves nothing, and the file that was there stays', async () => {
    const before = readFileSync(path);
    const staged = await (await backup.choosePlace('any'))?.write(piecesOf('other'), passphrase);
    await staged?.discard();
    expect(readdirSync(root)).toEqual(['my backup.json']);
    expect(readFileSync(path).equals(before)).toBe(true);
  });

  it('takes the place of what a killed program left, and not of a backup that is being written', async () => {
    writeFileSync(`${path}.staged`, 'half a backup');
    const place = await backup.choosePlace('any');
    const first = await place?.write(piecesOf('first'), passphrase);
    expect(await code(place?.write(piecesOf('second'), passphrase) ?? Promise.resolve())).toBe('save-failed');
    await first?.commit();
    expect(await textsOf(await backup.read(passphrase))).toEqual(['first']);
    expect(readdirSync(root)).toEqual(['my backup.json']);
  });

  it('leaves nothing where an account cannot be opened half-way, and says why', async () => {
    const before = readFileSync(path);
    async function* locked(): AsyncGenerator<Secret> {
      yield new Secret('first');
      yield new Secret('second');
      throw new DockpassError('locked');
    }
    expect(await code((await backup.choosePlace('any'))?.write(locked(), passphrase) ?? Promise.resolve())).toBe(
      'locked',
    );
    expect(readdirSync(root)).toEqual(['my backup.json']);
    expect(readFileSync(path).equals(before)).toBe(true);
  });

  it('that could not be read again is not written', async () => {
    const tooLong = piecesOf('A'.repeat(8 * 1024 ** 2 + 1));
    const written = backup.choosePlace('any').then(place => place?.write(tooLong, passphrase));
    await expect(written).rejects.toMatchObject({ code: 'save-failed', reason: 'backup-too-large' });
    expect(readdirSync(root)).toEqual(['my backup.json']);
  });

  it('gives nothing more once it is closed', async () => {
    await (await (await backup.choosePlace('any'))?.write(piecesOf('first', 'second'), passphrase))?.commit();
    const opened = await backup.read(passphrase);
    const pieces = opened?.pieces()[Symbol.asyncIterator]();
    expect((await pieces?.next())?.value.reveal()).toBe('first');
    opened?.close();
    expect(await code(pieces?.next() ?? Promise.resolve())).toBe('cancelled');
    expect(await code(textsOf(opened))).toBe('cancelled');
  });

  it('tells a wrong passphrase from a damaged file', async () => {
    expect(await code(backup.read(new Secret('four dull grey parcel')))).toBe('wrong-passphrase');
    rmSync(path);
    expect(await code(backup.read(passphrase))).toBe('backup-damaged');
  });
});

describe('what is at a path', () => {
  it('of a file, says where its folder is another one', async () => {
    const [file, folder] = [join(root, 'there.json'), await folderOf(join(root, 'there.json'))];
    writeFileSync(file, 'of another stick');
    const hash = createHash('sha256').update('of another stick').digest('hex');
    expect(await backup.look(file, folder)).toEqual({ kind: 'file', hash });
    expect(await backup.look(file, 'another')).toEqual({ kind: 'file', hash, inOtherFolder: true });
    rmSync(file);
  });

  it('absent needs a folder that can be read; without it, nobody can say', async () => {
    const folder = await folderOf(join(root, 'none.json'));
    expect(await backup.look(join(root, 'none.json'), folder)).toEqual({ kind: 'absent' });
    // As an empty folder is, where a stick was.
    expect(await backup.look(join(root, 'none.json'), 'another')).toEqual({ kind: 'unreachable' });
    expect(await backup.look(join(root, 'pulled stick', 'none.json'), folder)).toEqual({ kind: 'unreachable' });
    mkdirSync(join(root, 'folder.json'));
    expect(await backup.look(join(root, 'folder.json'), folder)).toEqual({ kind: 'unreachable' });
    rmSync(join(root, 'folder.json'), { recursive: true });
  });
});

it('what a killed program left beside a place is removed at the next start, and nothing that is not ours', async () => {
  const folder = join(root, 'data');
  const stick = join(root, 'stick');
  mkdirSync(stick, { recursive: true });
  const unfinished = createUnfinishedBackups({ folder });
  const place = join(stick, 'backup.json');
  const writing = createBackupFile({ where: async () => place, which: async () => undefined }, unfinished);
  const staged = await (await writing.choosePlace('any'))?.write(piecesOf('{"token":"a"}'), passphrase);
  expect(unfinished.list()).toEqual([`${place}.staged`]);
  await staged?.commit();
  expect(unfinished.list()).toEqual([]);

  // As after a kill: noted, and in use by nobody.
  const left = join(stick, 'killed.json.staged');
  writeFileSync(left, readFileSync(place));
  const theirs = join(stick, 'theirs.json.staged');
  writeFileSync(theirs, 'somebody else’s');
  for (const path of [left, theirs, join(stick, 'gone.json.staged'), join(root, 'pulled', 'far.json.staged')])
    unfinished.note(path);
  await writing.removeUnfinished();
  expect(readdirSync(stick).sort()).toEqual(['backup.json', 'theirs.json.staged']);
  expect(unfinished.list()).toEqual([join(root, 'pulled', 'far.json.staged')]);
});
