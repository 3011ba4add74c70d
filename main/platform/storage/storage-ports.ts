import { join } from 'node:path';
import type { ActivityFile } from '../../core/activity/activity.ts';
import type { BackupFile } from '../../core/ports/backup-ports.ts';
import type { AccountFiles, Keychain, VaultKey } from '../../core/ports/ports.ts';
import { createAccountFiles } from './account-files.ts';
import { createActivityFile } from './activity-file.ts';
import { createBackupFile } from './backup-file.ts';
import { createKeychainSealer } from './keychain-sealer.ts';
import { createVaultKey } from './vault-key.ts';

/** Everything that keeps accounts on this computer. */
export interface AccountStorageDeps {
  readonly files: AccountFiles;
  readonly keychain: Keychain;
  readonly vaultKey: VaultKey;
  readonly backupFile: BackupFile;
  readonly activityFile: ActivityFile;
}

/** `folder`: the data folder. */
export const createStoragePorts = (folder: string): AccountStorageDeps => ({
  files: createAccountFiles({ folder: join(folder, 'accounts') }),
  keychain: createKeychainSealer(),
  vaultKey: createVaultKey({ folder }),
  backupFile: createBackupFile(),
  activityFile: createActivityFile({ folder }),
});
