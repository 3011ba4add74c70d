import { safeStorage } from 'electron';
import { DockpassError } from '../../core/base/errors.ts';
import { Secret } from '../../core/base/secret.ts';
import type { Keychain } from '../../core/ports/storage.ts';
import { whyNotSealed } from '../../core/vault/active-sealer.ts';
import type { KnownText } from './keychain-known-text.ts';

type SafeStorage = Pick<Electron.SafeStorage, 'encryptStringAsync' | 'decryptStringAsync'>;

interface KeychainSealerOptions {
  readonly knownText: KnownText;
  readonly keychain?: SafeStorage;
  readonly platform?: NodeJS.Platform;
  /** Which keyring this desktop is known for (Linux). */
  readonly backend?: () => string;
}

/**
 * Seals with the operating system's keychain through the asynchronous safeStorage calls (the others go with Electron 46).
 * On Linux Chromium encrypts with a key that everyone knows where no keyring answers, so that is told from the ciphertext
 * and refused: `seal` throws keyring-missing, or keyring-locked (reason or-missing: nobody can tell). `open` throws
 * record-unreadable only where trying again cannot help, with reason keyring-reset where the keychain answers and has
 * another key. https://www.electronjs.org/docs/latest/api/safe-storage
 *
 * Nothing is tried again here: Electron asks for its keys once in a process, so only a restart helps
 * (electron_api_safe_storage.cc, encryptor_requested_).
 */
export const createKeychainSealer = (options: KeychainSealerOptions): Keychain => {
  const { knownText, keychain = safeStorage, platform = process.platform, backend = desktopsKeyring } = options;
  const isProtected = (sealed: Buffer): boolean => platform !== 'linux' || isKeyringTag(tagOf(sealed));
  /** The keys that do not answer, by their tags. */
  const locked = new Set<string>();
  let answer: ReturnType<Keychain['state']> | undefined;

  const decrypt = async (sealed: Buffer): Promise<Electron.DecryptStringAsyncReturnValue> => {
    const tag = tagOf(sealed);
    if (locked.has(tag)) throw new DockpassError('keyring-locked');
    try {
      return await keychain.decryptStringAsync(sealed);
    } catch (problem) {
      if (!isTemporary(problem)) throw problem;
      locked.add(tag);
      throw new DockpassError('keyring-locked');
    }
  };
  /** For the next start that meets this keychain locked. */
  const keepKnown = (sealed: Buffer): void => {
    const kept = knownText.read();
    if (kept !== undefined && tagOf(Buffer.from(kept, 'base64')) === tagOf(sealed)) return;
    try {
      knownText.save(sealed.toString('base64'));
    } catch {
      // The next start tries again.
    }
  };
  const ask: Keychain['state'] = async () => {
    const sealed = await keychain.encryptStringAsync(known).catch(() => undefined);
    if (sealed !== undefined && isProtected(sealed)) {
      keepKnown(sealed);
      return 'keychain';
    }
    const kept = knownText.read();
    if (kept !== undefined) await decrypt(Buffer.from(kept, 'base64')).catch(() => undefined);
    // A desktop without a keyring of its own. One that others brought would have answered, or sealed the known text before.
    return platform === 'linux' && backend() === 'basic_text' ? 'session-only' : 'keychain-unsure';
  };
  const state: Keychain['state'] = async () => {
    answer ??= ask();
    const now = await answer;
    return now !== 'keychain' && locked.size > 0 ? 'keychain-locked' : now;
  };

  return {
    state,
    seal: async text => {
      const sealed = await keychain.encryptStringAsync(text.reveal()).catch(() => undefined);
      if (sealed === undefined || !isProtected(sealed)) throw whyNotSealed(await state());
      return sealed.toString('base64');
    },
    open: async sealed => {
      const bytes = bytesOf(sealed);
      // Never sealed by us: on Linux anyone can make one.
      if (!isProtected(bytes)) throw new DockpassError('record-unreadable', { reason: 'edited' });
      try {
        const opened = await decrypt(bytes);
        return { text: new Secret(opened.result), sealAgain: opened.shouldReEncrypt };
      } catch (problem) {
        if (problem instanceof DockpassError) throw problem;
        // With the keyring gone for now, a failure says nothing about the record.
        if ((await state()) !== 'keychain') throw new DockpassError('keyring-missing', { reason: 'sealed-there' });
        throw new DockpassError('record-unreadable', { reason: 'keyring-reset' });
      }
    },
  };
};

const known = 'is there a keychain';

const desktopsKeyring = (): string => safeStorage.getSelectedStorageBackend();

/** safeStorage tells a locked keychain from a lost key in its message only. */
const isTemporary = (problem: unknown): boolean =>
  problem instanceof Error && /temporarily unavailable/i.test(problem.message);

/** Chromium's os_crypt marks what made the key: v10 a constant, v11 Secret Service or KWallet, v12 the secret portal. */
const isKeyringTag = (tag: string): boolean => tag === 'v11' || tag === 'v12';
const tagOf = (sealed: Buffer): string => sealed.subarray(0, 3).toString('latin1');

function bytesOf(sealed: string): Buffer {
  const bytes = Buffer.from(sealed, 'base64');
  // Three bytes of tag and something behind it; Electron opens nothing at all as an empty text.
  if (bytes.length <= 3 || bytes.toString('base64') !== sealed) {
    throw new DockpassError('record-unreadable', { reason: 'damaged' });
  }
  return bytes;
}
