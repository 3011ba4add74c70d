import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statfsSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Secret } from '../../../main/core/base/secret.ts';
import { createBackupFile } from '../../../main/platform/backup/backup-file.ts';
import { createAccountFiles } from '../../../main/platform/storage/account-files.ts';
import { piecesOf } from '../backup/some-pieces.ts';
import { aRecord } from './a-record.ts';

const isRoot = process.getuid?.() === 0;
const root = mkdtempSync(join(tmpdir(), 'dockpass-disk-'));
const disk = join(root, 'disk');
const mounted = mountSmallDisk();
const folder = join(disk, 'accounts');
afterAll(() => {
  if (mounted) execFileSync('umount', [disk]);
  rmSync(root, { recursive: true, force: true });
});

/** A disk of 64 KiB, where this machine lets one be made. */
function mountSmallDisk(): boolean {
  mkdirSync(disk);
  try {
    if (isRoot && process.platform === 'linux') {
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k,mode=755', 'tmpfs', disk], { stdio: 'ignore' });
      return true;
    }
  } catch {
    // A container without the right to mount.
  }
  return false;
}

/** Fills the small disk until `freeBytes` are left. */
function fillUpTo(freeBytes: number): void {
  const { bavail, bsize } = statfsSync(disk);
  writeFileSync(join(disk, 'filler'), Buffer.alloc(bavail * bsize - freeBytes));
}

const failure = async (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'saved',
    problem => ({ code: problem.code, reason: problem.reason }),
  );

// Chosen here, not skipped: where no disk can be mounted the limit on file size further down is the full disk.
if (mounted)
  describe('a full disk', () => {
    const files = createAccountFiles({ folder });
    let before: Buffer;
    beforeAll(async () => {
      await files.save(aRecord('account-one', { sealed: 'A'.repeat(3000) }));
      before = readFileSync(join(folder, 'account-one.json'));
    });

    it.each([
      ['not a byte is left', 0],
      ['a page is left, so that the system writes a part and reports no error', 4096],
      ['two pages are left', 8192],
    ])('%s: says the disk is full and the old record stays byte for byte', async (_name, freeBytes) => {
      rmSync(join(disk, 'filler'), { force: true });
      fillUpTo(freeBytes);
      const larger = aRecord('account-one', { sealed: 'B'.repeat(20_000) });
      expect(await failure(files.save(larger))).toEqual({ code: 'save-failed', reason: 'disk-full' });
      expect(readFileSync(join(folder, 'account-one.json')).equals(before)).toBe(true);
      expect(await files.list()).toEqual([
        { kind: 'record', id: 'account-one', content: JSON.parse(before.toString()) },
      ]);
    });

    it('saves again once there is room, and nothing of the failed tries is left', async () => {
      rmSync(join(disk, 'filler'), { force: true });
      const larger = aRecord('account-one', { sealed: 'B'.repeat(20_000) });
      await files.save(larger);
      expect(await files.list()).toEqual([{ kind: 'record', id: 'account-one', content: larger }]);
      expect(readdirSync(folder)).toEqual(['account-one.json']);
    });

    it('a backup that does not fit leaves nothing, and what is in the folder stays', async () => {
      const path = join(folder, 'backup.json');
      const backup = createBackupFile({ where: async () => path, which: async () => path });
      const before = readdirSync(folder);
      const pieces = piecesOf('A'.repeat(30_000), 'B'.repeat(30_000), 'C'.repeat(30_000));
      const written = backup
        .choosePlace('any')
        .then(place => place?.write(pieces, new Secret('four dull grey parcels')));
      expect(await failure(written)).toEqual({ code: 'save-failed', reason: 'disk-full' });
      expect(readdirSync(folder)).toEqual(before);
    });

    it('a disk that turned read-only: says so, keeps the record, still lists it', async () => {
      const kept = readFileSync(join(folder, 'account-one.json'));
      execFileSync('mount', ['-o', 'remount,ro', disk]);
      try {
        expect(await failure(files.save(aRecord('account-one')))).toEqual({ code: 'save-failed', reason: 'read-only' });
        expect(await failure(files.remove('account-one'))).toEqual({ code: 'save-failed', reason: 'read-only' });
        expect(await files.list()).toHaveLength(1);
      } finally {
        execFileSync('mount', ['-o', 'remount,rw', disk]);
      }
      expect(readFileSync(join(folder, 'account-one.json')).equals(kept)).toBe(true);
    });
  });

describe('no permission', () => {
  const closed = mkdtempSync(join(tmpdir(), 'dockpass-closed-'));
  const nobody = 65534;
  afterAll(() => rmSync(closed, { recursive: true, force: true }));

  /** Runs as a person without rights: as nobody where the tests run as root, whom no mode stops. */
  async function asNobody<T>(work: () => Promise<T>): Promise<T> {
    if (!isRoot) return work();
    process.setegid?.(nobody);
    process.seteuid?.(nobody);
    try {
      return await work();
    } finally {
      process.seteuid?.(0);
      process.setegid?.(0);
    }
  }

  it('an unreadable file is named with its reason, a refused save says so at once, and nothing changes', async () => {
    const folder = join(closed, 'accounts');
    const files = createAccountFiles({ folder });
    await files.save(aRecord('account-one'));
    await files.save(aRecord('account-two'));
    const before = readFileSync(join(folder, 'account-two.json'));
    // Somebody else's folder that may be read but not written, with one file that may not be read.
    chmodSync(join(folder, 'account-one.json'), 0o000);
    chmodSync(join(folder, 'account-two.json'), 0o644);
    chmodSync(folder, 0o500);
    if (isRoot) {
      chmodSync(closed, 0o755);
      chownSync(folder, nobody, nobody);
    }
    const idleUntil = process.cpuUsage();
    const seen = await asNobody(async () => ({
      listed: (await files.list()).map(one => (one.kind === 'unreadable' ? `${one.id} ${one.reason}` : one.id)),
      save: await failure(saveIntoClosedFolder(folder)),
    }));
    expect(seen).toEqual({
      listed: ['account-one permission', 'account-two'],
      save: { code: 'save-failed', reason: 'no-permission' },
    });
    // atomically alone would keep the processor busy for a whole second before it gives in, however busy others are.
    const { user, system } = process.cpuUsage(idleUntil);
    expect((user + system) / 1000).toBeLessThan(800);
    chmodSync(folder, 0o700);
    expect(readFileSync(join(folder, 'account-two.json')).equals(before)).toBe(true);
  });

  it('a folder that may not even be looked into is named, and not taken for one without accounts', async () => {
    const folder = join(closed, 'shut');
    const files = createAccountFiles({ folder });
    await files.save(aRecord('account-one'));
    chmodSync(folder, 0o000);
    if (isRoot) chmodSync(closed, 0o755);
    const listing = asNobody(() => files.list());
    await expect(listing).rejects.toMatchObject({ code: 'record-unreadable', reason: 'folder', detail: folder });
    chmodSync(folder, 0o700);
    expect(await files.list()).toHaveLength(1);
  });

  it('in somebody else’s folder a save says so, and the record there stays and is read', async () => {
    // Without the right to give a folder away, one of the system's own is somebody else's.
    const folder = isRoot ? join(closed, 'theirs') : '/usr';
    const files = createAccountFiles({ folder });
    if (isRoot) {
      await files.save(aRecord('account-one'));
      chmodSync(folder, 0o755);
      chmodSync(join(folder, 'account-one.json'), 0o644);
      chmodSync(closed, 0o755);
    }
    const before = await files.list();
    const seen = await asNobody(async () => ({
      save: await failure(files.save(aRecord('account-one', { label: 'Another' }))),
      listed: await files.list(),
    }));
    expect(seen).toEqual({ save: { code: 'save-failed', reason: 'no-permission' }, listed: before });
    expect(before).toHaveLength(isRoot ? 1 : 0);
  });

  /** Below a folder that refuses, where nobody may mend the mode either. */
  const saveIntoClosedFolder = (folder: string): Promise<void> =>
    createAccountFiles({ folder: join(folder, 'deeper') }).save(aRecord('account-two'));
});

// Needs no right to mount, so a full disk is met for real on every Linux.
describe('a file that may not grow', () => {
  const folder = join(root, 'limited');
  const limitOwnFiles = (bytes: string): void => {
    execFileSync('prlimit', [`--pid=${process.pid}`, `--fsize=${bytes}:`]);
  };

  // Reaching the limit also raises a signal, which would end the process; it may be handled after the test.
  beforeAll(() => void process.on('SIGXFSZ', () => {}));

  it('a part that was written without an error does not replace the old record', async () => {
    const files = createAccountFiles({ folder });
    await files.save(aRecord('account-one'));
    const before = readFileSync(join(folder, 'account-one.json'));
    const larger = aRecord('account-one', { sealed: 'B'.repeat(20_000) });
    limitOwnFiles('8192');
    try {
      expect(await failure(files.save(larger))).toEqual({ code: 'save-failed', reason: 'disk-full' });
    } finally {
      limitOwnFiles('unlimited');
    }
    expect(readFileSync(join(folder, 'account-one.json')).equals(before)).toBe(true);
    expect(readdirSync(folder)).toEqual(['account-one.json']);
    await files.save(larger);
    expect(await files.list()).toEqual([{ kind: 'record', id: 'account-one', content: larger }]);
  });
});
