import fs, { type Stats } from 'node:fs';
import { basename, dirname, isAbsolute, sep } from 'node:path';
import { DockpassError } from '../../core/base/errors.ts';
import { nameKey } from '../../core/base/labels.ts';
import type { KeptFileWriter } from '../../core/ports/programs.ts';
import { saveFailed } from '../storage/whole-file.ts';
import { systemCodeOf } from '../system/system-code.ts';

/** What of a kept file each system has in its own way. */
export interface KeptFilePlaces {
  /** Throws what KeptFileWriter.check throws of a folder. */
  readonly requireFolder: (path: string) => void;
  readonly keyOf: KeptFileWriter['keyOf'];
  /** Who may read a file that is still empty. Throws what the system says. */
  readonly giveReaders: (staged: string, readers: Parameters<KeptFileWriter['write']>[0]['readers']) => void;
}

/** Folders whose content goes to other computers, by the names that their programs give them. */
const synced: readonly (readonly [RegExp, string])[] = [
  [/^OneDrive( - .*)?$/i, 'OneDrive'],
  [/^(iCloud ?Drive|com~apple~CloudDocs|Mobile Documents)$/i, 'iCloud'],
  [/^Dropbox( \(.*\))?$/i, 'Dropbox'],
  [/^(Google ?Drive|My Drive|GoogleDrive-.*)$/i, 'Google Drive'],
  [/^Nextcloud\d*$/i, 'Nextcloud'],
];

/** Why no token may lie at a path. */
export const refused = (reason: string, detail?: string): DockpassError =>
  new DockpassError('bad-input', { field: 'file-path', reason, ...(detail !== undefined && { detail }) });

/** Throws bad-input (reason synced) where a part of the folder's path is named so. */
export const requireNotSynced = (parts: readonly string[]): void => {
  const by = parts.flatMap(part => synced.filter(([form]) => form.test(part)).map(([, name]) => name))[0];
  if (by !== undefined) throw refused('synced', by);
};

/** What is at a path itself, not where a link leads; undefined for nothing. Throws save-failed. */
export const lookAt = (path: string): Stats | undefined => {
  try {
    return fs.lstatSync(path);
  } catch (problem) {
    if (['ENOENT', 'ENOTDIR'].includes(systemCodeOf(problem))) return undefined;
    throw saveFailed(problem);
  }
};

/** Linux and macOS; to most disks of the latter, capitals and the way an accent is written make no other name. */
export const posixPlaces = (platform: NodeJS.Platform = process.platform): KeptFilePlaces => ({
  keyOf: path => (platform === 'darwin' ? nameKey(path) : path),
  requireFolder: path => {
    if (!isAbsolute(path) || path.endsWith(sep) || /[\0\n\r]/.test(path) || basename(path) === '..')
      throw refused('relative');
    const folder = dirname(path);
    requireNotSynced(folder.split(sep));
    const found = lookAt(folder);
    if (found === undefined || (!found.isDirectory() && !found.isSymbolicLink())) throw refused('no-folder');
    if (fs.realpathSync(folder) !== folder) throw refused('link');
    if (isWritable(found)) throw refused('writable');
  },
  giveReaders: (staged, readers) => {
    if (readers === 'me') return;
    fs.chownSync(staged, process.getuid?.() ?? -1, fs.statSync(dirname(staged)).gid);
    fs.chmodSync(staged, 0o640);
  },
});

/** Somebody else can put another file in our file's place. */
const isWritable = ({ mode, gid, uid }: Stats): boolean => {
  const othersWrite = (mode & 0o002) !== 0;
  // Many systems give each person a group of their own, and let it write.
  const groupWrites = (mode & 0o020) !== 0 && gid !== process.getgid?.();
  const isTheirs = uid !== process.getuid?.() && uid !== 0;
  return othersWrite || groupWrites || isTheirs;
};
