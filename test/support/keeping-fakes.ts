import { DockpassError } from '../../main/core/errors.ts';
import { passphraseMark } from '../../main/core/makers.ts';
import type { KeepingChoiceFile, Keychain, SealedFor, VaultKey } from '../../main/core/ports.ts';
import { Secret } from '../../main/core/secret.ts';
import type { KeepingChoice } from '../../preload/contract.ts';

/** A keychain whose lock is the letters reversed and hex: not readable at a glance, and it can be reset or locked. */
export const fakeCipher = (
  mode: 'keychain' | 'session-only' | 'keychain-locked' = 'keychain',
): Keychain & { key: string; mode: typeof mode } => {
  const cipher = {
    key: 'first',
    mode,
    state: async () => cipher.mode,
    seal: async (text: Secret) => {
      if (cipher.mode === 'session-only') throw new DockpassError('keyring-missing');
      if (cipher.mode === 'keychain-locked') throw new DockpassError('keyring-locked');
      return `${cipher.key}:${Buffer.from(text.reveal()).toString('hex')}`;
    },
    open: async (sealed: string) => {
      if (cipher.mode === 'keychain-locked') throw new DockpassError('keyring-locked');
      const [key, hex] = sealed.split(':');
      if (key !== cipher.key || hex === undefined) throw new DockpassError('record-unreadable');
      return { text: new Secret(Buffer.from(hex, 'hex').toString()), sealAgain: false };
    },
  };
  return cipher;
};

const bound = ({ id, version, origins }: SealedFor): string => JSON.stringify([id, version, origins]);

/** A vault key whose file is a passphrase in clear; `restarted` is the same file in a program that starts anew. */
export const fakeVaultKey = (file: { passphrase: string | undefined } = { passphrase: undefined }): FakeVaultKey => {
  let isOpen = false;
  const requireOpen = (): void => {
    if (file.passphrase === undefined) throw new DockpassError('record-unreadable', { reason: 'vault-key' });
    if (!isOpen) throw new DockpassError('locked');
  };
  const check = (passphrase: Secret): void => {
    if (file.passphrase === undefined) throw new DockpassError('record-unreadable', { reason: 'vault-key' });
    if (passphrase.reveal() !== file.passphrase) throw new DockpassError('wrong-passphrase');
  };
  return {
    file,
    restarted: () => fakeVaultKey(file),
    state: () => (file.passphrase === undefined ? 'none' : isOpen ? 'unlocked' : 'locked'),
    create: async passphrase => {
      if (file.passphrase !== undefined) throw new DockpassError('locked');
      file.passphrase = passphrase.reveal();
      isOpen = true;
    },
    unlock: async passphrase => {
      check(passphrase);
      isOpen = true;
    },
    rewrap: async (passphrase, next) => {
      check(passphrase);
      file.passphrase = next.reveal();
    },
    lock: () => {
      isOpen = false;
    },
    remove: async () => {
      file.passphrase = undefined;
      isOpen = false;
    },
    seal: async (text, owner) => {
      requireOpen();
      return passphraseMark + Buffer.from(`${bound(owner)}|${text.reveal()}`).toString('hex');
    },
    open: async (sealed, owner) => {
      requireOpen();
      const text = Buffer.from(sealed.slice(passphraseMark.length), 'hex').toString();
      if (!text.startsWith(`${bound(owner)}|`)) throw new DockpassError('record-unreadable', { reason: 'edited' });
      return { text: new Secret(text.slice(bound(owner).length + 1)), sealAgain: false };
    },
  };
};
export type FakeVaultKey = VaultKey & {
  readonly file: { passphrase: string | undefined };
  readonly restarted: () => FakeVaultKey;
};

export const fakeKeepingChoice = (): KeepingChoiceFile & { chosen: KeepingChoice | null } => {
  const file = {
    chosen: null as KeepingChoice | null,
    choice: () => file.chosen,
    saveChoice: (choice: KeepingChoice | null) => {
      file.chosen = choice;
    },
  };
  return file;
};
