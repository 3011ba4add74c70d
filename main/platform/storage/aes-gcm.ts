import { createCipheriv, createDecipheriv, randomBytes, scrypt } from 'node:crypto';
import { DockpassError } from '../../core/base/errors.ts';
import type { Secret } from '../../core/base/secret.ts';
import type { WrappedKey } from './vault-key-file.ts';

/** Sealing with AES-256-GCM under a random key that a passphrase's key wraps (RFC 7914). */

const cost = { N: 2 ** 17, r: 8, p: 1 } as const;
export const keyBytes = 32;
const [nonceBytes, tagBytes] = [12, 16];

/** Wraps a key under a passphrase's, with a salt of its own. */
export async function wrap(key: Buffer, passphrase: Secret): Promise<WrappedKey> {
  const kdf = { name: 'scrypt', ...cost, salt: randomBytes(32).toString('base64') } as const;
  const wrapping = await derive(passphrase, kdf);
  const bytes = encrypt(wrapping, key, wrapBinding(kdf));
  wrapping.fill(0);
  return {
    version: 1,
    kdf,
    nonce: bytes.subarray(0, nonceBytes).toString('base64'),
    wrapped: bytes.subarray(nonceBytes).toString('base64'),
  };
}

/** Throws wrong-passphrase. */
export async function unwrap({ kdf, nonce, wrapped }: WrappedKey, passphrase: Secret): Promise<Buffer> {
  const wrapping = await derive(passphrase, kdf);
  const bytes = Buffer.concat([Buffer.from(nonce, 'base64'), Buffer.from(wrapped, 'base64')]);
  const key = decrypt(wrapping, bytes, wrapBinding(kdf));
  wrapping.fill(0);
  if (key === undefined) throw new DockpassError('wrong-passphrase');
  return key;
}

const wrapBinding = ({ name, N, r, p, salt }: WrappedKey['kdf']): Buffer =>
  Buffer.from(JSON.stringify(['vault-key', name, N, r, p, salt]));

/** Text is normalised, since keyboards differ in how they compose a letter (RFC 8265 section 4.2.2). */
function derive(passphrase: Secret, { N, r, p, salt }: WrappedKey['kdf']): Promise<Buffer> {
  const typed = Buffer.from(passphrase.reveal().normalize('NFC'));
  return new Promise((resolve, reject) => {
    // Node refuses more than 32 MiB unless told; scrypt takes 128 * N * r bytes.
    scrypt(typed, Buffer.from(salt, 'base64'), keyBytes, { N, r, p, maxmem: 256 * N * r }, (problem, made) => {
      typed.fill(0);
      if (problem) reject(problem);
      else resolve(made);
    });
  });
}

/** Nonce, tag and ciphertext in one, in this order but for the wrapped key's file, which names them. */
export function encrypt(key: Buffer, plain: Buffer, binding: Buffer): Buffer {
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: tagBytes }).setAAD(binding);
  const body = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), body]);
}

/** Undefined where key, binding or bytes are not those that were encrypted. */
export function decrypt(key: Buffer, bytes: Buffer, binding: Buffer): Buffer | undefined {
  if (bytes.length < nonceBytes + tagBytes) return undefined;
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, nonceBytes), { authTagLength: tagBytes })
    .setAAD(binding)
    .setAuthTag(bytes.subarray(nonceBytes, nonceBytes + tagBytes));
  const first = decipher.update(bytes.subarray(nonceBytes + tagBytes));
  try {
    return Buffer.concat([first, decipher.final()]);
  } catch {
    return undefined;
  } finally {
    first.fill(0);
  }
}
