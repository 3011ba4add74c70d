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
export const lookAt: BackupFile['look'] = async path => {
  try {
    const hash = createHash('sha256');
    for await (const _chunk of bytesOf(path, hash));
    return { kind: 'file', hash: hash.digest('hex') };
  } catch (problem) {
    const isMissing = systemCodeOf(problem) === 'ENOENT' && (await canBeRead(dirname(path)));
    return { kind: isMissing ? 'absent' : 'unreachable' };
  }
};

const canBeRead = (folder: string): Promise<boolean> =>
  fs.promises.readdir(folder).then(
    () => true,
    () => false,
  );
