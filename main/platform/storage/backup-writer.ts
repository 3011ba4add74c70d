import { createHash, randomBytes } from 'node:crypto';
// The default import, so that each call reads the function from the module as it is then: the order test watches them.
import fs from 'node:fs';
import { dirname } from 'node:path';
import { DockpassError } from '../../core/base/errors.ts';
import type { Secret } from '../../core/base/secret.ts';
import type { BackupPlace, StagedBackup } from '../../core/ports/storage.ts';
import { systemCodeOf } from '../system/system-code.ts';
import { largestFile, openPieces, sealedLines, tooLarge, writeHeader } from './backup-format.ts';
import { bytesOf, folderOf } from './file-bytes.ts';
import { keyBytes, wrap } from './passphrase-encryption.ts';
import { renameOver, saveFailed, syncFolder } from './whole-file.ts';

/** Staged files of this program that are in use: one that is not among them was left by a program that was killed. */
const inUse = new Set<string>();

/** Writes a backup beside `path`, as `BackupPlace.write` says. */
export async function stageBackup(
  path: string,
  pieces: Parameters<BackupPlace['write']>[0],
  passphrase: Secret,
): Promise<StagedBackup> {
  const staged = `${path}.staged`;
  // Two backups to one place at the same time: the first goes on.
  if (inUse.has(staged)) throw new DockpassError('save-failed', { reason: 'io' });
  inUse.add(staged);
  const key = randomBytes(keyBytes);
  try {
    const header = writeHeader(await wrap(key, passphrase));
    const hash = await writeLines(staged, sealedLines(header, key, pieces));
    if ((await readBack(staged, header, key)) !== hash) throw new Error('what was read is not what was written');
    const folder = await folderOf(path);
    return { hash, folder, commit: () => commit(staged, path), discard: () => discard(staged) };
  } catch (problem) {
    await discard(staged);
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
