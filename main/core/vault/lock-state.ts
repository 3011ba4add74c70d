import type { LockView } from '../../../preload/contract/storage-view.ts';
import { DockpassError } from '../base/errors.ts';
import type { VaultKey } from '../ports/storage.ts';
import type { SettingsStore } from '../settings/settings.ts';
import { isSealedByPassphrase } from './active-sealer.ts';
import type { Vault } from './vault.ts';

/** Whether what a passphrase keeps can be opened now. */
export interface LockState {
  /** `none`: no passphrase is needed for anything here. */
  readonly view: () => LockView;
  /** Throws locked. */
  readonly requireUnlocked: () => void;
}

interface LockStateDeps {
  readonly vaultKey: Pick<VaultKey, 'state'>;
  readonly vault: Pick<Vault, 'list'>;
  readonly settings: Pick<SettingsStore, 'read'>;
}

export const createLockState = ({ vaultKey, vault, settings }: LockStateDeps): LockState => {
  const view = (): LockView => {
    const key = vaultKey.state();
    if (key === 'none') return 'none';
    // Left from another choice: it matters only for what is still sealed with it.
    const { keeping } = settings.read();
    const inUse = keeping === 'passphrase' || keeping === null;
    const needed = inUse || vault.list().some(({ record }) => isSealedByPassphrase(record?.sealed ?? ''));
    if (!needed) return 'none';
    return key === 'unlocked' ? 'unlocked' : 'locked';
  };
  return {
    view,
    requireUnlocked: () => {
      if (view() === 'locked') throw new DockpassError('locked');
    },
  };
};
