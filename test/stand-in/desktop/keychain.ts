import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { app } from '../app.ts';

/** How the pretended keychain behaves: see the table in this folder's README. */
export type KeychainMode = 'keyring' | 'basic' | 'locked' | 'reset' | 'rotated' | 'garbage';

/** What became of a ciphertext. */
export type Opened =
  | { readonly kind: 'opened'; readonly text: string; readonly shouldReEncrypt: boolean }
  | { readonly kind: 'locked' }
  | { readonly kind: 'failed' };

const modes: readonly KeychainMode[] = ['keyring', 'basic', 'locked', 'reset', 'rotated', 'garbage'];
const constantKey = createHash('sha256').update('the key everyone has').digest().subarray(0, 16);

interface Stored {
  readonly current: string;
  readonly previous: readonly string[];
}

function parseMode(text: string | undefined): KeychainMode {
  const found = modes.find(mode => mode === (text ?? 'basic'));
  if (!found) throw new Error(`stand-in: DOCKPASS_STAND_IN_KEYCHAIN is '${text}', not one of ${modes.join(', ')}`);
  return found;
}

function keychainFile(): string {
  const given = process.env.DOCKPASS_STAND_IN_KEYCHAIN_FILE;
  if (given !== undefined) return given;
  const userData = app.getPath('userData');
  return path.join(path.dirname(userData), `${path.basename(userData)}.stand-in-keychain`);
}

function store(stored: Stored): Stored {
  mkdirSync(path.dirname(keychainFile()), { recursive: true });
  writeFileSync(keychainFile(), JSON.stringify(stored), { mode: 0o600 });
  return stored;
}

function newKey(): string {
  return randomBytes(16).toString('hex');
}

function load(): Stored {
  if (!existsSync(keychainFile())) return store({ current: newKey(), previous: [] });
  // Only `store` above writes this file.
  return JSON.parse(readFileSync(keychainFile(), 'utf8')) as Stored;
}

function seal(tag: string, key: Buffer, text: string): Buffer {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-128-gcm', key, nonce);
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([Buffer.from(tag), nonce, cipher.getAuthTag(), body]);
}

function unseal(key: Buffer, sealed: Buffer): string | undefined {
  try {
    const decipher = createDecipheriv('aes-128-gcm', key, sealed.subarray(3, 15));
    decipher.setAuthTag(sealed.subarray(15, 31));
    return Buffer.concat([decipher.update(sealed.subarray(31)), decipher.final()]).toString('utf8');
  } catch {
    return undefined;
  }
}

/** The keychain of this computer, kept in a file beside the application's data so that it survives a restart. */
export function createKeychain() {
  let mode = parseMode(process.env.DOCKPASS_STAND_IN_KEYCHAIN);
  let prepared: KeychainMode | undefined;
  let garbageLeft = 0;

  const keys = (): Stored => {
    const stored = load();
    if (prepared === mode) return stored;
    prepared = mode;
    garbageLeft = mode === 'garbage' ? 1 : 0;
    if (mode === 'reset') return store({ current: newKey(), previous: [] });
    if (mode === 'rotated') return store({ current: newKey(), previous: [stored.current, ...stored.previous] });
    return stored;
  };
  const openWithRing = (sealed: Buffer): Opened => {
    if (mode === 'locked') return { kind: 'locked' };
    if (mode === 'basic') return { kind: 'failed' };
    const { current, previous } = keys();
    const all = [current, ...previous];
    const texts = all.map(key => unseal(Buffer.from(key, 'hex'), sealed));
    const at = texts.findIndex(text => text !== undefined);
    const text = texts[at];
    if (text === undefined) return { kind: 'failed' };
    if (garbageLeft > 0) {
      garbageLeft -= 1;
      return { kind: 'opened', text: randomBytes(Math.max(1, text.length)).toString('latin1'), shouldReEncrypt: false };
    }
    return { kind: 'opened', text, shouldReEncrypt: at > 0 };
  };

  return {
    mode: () => mode,
    setMode(next: string) {
      mode = parseMode(next);
    },
    /** Undefined where the keychain refuses. The first three bytes tell what protects the rest. */
    seal(text: string): Buffer | undefined {
      if (mode === 'locked') return undefined;
      // Off Linux a ciphertext marked v10 counts as protected, so there the weak key is not offered at all.
      if (mode === 'basic') return process.platform === 'linux' ? seal('v10', constantKey, text) : undefined;
      return seal('v11', Buffer.from(keys().current, 'hex'), text);
    },
    open(sealed: Buffer): Opened {
      const tag = sealed.subarray(0, 3).toString('latin1');
      if (tag === 'v11') return openWithRing(sealed);
      const text = tag === 'v10' ? unseal(constantKey, sealed) : undefined;
      return text === undefined ? { kind: 'failed' } : { kind: 'opened', text, shouldReEncrypt: mode !== 'basic' };
    },
  };
}
