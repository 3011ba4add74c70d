import { DockpassError } from '../base/errors.ts';
import type { ActiveSealer, Keychain, KeychainState } from '../ports/storage.ts';
import type { SettingsStore } from '../settings/settings.ts';
import type { ThrottledKey } from './throttled-key.ts';

/** What marks a text that the vault key sealed. No base64, which the keychain's are, has a colon. */
export const passphraseMark = 'passphrase:';

export const isSealedByPassphrase = (sealed: string): boolean => sealed.startsWith(passphraseMark);

/** Why the keychain seals nothing. */
export const whyNotSealed = (state: KeychainState): DockpassError => {
  if (state === 'keychain-locked') return new DockpassError('keyring-locked');
  return state === 'keychain-unsure'
    ? new DockpassError('keyring-locked', { reason: 'or-missing' })
    : new DockpassError('keyring-missing');
};

/** Ports of the sealers. */
interface ActiveSealerDeps {
  readonly keychain: Keychain;
  readonly vaultKey: ThrottledKey;
  readonly settings: Pick<SettingsStore, 'read'>;
}

/**
 * Both sealers as one: seals with the one in use and opens what either sealed, so that a change of sealer may stop at any
 * record and go on later. A passphrase counts as chosen where its key file lies, even if the settings were lost.
 */
export const createActiveSealer = ({ keychain, vaultKey, settings }: ActiveSealerDeps): ActiveSealer => {
  let wantsSession = false;
  const state: ActiveSealer['state'] = async () => {
    const choice = settings.read().keeping;
    if (choice === 'session-only') return choice;
    if (choice !== 'keychain' && vaultKey.state() !== 'none') return 'passphrase';
    const now = await keychain.state();
    return wantsSession && now !== 'keychain' ? 'session-only' : now;
  };
  /** Whether the sealer in use can take over what the other one sealed. */
  const shouldMove = async (sealed: string): Promise<boolean> => {
    const now = await state();
    if (now === 'passphrase') return !isSealedByPassphrase(sealed) && vaultKey.state() === 'unlocked';
    return now === 'keychain' && isSealedByPassphrase(sealed);
  };
  return {
    state,
    keepForSession: () => {
      wantsSession = true;
    },
    requireKept: async before => {
      const onKeychain = before !== '' && !isSealedByPassphrase(before);
      const now = onKeychain && (await state()) !== 'passphrase' ? await keychain.state() : await state();
      if (now === 'keychain-locked' || now === 'keychain-unsure') throw whyNotSealed(now);
    },
    seal: async (text, owner, before = '') => {
      const now = await state();
      if (now === 'session-only' && before === '') throw new DockpassError('keyring-missing');
      const byPassphrase = now === 'session-only' ? isSealedByPassphrase(before) : now === 'passphrase';
      return (byPassphrase ? vaultKey : keychain).seal(text, owner);
    },
    openForAnswer: (sealed, owner) =>
      isSealedByPassphrase(sealed) ? vaultKey.openForAnswer(sealed, owner) : keychain.open(sealed, owner),
    open: async (sealed, owner) => {
      const { text, sealAgain } = await (isSealedByPassphrase(sealed) ? vaultKey : keychain).open(sealed, owner);
      return { text, sealAgain: (sealAgain && (await state()) === 'keychain') || (await shouldMove(sealed)) };
    },
  };
};
