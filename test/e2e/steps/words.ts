import type { Texts as MainTexts } from '../../../main/text/texts.ts';
import { localize } from '../../../preload/text/catalogue.ts';
import type { Language } from '../../../preload/text/languages.ts';
import type { Texts as PageTexts } from '../../../renderer/text/texts.ts';
import { catalogueOf } from '../../support/catalogues.ts';

const none = () => Promise.reject(new Error('read from its file'));
const others = { de: none, es: none, fr: none, it: none, nl: none, 'en-XA': none, 'ar-XB': none };

/** What a person reads in one language, by the keys of the texts: `main('tray.quit')`, `page('row.copy')`. */
export const wordsIn = (language: Language) => {
  const main = localize<MainTexts>(catalogueOf('main', 'en'), others);
  const page = localize<PageTexts>(catalogueOf('renderer', 'en'), others);
  main.use(language, catalogueOf('main', language));
  page.use(language, catalogueOf('renderer', language));
  return { main: main.text, page: page.text };
};
