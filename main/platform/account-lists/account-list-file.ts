import { basename, dirname } from 'node:path';
import type { ListFormat } from '../../../preload/contract/lists/view.ts';
import { DockpassError } from '../../core/base/errors.ts';
import type { AccountListFile } from '../../core/ports/storage.ts';
import { text } from '../../text/text.ts';
import { bytesOf } from '../backup/file-bytes.ts';
import { saveText } from '../storage/whole-file.ts';
import { askWhere, askWhich, withExtension } from '../system/file-dialog.ts';
import { decodeText } from './decode-text.ts';

/** In bytes: more than five thousand accounts take. Larger files are not read. */
const largestList = 4 * 1024 * 1024;

/** Asks a person for a path; undefined when they chose none. */
interface Ask {
  readonly where: (suggested: string, format: ListFormat) => Promise<string | undefined>;
  readonly which: () => Promise<string | undefined>;
}

/** Lists of accounts in files anywhere. They hold no secrets, but names: 0600. */
export const createAccountListFile = (ask: Ask = askInPanel): AccountListFile => ({
  choosePlace: async (suggested, format) => {
    const chosen = await ask.where(`${suggested}.${format}`, format);
    if (chosen === undefined) return undefined;
    const path = await withExtension(chosen, `.${format}`);
    return { name: basename(path), save: content => save(path, content) };
  },
  read: async () => {
    const path = await ask.which();
    if (path === undefined) return undefined;
    const bytes = await bytesAt(path).catch(() => 'no-file' as const);
    if (typeof bytes === 'string') return { unreadable: bytes };
    const content = decodeText(bytes);
    return content === undefined ? { unreadable: 'no-text' } : { name: basename(path), text: content };
  },
});

const save = (path: string, content: string): void => {
  try {
    saveText(dirname(path), basename(path), content, { whose: 'theirs' });
  } catch (cause) {
    throw new DockpassError('save-failed', { reason: 'export', cause });
  }
};

/** As long as a list may be: what is longer is not read to its end. Throws what the system says. */
async function bytesAt(path: string): Promise<Buffer | 'too-large'> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of bytesOf(path)) {
    length += part.length;
    if (length > largestList) return 'too-large';
    parts.push(part);
  }
  return Buffer.concat(parts);
}

const askInPanel: Ask = {
  where: (suggested, format) =>
    askWhere(suggested, { name: text(format === 'csv' ? 'lists.file.csv' : 'lists.file.json'), extensions: [format] }),
  which: () => askWhich({ name: text('lists.file.any'), extensions: ['csv', 'tsv', 'txt', 'json'] }),
};
