import type { MessageFormatElement } from '@formatjs/icu-messageformat-parser';
import { IntlMessageFormat } from 'intl-messageformat';

/**
 * One language of one side: ICU MessageFormat texts by key. The build parses what holds arguments beforehand, so that no
 * parser ships; without the build (a test in plain Node) they are parsed when they are first used.
 */
export type Catalogue = Readonly<Record<string, string | MessageFormatElement[]>>;

/** Reads one text. `Texts` says for each key which values it takes; `never` where it takes none. */
type Text<Texts> = <Key extends keyof Texts & string>(
  key: Key,
  ...values: [Texts[Key]] extends [never] ? [] : [values: Texts[Key]]
) => string;

/** Reads one text with anything in the places of its values (an element with a name in it): the pieces in their order. */
type Pieces<Texts> = <Key extends keyof Texts & string, Piece>(
  key: Key,
  values: { readonly [Name in keyof Texts[Key]]: Texts[Key][Name] | Piece },
) => readonly (string | Piece)[];

/** The texts of one side in the language in force. */
interface Localized<Texts> {
  readonly text: Text<Texts>;
  readonly pieces: Pieces<Texts>;
  /** BCP 47, as the catalogue's file is named. */
  readonly language: () => string;
  /** From now on every text is of this language. */
  readonly use: (language: string, catalogue: Catalogue) => void;
}

// Before its first message the library asks Intl for every language that there is, which takes 20 ms of the panel's first
// picture. It goes without where there is no answer: each language of ours is one that Intl has.
IntlMessageFormat.resolveLocale = () => undefined;

/** Nothing to fill in and nothing quoted: the message is what is shown. */
const isPlain = (message: string): boolean => !/[{}]|''/.test(message);

// What a key's text takes is checked where it is read; here it is any.
type Values<Piece = never> = Record<string, string | number | Date | Piece>;

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
  const messageOf = (key: string): string | MessageFormatElement[] => catalogue[key] ?? english[key] ?? key;
  return {
    text: (key, ...values) => {
      const message = messageOf(key);
      if (typeof message === 'string' && isPlain(message)) return message;
      return String(formatOf(key, message).format(values[0] as Values));
    },
    pieces: <Piece>(key: string, values: object) =>
      formatOf(key, messageOf(key))
        .formatToParts<Piece>(values as Values<Piece>)
        .map(({ value }) => value as string | Piece),
    language: () => language,
    use: (next, texts) => {
      language = next;
      catalogue = texts;
      formats.clear();
    },
  };
}
