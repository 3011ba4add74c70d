import { access } from 'node:fs/promises';
import { extname } from 'node:path';
import { BrowserWindow, dialog, type FileFilter } from 'electron';
import { DockpassError } from '../../core/base/errors.ts';

/** Asks a person for a place to save at; undefined when they chose none. */
export const askWhere = async (defaultPath: string, filter: FileFilter): Promise<string | undefined> => {
  const { canceled, filePath } = await dialog.showSaveDialog(shown(), { defaultPath, filters: [filter] });
  return canceled || filePath === '' ? undefined : filePath;
};

/** Asks a person for a file; undefined when they chose none. */
export const askWhich = async (filter: FileFilter): Promise<string | undefined> => {
  const { canceled, filePaths } = await dialog.showOpenDialog(shown(), { properties: ['openFile'], filters: [filter] });
  return canceled ? undefined : filePaths[0];
};

/** The dialog belongs to the panel, which asked for it. */
const shown = (): BrowserWindow => {
  const window = BrowserWindow.getFocusedWindow() ?? BrowserWindow.getAllWindows()[0];
  if (window === undefined) throw new DockpassError('cancelled');
  return window;
};

/**
 * The chosen path with this extension. The dialog asked about the name as it was typed, and not about the longer one: no
 * file of that name is replaced.
 */
export async function withExtension(chosen: string, extension: string): Promise<string> {
  if (extname(chosen) === extension) return chosen;
  const isThere = (path: string): Promise<boolean> =>
    access(path).then(
      () => true,
      () => false,
    );
  let path = `${chosen}${extension}`;
  for (let number = 2; await isThere(path); number += 1) path = `${chosen} (${number})${extension}`;
  return path;
}
