import { appendFileSync, mkdirSync, rmSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { DockpassError } from '../../core/base/errors.ts';
import type { ActivityFile } from '../../core/ports/storage.ts';
import { text } from '../../text/text.ts';
import { askWhere } from '../system/file-dialog.ts';
import { saveText } from './whole-file.ts';

const name = 'activity.jsonl';
const largestFile = 4 * 1024 * 1024;

interface ActivityFileOptions {
  readonly folder: string;
  /** Asks a person for a path; undefined when they chose none. */
  readonly where?: (suggested: string) => Promise<string | undefined>;
}

/** `<folder>/activity.jsonl`, 0600. A line is not synced: what a power cut takes is the end of a diary. */
export const createActivityFile = ({ folder, where = askInPanel }: ActivityFileOptions): ActivityFile => {
  const path = join(folder, name);
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
    replace: lines => attempt(() => saveText(folder, name, lines.map(line => `${line}\n`).join(''))),
    remove: () => attempt(() => rmSync(path, { force: true })),
    saveAs: async (suggested, content) => {
      const chosen = await where(suggested);
      if (chosen === undefined) return undefined;
      try {
        saveText(dirname(chosen), basename(chosen), content, { whose: 'theirs' });
      } catch (cause) {
        throw new DockpassError('save-failed', { reason: 'export', cause });
      }
      return basename(chosen);
    },
  };
};

const askInPanel = (suggested: string): Promise<string | undefined> =>
  askWhere(suggested, { name: text('activity-file.kind'), extensions: ['txt'] });
