import { localize } from '../../preload/text/catalogue.ts';
import english from './en.json' with { type: 'json' };
import type { Texts } from './texts.ts';

/** Every text of main's side that a person reads, in the language in force: `text('tray.quit')`. */
export const { text, language, use } = localize<Texts>('en', english);
