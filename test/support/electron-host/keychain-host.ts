import { app, safeStorage } from 'electron';
import { createKeychain } from '../../stand-in/desktop/keychain.ts';
import { keychainFileOf } from '../../stand-in/desktop/keychain-file.ts';
import { replace } from './replace.ts';

/** A keychain that a test can lock, reset and lose, in the place of the computer's own, which no test should fill. */
export const keychainHost = (): void => {
  const keychain = createKeychain(process.env.DOCKPASS_STAND_IN_KEYCHAIN, () =>
    keychainFileOf(app.getPath('userData')),
  );
  replace(safeStorage, 'isAsyncEncryptionAvailable', async () => true);
  replace(safeStorage, 'encryptStringAsync', async (text: string) => {
    const sealed = keychain.seal(text);
    if (!sealed) throw new Error('Error while encrypting the text provided to safeStorage.encryptStringAsync.');
    return sealed;
  });
  replace(safeStorage, 'decryptStringAsync', async (sealed: Buffer) => {
    const opened = keychain.open(sealed);
    if (opened.kind === 'opened') return { shouldReEncrypt: opened.shouldReEncrypt, result: opened.text };
    throw new Error(
      opened.kind === 'locked'
        ? 'safeStorage.decryptStringAsync is temporarily unavailable. Please try again.'
        : 'Error while decrypting the ciphertext provided to safeStorage.decryptStringAsync.',
    );
  });
};
