import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import type { KeptFileEntry, KeptFileJournal } from '../../core/ports/programs.ts';
import { parseJson } from '../storage/json-text.ts';
import { removeWhole, saveWhole } from '../storage/whole-file.ts';
import { systemCodeOf } from '../system/system-code.ts';

const name = 'kept-files';
const entry = v.object({ account: v.string(), path: v.string(), hashes: v.array(v.string()) });
const schema = v.object({ version: v.literal(1), files: v.array(entry) });

/** A list in the data folder, there only while files are kept. */
export const createKeptFileJournal = ({ folder }: { readonly folder: string }): KeptFileJournal => ({
  read: () => {
    try {
      return readKeptFiles(readFileSync(join(folder, `${name}.json`)));
    } catch (problem) {
      return systemCodeOf(problem) === 'ENOENT' ? [] : 'unreadable';
    }
  },
  save: files => {
    if (files.length === 0) removeWhole(folder, name);
    else saveWhole(folder, name, keptFilesContent(files));
  },
});

export const keptFilesContent = (files: readonly KeptFileEntry[]): object => ({ version: 1, files });

/** What the bytes of the file turn out to be. Never throws. */
export const readKeptFiles = (bytes: Uint8Array): ReturnType<KeptFileJournal['read']> => {
  const parsed = v.safeParse(schema, parseJson(bytes));
  return parsed.success ? parsed.output.files : 'unreadable';
};
