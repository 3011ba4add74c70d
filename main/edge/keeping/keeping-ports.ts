import { join } from 'node:path';
import type { AccountFiles, KeepingChoiceFile, Keychain, VaultKey } from '../../core/ports.ts';
import type { KeptSettings } from '../../core/settings.ts';
import { createAccountFiles } from './account-files.ts';
import { createKeychainCipher } from './keychain-cipher.ts';
import { createVaultKey } from './vault-key.ts';

interface KeepingOptions {
  /** The data folder. */
  readonly folder: string;
  readonly settings: KeptSettings;
}

/** Everything that keeps accounts on this computer. */
export interface KeepingPorts {
  readonly files: AccountFiles;
  readonly keychain: Keychain;
  readonly vaultKey: VaultKey;
  readonly keepingChoice: KeepingChoiceFile;
}

export const createKeepingPorts = ({ folder, settings }: KeepingOptions): KeepingPorts => ({
  files: createAccountFiles({ folder: join(folder, 'accounts') }),
  keychain: createKeychainCipher(),
  vaultKey: createVaultKey({ folder }),
  keepingChoice: {
    choice: () => settings.read().keeping,
    saveChoice: keeping => settings.note({ keeping }),
  },
});
