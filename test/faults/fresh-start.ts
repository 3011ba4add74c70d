import { cpSync, rmSync } from 'node:fs';
import { readPieces } from '../../main/core/backup/backup-content.ts';
import { DockpassError } from '../../main/core/base/errors.ts';
import type { AccountRecord } from '../../main/core/ports/account-record.ts';
import { createBackupFile } from '../../main/platform/backup/backup-file.ts';
import { backupOf, coreOnFolder, passphrase, startCore } from './core-on-folder.ts';

/** One account as a fresh start finds it. */
export interface Found {
  readonly id: string;
  /** As it lay on disk; absent where it cannot be read. */
  readonly record?: AccountRecord;
  /** Why it cannot be read or opened; empty where it can. */
  readonly unreadable: string;
  readonly refreshToken?: string;
  readonly previousRefreshToken?: string;
  /** What a start makes of it goes on renewing. */
  readonly renews: boolean;
  /** The refresh token that a backup took along. */
  readonly movedRefreshToken?: string;
}

export interface FreshStart {
  readonly accounts: readonly Found[];
  /** The settings file could be read. */
  readonly settingsReadable: boolean;
}

const offline = { send: () => Promise.reject(new DockpassError('offline')) };
const closedBrowser = {
  toFront: () => {},
  prepare: () => {},
  dropPrepared: () => {},
  forget: async () => {},
  signIn: () => offline.send(),
};

/** Starts main's core without a network on a copy of the folder, so that looking changes nothing. */
export const startFresh = async (folder: string, origin: string): Promise<FreshStart> => {
  const copy = `${folder}.copy`;
  rmSync(copy, { recursive: true, force: true });
  cpSync(folder, copy, { recursive: true });
  const core = coreOnFolder({ folder: copy, origin, browser: closedBrowser, http: offline, backup: backupOf(folder) });
  const asLoaded = new Map<string, AccountRecord | undefined>();
  core.vault.onChange(() => {
    for (const { id, record } of core.vault.list()) if (!asLoaded.has(id)) asLoaded.set(id, record);
  });
  await startCore(core);
  core.scheduler.stop();
  const accounts: Found[] = [];
  for (const [id, record] of asLoaded) {
    // Removals are finished at every start.
    if (core.vault.get(id) === undefined && record?.removedAt !== undefined) continue;
    const { canRenew = false, warning } = core.vault.get(id)?.record ?? {};
    const moved = warning?.code === 'moved' ? await movedToken(backupOf(folder), id) : undefined;
    accounts.push({
      id,
      renews: canRenew,
      ...(record !== undefined && { record }),
      ...(await openedBy(core, id)),
      ...(moved !== undefined && { movedRefreshToken: moved }),
    });
  }
  return { accounts, settingsReadable: !core.settings.fellBack().includes('file') };
};

const openedBy = async (
  { vault }: ReturnType<typeof coreOnFolder>,
  id: string,
): Promise<Omit<Found, 'id' | 'record' | 'renews'>> => {
  try {
    const { refreshToken, previousRefreshToken } = await vault.open(id);
    return {
      unreadable: '',
      ...(refreshToken !== undefined && { refreshToken: refreshToken.reveal() }),
      ...(previousRefreshToken !== undefined && { previousRefreshToken: previousRefreshToken.reveal() }),
    };
  } catch (error) {
    return { unreadable: error instanceof DockpassError ? `${error.code} ${error.reason ?? ''}` : String(error) };
  }
};

const movedToken = async (backup: string, id: string): Promise<string | undefined> => {
  const file = await createBackupFile({ where: async () => backup, which: async () => backup }).read(passphrase);
  if (file === undefined) return undefined;
  for await (const { one } of readPieces(file.pieces()))
    if (one.record.id === id) return one.secrets.refreshToken?.reveal();
  return undefined;
};
