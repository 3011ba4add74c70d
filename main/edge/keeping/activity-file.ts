import { appendFileSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { readFile, stat, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { BrowserWindow, dialog } from 'electron';
import type { ActivityFile } from '../../core/activity.ts';
import { DockpassError } from '../../core/errors.ts';

const largestFile = 4 * 1024 * 1024;

interface ActivityFileOptions {
  readonly folder: string;
  /** Asks a person for a path; undefined when they chose none. */
  readonly where?: (suggested: string) => Promise<string | undefined>;
}

/** `<folder>/activity.jsonl`, 0600. Not synced: what a power cut takes is a line of a diary. */
export const createActivityFile = ({ folder, where = askInPanel }: ActivityFileOptions): ActivityFile => {
  const path = join(folder, 'activity.jsonl');
  const attempt = (write: () => void): void => {
    try {
      write();
    } catch {
      // A full disk costs this line and nothing else.
    }
  };
  return {
    read: async () => {
      const known = await stat(path).catch(() => undefined);
      if (known === undefined || !known.isFile() || known.size > largestFile) return [];
      return (await readFile(path, 'utf8')).split('\n').filter(line => line !== '');
    },
    append: line =>
      attempt(() => {
        mkdirSync(folder, { recursive: true, mode: 0o700 });
        appendFileSync(path, `${line}\n`, { mode: 0o600 });
      }),
    replace: lines =>
      attempt(() => {
        writeFileSync(`${path}.new`, lines.map(line => `${line}\n`).join(''), { mode: 0o600 });
        renameSync(`${path}.new`, path);
      }),
    remove: () => attempt(() => rmSync(path, { force: true })),
    saveAs: async (suggested, text) => {
      const chosen = await where(suggested);
      if (chosen === undefined) return undefined;
      await writeFile(chosen, text, { mode: 0o600 }).catch((cause: unknown): never => {
        throw new DockpassError('save-failed', { reason: 'export', cause });
      });
      return basename(chosen);
    },
  };
};

const askInPanel = async (defaultPath: string): Promise<string | undefined> => {
  const shown = BrowserWindow.getFocusedWindow() ?? BrowserWindow.getAllWindows()[0];
  if (shown === undefined) throw new DockpassError('cancelled');
  const filters = [{ name: 'Text', extensions: ['txt'] }];
  const { canceled, filePath } = await dialog.showSaveDialog(shown, { defaultPath, filters });
  return canceled || filePath === '' ? undefined : filePath;
};
