import { createHash } from 'node:crypto';
import fs, { type Stats } from 'node:fs';
import { basename, dirname, isAbsolute, join, sep } from 'node:path';
import { DockpassError } from '../../core/base/errors.ts';
import type { KeptFileWriter } from '../../core/ports/programs.ts';
import { renameOver, saveFailed, syncFolder } from '../storage/whole-file.ts';
import { systemCodeOf } from '../system/system-code.ts';

/** More than any text we write: what is longer is not ours. */
const longestOurs = 64 * 1024;

/** Folders whose content goes to other computers, by the names that their programs give them. */
const synced: readonly (readonly [RegExp, string])[] = [
  [/^OneDrive( - .*)?$/i, 'OneDrive'],
  [/^(iCloud ?Drive|com~apple~CloudDocs|Mobile Documents)$/i, 'iCloud'],
  [/^Dropbox( \(.*\))?$/i, 'Dropbox'],
  [/^(Google ?Drive|My Drive|GoogleDrive-.*)$/i, 'Google Drive'],
  [/^Nextcloud\d*$/i, 'Nextcloud'],
];

const refused = (reason: string, detail?: string): DockpassError =>
  new DockpassError('bad-input', { field: 'file-path', reason, ...(detail !== undefined && { detail }) });

const hashOf = (bytes: string | Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/**
 * A file is filled under another name beside it, synced, and then gets its own. The other name is always the same, so that
 * what a kill left is found again.
 */
export const createKeptFileWriter = (): KeptFileWriter => {
  const check: KeptFileWriter['check'] = (path, ours) => {
    requireFolder(path);
    const found = lookAt(path);
    if (found !== undefined && !isOurs(path, found, ours)) throw refused('not-ours');
  };
  return {
    hashOf: text => hashOf(text.reveal()),
    check,
    write: ({ path, readers }, text, ours) => {
      check(path, ours);
      const staged = stagedOf(path);
      try {
        discard(staged);
        fill(staged, text.reveal(), readers === 'group' ? fs.statSync(dirname(path)).gid : undefined);
        if (lookAt(path) === undefined) {
          // Unlike a new name, a link replaces nothing that somebody made in this very moment.
          fs.linkSync(staged, path);
          fs.unlinkSync(staged);
        } else renameOver(staged, path);
        syncFolder(dirname(path));
      } catch (problem) {
        discardQuietly(staged);
        if (systemCodeOf(problem) === 'EEXIST') throw refused('not-ours');
        throw saveFailed(problem);
      }
    },
    remove: (path, ours) => {
      try {
        discard(stagedOf(path));
        const found = lookAt(path);
        if (found === undefined || !isOurs(path, found, ours)) return;
        fs.unlinkSync(path);
        syncFolder(dirname(path));
      } catch (problem) {
        // A folder that is gone holds nothing.
        if (systemCodeOf(problem) === 'ENOENT') return;
        throw problem instanceof DockpassError ? problem : saveFailed(problem);
      }
    },
  };
};

const stagedOf = (path: string): string => join(dirname(path), `.${basename(path)}.dockpass-new`);

/** A folder of the person's own, as it is named, in which nobody else can put another file in our file's place. */
const requireFolder = (path: string): void => {
  if (process.platform === 'win32') throw refused('unsupported');
  if (!isAbsolute(path) || path.endsWith(sep) || /[\0\n\r]/.test(path) || basename(path) === '..')
    throw refused('relative');
  const folder = dirname(path);
  const by = folder.split(sep).flatMap(part => synced.filter(([form]) => form.test(part)).map(([, name]) => name))[0];
  if (by !== undefined) throw refused('synced', by);
  const found = lookAt(folder);
  if (found === undefined || (!found.isDirectory() && !found.isSymbolicLink())) throw refused('no-folder');
  if (fs.realpathSync(folder) !== folder) throw refused('link');
  const othersWrite = (found.mode & 0o002) !== 0;
  // Many systems give each person a group of their own, and let it write.
  const groupWrites = (found.mode & 0o020) !== 0 && found.gid !== process.getgid?.();
  const isTheirs = found.uid !== process.getuid?.() && found.uid !== 0;
  if (othersWrite || groupWrites || isTheirs) throw refused('writable');
};

const lookAt = (path: string): Stats | undefined => {
  try {
    return fs.lstatSync(path);
  } catch (problem) {
    if (['ENOENT', 'ENOTDIR'].includes(systemCodeOf(problem))) return undefined;
    throw saveFailed(problem);
  }
};

const isOurs = (path: string, found: Stats, ours: readonly string[]): boolean => {
  if (!found.isFile() || found.size > longestOurs) return false;
  try {
    return ours.includes(hashOf(fs.readFileSync(path)));
  } catch (problem) {
    // What we may not even read is somebody else's.
    if (['EACCES', 'EPERM', 'ENOENT'].includes(systemCodeOf(problem))) return false;
    throw saveFailed(problem);
  }
};

const fill = (staged: string, text: string, group: number | undefined): void => {
  const file = fs.openSync(staged, 'wx', 0o600);
  try {
    const bytes = Buffer.from(text);
    // A nearly full disk answers with a short write and no error.
    if (fs.writeSync(file, bytes) !== bytes.length) throw Object.assign(new Error('short write'), { code: 'ENOSPC' });
    if (group !== undefined) {
      fs.fchownSync(file, process.getuid?.() ?? -1, group);
      fs.fchmodSync(file, 0o640);
    }
    fs.fsyncSync(file);
  } finally {
    fs.closeSync(file);
  }
};

/** Nobody else names a file so; a link of that name is removed and not followed. */
const discard = (staged: string): void => fs.rmSync(staged, { force: true });
const discardQuietly = (staged: string): void => {
  try {
    discard(staged);
  } catch {
    // The next write, or the next removal, does it; what matters is said by the error that led here.
  }
};
