import type { KeepingChoice, KeepingView } from '../../../preload/contract/storage-view.ts';
import { DockpassError } from '../base/errors.ts';
import { createTurns } from '../base/keyed-queue.ts';
import type { Secret } from '../base/secret.ts';
import type { Cipher, Keychain, Log, VaultKey } from '../ports/ports.ts';
import type { KeptSettings } from '../settings/settings.ts';
import { isSealedByPassphrase } from './active-sealer.ts';
import type { Vault } from './vault.ts';

/** What choosing works with. */
export interface KeepingPorts {
  readonly vault: Vault;
  readonly cipher: Cipher;
  readonly keychain: Keychain;
  readonly vaultKey: VaultKey;
  readonly settings: Pick<KeptSettings, 'note'>;
  readonly log: Log;
  readonly onChange: () => void;
}

/** How accounts are kept on this computer, and changing that. */
export interface Keeping {
  readonly view: () => Promise<KeepingView>;
  /**
   * Uses another maker from now on and seals every record afresh with it, one by one; what is left when that is
   * interrupted is done at the next start. For a passphrase that already has its file, `passphrase` must be that one.
   * Throws bad-input, locked, wrong-passphrase, keyring-missing, keyring-locked, save-failed, having changed nothing.
   */
  readonly choose: (choice: KeepingChoice, passphrase: Secret) => Promise<void>;
  /** Another passphrase for the same key: no record is touched. Throws wrong-passphrase, bad-input, save-failed. */
  readonly changePassphrase: (current: Secret, next: Secret) => Promise<void>;
  /** Opens what can be opened, seals afresh what another maker sealed, and drops a key that nothing needs. Never throws. */
  readonly settle: () => Promise<void>;
}

/** NIST SP 800-63B: eight characters at least, no rules about which. */
const shortestPassphrase = 8;

export const createKeeping = (ports: KeepingPorts): Keeping => {
  const { vault, cipher, keychain, vaultKey, settings, log } = ports;
  const turns = createTurns();
  /** A key that was just made for a choice must not look unused before the choice is written. */
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => turns('keeping', work);

  const sealedOtherwise = async (): Promise<number> => {
    const now = await cipher.state();
    if (now !== 'passphrase' && now !== 'keychain') return 0;
    return vault
      .list()
      .filter(({ record }) => record !== undefined && record.sealed !== '')
      .filter(({ record }) => isSealedByPassphrase(record?.sealed ?? '') !== (now === 'passphrase')).length;
  };

  const requireKeychain = async (): Promise<void> => {
    const state = await keychain.state();
    if (state === 'keychain-locked') throw new DockpassError('keyring-locked');
    if (state !== 'keychain') throw new DockpassError('keyring-missing');
  };

  const choose = async (choice: KeepingChoice, passphrase: Secret): Promise<void> => {
    // What is on disk must stay renewable there: nothing is moved into a session that ends.
    if (choice === 'session-only' && vault.list().some(({ kept }) => kept)) {
      throw new DockpassError('bad-input', { detail: 'how accounts are kept' });
    }
    if (choice !== 'passphrase' && vaultKey.state() === 'locked') throw new DockpassError('locked');
    if (choice === 'keychain') await requireKeychain();
    const isNew = choice === 'passphrase' && vaultKey.state() === 'none';
    if (choice === 'passphrase') await openOrCreate(passphrase);
    try {
      settings.note({ keeping: choice });
    } catch (error) {
      // Its file alone would count as a choice, and nothing is sealed with it yet.
      if (isNew) await vaultKey.remove();
      throw error;
    }
    log.write('keeping-chosen', { maker: choice });
    ports.onChange();
    void settle();
  };

  const openOrCreate = async (passphrase: Secret): Promise<void> => {
    if (vaultKey.state() !== 'none') return vaultKey.unlock(passphrase);
    checkPassphrase(passphrase);
    return vaultKey.create(passphrase);
  };

  const settle = async (): Promise<void> => {
    if ((await cipher.state()) !== 'session-only') await vault.keepAll();
    await vault.checkAll();
    await inTurn(dropUnusedKey).catch(() => log.write('vault-key-not-removed'));
    ports.onChange();
  };

  /** A file that cannot be read may hold what only this key opens: then the key stays. */
  const dropUnusedKey = async (): Promise<void> => {
    if (vaultKey.state() === 'none' || (await cipher.state()) === 'passphrase') return;
    const needed = vault.list().some(({ record }) => record === undefined || isSealedByPassphrase(record.sealed));
    if (!needed) await vaultKey.remove();
  };

  return {
    choose: (choice, passphrase) => inTurn(() => choose(choice, passphrase)),
    settle,
    changePassphrase: (current, next) =>
      inTurn(async () => {
        checkPassphrase(next);
        await vaultKey.rewrap(current, next);
        log.write('passphrase-changed');
      }),
    view: async () => {
      const state = await cipher.state();
      const keychainState = await keychain.state();
      return {
        choice: state === 'keychain-locked' ? 'keychain' : state,
        options: [
          ...(keychainState === 'session-only' ? [] : (['keychain'] as const)),
          'passphrase',
          ...(vault.list().some(({ kept }) => kept) ? [] : (['session-only'] as const)),
        ],
        hasPassphrase: vaultKey.state() !== 'none',
        left: await sealedOtherwise(),
      };
    },
  };
};

/** Throws bad-input for one that is too short. */
export const checkPassphrase = (passphrase: Secret): void => {
  if ([...passphrase.reveal()].length < shortestPassphrase) {
    throw new DockpassError('bad-input', { detail: 'the passphrase', reason: 'too-short' });
  }
};
