// The default import, so that each call reads the function from the module as it is then: the order test watches them.
import fs from 'node:fs';
import { join } from 'node:path';
import { ipcMain } from 'electron';
import Store from 'electron-store';
import { DockpassError } from '../../core/base/errors.ts';
import { systemCodeOf } from '../system/system-code.ts';
import { toJsonText } from './json-text.ts';

/** How a file under way is named: by electron-store (`.staged`) and by its atomic writer while it fills that one. */
const stagedName = /^[A-Za-z0-9_-]{1,64}\.staged(?:\.tmp-\d{10}[0-9a-f]{6})?$/;

/** True for a name that only an interrupted save of ours leaves behind. */
export const isLeftover = (name: string): boolean => stagedName.test(name);

/** How a file is written: `theirs`, in a folder that a person chose, which stays as it is; `mode`, 0600 unless given. */
interface WriteOptions {
  readonly whose?: 'ours' | 'theirs';
  readonly mode?: number;
  /** In bytes: what is longer is not written, since it could not be read again. */
  readonly largest?: number;
}

/** Puts `content` at `<folder>/<name>.json`, as `saveText` does. */
export const saveWhole = (folder: string, name: string, content: object, options: WriteOptions = {}): void =>
  replace(folder, { staged: name, target: `${name}.json` }, toJsonText(content), options);

/**
 * Puts `text` at `<folder>/<name>` as a whole or not at all, in a folder of ours in 0700; when it returns, it is on disk:
 * written, synced, renamed, folder synced. Throws save-failed (reason disk-full, read-only, no-permission, too-large, io) with the
 * old file byte for byte as it was.
 */
export const saveText = (folder: string, name: string, text: string, options: WriteOptions = {}): void =>
  replace(folder, { staged: name, target: name }, text, options);

/**
 * electron-store writes a staged file beside the target and never the target itself, for two reasons read in its
 * sources: conf falls back to writing in place (EXDEV, or inside a snap), and atomically takes a short write, which is
 * how a nearly full disk answers, for a whole one. So the staged bytes are compared before they replace anything.
 */
function replace(
  folder: string,
  names: { readonly staged: string; readonly target: string },
  text: string,
  { whose = 'ours', mode = 0o600, largest = Number.POSITIVE_INFINITY }: WriteOptions,
): void {
  if (Buffer.byteLength(text) > largest) throw new DockpassError('save-failed', { reason: 'too-large' });
  const staged = join(folder, `${names.staged}.staged`);
  try {
    if (whose === 'ours') preparePrivateFolder(folder);
    // Asked first because atomically answers a refused folder by trying again for a second, with the process standing still.
    fs.accessSync(folder, fs.constants.W_OK);
    fs.rmSync(staged, { force: true });
    stage(folder, names.staged, text, mode);
    renameOver(staged, join(folder, names.target));
    syncFolder(folder);
  } catch (problem) {
    discard(staged);
    throw saveFailed(problem);
  }
}

/** Removes `<folder>/<name>.json` for good; one that is not there is fine. Throws save-failed. */
export const removeWhole = (folder: string, name: string): void => {
  try {
    fs.unlinkSync(join(folder, `${name}.json`));
    syncFolder(folder);
  } catch (problem) {
    if (systemCodeOf(problem) === 'ENOENT') return;
    throw saveFailed(problem);
  }
};

function preparePrivateFolder(folder: string): void {
  fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (process.platform !== 'win32' && (fs.statSync(folder).mode & 0o777) !== 0o700) fs.chmodSync(folder, 0o700);
}

function stage(folder: string, name: string, text: string, mode: number): void {
  const store = new Store({
    cwd: folder,
    name,
    fileExtension: 'staged',
    configFileMode: mode,
    clearInvalidConfig: false,
    accessPropertiesByDotNotation: false,
    serialize: () => text,
  });
  // electron-store answers any renderer that asks for the data folder; ours never ask.
  ipcMain.removeAllListeners('electron-store-get-data');
  store.store = {};

  const file = fs.openSync(join(folder, `${name}.staged`), 'r+');
  try {
    if (!fs.readFileSync(file).equals(Buffer.from(text))) {
      throw Object.assign(new Error('only part of the file was written'), { code: 'ENOSPC' });
    }
    // Nothing is left to write after atomically's own sync; after the in-place fallback, which has none, there is.
    fs.fsyncSync(file);
  } finally {
    fs.closeSync(file);
  }
}

/** Gives a file its name, over whatever had it. Throws what the system says. */
export function renameOver(from: string, to: string): void {
  // On Windows a virus scanner may hold a fresh file for a moment (EPERM, EBUSY, EACCES).
  for (let tries = process.platform === 'win32' ? 20 : 1; ; tries -= 1) {
    try {
      fs.renameSync(from, to);
      return;
    } catch (problem) {
      if (tries <= 1 || !['EPERM', 'EBUSY', 'EACCES'].includes(systemCodeOf(problem))) throw problem;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 25);
    }
  }
}

/** Afterwards the names in a folder are on disk. Throws what the system says. */
export function syncFolder(folder: string): void {
  // Windows opens no folder for syncing; some network file systems refuse to sync one (EINVAL, ENOTSUP).
  if (process.platform === 'win32') return;
  const opened = fs.openSync(folder, 'r');
  try {
    fs.fsyncSync(opened);
  } catch (problem) {
    if (!['EINVAL', 'ENOTSUP', 'EOPNOTSUPP'].includes(systemCodeOf(problem))) throw problem;
  } finally {
    fs.closeSync(opened);
  }
}

function discard(staged: string): void {
  try {
    fs.rmSync(staged, { force: true });
  } catch {
    // The next start removes it; what matters is said by the error that led here.
  }
}

/** The system's refusal as save-failed (reason disk-full, read-only, no-permission, io). */
export const saveFailed = (problem: unknown): DockpassError =>
  new DockpassError('save-failed', { reason: reasonOf(problem), cause: problem });

function reasonOf(problem: unknown): string {
  const code = systemCodeOf(problem);
  if (code === 'ENOSPC' || code === 'EDQUOT') return 'disk-full';
  if (code === 'EROFS') return 'read-only';
  if (code === 'EACCES' || code === 'EPERM') return 'no-permission';
  return 'io';
}
