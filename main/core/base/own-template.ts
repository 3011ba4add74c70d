import { type OwnFormatProblem, type Quoting, templateWords } from '../../../preload/contract/copy-formats.ts';

/** A piece of a template as it is written, or a placeholder by its word. */
type TemplatePart = { readonly text: string } | { readonly word: string };

/** The id of an own copy format. */
export const ownFormatId = /^own:[a-z0-9-]{1,60}$/;

/** How a reader takes quotes; absent for a quoting that adds none. */
interface QuoteRules {
  readonly single: string;
  readonly double: string;
  /** Makes the next sign an ordinary one; in cmd not within quotes. */
  readonly escapeSign: string;
  readonly escapesInQuotes: boolean;
  /** Right before a quote these change what it means: `$'…'` in bash, `@'` in PowerShell, `\"` for a program of Windows. */
  readonly spoils: string;
  /** Whether a quoted word may stand right behind another: PowerShell takes two quotes in a row for one within the word. */
  readonly joins: boolean;
}
const rulesOf: Readonly<Record<Quoting, QuoteRules | undefined>> = {
  none: undefined,
  url: undefined,
  posix: { single: "'", double: '"', escapeSign: '\\', escapesInQuotes: true, spoils: '$', joins: true },
  powershell: {
    single: "'\u2018\u2019\u201a\u201b",
    double: '"\u201c\u201d\u201e',
    escapeSign: '`',
    escapesInQuotes: true,
    spoils: '$@',
    joins: false,
  },
  cmd: { single: '', double: '"', escapeSign: '^', escapesInQuotes: false, spoils: '\\', joins: false },
  json: { single: '', double: '"', escapeSign: '\\', escapesInQuotes: true, spoils: '', joins: false },
};

/** Braces around anything but letters mean themselves, as in JSON. */
const placeholder = /\{([A-Za-z]{1,40})\}/;

/** The template in pieces, in their order. Words that nobody knows are among them. */
export const templateParts = (template: string): readonly TemplatePart[] =>
  // A pattern with one group leaves what it found between the pieces.
  template.split(placeholder).map((piece, index) => (index % 2 === 0 ? { text: piece } : { word: piece }));

/** What is wrong with it; empty where it can be used. */
export const templateProblems = (template: string, quoting: Quoting): readonly OwnFormatProblem[] => {
  const parts = templateParts(template);
  const words = parts.flatMap(part => ('word' in part ? [part.word] : []));
  const isKnown = (word: string): boolean => templateWords.some(one => one === word);
  const rules = rulesOf[quoting];
  return [
    ...(words.length === 0 ? [{ kind: 'empty' } as const] : []),
    ...(/(?![\n\t])[\p{Cc}\u2028\u2029]/u.test(template) ? [{ kind: 'control' } as const] : []),
    ...words.filter(word => !isKnown(word)).map(word => ({ kind: 'unknown', word: `{${word}}` }) as const),
    ...(rules === undefined
      ? []
      : misquoted(parts, rules).map(word => ({ kind: 'quoted', word: `{${word}}` }) as const)),
  ];
};

/** The words that would not be one word for their reader, however they are quoted. */
const misquoted = (parts: readonly TemplatePart[], rules: QuoteRules): readonly string[] =>
  parts.flatMap((part, index) => {
    if (!('word' in part)) return [];
    const before = parts.slice(0, index).flatMap(one => ('text' in one ? [one.text] : []));
    const next = textOf(parts[index + 1]);
    const isJoined = !rules.joins && index > 1 && before.at(-1) === '';
    const quotes = rules.single + rules.double;
    const touches = (sign: string | undefined): boolean => sign !== undefined && quotes.includes(sign);
    const isSpoilt = (sign: string | undefined): boolean => sign !== undefined && rules.spoils.includes(sign);
    const last = before.at(-1)?.at(-1);
    const isBad = isOpen(before.join(''), rules) || isJoined || touches(last) || touches(next.at(0)) || isSpoilt(last);
    return isBad ? [part.word] : [];
  });

const textOf = (part: TemplatePart | undefined): string => (part !== undefined && 'text' in part ? part.text : '');

/** What comes after this text stands within quotes, or is escaped. */
const isOpen = (text: string, { single, double, escapeSign, escapesInQuotes }: QuoteRules): boolean => {
  let open: 'single' | 'double' | undefined;
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at] ?? '';
    if (sign === escapeSign && (open === undefined || (open === 'double' && escapesInQuotes))) {
      at += 1;
      if (at === text.length) return true;
    } else if (single.includes(sign) && open !== 'double') open = open === undefined ? 'single' : undefined;
    else if (double.includes(sign) && open !== 'single') open = open === undefined ? 'double' : undefined;
  }
  return open !== undefined;
};
