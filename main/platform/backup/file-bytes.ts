import { createHash, type Hash } from 'node:crypto';
import fs from 'node:fs';
import { dirname } from 'node:path';
import type { BackupFile } from '../../core/ports/storage.ts';
import { systemCodeOf } from '../system/system-code.ts';

const atOnce = 256 * 1024;

/** The bytes of a file as they are read, each also told to `hash`. Throws what the system says; ours for no plain file. */
export async function* bytesOf(path: string, hash?: Hash): AsyncGenerator<Buffer> {
  // Opening a pipe would wait for ever.
  if (!(await fs.promises.stat(path)).isFile()) throw new Error('not a file');
  const file = await fs.promises.open(path, 'r');
  const stream = file.createReadStream({ highWaterMark: atOnce });
  for await (const chunk of stream) {
    hash?.update(chunk);
    yield chunk;
  }
}

/** What is at a path, as `BackupFile.look` says it. */
export const lookAt: BackupFile['look'] = async (path, folder) => {
  try {
    const hash = createHash('sha256');
    for await (const _chunk of bytesOf(path, hash));
    const inOtherFolder = !(await isStill(folder, path));
    return { kind: 'file', hash: hash.digest('hex'), ...(inOtherFolder && { inOtherFolder }) };
  } catch (problem) {
    const isMissing = systemCodeOf(problem) === 'ENOENT' && (await isStill(folder, path));
    return { kind: isMissing ? 'absent' : 'unreachable' };
  }
};

const isStill = async (folder: string, path: string): Promise<boolean> => {
  try {
    await fs.promises.readdir(dirname(path));
    return (await folderOf(path)) === folder;
  } catch {
    return false;
  }
};

/** Tells the folder of a path apart from any other at that place. */
export const folderOf = async (path: string): Promise<string> => {
  const { dev, ino } = await fs.promises.stat(dirname(path), { bigint: true });
  return `${dev} ${ino}`;
};
