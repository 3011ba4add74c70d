import { createHash, randomBytes } from 'node:crypto';
// The default import, so that each call reads the function from the module as it is then: the order test watches them.
import fs from 'node:fs';
import { dirname } from 'node:path';
import { DockpassError } from '../../core/base/errors.ts';
import type { Secret } from '../../core/base/secret.ts';
import type { BackupPlace, StagedBackup } from '../../core/ports/storage.ts';
import { keyBytes, wrap } from '../storage/aes-gcm.ts';
import { renameOver, saveFailed, syncFolder } from '../storage/whole-file.ts';
import { systemCodeOf } from '../system/system-code.ts';
import { largestFile, openPieces, sealedLines, tooLarge, writeHeader } from './backup-format.ts';
import { bytesOf, folderOf } from './file-bytes.ts';
import type { UnfinishedBackups } from './unfinished-backups.ts';

/** Each file of version 2 begins so. */
const beginning = Buffer.from('{"format":"dockpass-backup"');

/** Staged files of this program that are in use: one that is not among them was left by a program that was killed. */
const inUse = new Set<string>();

/** Writes a backup beside `path`, as `BackupPlace.write` says. */
export async function stageBackup(
  path: string,
  pieces: Parameters<BackupPlace['write']>[0],
  passphrase: Secret,
  unfinished?: UnfinishedBackups,
): Promise<StagedBackup> {
  const staged = `${path}.staged`;
  // Two backups to one place at the same time: the first goes on.
  if (inUse.has(staged)) throw new DockpassError('save-failed', { reason: 'io' });
  inUse.add(staged);
  unfinished?.note(staged);
  const end = async (ending: (staged: string) => Promise<void>): Promise<void> => {
    await ending(staged);
    unfinished?.forget(staged);
  };
  const key = randomBytes(keyBytes);
  try {
    const header = writeHeader(await wrap(key, passphrase));
    const hash = await writeLines(staged, sealedLines(header, key, pieces));
    if ((await readBack(staged, header, key)) !== hash) throw new Error('what was read is not what was written');
    const folder = await folderOf(path);
    return { hash, folder, commit: () => end(() => commit(staged, path)), discard: () => end(discard) };
  } catch (problem) {
    await end(discard);
    throw problem instanceof DockpassError ? problem : saveFailed(problem);
  } finally {
    key.fill(0);
  }
}

/** Gives the hash of what was written, once it is on disk. */
async function writeLines(staged: string, lines: AsyncIterable<string>): Promise<string> {
  const file = await openNew(staged);
  try {
    const hash = createHash('sha256');
    let size = 0;
    for await (const line of lines) {
      const bytes = Buffer.from(`${line}\n`);
      size += bytes.length;
      if (size > largestFile) throw tooLarge();
      hash.update(bytes);
      // Goes on after a short write, which is how a nearly full disk answers, until the disk says what is wrong.
      await file.writeFile(bytes);
    }
    await file.sync();
    return hash.digest('hex');
  } finally {
    await file.close();
  }
}

async function openNew(staged: string): Promise<fs.promises.FileHandle> {
  try {
    return await fs.promises.open(staged, 'wx', 0o600);
  } catch (problem) {
    if (systemCodeOf(problem) !== 'EEXIST') throw problem;
    await fs.promises.rm(staged);
    return fs.promises.open(staged, 'wx', 0o600);
  }
}

/** Opens every piece of it, and gives the hash of what was read. */
async function readBack(staged: string, header: string, key: Buffer): Promise<string> {
  const hash = createHash('sha256');
  try {
    for await (const plain of openPieces(bytesOf(staged, hash), header, () => key)) plain.fill(0);
  } catch (problem) {
    throw saveFailed(problem);
  }
  return hash.digest('hex');
}

async function commit(staged: string, path: string): Promise<void> {
  try {
    renameOver(staged, path);
    syncFolder(dirname(path));
    inUse.delete(staged);
  } catch (problem) {
    await discard(staged);
    throw saveFailed(problem);
  }
}

async function discard(staged: string): Promise<void> {
  // Where even this is refused, the error that led here says what matters.
  await fs.promises.rm(staged, { force: true }).catch(() => {});
  inUse.delete(staged);
}

/** Removes what a program that was killed left of a backup, where that place can be reached. Never throws. */
export async function removeUnfinished(unfinished: UnfinishedBackups): Promise<void> {
  for (const staged of unfinished.list().filter(one => !inUse.has(one))) {
    try {
      await fs.promises.readdir(dirname(staged));
      if (await isOurs(staged)) await fs.promises.rm(staged);
      unfinished.forget(staged);
    } catch {
      // A stick that was pulled may be back at the next start.
    }
  }
}

/** By its first words: another file may have that name by now. */
async function isOurs(staged: string): Promise<boolean> {
  try {
    for await (const chunk of bytesOf(staged)) return chunk.subarray(0, beginning.length).equals(beginning);
  } catch (problem) {
    if (systemCodeOf(problem) !== 'ENOENT') throw problem;
  }
  return false;
}
