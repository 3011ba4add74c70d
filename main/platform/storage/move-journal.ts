import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import type { Move, MoveJournal } from '../../core/ports/storage.ts';
import { systemCodeOf } from '../system/system-code.ts';
import { parseJson } from './json-text.ts';
import { removeWhole, saveWhole } from './whole-file.ts';

const name = 'moves';
const schema = v.object({
  version: v.literal(1),
  moves: v.array(v.object({ path: v.string(), hash: v.string(), folder: v.string(), accounts: v.array(v.string()) })),
});

/** `<folder>/moves.json`: there only while a backup takes refresh tokens along. It holds no secret. */
export const createMoveJournal = ({ folder }: { readonly folder: string }): MoveJournal => ({
  read: () => {
    try {
      return readMoves(readFileSync(join(folder, `${name}.json`)));
    } catch (problem) {
      return systemCodeOf(problem) === 'ENOENT' ? [] : 'unreadable';
    }
  },
  save: moves => {
    if (moves.length === 0) removeWhole(folder, name);
    else saveWhole(folder, name, movesContent(moves));
  },
});

export const movesContent = (moves: readonly Move[]): object => ({ version: 1, moves });

/** What the bytes of the file turn out to be. Never throws. */
export const readMoves = (bytes: Uint8Array): ReturnType<MoveJournal['read']> => {
  const parsed = v.safeParse(schema, parseJson(bytes));
  return parsed.success ? parsed.output.moves : 'unreadable';
};
