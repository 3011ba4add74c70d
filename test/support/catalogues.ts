import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Catalogue } from '../../preload/text/catalogue.ts';
import { type Language, pseudoLanguages } from '../../preload/text/languages.ts';
import { pseudoMessage } from '../../preload/text/pseudo.ts';
import { projectRoot } from './project-root.ts';

/** The texts of one side in a language, as the build makes them. */
export const catalogueOf = (side: 'main' | 'renderer', language: Language): Catalogue => {
  const read = (name: string): Record<string, string> =>
    JSON.parse(readFileSync(path.join(projectRoot, side, 'text', `${name}.json`), 'utf8'));
  const pseudo = pseudoLanguages.find(one => one === language);
  if (pseudo === undefined) return read(language);
  return Object.fromEntries(Object.entries(read('en')).map(([key, one]) => [key, pseudoMessage(one, pseudo)]));
};
