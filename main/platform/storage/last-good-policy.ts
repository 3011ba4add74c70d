import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Log } from '../../core/ports/log.ts';
import type { LastGoodPolicy } from '../../core/ports/storage.ts';
import { removeWhole, saveWhole } from './whole-file.ts';

const name = 'managed-last-good';

/** `<folder>/managed-last-good.json`: it counts only while the organization's own file is there and is not good. */
export const createLastGoodPolicy = (folder: string, log: Log): LastGoodPolicy => {
  const read = (): unknown => {
    try {
      const kept: unknown = JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8'));
      return kept;
    } catch {
      return undefined;
    }
  };
  return {
    read,
    save: content => {
      try {
        if (content === undefined) removeWhole(folder, name);
        else if (JSON.stringify(read()) !== JSON.stringify(content)) saveWhole(folder, name, Object(content));
      } catch {
        // Only a later start with a bad file would miss it.
        log.write('managed-not-kept');
      }
    },
  };
};
