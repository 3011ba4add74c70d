import { safeStorage } from 'electron';
import type { ConformanceCase } from '../case.ts';
import { rejects, same } from '../expect.ts';

export const cases: readonly ConformanceCase[] = [
  {
    name: 'safeStorage: what is encrypted can be decrypted',
    source: 'spec/api-safe-storage-spec.ts',
    async run() {
      const sealed = await safeStorage.encryptStringAsync('plaintext é');
      const { result, shouldReEncrypt } = await safeStorage.decryptStringAsync(sealed);
      same([result, shouldReEncrypt, sealed.includes('plaintext')], ['plaintext é', false, false]);
    },
  },
  {
    name: 'safeStorage: the first bytes name the key',
    source: 'docs/api/safe-storage.md; components/os_crypt',
    async run() {
      same(/^v1[0-2]$/.test((await safeStorage.encryptStringAsync('x')).subarray(0, 3).toString()), true);
    },
  },
  {
    name: 'safeStorage: foreign bytes are refused',
    source: 'spec/api-safe-storage-spec.ts',
    async run() {
      const message = 'Error while decrypting the ciphertext provided to safeStorage.decryptStringAsync.';
      await rejects(safeStorage.decryptStringAsync(Buffer.from('this is not encrypted')), message);
    },
  },
  {
    name: 'safeStorage: on Linux a keyring that does not answer, locked or missing, is unavailable for now',
    source:
      'Chromium, components/os_crypt/async: freedesktop_secret_key_provider.cc FinalizeFailure, os_crypt_async.cc HandleKey',
    async run() {
      const isWeak = (await safeStorage.encryptStringAsync('x')).subarray(0, 3).toString() === 'v10';
      if (process.platform !== 'linux' || !isWeak) return;
      const message = 'safeStorage.decryptStringAsync is temporarily unavailable. Please try again.';
      await rejects(safeStorage.decryptStringAsync(Buffer.from('v11 of a keyring, once')), message);
    },
  },
  {
    name: 'safeStorage: only a buffer can be decrypted',
    source: 'spec/api-safe-storage-spec.ts',
    async run() {
      const wrong: unknown = 'text';
      // The wrong type is the case itself.
      await rejects(
        safeStorage.decryptStringAsync(wrong as Buffer),
        'Expected the first argument of decryptStringAsync() to be a buffer',
      );
    },
  },
  {
    name: 'safeStorage: nothing decrypts to nothing',
    source: 'shell/browser/api/electron_api_safe_storage.cc',
    run: async () =>
      same(await safeStorage.decryptStringAsync(Buffer.alloc(0)), { shouldReEncrypt: false, result: '' }),
  },
];
