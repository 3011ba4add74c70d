import fs from 'node:fs';
import * as v from 'valibot';
import { DockpassError } from '../../core/base/errors.ts';
import { Secret } from '../../core/base/secret.ts';
import type { OpenedBackup } from '../../core/ports/storage.ts';
import { decrypt, unwrap } from '../storage/aes-gcm.ts';
import { fromBase64 } from '../storage/base64.ts';
import { wrappedKeySchema } from '../storage/vault-key-file.ts';
import { damaged, largestFile, openPieces, readHeader } from './backup-format.ts';
import { bytesOf } from './file-bytes.ts';

/** Where the bytes of a backup are. */
interface BackupSource {
  readonly size: () => Promise<number>;
  /** From the beginning each time. */
  readonly bytes: () => AsyncIterable<Buffer>;
}

export const fileSource = (path: string): BackupSource => ({
  size: async () => (await fs.promises.stat(path)).size,
  bytes: () => bytesOf(path),
});

/** Opens a backup of this version or of the first. Throws wrong-passphrase, backup-damaged. */
export async function openBackup(source: BackupSource, passphrase: Secret): Promise<OpenedBackup> {
  const beginning = await readBeginning(source).catch(error => {
    throw damaged(error);
  });
  const [header = ''] = beginning.split('\n', 1);
  const wrapped = readHeader(header);
  if (wrapped !== undefined)
    return opened(await unwrap(wrapped, passphrase), key => openPieces(source.bytes(), header, key));
  // Version 1 is one JSON text: read only where it begins as ours does.
  if (!beginning.includes('"dockpass-backup"')) throw damaged();
  const { key } = await readFirstVersion(source);
  return opened(await unwrap(key, passphrase), now => openFirstVersion(source, now));
}

/** Enough for the first line of version 2, and for the first words of version 1. */
async function readBeginning({ size, bytes }: BackupSource): Promise<string> {
  if ((await size()) > largestFile) throw new Error('too large');
  let beginning = Buffer.alloc(0);
  for await (const chunk of bytes()) {
    beginning = Buffer.concat([beginning, chunk]);
    if (beginning.length >= 4096) break;
  }
  return beginning.toString('utf8', 0, 4096);
}

const opened = (key: Buffer, read: (key: () => Buffer) => AsyncIterable<Buffer>): OpenedBackup => {
  let isClosed = false;
  const keyNow = (): Buffer => {
    if (isClosed) throw new DockpassError('cancelled');
    return key;
  };
  return {
    pieces: async function* () {
      try {
        for await (const plain of read(keyNow)) {
          const piece = new Secret(plain.toString('utf8'));
          plain.fill(0);
          yield piece;
          keyNow();
        }
      } catch (error) {
        // Not to be read, not whole, or not ours: for the person that is the same.
        throw error instanceof DockpassError ? error : damaged(error);
      }
    },
    close: () => {
      isClosed = true;
      key.fill(0);
    },
  };
};

const firstBinding = Buffer.from('dockpass-backup 1');
const firstSchema = v.object({
  format: v.literal('dockpass-backup'),
  version: v.literal(1),
  key: wrappedKeySchema,
  sealed: v.string(),
});

async function readFirstVersion({ bytes }: BackupSource): Promise<v.InferOutput<typeof firstSchema>> {
  try {
    const chunks: Buffer[] = [];
    for await (const chunk of bytes()) chunks.push(chunk);
    return v.parse(firstSchema, JSON.parse(Buffer.concat(chunks).toString('utf8')));
  } catch (error) {
    throw damaged(error);
  }
}

/** Version 1 has one piece, which is all of it. */
async function* openFirstVersion(source: BackupSource, key: () => Buffer): AsyncGenerator<Buffer> {
  const { sealed } = await readFirstVersion(source);
  const bytes = fromBase64(sealed);
  const plain = bytes && decrypt(key(), bytes, firstBinding);
  if (plain === undefined) throw damaged();
  yield plain;
}
