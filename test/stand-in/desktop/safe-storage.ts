import type { SafeStorage } from 'electron';
import { app } from '../app/app.ts';
import { isReady } from '../app/ready.ts';
import { notImplemented, withGaps } from '../not-implemented.ts';
import { createKeychain } from './keychain.ts';
import { keychainFileOf } from './keychain-file.ts';

const keychain = createKeychain(
  process.env.DOCKPASS_STAND_IN_KEYCHAIN,
  () => process.env.DOCKPASS_STAND_IN_KEYCHAIN_FILE ?? keychainFileOf(app.getPath('userData')),
);

/** For tests: changes how the keychain behaves from now on. */
export const setKeychainMode = keychain.setMode;

// Every answer comes from another process in Electron, so none arrives within the caller's turn.
function later(): Promise<void> {
  return new Promise(resolve => setImmediate(resolve));
}

async function requireReadyLater(): Promise<void> {
  await later();
  if (!isReady()) throw new Error('safeStorage cannot be used before app is ready');
}

function gone(name: string): never {
  throw notImplemented(`safeStorage.${name} (removed in Electron 46; use the asynchronous call)`);
}

const double = {
  async isAsyncEncryptionAvailable() {
    await later();
    return isReady();
  },
  async encryptStringAsync(plainText: string) {
    await requireReadyLater();
    if (typeof plainText !== 'string') throw new TypeError('Error processing argument at index 0, conversion failure');
    const sealed = keychain.seal(plainText);
    if (!sealed) throw new Error('Error while encrypting the text provided to safeStorage.encryptStringAsync.');
    return sealed;
  },
  async decryptStringAsync(encrypted: Buffer) {
    await requireReadyLater();
    if (!Buffer.isBuffer(encrypted)) {
      throw new Error('Expected the first argument of decryptStringAsync() to be a buffer');
    }
    if (encrypted.length === 0) return { shouldReEncrypt: false, result: '' };
    const opened = keychain.open(encrypted);
    if (opened.kind === 'opened') return { shouldReEncrypt: opened.shouldReEncrypt, result: opened.text };
    if (opened.kind === 'locked') {
      throw new Error('safeStorage.decryptStringAsync is temporarily unavailable. Please try again.');
    }
    throw new Error('Error while decrypting the ciphertext provided to safeStorage.decryptStringAsync.');
  },
  isEncryptionAvailable: (): boolean => gone('isEncryptionAvailable'),
  encryptString: (): Buffer => gone('encryptString'),
  decryptString: (): string => gone('decryptString'),
  setUsePlainTextEncryption() {},
  ...(process.platform === 'linux' && {
    getSelectedStorageBackend() {
      if (!isReady()) return 'unknown' as const;
      return keychain.mode() === 'basic' ? ('basic_text' as const) : ('gnome_libsecret' as const);
    },
  }),
} satisfies Partial<SafeStorage>;

/** Electron's `safeStorage`: the asynchronous calls only, over the keychain double. */
export const safeStorage = withGaps('safeStorage', double, ['getSelectedStorageBackend']);
