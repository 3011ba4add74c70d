import { language } from '../text/text.ts';

/** Letters that stand for others without being an accented form of them. */
const alike: Readonly<Record<string, string>> = { ı: 'i', ß: 'ss', ø: 'o', đ: 'd', ł: 'l', æ: 'ae', œ: 'oe' };
/** How German is written where there are no umlauts: "Muenchen". */
const umlauts: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue' };

/**
 * A text without case and accents, so that "zurich" finds "Zürich", and every i of Turkish every other one. Lower case
 * first: İ becomes an i with a dot above, which then goes like an accent.
 */
export const folded = (text: string): string =>
  text
    .toLowerCase()
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[ıßøđłæœ]/g, letter => alike[letter] ?? letter);

/** The same, and in German also as it is written without umlauts. */
export const foldings = (text: string): readonly string[] => {
  if (language() !== 'de') return [folded(text)];
  const spelled = text
    .normalize('NFC')
    .toLowerCase()
    .replaceAll(/[äöü]/g, letter => umlauts[letter] ?? letter);
  return [folded(text), folded(spelled)];
};
