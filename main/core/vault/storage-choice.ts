import type { StorageChoice, StorageView } from '../../../preload/contract/storage-view.ts';
import { DockpassError } from '../base/errors.ts';
import { createKeyedQueue } from '../base/keyed-queue.ts';
import { type Operation, type Operations, untilAborted } from '../base/operations.ts';
import type { Secret } from '../base/secret.ts';
import type { Log } from '../ports/log.ts';
import type { ActiveSealer, Keychain, VaultKey } from '../ports/storage.ts';
import type { SettingsStore } from '../settings/settings.ts';
import { isSealedByPassphrase, whyNotSealed } from './active-sealer.ts';
import type { Vault } from './vault.ts';

/** What choosing works with. */
interface AccountStorageDeps {
  readonly vault: Vault;
  readonly sealer: ActiveSealer;
  readonly keychain: Keychain;
  readonly vaultKey: VaultKey;
  readonly settings: Pick<SettingsStore, 'note'>;
  readonly log: Log;
  readonly operations: Pick<Operations, 'run'>;
  readonly onChange: () => void;
  /** The passphrase of a locked key was given with a choice. */
  readonly onUnlocked: () => void;
}

/** How accounts are kept on this computer, and changing that. */
export interface AccountStorage {
  readonly view: () => Promise<StorageView>;
  /**
   * Uses another sealer from now on and seals every record afresh with it, one by one; what is left when that is
   * interrupted is done at the next start. For a passphrase that already has its file, `passphrase` must be that one.
   * Throws bad-input, locked, wrong-passphrase, keyring-missing, keyring-locked, save-failed, having changed nothing but
   * that the right passphrase unlocks.
   */
  readonly choose: (choice: StorageChoice, passphrase: Secret) => Promise<void>;
  /** New accounts are for this session only, while the keychain does not answer. */
  readonly keepForSession: () => void;
  /** Another passphrase for the same key: no record is touched. Throws wrong-passphrase, bad-input, save-failed. */
  readonly changePassphrase: (current: Secret, next: Secret) => Promise<void>;
  /** Opens what can be opened, seals afresh what another sealer sealed, and drops a key that nothing needs. Never throws. */
  readonly reseal: () => Promise<void>;
}

/** NIST SP 800-63B: eight characters at least, no rules about which. */
const shortestPassphrase = 8;

export const createAccountStorage = (deps: AccountStorageDeps): AccountStorage => {
  const { vault, sealer, keychain, vaultKey, settings, log } = deps;
  const queue = createKeyedQueue();
  /** A key that was just made for a choice must not look unused before the choice is written. */
  const enqueue = <T>(work: () => Promise<T>): Promise<T> => queue.run('storage', work);
  const asOperation = (work: (operation: Operation) => Promise<void>): Promise<void> =>
    deps.operations.run('storage', [], operation => enqueue(() => work(operation)));

  const sealedOtherwise = async (): Promise<number> => {
    const now = await sealer.state();
    if (now !== 'passphrase' && now !== 'keychain') return 0;
    return vault
      .list()
      .filter(({ record }) => record !== undefined && record.sealed !== '')
      .filter(({ record }) => isSealedByPassphrase(record?.sealed ?? '') !== (now === 'passphrase')).length;
  };

  const requireKeychain = async (signal: AbortSignal): Promise<void> => {
    const state = await untilAborted(keychain.state(), signal);
    if (state !== 'keychain') throw whyNotSealed(state);
  };

  const choose = async (choice: StorageChoice, passphrase: Secret, { signal }: Operation): Promise<void> => {
    // What is on disk must stay renewable there: nothing is moved into a session that ends.
    if (choice === 'session-only' && vault.list().some(({ onDisk }) => onDisk)) {
      throw new DockpassError('bad-input', { field: 'storage' });
    }
    if (choice !== 'passphrase' && vaultKey.state() === 'locked') throw new DockpassError('locked');
    if (choice === 'keychain') await requireKeychain(signal);
    const isNew = choice === 'passphrase' && vaultKey.state() === 'none';
    const wasLocked = vaultKey.state() === 'locked';
    if (choice === 'passphrase') await openOrCreate(passphrase);
    // It stays so, also where the choice cannot be written.
    if (wasLocked) deps.onUnlocked();
    try {
      signal.throwIfAborted();
      settings.note({ keeping: choice });
    } catch (error) {
      // Its file alone would count as a choice, and nothing is sealed with it yet.
      if (isNew) await vaultKey.remove();
      throw error;
    }
    log.write('keeping-chosen', { maker: choice });
    deps.onChange();
    void reseal();
  };

  const openOrCreate = async (passphrase: Secret): Promise<void> => {
    if (vaultKey.state() !== 'none') return vaultKey.unlock(passphrase);
    checkPassphrase(passphrase);
    return vaultKey.create(passphrase);
  };

  const reseal = async (): Promise<void> => {
    // What an earlier choice is still writing is sealed by this one, too.
    await vault.whenIdle();
    if ((await sealer.state()) !== 'session-only') await vault.keepAll();
    await vault.checkAll();
    await enqueue(dropUnusedKey).catch(() => log.write('vault-key-not-removed'));
    deps.onChange();
  };

  /** A file that cannot be read, or is older than what is in memory, may hold what only this key opens: then it stays. */
  const dropUnusedKey = async (): Promise<void> => {
    if (vaultKey.state() === 'none' || (await sealer.state()) === 'passphrase') return;
    // One that was begun before another choice may still be writing what only this key opens.
    await vault.whenIdle();
    const needed = vault
      .list()
      .some(
        ({ record, hasFile, onDisk }) =>
          record === undefined || isSealedByPassphrase(record.sealed) || (hasFile && !onDisk),
      );
    if (!needed) await vaultKey.remove();
  };

  return {
    choose: (choice, passphrase) => asOperation(operation => choose(choice, passphrase, operation)),
    reseal,
    keepForSession: () => {
      sealer.keepForSession();
      deps.onChange();
    },
    changePassphrase: (current, next) =>
      asOperation(async ({ signal }) => {
        checkPassphrase(next);
        signal.throwIfAborted();
        await vaultKey.rewrap(current, next);
        log.write('passphrase-changed');
      }),
    view: async () => {
      const state = await sealer.state();
      const keychainState = await keychain.state();
      return {
        choice: state === 'keychain-locked' || state === 'keychain-unsure' ? 'keychain' : state,
        options: [
          ...(keychainState === 'session-only' ? [] : (['keychain'] as const)),
          'passphrase',
          ...(vault.list().some(({ onDisk }) => onDisk) ? [] : (['session-only'] as const)),
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
    throw new DockpassError('bad-input', { field: 'passphrase', reason: 'too-short' });
  }
};
