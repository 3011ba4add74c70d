import crypto from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { Secret } from '../../../main/core/base/secret.ts';

/** Every key that anything was encrypted with, as the very bytes that were used. */
const used: Uint8Array[] = [];
crypto.createCipheriv = new Proxy(crypto.createCipheriv, {
  apply: (target, self, args) => {
    if (args[1] instanceof Uint8Array) used.push(args[1]);
    return Reflect.apply(target, self, args);
  },
});
syncBuiltinESMExports();
const { createVaultKey } = await import('../../../main/platform/storage/vault-key.ts');

const folder = mkdtempSync(join(tmpdir(), 'dockpass-zeroed-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const isZero = (key: Uint8Array | undefined): boolean | undefined => key?.every(byte => byte === 0);

it('the passphrase’s key is zeroed as soon as it has wrapped, the vault’s own key when it is locked', async () => {
  const vaultKey = createVaultKey({ folder });
  await vaultKey.create(new Secret('four dull grey parcels'));
  await vaultKey.seal(new Secret('token'), 'account-one');
  const [wrapping, own] = used;
  expect([used.length, isZero(wrapping), isZero(own)]).toEqual([2, true, false]);
  vaultKey.lock();
  expect(isZero(own)).toBe(true);
});
