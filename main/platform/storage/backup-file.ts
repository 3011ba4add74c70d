import { access, readFile, stat } from 'node:fs/promises';
import { basename, dirname, extname } from 'node:path';
import { BrowserWindow, dialog } from 'electron';
import { DockpassError } from '../../core/base/errors.ts';
import type { Secret } from '../../core/base/secret.ts';
import type { BackupFile } from '../../core/ports/storage.ts';
import { text } from '../../text/text.ts';
import { largestBackup, openBackup, sealBackup } from './backup-sealing.ts';
import { saveWhole } from './whole-file.ts';

const filters = () => [{ name: text('backup-file.kind'), extensions: ['json'] }];

/** A file anywhere, all of it sealed: AES-256-GCM under a random key that scrypt's key of the passphrase wraps. */
export const createBackupFile = (ask: Ask = askInPanel): BackupFile => ({
  choosePlace: async suggested => {
    const chosen = await ask.where(`${suggested}.json`);
    if (chosen === undefined) return undefined;
    const path = extname(chosen) === '.json' ? chosen : await unasked(chosen);
    return { name: basename(path), write: (content, passphrase) => write(path, content, passphrase) };
  },
  read: async passphrase => {
    const path = await ask.which();
    return path === undefined ? undefined : open(path, passphrase);
  },
});

/** Asks a person for a path; undefined when they chose none. */
interface Ask {
  readonly where: (suggested: string) => Promise<string | undefined>;
  readonly which: () => Promise<string | undefined>;
}

const askInPanel: Ask = {
  where: async defaultPath => {
    const { canceled, filePath } = await dialog.showSaveDialog(shown(), { defaultPath, filters: filters() });
    return canceled || filePath === '' ? undefined : filePath;
  },
  which: async () => {
    const { canceled, filePaths } = await dialog.showOpenDialog(shown(), {
      properties: ['openFile'],
      filters: filters(),
    });
    return canceled ? undefined : filePaths[0];
  },
};

/** The dialog belongs to the panel, which asked for it. */
const shown = (): BrowserWindow => {
  const window = BrowserWindow.getFocusedWindow() ?? BrowserWindow.getAllWindows()[0];
  if (window === undefined) throw new DockpassError('cancelled');
  return window;
};

/** The dialog asked about the name as it was typed, and not about the one with `.json`: no file of that name is replaced. */
async function unasked(chosen: string): Promise<string> {
  const isThere = (path: string): Promise<boolean> =>
    access(path).then(
      () => true,
      () => false,
    );
  let path = `${chosen}.json`;
  for (let number = 2; await isThere(path); number += 1) path = `${chosen} (${number}).json`;
  return path;
}

async function write(path: string, content: Secret, passphrase: Secret): Promise<void> {
  const sealed = await sealBackup(content, passphrase);
  saveWhole(dirname(path), basename(path, '.json'), sealed, { whose: 'theirs' });
}

async function open(path: string, passphrase: Secret): Promise<Secret> {
  const bytes = await readBytes(path).catch(() => undefined);
  // Not to be read, not whole, or not ours: for the person that is the same.
  if (bytes === undefined) throw new DockpassError('backup-damaged');
  return openBackup(bytes, passphrase);
}

async function readBytes(path: string): Promise<Buffer | undefined> {
  return (await stat(path)).size > largestBackup ? undefined : readFile(path);
}
