import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { systemCodeOf } from '../system/system-code.ts';
import { fromBase64 } from './base64.ts';
import { parseJson } from './json-text.ts';
import { removeWhole, saveWhole } from './whole-file.ts';

const fileName = 'vault-key';

const base64 = (bytes: number) =>
  v.pipe(
    v.string(),
    v.maxLength(100),
    v.check(text => fromBase64(text)?.length === bytes),
  );

/** Costs that a later Dockpass may raise, and that nobody can lower or make so high that unlocking never ends. */
const cost = v.object({ N: v.picklist([2 ** 17, 2 ** 18, 2 ** 19, 2 ** 20]), r: v.literal(8), p: v.literal(1) });

export const wrappedKeySchema = v.object({
  version: v.literal(1),
  kdf: v.object({ name: v.literal('scrypt'), ...cost.entries, salt: base64(32) }),
  nonce: base64(12),
  /** The vault key under the passphrase's key, and AES-GCM's tag. */
  wrapped: base64(48),
});

/** The vault key as it lies on disk: useless without the passphrase. */
export type WrappedKey = Readonly<v.InferOutput<typeof wrappedKeySchema>>;

/** What lies at the key's place. `damaged`: not ours, not whole, of a later version, or not to be read. */
export type StoredKey = { readonly kind: 'none' | 'damaged' } | { readonly kind: 'key'; readonly wrapped: WrappedKey };

/** Where the wrapped key lies. */
export interface VaultKeyFile {
  readonly read: () => StoredKey;
  /** Replaces the file whole or not at all. Throws save-failed with the old file as it was. */
  readonly save: (wrapped: WrappedKey) => void;
  /** Throws save-failed. */
  readonly remove: () => void;
}

/** `<folder>/vault-key.json`. */
export const createVaultKeyFile = (folder: string): VaultKeyFile => ({
  read: () => {
    try {
      return readKeyText(readFileSync(join(folder, `${fileName}.json`)));
    } catch (problem) {
      return { kind: systemCodeOf(problem) === 'ENOENT' ? 'none' : 'damaged' };
    }
  },
  save: wrapped => saveWhole(folder, fileName, keyContent(wrapped)),
  remove: () => removeWhole(folder, fileName),
});

/** What the bytes of the key's file turn out to be. Never throws. */
export const readKeyText = (bytes: Uint8Array): StoredKey => {
  const whole = v.safeParse(v.object({ ...wrappedKeySchema.entries, check: v.string() }), parseJson(bytes));
  if (!whole.success) return { kind: 'damaged' };
  const { check, ...wrapped } = whole.output;
  return check === checkOf(wrapped) ? { kind: 'key', wrapped } : { kind: 'damaged' };
};

/** What the key's file holds. */
export const keyContent = (wrapped: WrappedKey): object => ({ ...wrapped, check: checkOf(wrapped) });

/** Tells a damaged file from a wrong passphrase; it protects nothing. */
const checkOf = ({ version, kdf, nonce, wrapped }: WrappedKey): string =>
  createHash('sha256')
    .update(JSON.stringify([version, kdf.name, kdf.N, kdf.r, kdf.p, kdf.salt, nonce, wrapped]))
    .digest('hex');
