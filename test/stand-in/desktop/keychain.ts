import { createHash, randomBytes } from 'node:crypto';
import { loadKeys, newKey, type StoredKeys, sealWith, storeKeys, unsealWith } from './keychain-file.ts';

/** How the pretended keychain behaves: see the table in this folder's README. */
export type KeychainMode = 'keyring' | 'basic' | 'locked' | 'reset' | 'rotated' | 'garbage';

/** What became of a ciphertext. */
export type Opened =
  | { readonly kind: 'opened'; readonly text: string; readonly shouldReEncrypt: boolean }
  | { readonly kind: 'locked' }
  | { readonly kind: 'failed' };

const modes: readonly KeychainMode[] = ['keyring', 'basic', 'locked', 'reset', 'rotated', 'garbage'];
const constantKey = createHash('sha256').update('the key everyone has').digest().subarray(0, 16);

function parseMode(text: string | undefined): KeychainMode {
  const found = modes.find(mode => mode === (text ?? 'basic'));
  if (!found) throw new Error(`stand-in: DOCKPASS_STAND_IN_KEYCHAIN is '${text}', not one of ${modes.join(', ')}`);
  return found;
}

/** Opens with the first key that fits; one that is not the current key asks for encrypting again. */
function openWithKeys(keys: readonly string[], sealed: Buffer): Opened {
  for (const [at, key] of keys.entries()) {
    const text = unsealWith(Buffer.from(key, 'hex'), sealed);
    if (text !== undefined) return { kind: 'opened', text, shouldReEncrypt: at > 0 };
  }
  return { kind: 'failed' };
}

function asGarbage(text: string): Opened {
  return { kind: 'opened', text: randomBytes(Math.max(1, text.length)).toString('latin1'), shouldReEncrypt: false };
}

/** The keys a start in this mode works with; `reset` and `rotated` make a new one. */
function prepareKeys(mode: KeychainMode, file: string): StoredKeys {
  const stored = loadKeys(file);
  if (mode === 'reset') return storeKeys(file, { current: newKey(), previous: [] });
  if (mode === 'rotated') return storeKeys(file, { current: newKey(), previous: [stored.current, ...stored.previous] });
  return stored;
}

/** The keychain of this computer, kept in `file` so that it survives a restart; `basic` keeps no key at all. */
export function createKeychain(startMode: string | undefined, file: () => string, platform: string = process.platform) {
  let mode = parseMode(startMode);
  /** Electron asks for its keys once in a process, and never again (electron_api_safe_storage.cc, encryptor_requested_). */
  let taken = false;
  let prepared: KeychainMode | undefined;
  let garbageLeft = 0;

  const keys = (): StoredKeys => {
    if (prepared === mode) return loadKeys(file());
    prepared = mode;
    garbageLeft = mode === 'garbage' ? 1 : 0;
    return prepareKeys(mode, file());
  };
  // On Linux Chromium calls every failure of a keyring a passing one (freedesktop_secret_key_provider.cc, FinalizeFailure,
  // crbug.com/389016528), and goes on with the key below it, which everyone has.
  const openWithRing = (sealed: Buffer): Opened => {
    if (mode === 'locked' || mode === 'basic') return { kind: 'locked' };
    const { current, previous } = keys();
    const opened = openWithKeys([current, ...previous], sealed);
    if (garbageLeft === 0 || opened.kind !== 'opened') return opened;
    garbageLeft -= 1;
    return asGarbage(opened.text);
  };

  return {
    mode: () => mode,
    /** What is asked of it first settles the mode for as long as the process lives. */
    setMode(next: string) {
      if (!taken) mode = parseMode(next);
    },
    /** Undefined where the keychain refuses. The first three bytes tell what protects the rest. */
    seal(text: string): Buffer | undefined {
      taken = true;
      // Off Linux a ciphertext marked v10 counts as protected, so there the weak key is not offered at all.
      if (mode === 'basic' || mode === 'locked')
        return platform === 'linux' ? sealWith('v10', constantKey, text) : undefined;
      return sealWith('v11', Buffer.from(keys().current, 'hex'), text);
    },
    open(sealed: Buffer): Opened {
      taken = true;
      const tag = sealed.subarray(0, 3).toString('latin1');
      if (tag === 'v11') return openWithRing(sealed);
      const text = tag === 'v10' ? unsealWith(constantKey, sealed) : undefined;
      return text === undefined
        ? { kind: 'failed' }
        : { kind: 'opened', text, shouldReEncrypt: mode !== 'basic' && mode !== 'locked' };
    },
  };
}
