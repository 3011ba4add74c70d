import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Texts as MainTexts } from '../../../main/text/texts.ts';
import { type Catalogue, localize } from '../../../preload/text/catalogue.ts';
import { type Language, pseudoLanguages } from '../../../preload/text/languages.ts';
import { pseudoMessage } from '../../../preload/text/pseudo.ts';
import type { Texts as PageTexts } from '../../../renderer/text/texts.ts';
import { projectRoot } from '../../support/project-root.ts';

const read = (side: 'main' | 'renderer', language: Language): Catalogue => {
  const fileOf = (name: string): Record<string, string> =>
    JSON.parse(readFileSync(path.join(projectRoot, side, 'text', `${name}.json`), 'utf8'));
  const pseudo = pseudoLanguages.find(one => one === language);
  if (pseudo === undefined) return fileOf(language);
  return Object.fromEntries(Object.entries(fileOf('en')).map(([key, one]) => [key, pseudoMessage(one, pseudo)]));
};

/** What a person reads in one language, by the keys of the texts: `main('tray.quit')`, `page('row.copy')`. */
export const wordsIn = (language: Language) => {
  const none = () => Promise.reject(new Error('read from its file'));
  const others = { de: none, 'en-XA': none, 'ar-XB': none };
  const main = localize<MainTexts>(read('main', 'en'), others);
  const page = localize<PageTexts>(read('renderer', 'en'), others);
  main.use(language, read('main', language));
  page.use(language, read('renderer', language));
  return { main: main.text, page: page.text };
};
