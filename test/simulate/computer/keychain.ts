// The system's keychain, below the product's own sealer. Its cipher hides nothing from a reader of this file, but no
// search of a disk finds a secret in it.

type SafeStorage = Pick<Electron.SafeStorage, 'encryptStringAsync' | 'decryptStringAsync'>;

/** `missing`: no keyring, as on a bare Linux; `locked`: one that cannot answer now. Chromium tells them from each other no more. */
export type KeychainState = 'ok' | 'locked' | 'missing';

export interface SimulatedKeychain extends SafeStorage {
  state: KeychainState;
  /** Of the keys that ever were, the one in use; what older ones sealed does not open. */
  key: number;
  /** For whoever looks from outside: what any key ever sealed opens. */
  opensAll: boolean;
  /** What the product keeps sealed by it to tell a locked one from none. */
  known: string | undefined;
}

const veil = 0x5a;
const veiled = (bytes: Uint8Array): Uint8Array => bytes.map(byte => byte ^ veil);

export const createKeychain = (state: KeychainState): SimulatedKeychain => {
  const keychain: SimulatedKeychain = {
    state,
    key: 1,
    opensAll: false,
    known: undefined,
    encryptStringAsync: async text => {
      const tag = keychain.state === 'ok' ? 'v11' : 'v10';
      return Buffer.concat([Buffer.from(tag + String(keychain.key).padStart(4, '0')), veiled(Buffer.from(text))]);
    },
    decryptStringAsync: async sealed => {
      const [tag, key] = [sealed.toString('latin1', 0, 3), Number(sealed.toString('latin1', 3, 7))];
      if (tag === 'v11' && keychain.state !== 'ok' && !keychain.opensAll)
        throw new Error('safeStorage.decryptStringAsync is temporarily unavailable. Please try again.');
      const opens =
        keychain.opensAll || (keychain.state === 'ok' ? tag === 'v11' && key === keychain.key : tag === 'v10');
      if (!opens) throw new Error('Error while decrypting the ciphertext provided to safeStorage.decryptStringAsync.');
      const result = Buffer.from(veiled(sealed.subarray(7))).toString();
      return { result, shouldReEncrypt: false };
    },
  };
  return keychain;
};
