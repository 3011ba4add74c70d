import { setTimeout as pause } from 'node:timers/promises';
import { safeStorage } from 'electron';
import { DockpassError } from '../../core/base/errors.ts';
import { Secret } from '../../core/base/secret.ts';
import type { Keychain } from '../../core/ports/storage.ts';

type SafeStorage = Pick<Electron.SafeStorage, 'encryptStringAsync' | 'decryptStringAsync'>;

interface KeychainSealerOptions {
  readonly keychain?: SafeStorage;
  readonly platform?: NodeJS.Platform;
  /** Waits between tries, ms. */
  readonly wait?: (ms: number) => Promise<unknown>;
}

/** A keychain that is just being unlocked answers within a second or two; longer waits are the person's. */
const waitsMs = [150, 450, 1200];

/**
 * Seals with the operating system's keychain through the asynchronous safeStorage calls (the others go with Electron 46).
 * On Linux without a keyring Chromium encrypts with a key that everyone knows, so that is told from the ciphertext and
 * refused: `seal` throws keyring-missing. `open` throws record-unreadable only where trying again cannot help, with reason
 * keyring-reset where the keychain answers and has another key.
 * https://www.electronjs.org/docs/latest/api/safe-storage
 */
export const createKeychainSealer = (options: KeychainSealerOptions = {}): Keychain => {
  const { keychain = safeStorage, platform = process.platform, wait = ms => pause(ms) } = options;
  const isProtected = (sealed: Buffer): boolean => platform !== 'linux' || isKeyringTag(tagOf(sealed));
  let keychainSeen = false;
  /** Only opening tells a locked keychain; sealing is refused then in words that could mean anything. */
  let lockedSeen = false;
  const noteLock = (problem: unknown): void => {
    lockedSeen = problem instanceof DockpassError && problem.code === 'keyring-locked';
  };

  const state: Keychain['state'] = async () => {
    if (keychainSeen) return 'keychain';
    try {
      keychainSeen = isProtected(await keychain.encryptStringAsync('is there a keychain'));
      return keychainSeen ? 'keychain' : 'session-only';
    } catch (problem) {
      return lockedSeen || isTemporary(problem) ? 'keychain-locked' : 'session-only';
    }
  };

  return {
    state,
    seal: async text => {
      const sealed = await patiently(wait, () => keychain.encryptStringAsync(text.reveal())).catch(problem => {
        throw problem instanceof DockpassError
          ? problem
          : new DockpassError(lockedSeen ? 'keyring-locked' : 'keyring-missing');
      });
      if (!isProtected(sealed)) throw new DockpassError('keyring-missing');
      return sealed.toString('base64');
    },
    open: async sealed => {
      const bytes = bytesOf(sealed);
      // Never sealed by us: on Linux anyone can make one.
      if (!isProtected(bytes)) throw new DockpassError('record-unreadable', { reason: 'edited' });
      try {
        const opened = await patiently(wait, () => keychain.decryptStringAsync(bytes));
        lockedSeen = false;
        return { text: new Secret(opened.result), sealAgain: opened.shouldReEncrypt };
      } catch (problem) {
        noteLock(problem);
        if (problem instanceof DockpassError) throw problem;
        // With the keyring gone for now, a failure says nothing about the record.
        if ((await state()) === 'session-only') throw new DockpassError('keyring-missing', { reason: 'sealed-there' });
        throw new DockpassError('record-unreadable', { reason: 'keyring-reset' });
      }
    },
  };
};

async function patiently<T>(wait: (ms: number) => Promise<unknown>, attempt: () => Promise<T>): Promise<T> {
  for (const ms of [...waitsMs, undefined]) {
    try {
      return await attempt();
    } catch (problem) {
      if (!isTemporary(problem)) throw problem;
      if (ms !== undefined) await wait(ms);
    }
  }
  throw new DockpassError('keyring-locked');
}

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
