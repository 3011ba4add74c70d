import { access } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import { BrowserWindow, dialog } from 'electron';
import { DockpassError } from '../../core/base/errors.ts';
import type { BackupFile } from '../../core/ports/storage.ts';
import { text } from '../../text/text.ts';
import { fileSource, openBackup } from './backup-reader.ts';
import { removeUnfinished, stageBackup } from './backup-writer.ts';
import { lookAt } from './file-bytes.ts';
import type { UnfinishedBackups } from './unfinished-backups.ts';

const filters = () => [{ name: text('backup-file.kind'), extensions: ['json'] }];

/** A file anywhere, all of it sealed; `backup-format.ts` says how. */
export const createBackupFile = (ask: Ask = askInPanel, unfinished?: UnfinishedBackups): BackupFile => ({
  choosePlace: async suggested => {
    const chosen = await ask.where(`${suggested}.json`);
    if (chosen === undefined) return undefined;
    const path = extname(chosen) === '.json' ? chosen : await unasked(chosen);
    return {
      name: basename(path),
      path,
      write: (pieces, passphrase) => stageBackup(path, pieces, passphrase, unfinished),
    };
  },
  read: async passphrase => {
    const path = await ask.which();
    return path === undefined ? undefined : openBackup(fileSource(path), passphrase);
  },
  look: lookAt,
  removeUnfinished: async () => {
    if (unfinished !== undefined) await removeUnfinished(unfinished);
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
