import { setImmediate as nextTurn } from 'node:timers/promises';
import { createKeychain } from '../stand-in/desktop/keychain.ts';

// What the keeping adapters and electron-store reach for; the keychain is the stand-in's, kept in its file.
export * from '../support/electron-module.ts';
export { default } from '../support/electron-module.ts';

const keychain = createKeychain('keyring', () => {
  const file = process.env.DOCKPASS_STAND_IN_KEYCHAIN_FILE;
  if (file === undefined) throw new Error('DOCKPASS_STAND_IN_KEYCHAIN_FILE does not say where the keychain is');
  return file;
});

// Electron answers from another process, never within the caller's turn; the sentences are its own.
export const safeStorage: Pick<Electron.SafeStorage, 'encryptStringAsync' | 'decryptStringAsync'> = {
  encryptStringAsync: async text => {
    await nextTurn();
    const sealed = keychain.seal(text);
    if (sealed === undefined)
      throw new Error('Error while encrypting the text provided to safeStorage.encryptStringAsync.');
    return sealed;
  },
  decryptStringAsync: async sealed => {
    await nextTurn();
    const opened = keychain.open(sealed);
    if (opened.kind === 'opened') return { result: opened.text, shouldReEncrypt: opened.shouldReEncrypt };
    throw new Error('Error while decrypting the ciphertext provided to safeStorage.decryptStringAsync.');
  },
};
