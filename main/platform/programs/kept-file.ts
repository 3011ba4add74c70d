import { createHash } from 'node:crypto';
import fs, { type Stats } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { DockpassError } from '../../core/base/errors.ts';
import type { KeptFileWriter } from '../../core/ports/programs.ts';
import { renameOver, saveFailed, syncFolder } from '../storage/whole-file.ts';
import { systemCodeOf } from '../system/system-code.ts';
import { type KeptFilePlaces, lookAt, posixPlaces, refused } from './kept-file-place.ts';
import { windowsPlaces } from './kept-file-windows.ts';

/** More than any text we write: what is longer is not ours. */
const longestOurs = 64 * 1024;

const hashOf = (bytes: string | Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/**
 * A file is filled under another name beside it, synced, and then gets its own. The other name is always the same, so that
 * what a kill left is found again.
 */
export const createKeptFileWriter = (
  places: KeptFilePlaces = process.platform === 'win32' ? windowsPlaces() : posixPlaces(),
): KeptFileWriter => {
  const check: KeptFileWriter['check'] = (path, ours) => {
    places.requireFolder(path);
    const found = lookAt(path);
    if (found !== undefined && !isOurs(path, found, ours)) throw refused('not-ours');
  };
  return {
    hashOf: text => hashOf(text.reveal()),
    keyOf: places.keyOf,
    check,
    write: ({ path, readers }, text, ours) => {
      check(path, ours);
      const staged = stagedOf(path);
      try {
        discard(staged);
        fill(staged, text.reveal(), () => places.giveReaders(staged, readers));
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

const fill = (staged: string, text: string, giveReaders: () => void): void => {
  const file = fs.openSync(staged, 'wx', 0o600);
  try {
    giveReaders();
    const bytes = Buffer.from(text);
    // A nearly full disk answers with a short write and no error.
    if (fs.writeSync(file, bytes) !== bytes.length) throw Object.assign(new Error('short write'), { code: 'ENOSPC' });
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
