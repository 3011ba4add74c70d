import type { MessageFormatElement, TYPE } from '@formatjs/icu-messageformat-parser';
import { IntlMessageFormat } from 'intl-messageformat';
import { directionOf, type Language } from './languages.ts';
import type { LaterPart } from './parts.ts';

/** A text as it stands in the file, or parsed by the build. */
export type Message = string | MessageFormatElement[];

/**
 * One language of one side: ICU MessageFormat texts by key. The build parses what holds arguments beforehand, so that no
 * parser ships; without the build (a test in plain Node) they are parsed when they are first used.
 */
export type Catalogue = Readonly<Record<string, Message>>;

/** What a language's file gives when it is fetched. The build leaves the keys out: the texts are in the order of the English. */
interface Fetched {
  readonly default: Catalogue | readonly Message[];
  /** The way to the texts that the build took out because only some pages need them. */
  readonly later?: Readonly<Record<LaterPart, () => Promise<Fetched>>> | undefined;
}

/** Fetches every language but English, which is there from the start. */
type Others = Readonly<Record<Exclude<Language, 'en'>, () => Promise<Fetched>>>;

/** Fetches the parts of the English that are not there from the start. */
type EnglishParts = Readonly<Record<LaterPart, () => Promise<{ readonly default: Catalogue }>>>;

/** Reads one text. `Texts` says for each key which values it takes; `never` where it takes none. */
type Text<Texts> = <Key extends keyof Texts & string>(
  key: Key,
  ...values: [Texts[Key]] extends [never] ? [] : [values: Texts[Key]]
) => string;

/** Reads the English of a text that takes no values. */
type Plain<Texts> = (key: { [Key in keyof Texts]: [Texts[Key]] extends [never] ? Key : never }[keyof Texts]) => string;

/** Reads one text with anything in the places of its values (an element with a name in it): the pieces in their order. */
type Pieces<Texts> = <Key extends keyof Texts & string, Piece>(
  key: Key,
  values: { readonly [Name in keyof Texts[Key]]: Texts[Key][Name] | Piece },
) => readonly (string | Piece)[];

/** The texts of one side in the language in force. */
interface Localized<Texts> {
  readonly text: Text<Texts>;
  readonly pieces: Pieces<Texts>;
  /** For what a program reads: in every language the same word. */
  readonly inEnglish: Plain<Texts>;
  /** The language in force. */
  readonly language: () => Language;
  /** By which numbers, dates and lists are written and names are sorted: BCP 47, with the computer's region where it fits. */
  readonly locale: () => string;
  /** From now on every text is of this language. */
  readonly use: (language: Language, catalogue: Catalogue) => void;
  /** The same once its texts are fetched; where another is asked for meanwhile, that one. English is there at once. */
  readonly speak: (language: Language) => Promise<void>;
  /** Fetches a later part; from now on it is fetched with every language. */
  readonly fetchPart: (part: LaterPart) => Promise<void>;
}

// Before its first message the library asks Intl for every language that there is, which takes 20 ms of the panel's first
// picture. It goes without where there is no answer: each language of ours is one that Intl has.
IntlMessageFormat.resolveLocale = () => undefined;

/** Nothing to fill in and nothing quoted: the message is what is shown. */
const isPlain = (message: string): boolean => !/[{}]|''/.test(message);

// What a key's text takes is checked where it is read; here it is any.
type Values<Piece = never> = Record<string, string | number | Date | Piece>;

/** A pseudo-language writes its numbers as English does: its words are English ones. */
const localeOf = (language: Language): string => {
  const spoken = language.endsWith('-XA') || language.endsWith('-XB') ? 'en' : language;
  // Of all of Intl, this one knows the computer's language without making a formatter first, for 20 ms.
  const own = new Intl.PluralRules().resolvedOptions().locale;
  return own.split('-', 1)[0] === spoken ? own : spoken;
};

/** `englishParts` is for a side whose texts are in parts. */
export function localize<Texts>(first: Catalogue, others: Others, englishParts?: EnglishParts): Localized<Texts> {
  const english: Record<string, Message> = { ...first };
  const parts: LaterPart[] = [];
  let language: Language = 'en';
  let wanted: Language = 'en';
  let locale: string | undefined;
  let catalogue: Catalogue = english;
  const formats = new Map<string, IntlMessageFormat>();
  const localeNow = (): string => {
    locale ??= localeOf(language);
    return locale;
  };
  const formatOf = (key: string, message: Message): IntlMessageFormat => {
    const known = formats.get(key);
    if (known !== undefined) return known;
    const made = new IntlMessageFormat(message, localeNow(), undefined, { ignoreTag: true });
    formats.set(key, made);
    return made;
  };
  const messageOf = (key: string): Message => catalogue[key] ?? english[key] ?? key;
  const use = (next: Language, texts: Catalogue): void => {
    language = wanted = next;
    locale = undefined;
    catalogue = texts;
    formats.clear();
  };
  /** A language's first part, and the later ones asked for so far: English has their keys, and is there for what lacks. */
  const fetchTexts = async (of: Language): Promise<Catalogue> => {
    const file: Fetched = of === 'en' ? { default: first, later: englishParts } : await others[of]();
    const later = parts.map(async part => {
      const [keyed, own] = await Promise.all([englishParts?.[part](), file.later?.[part]()]);
      Object.assign(english, keyed?.default);
      return withKeysOf(keyed?.default ?? {}, own?.default ?? {});
    });
    return Object.assign({ ...withKeysOf(first, file.default) }, ...(await Promise.all(later)));
  };
  /** Once more where another language or another part is asked for meanwhile. */
  const fetchWanted = async (): Promise<void> => {
    const [of, count] = [wanted, parts.length];
    try {
      const texts = await fetchTexts(of);
      if (of !== wanted || count !== parts.length) return await fetchWanted();
      use(of, texts);
    } catch (error) {
      if (of === wanted) wanted = language;
      throw error;
    }
  };
  return {
    text: (key, ...values) => {
      const message = messageOf(key);
      if (typeof message === 'string' && isPlain(message)) return message;
      const format = formatOf(key, message);
      return String(format.format(isolated(values[0] as Values, format, directionOf(language))));
    },
    pieces: <Piece>(key: string, values: object) =>
      formatOf(key, messageOf(key))
        .formatToParts<Piece>(values as Values<Piece>)
        .map(({ value }) => value as string | Piece),
    inEnglish: key => String(english[String(key)]),
    language: () => language,
    locale: localeNow,
    use,
    speak: async next => {
      wanted = next;
      if (next === 'en') use('en', english);
      else await fetchWanted();
    },
    fetchPart: async part => {
      parts.push(part);
      await fetchWanted();
    },
  };
}

/** Letters that run against a language of each direction. */
const foreign = { ltr: /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/, rtl: /[A-Za-z\u00c0-\u024f]/ };
/** First strong isolate, and its end: what stands between them turns nothing around it. */
const isolate = (value: string): string => `\u2068${value}\u2069`;

/** The values with every name that runs the other way kept apart; what only chooses between wordings stays as it is. */
const isolated = (values: Values, format: IntlMessageFormat, direction: 'ltr' | 'rtl'): Values => {
  const isForeign = (value: unknown): value is string => typeof value === 'string' && foreign[direction].test(value);
  if (!Object.values(values).some(isForeign)) return values;
  const shown = namesShown(format.getAst(), new Set());
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, isForeign(value) && shown.has(name) ? isolate(value) : value]),
  );
};

/** The names of the values that a message shows as they are. */
const namesShown = (elements: readonly MessageFormatElement[], found: Set<string>): ReadonlySet<string> => {
  for (const element of elements) {
    // Numbers of the parser's enum, which does not ship: an argument; a select and a plural have options.
    if (element.type === (1 satisfies TYPE.argument)) found.add(element.value);
    if ('options' in element) for (const option of Object.values(element.options)) namesShown(option.value, found);
  }
  return found;
};

const isInOrder = (texts: Catalogue | readonly Message[]): texts is readonly Message[] => Array.isArray(texts);

const withKeysOf = (english: Catalogue, texts: Catalogue | readonly Message[]): Catalogue =>
  isInOrder(texts) ? Object.fromEntries(Object.keys(english).map((key, at) => [key, texts[at] ?? key])) : texts;
