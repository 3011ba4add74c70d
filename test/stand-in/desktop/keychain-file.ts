import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** The keys of the pretended keychain, as they lie in its file. */
export interface StoredKeys {
  readonly current: string;
  readonly previous: readonly string[];
}

/** Where the keychain of an application with this data folder lies: beside the folder, as a real one does not lie in it. */
export function keychainFileOf(userData: string): string {
  return path.join(path.dirname(userData), `${path.basename(userData)}.stand-in-keychain`);
}

export function newKey(): string {
  return randomBytes(16).toString('hex');
}

export function storeKeys(file: string, stored: StoredKeys): StoredKeys {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify(stored), { mode: 0o600 });
  return stored;
}

/** Reads the keys; makes the first one where there is none yet. */
export function loadKeys(file: string): StoredKeys {
  if (!existsSync(file)) return storeKeys(file, { current: newKey(), previous: [] });
  // Only `storeKeys` writes this file.
  return JSON.parse(readFileSync(file, 'utf8')) as StoredKeys;
}

/** Three bytes that tell what protects the rest, then the rest. */
export function sealWith(tag: string, key: Buffer, text: string): Buffer {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-128-gcm', key, nonce);
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([Buffer.from(tag), nonce, cipher.getAuthTag(), body]);
}

/** The text, or nothing under a key that did not seal it. */
export function unsealWith(key: Buffer, sealed: Buffer): string | undefined {
  try {
    const decipher = createDecipheriv('aes-128-gcm', key, sealed.subarray(3, 15));
    decipher.setAuthTag(sealed.subarray(15, 31));
    return Buffer.concat([decipher.update(sealed.subarray(31)), decipher.final()]).toString('utf8');
  } catch {
    return undefined;
  }
}
