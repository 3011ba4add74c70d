import { randomBytes } from 'node:crypto';
import { DockpassError } from '../../core/base/errors.ts';
import { Secret } from '../../core/base/secret.ts';
import type { VaultKey } from '../../core/ports/storage.ts';
import { passphraseMark } from '../../core/vault/active-sealer.ts';
import { decrypt, encrypt, keyBytes, unwrap, wrap } from './aes-gcm.ts';
import { createVaultKeyFile, type StoredKey, type VaultKeyFile, type WrappedKey } from './vault-key-file.ts';

interface VaultKeyOptions {
  readonly folder: string;
  /** Where the wrapped key lies; in the folder unless given. */
  readonly file?: VaultKeyFile;
}

/**
 * Seals with AES-256-GCM under one random key, which lies in `<folder>/vault-key.json` wrapped by a key that scrypt makes
 * of the passphrase (RFC 7914; N = 2^17, r = 8, p = 1: 128 MiB and about half a second for each try). Every record has a
 * nonce of its own, and what it belongs to as additional data. Keys are buffers, zeroed as soon as they have served.
 */
export const createVaultKey = ({ folder, file = createVaultKeyFile(folder) }: VaultKeyOptions): VaultKey => {
  let stored: StoredKey | undefined;
  let key: Buffer | undefined;
  /** Counts locks: a key that was being unwrapped during one is not taken. */
  let locks = 0;
  const onDisk = (): StoredKey => {
    stored ??= file.read();
    return stored;
  };
  const take = (opened: Buffer, locksBefore: number): void => {
    if (locks === locksBefore) key = opened;
    else {
      opened.fill(0);
      throw new DockpassError('locked');
    }
  };
  const store = (wrapped: WrappedKey): void => {
    file.save(wrapped);
    stored = { kind: 'key', wrapped };
  };
  const opened = async (passphrase: Secret): Promise<Buffer> => {
    const found = onDisk();
    if (found.kind !== 'key') throw lost();
    return unwrap(found.wrapped, passphrase);
  };
  const present = (): Buffer => {
    if (key !== undefined) return key;
    throw onDisk().kind === 'key' ? new DockpassError('locked') : lost();
  };
  const lock = (): void => {
    locks += 1;
    key?.fill(0);
    key = undefined;
  };

  return {
    state: () => {
      const { kind } = onDisk();
      return kind !== 'key' ? kind : key === undefined ? 'locked' : 'unlocked';
    },
    create: async passphrase => {
      const before = locks;
      if (onDisk().kind !== 'none') throw new DockpassError('locked');
      const fresh = randomBytes(keyBytes);
      store(await wrap(fresh, passphrase));
      take(fresh, before);
    },
    unlock: async passphrase => {
      const before = locks;
      const unwrapped = await opened(passphrase);
      key?.fill(0);
      take(unwrapped, before);
    },
    rewrap: async (passphrase, next) => {
      const unwrapped = await opened(passphrase);
      try {
        store(await wrap(unwrapped, next));
      } finally {
        unwrapped.fill(0);
      }
    },
    lock,
    remove: async () => {
      lock();
      file.remove();
      stored = { kind: 'none' };
    },
    seal: async (text, owner) => {
      const plain = Buffer.from(text.reveal());
      try {
        return passphraseMark + encrypt(present(), plain, Buffer.from(owner)).toString('base64');
      } finally {
        plain.fill(0);
      }
    },
    open: async (sealed, owner) => {
      const using = present();
      const bytes = sealed.startsWith(passphraseMark)
        ? Buffer.from(sealed.slice(passphraseMark.length), 'base64')
        : Buffer.alloc(0);
      const plain = decrypt(using, bytes, Buffer.from(owner));
      if (plain === undefined) throw new DockpassError('record-unreadable', { reason: 'edited' });
      const text = new Secret(plain.toString('utf8'));
      plain.fill(0);
      return { text, sealAgain: false };
    },
  };
};

const lost = (): DockpassError => new DockpassError('record-unreadable', { reason: 'vault-key' });
