import type { MessageFormatElement } from '@formatjs/icu-messageformat-parser';
import { IntlMessageFormat } from 'intl-messageformat';

/**
 * One language of one side: ICU MessageFormat texts by key. The build parses what holds arguments beforehand, so that no
 * parser ships; without the build (a test in plain Node) they are parsed when they are first used.
 */
export type Catalogue = Readonly<Record<string, string | MessageFormatElement[]>>;

/** Reads one text. `Texts` says for each key which values it takes; `never` where it takes none. */
export type Text<Texts> = <Key extends keyof Texts & string>(
  key: Key,
  ...values: [Texts[Key]] extends [never] ? [] : [values: Texts[Key]]
) => string;

/** The texts of one side in the language in force. */
export interface Localized<Texts> {
  readonly text: Text<Texts>;
  /** BCP 47, as the catalogue's file is named. */
  readonly language: () => string;
  /** From now on every text is of this language. */
  readonly use: (language: string, catalogue: Catalogue) => void;
}

/** Nothing to fill in and nothing quoted: the message is what is shown. */
const isPlain = (message: string): boolean => !/[{}]|''/.test(message);

export function localize<Texts>(first: string, english: Catalogue): Localized<Texts> {
  let language = first;
  let catalogue = english;
  const formats = new Map<string, IntlMessageFormat>();
  const formatOf = (key: string, message: string | MessageFormatElement[]): IntlMessageFormat => {
    const known = formats.get(key);
    if (known !== undefined) return known;
    const made = new IntlMessageFormat(message, language, undefined, { ignoreTag: true });
    formats.set(key, made);
    return made;
  };
  return {
    text: (key, ...values) => {
      const message = catalogue[key] ?? english[key];
      if (message === undefined) return key;
      if (typeof message === 'string' && isPlain(message)) return message;
      return String(formatOf(key, message).format(values[0] as Parameters<IntlMessageFormat['format']>[0]));
    },
    language: () => language,
    use: (next, texts) => {
      language = next;
      catalogue = texts;
      formats.clear();
    },
  };
}
