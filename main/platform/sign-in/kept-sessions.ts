import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type Session, session } from 'electron';
import type { KeptSessions } from '../../core/sign-in/sign-in-ports.ts';

const prefix = 'sign-in-';

/** Electron keeps what such a partition holds in a folder of that name below `Partitions`. */
export const partitionOf = (name: string): string => `persist:${prefix}${name}`;

/** `folder`: the one in which Electron keeps partitions (`Partitions` in the user-data folder). */
export const createKeptSessions = ({ folder }: { readonly folder: string }): KeptSessions => {
  const removeFolder = (name: string): Promise<void> =>
    rm(join(folder, prefix + name), { recursive: true, force: true });
  return {
    forget: async name => {
      await wipe(session.fromPartition(partitionOf(name)));
      // Chromium may hold it open until the app ends; it is empty by now and goes at the next start.
      await removeFolder(name).catch(() => undefined);
    },
    keepOnly: async names => {
      const found = await readdir(folder).catch(() => []);
      for (const entry of found) {
        const name = entry.startsWith(prefix) ? entry.slice(prefix.length) : undefined;
        if (name !== undefined && !names.includes(name)) await removeFolder(name);
      }
    },
  };
};

/** Takes everything out of a session that a page or a person put there. */
export async function wipe(own: Session): Promise<void> {
  await own.clearStorageData();
  await own.clearCache();
  await own.clearAuthCache();
}
