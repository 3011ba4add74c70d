/** Every language that all texts are in; a catalogue is named after each (`main/text/de.json`, `renderer/text/de.json`). */
export const languages = ['de', 'en', 'es', 'fr', 'it', 'nl'] as const;

/** Made of the English by the build, for tests and pictures: accents and 40 % longer; right to left. */
export const pseudoLanguages = ['en-XA', 'ar-XB'] as const;

export type Language = (typeof languages)[number] | (typeof pseudoLanguages)[number];

/** What each language is called by those who speak it. */
export const languageNames: Readonly<Record<Language, string>> = {
  de: 'Deutsch',
  en: 'English',
  es: 'Español',
  fr: 'Français',
  it: 'Italiano',
  nl: 'Nederlands',
  'en-XA': 'English (en-XA)',
  'ar-XB': 'English (ar-XB)',
};

export const isLanguage = (tag: string): tag is Language => Object.hasOwn(languageNames, tag);

/** Which way a page of this language runs: for its `dir`. */
export const directionOf = (language: Language): 'ltr' | 'rtl' => (language === 'ar-XB' ? 'rtl' : 'ltr');
