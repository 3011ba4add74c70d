import { localize } from '../../preload/text/catalogue.ts';
import english from './en.json' with { type: 'json' };
import type { Texts } from './texts.ts';

/** Every text of main's side that a person reads, in the language in force: `text('tray.quit')`. */
export const { text, inEnglish, language, locale, use, speak } = localize<Texts>(english, {
  de: () => import('./de.json', { with: { type: 'json' } }),
  es: () => import('./es.json', { with: { type: 'json' } }),
  fr: () => import('./fr.json', { with: { type: 'json' } }),
  it: () => import('./it.json', { with: { type: 'json' } }),
  nl: () => import('./nl.json', { with: { type: 'json' } }),
  'en-XA': () => import('./en.json?en-XA'),
  'ar-XB': () => import('./en.json?ar-XB'),
});
