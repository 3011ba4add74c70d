import { localize } from '../../preload/text/catalogue.ts';
import english from './en.json' with { type: 'json' };
import type { TextKey, Texts } from './texts.ts';

/** Every text of the windows that a person reads, in the language in force: `text('row.copy')`. */
export const { text, pieces, language, locale, speak, fetchPart } = localize<Texts>(
  english,
  {
    de: () => import('./de.json', { with: { type: 'json' } }),
    es: () => import('./es.json', { with: { type: 'json' } }),
    fr: () => import('./fr.json', { with: { type: 'json' } }),
    it: () => import('./it.json', { with: { type: 'json' } }),
    nl: () => import('./nl.json', { with: { type: 'json' } }),
    'en-XA': () => import('./en.json?en-XA'),
    'ar-XB': () => import('./en.json?ar-XB'),
  },
  {
    dialogs: () => import('./en.json?part=dialogs'),
    details: () => import('./en.json?part=details'),
    lists: () => import('./en.json?part=lists'),
    windows: () => import('./en.json?part=windows'),
  },
);

/** Whether there is a text of this key in the first part, where only the running program knows. */
export const isTextKey = (key: string): key is TextKey => Object.hasOwn(english, key);
