import { randomBytes } from 'node:crypto';
import * as v from 'valibot';
import { DockpassError } from '../../core/base/errors.ts';
import { Secret } from '../../core/base/secret.ts';
import { parseJson } from './json-text.ts';
import { decrypt, encrypt, keyBytes, unwrap, wrap } from './passphrase-encryption.ts';
import { wrappedKeySchema } from './vault-key-file.ts';

/** Bytes. What is larger was not written by us and is not read into memory. */
export const largestBackup = 64 * 1024 * 1024;
const binding = Buffer.from('dockpass-backup 1');

const fileSchema = v.object({
  format: v.literal('dockpass-backup'),
  version: v.literal(1),
  key: wrappedKeySchema,
  sealed: v.pipe(v.string(), v.base64()),
});

/** What a backup's file holds: all of it sealed, AES-256-GCM under a random key that scrypt's key of the passphrase wraps. */
export async function sealBackup(content: Secret, passphrase: Secret): Promise<object> {
  const key = randomBytes(keyBytes);
  const plain = Buffer.from(content.reveal());
  try {
    const wrapped = await wrap(key, passphrase);
    const sealed = encrypt(key, plain, binding).toString('base64');
    return { format: 'dockpass-backup', version: 1, key: wrapped, sealed };
  } finally {
    plain.fill(0);
    key.fill(0);
  }
}

/** Throws wrong-passphrase, and backup-damaged for what is not whole or not ours. */
export async function openBackup(bytes: Uint8Array, passphrase: Secret): Promise<Secret> {
  const { key: wrapped, sealed } = readFileContent(bytes);
  const key = await unwrap(wrapped, passphrase);
  const plain = decrypt(key, Buffer.from(sealed, 'base64'), binding);
  key.fill(0);
  if (plain === undefined) throw new DockpassError('backup-damaged');
  const content = new Secret(plain.toString('utf8'));
  plain.fill(0);
  return content;
}

function readFileContent(bytes: Uint8Array): v.InferOutput<typeof fileSchema> {
  try {
    const parsed = v.safeParse(fileSchema, parseJson(bytes));
    if (parsed.success) return parsed.output;
  } catch {
    // A pattern that gave up on the text: as little ours as any other.
  }
  throw new DockpassError('backup-damaged');
}
