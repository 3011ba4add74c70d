import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Secret } from '../../../main/core/base/secret.ts';
import type { Http } from '../../../main/core/ports/network.ts';
import type { VaultKey } from '../../../main/core/ports/storage.ts';
import { createAccountFiles } from '../../../main/platform/storage/account-files.ts';
import { createVaultKey } from '../../../main/platform/storage/vault-key.ts';
import { coreOn } from '../../support/fakes/fakes.ts';

export const passphrase = new Secret('four dull grey parcels');

/** How accounts are sealed in a test. */
export type SealerKind = 'keychain' | 'passphrase';
export const sealerKinds: readonly SealerKind[] = ['keychain', 'passphrase'];

/** An open vault key in a folder: making one takes half a second, so tests share it. */
export const openVaultKey = async (folder: string): Promise<VaultKey> => {
  const key = createVaultKey({ folder });
  await key.create(passphrase);
  return key;
};

interface Kept {
  readonly folder: string;
  readonly sealedBy: SealerKind;
  readonly vaultKey: VaultKey;
}
type Core = ReturnType<typeof coreOn>;

/** A core on real account files; `earlier` is the one that ran on them before. */
export const coreOnDisk = (
  { folder, sealedBy, vaultKey }: Kept,
  { origins = {}, http }: { readonly origins?: Readonly<Record<string, string>>; readonly http?: Http } = {},
  earlier: Partial<Pick<Core, 'sealer' | 'clock' | 'settingsFile'>> = {},
): Core => {
  const files = createAccountFiles({ folder: join(folder, 'accounts') });
  const core = coreOn(earlier, origins, { vaultKey, files, ...(http !== undefined && { http }) });
  core.settings.note({ keeping: sealedBy });
  return core;
};

/** Loads, and opens what can be opened, as a start does up to the drawn panel. */
export const begin = async (core: Core): Promise<Core> => {
  await core.start.begin(core.vault.load(), Promise.resolve());
  return core;
};

export const recordPath = (folder: string, id: string): string => join(folder, 'accounts', `${id}.json`);
type Content = Record<string, unknown>;
export const readContent = (path: string): Content => JSON.parse(readFileSync(path, 'utf8'));
export const editContent = (path: string, change: (content: Content) => Content): void =>
  writeFileSync(path, JSON.stringify(change(readContent(path))));
