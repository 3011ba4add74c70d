import { longestName, longestWords } from './limits.ts';

/**
 * A name fit to show: one line, no control or bidirectional-override characters, at most 120 characters. Empty where
 * nothing in it would be seen.
 */
export const tidyLabel = (text: string): string => {
  const oneLine = text
    .slice(0, longestWords)
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]+/gu, ' ')
    .trim();
  const isSeen = /[^\p{C}\p{Z}\p{Default_Ignorable_Code_Point}]/u.test(oneLine);
  return isSeen ? Array.from(oneLine).slice(0, longestName).join('').trim() : '';
};

/** The same for two names that people cannot tell apart: by case, or by how a letter and its accent are written. */
export const nameKey = (label: string): string => label.normalize('NFC').toLowerCase();

/** Whether people cannot tell these two names apart. */
export const isSameLabel = (one: string, other: string): boolean => nameKey(one) === nameKey(other);

/** Names that are in use. `give`: `wanted`, or `wanted (2)` and so on where another account has that name; it is in use then. */
export interface Names {
  readonly give: (wanted: string) => string;
}

export const createNames = (taken: readonly string[]): Names => {
  const used = new Set(taken.map(nameKey));
  /** Where counting goes on for a name that many accounts want. */
  const nextNumbers = new Map<string, number>();
  return {
    give: wanted => {
      let label = wanted;
      let number = nextNumbers.get(wanted) ?? 2;
      for (; used.has(nameKey(label)); number += 1) label = `${wanted} (${number})`;
      nextNumbers.set(wanted, number);
      used.add(nameKey(label));
      return label;
    },
  };
};

/** `wanted`, or `wanted (2)` and so on where another account has that name. */
export const uniqueLabel = (wanted: string, taken: readonly string[]): string => createNames(taken).give(wanted);
