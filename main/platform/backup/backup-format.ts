import { createHash } from 'node:crypto';
import * as v from 'valibot';
import { DockpassError } from '../../core/base/errors.ts';
import type { Secret } from '../../core/base/secret.ts';
import { decrypt, encrypt } from '../storage/aes-gcm.ts';
import { fromBase64 } from '../storage/base64.ts';
import { type WrappedKey, wrappedKeySchema } from '../storage/vault-key-file.ts';

/**
 * A backup file of version 2: a first line of JSON with the wrapped key, then a line for each piece: base64 of nonce, tag
 * and ciphertext (AES-256-GCM under that key). Each piece is bound to the first line, to its number, and to whether it is
 * the last, so that none can be missing, added, moved or taken from another file. Every line ends with a line feed.
 */

/** Larger files are neither written nor read. */
export const largestFile = 1024 ** 3;
/** Of plain text, in bytes: several times the largest account there can be. */
const largestPiece = 8 * 1024 ** 2;
const longestHeader = 4096;
/** Base64 takes four letters for three bytes; nonce and tag are 28. */
const longestLine = Math.ceil((largestPiece + 28) / 3) * 4;

const headerSchema = v.object({
  format: v.literal('dockpass-backup'),
  version: v.literal(2),
  key: wrappedKeySchema,
});

export const tooLarge = (): DockpassError => new DockpassError('save-failed', { reason: 'backup-too-large' });
export const damaged = (cause?: unknown): DockpassError => new DockpassError('backup-damaged', { cause });

/** The first line, without its end. */
export const writeHeader = (key: WrappedKey): string => JSON.stringify({ format: 'dockpass-backup', version: 2, key });

/** The wrapped key of a first line; undefined where it is not one of this version. */
export const readHeader = (line: string): WrappedKey | undefined => {
  if (line.length > longestHeader) return undefined;
  try {
    const parsed = v.safeParse(headerSchema, JSON.parse(line));
    return parsed.success ? parsed.output.key : undefined;
  } catch {
    return undefined;
  }
};

/** Where a piece belongs. `number` counts from 0. */
interface PieceOf {
  readonly header: string;
  readonly number: number;
  readonly last: boolean;
}

const bindingOf = ({ header, number, last }: PieceOf): Buffer => {
  const digest = createHash('sha256').update(header).digest('hex');
  return Buffer.from(JSON.stringify(['dockpass-backup', 2, digest, number, last]));
};

/** A piece as its line, without the line's end. */
export const sealPiece = (key: Buffer, plain: Buffer, of: PieceOf): string =>
  encrypt(key, plain, bindingOf(of)).toString('base64');

/** The lines of a whole file, without their ends. Throws save-failed (reason too-large), and what `pieces` throws. */
export async function* sealedLines(header: string, key: Buffer, pieces: AsyncIterable<Secret>): AsyncGenerator<string> {
  yield header;
  let waiting: Secret | undefined;
  let number = 0;
  for await (const piece of pieces) {
    if (waiting !== undefined) {
      yield sealed(key, waiting, { header, number, last: false });
      number += 1;
    }
    waiting = piece;
  }
  if (waiting !== undefined) yield sealed(key, waiting, { header, number, last: true });
}

function sealed(key: Buffer, piece: Secret, of: PieceOf): string {
  const plain = Buffer.from(piece.reveal());
  try {
    if (plain.length > largestPiece) throw tooLarge();
    return sealPiece(key, plain, of);
  } finally {
    plain.fill(0);
  }
}

const openPiece = (key: Buffer, line: Buffer, of: PieceOf): Buffer => {
  const bytes = fromBase64(line.toString('latin1'));
  const plain = bytes && decrypt(key, bytes, bindingOf(of));
  if (plain === undefined) throw damaged();
  return plain;
};

/**
 * The pieces of a whole file, each as it is read; whoever takes one zeroes it. `key` is asked for at each piece, and throws
 * where it is no longer to be used. Throws backup-damaged where the file is not, to its last byte, what was written.
 */
export async function* openPieces(
  bytes: AsyncIterable<Buffer>,
  header: string,
  key: () => Buffer,
): AsyncGenerator<Buffer> {
  let waiting: Buffer | undefined;
  let isFirst = true;
  let number = 0;
  // One line behind: only the end of the file tells which piece has to be the last.
  for await (const line of linesOf(bytes)) {
    if (isFirst) {
      if (line.toString() !== header) throw damaged();
      isFirst = false;
      continue;
    }
    if (waiting !== undefined) {
      yield openPiece(key(), waiting, { header, number, last: false });
      number += 1;
    }
    waiting = line;
  }
  if (waiting === undefined) throw damaged();
  yield openPiece(key(), waiting, { header, number, last: true });
}

/** Lines without their ends. Throws backup-damaged for one that is too long, or that has no end. */
async function* linesOf(bytes: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let parts: Buffer[] = [];
  let length = 0;
  for await (const chunk of bytes) {
    for (let from = 0; from < chunk.length; ) {
      const end = chunk.indexOf(0x0a, from);
      const part = chunk.subarray(from, end < 0 ? chunk.length : end);
      length += part.length;
      if (length > longestLine) throw damaged();
      parts.push(part);
      from += part.length + 1;
      if (end < 0) continue;
      yield Buffer.concat(parts);
      parts = [];
      length = 0;
    }
  }
  if (length > 0) throw damaged();
}
