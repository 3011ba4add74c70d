import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { parseJson } from '../storage/json-text.ts';
import { removeWhole, saveWhole } from '../storage/whole-file.ts';

const name = 'unfinished-backups';
const schema = v.object({ version: v.literal(1), paths: v.array(v.string()) });

/** Where backups are being written: a program that is killed meanwhile leaves a file there, which holds tokens, sealed. */
export interface UnfinishedBackups {
  readonly note: (path: string) => void;
  readonly forget: (path: string) => void;
  readonly list: () => readonly string[];
}

/** `<folder>/unfinished-backups.json`: there only while a backup is written. Nothing of it throws: a backup matters more. */
export const createUnfinishedBackups = ({ folder }: { readonly folder: string }): UnfinishedBackups => {
  const list = (): readonly string[] => {
    try {
      const parsed = v.safeParse(schema, parseJson(readFileSync(join(folder, `${name}.json`))));
      return parsed.success ? parsed.output.paths : [];
    } catch {
      return [];
    }
  };
  const save = (paths: readonly string[]): void => {
    try {
      if (paths.length === 0) removeWhole(folder, name);
      else saveWhole(folder, name, { version: 1, paths });
    } catch {
      // What is left then is removed by the next backup to that place.
    }
  };
  return {
    list,
    note: path => save([...new Set([...list(), path])]),
    forget: path => save(list().filter(one => one !== path)),
  };
};
