import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { Secret } from '../../../main/core/base/secret.ts';
import { createKeptFileWriter } from '../../../main/platform/programs/kept-file.ts';
import { createKeptFileJournal } from '../../../main/platform/programs/kept-file-journal.ts';
import { projectRoot } from '../../support/project-root.ts';
import { socketFolder } from './a-socket.ts';

const writer = createKeptFileWriter();
const secret = (text: string): Secret => new Secret(text);
const hash = (text: string): string => writer.hashOf(secret(text));
const read = (path: string): string => fs.readFileSync(path, 'utf8');
const folder = (): string => fs.realpathSync(socketFolder());
const refused = (reason: string) => expect.objectContaining({ code: 'bad-input', field: 'file-path', reason });
const write = (path: string, text: string, ours: readonly string[] = [], readers: 'me' | 'group' = 'me'): void =>
  writer.write({ path, readers }, secret(text), ours);
const ends: (() => void)[] = [];
afterEach(() => {
  vi.restoreAllMocks();
  for (const end of ends.splice(0)) end();
});

describe('a kept file on disk', () => {
  it('is the person’s alone, or also its folder’s group’s, and its content is replaced whole', () => {
    const place = folder();
    const path = join(place, 'token');
    write(path, 'one');
    expect([read(path), fs.statSync(path).mode & 0o777]).toEqual(['one', 0o600]);
    write(path, 'two', [hash('one')]);
    expect(read(path)).toBe('two');
    write(path, 'three', [hash('two')], 'group');
    const { mode, gid } = fs.statSync(path);
    expect([mode & 0o777, gid, fs.readdirSync(place)]).toEqual([0o640, fs.statSync(place).gid, ['token']]);
  });

  it('is not written over, nor removed, where it is not ours', () => {
    const path = join(folder(), 'token');
    fs.writeFileSync(path, 'mine');
    expect(() => write(path, 'one', [hash('two')])).toThrow(refused('not-ours'));
    writer.remove(path, [hash('two')]);
    expect(read(path)).toBe('mine');
    writer.remove(path, [hash('mine')]);
    expect(fs.existsSync(path)).toBe(false);
    writer.remove(path, []);
    writer.remove('/no/such/folder/token', []);
    fs.symlinkSync('/etc/hostname', path);
    expect(() => write(path, 'one')).toThrow(refused('not-ours'));
    fs.rmSync(path);
    fs.mkdirSync(path);
    expect(() => write(path, 'one')).toThrow(refused('not-ours'));
  });

  it.each([
    ['relative', () => 'labels/token'],
    ['relative', () => `${folder()}/`],
    ['no-folder', () => join(folder(), 'none', 'token')],
    ['no-folder', () => join(at(folder(), 'a-file', 0o600, 'file'), 'token')],
    ['writable', () => join(at(folder(), 'open', 0o777), 'token')],
    ['writable', () => '/tmp/token-of-dockpass'],
    ['link', () => join(linked(folder()), 'token')],
    ['link', () => join(linked(folder()), 'deeper', 'token')],
    ['synced', () => join(at(folder(), 'OneDrive - Acme'), 'token')],
    ['synced', () => join(at(folder(), 'Dropbox'), 'deep', 'token')],
    ['synced', () => join(at(folder(), 'Mobile Documents'), 'token')],
  ])('does not lie where it would be %s', (reason, pathOf) => {
    expect(() => writer.check(pathOf(), [])).toThrow(refused(reason));
  });

  it('is old or new, whole, on a disk that refuses at any step', () => {
    const path = join(folder(), 'token');
    write(path, 'old');
    const steps = ['openSync', 'writeSync', 'fsyncSync', 'renameSync'] as const;
    for (const step of steps) {
      const spy = vi.spyOn(fs, step).mockImplementation(() => {
        throw Object.assign(new Error(step), { code: 'ENOSPC' });
      });
      expect(() => write(path, 'new', [hash('old')])).toThrow(expect.objectContaining({ code: 'save-failed' }));
      spy.mockRestore();
      expect([step, read(path)]).toEqual([step, 'old']);
    }
    const short = vi.spyOn(fs, 'writeSync').mockReturnValue(1);
    expect(() => write(path, 'new', [hash('old')])).toThrow(expect.objectContaining({ reason: 'disk-full' }));
    short.mockRestore();
    expect([read(path), fs.readdirSync(join(path, '..'))]).toEqual(['old', ['token']]);
  });

  it('is old or new, whole, on a disk that is really full, where this computer lets one be made', () => {
    const disk = join(folder(), 'disk');
    fs.mkdirSync(disk);
    // In a container without the right to mount, the refusals above are the full disk.
    if (!mounts(disk)) return;
    const path = join(disk, 'token');
    write(path, 'old'.padEnd(8000, '.'));
    const { bavail, bsize } = fs.statfsSync(disk);
    fs.writeFileSync(join(disk, 'filler'), Buffer.alloc((bavail - 1) * bsize));
    const ours = [hash('old'.padEnd(8000, '.'))];
    expect(() => write(path, 'new'.padEnd(8000, '.'), ours)).toThrow(expect.objectContaining({ reason: 'disk-full' }));
    expect(read(path)).toBe('old'.padEnd(8000, '.'));
    fs.rmSync(join(disk, 'filler'));
    write(path, 'new'.padEnd(8000, '.'), ours);
    expect(read(path)).toBe('new'.padEnd(8000, '.'));
  });

  it('is whole whenever its writer is killed, and what that left beside it goes with the next write', async () => {
    const place = folder();
    const path = join(place, 'token');
    const length = 60_000;
    const worker = join(import.meta.dirname, 'kept-file-worker.ts');
    const electron = ['--import', join(projectRoot, 'test/faults/electron-hook.ts')];
    for (let round = 0; round < 12; round += 1) {
      fs.rmSync(path, { force: true });
      const child = spawn(process.execPath, [...electron, worker, path, String(length)], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      await once(child.stdout, 'data');
      await new Promise(resolve => setTimeout(resolve, round * 3));
      child.kill('SIGKILL');
      await once(child, 'close');
      const text = read(path);
      expect(text).toMatch(/^\d+:x+$/);
      expect(text.length).toBe(length);
      write(path, 'next', [hash(text)]);
      expect([read(path), fs.readdirSync(place)]).toEqual(['next', ['token']]);
    }
  });
});

const at = (place: string, name: string, mode = 0o700, kind: 'file' | 'folder' = 'folder'): string => {
  const made = join(place, name);
  if (kind === 'file') fs.writeFileSync(made, '');
  else fs.mkdirSync(join(made, 'deep'), { recursive: true });
  fs.chmodSync(made, mode);
  return made;
};
const linked = (place: string): string => {
  fs.mkdirSync(join(place, 'there', 'deeper'), { recursive: true });
  fs.symlinkSync(join(place, 'there'), join(place, 'here'));
  return join(place, 'here');
};
const mounts = (disk: string): boolean => {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k,mode=700', 'tmpfs', disk], { stdio: 'ignore' });
    ends.push(() => void execFileSync('umount', [disk]));
    return true;
  } catch {
    return false;
  }
};

it('the list of kept files is there only while there are some', () => {
  const place = folder();
  const journal = createKeptFileJournal({ folder: place });
  const entries = [{ account: 'account-1', path: '/a', hashes: ['x'] }];
  journal.save(entries);
  expect([journal.read(), fs.statSync(join(place, 'kept-files.json')).mode & 0o777]).toEqual([entries, 0o600]);
  fs.writeFileSync(join(place, 'kept-files.json'), '{"half');
  expect(journal.read()).toBe('unreadable');
  journal.save([]);
  expect([journal.read(), fs.readdirSync(place)]).toEqual([[], []]);
});
