/** The longest account name that is kept, in characters. */
const longestLabel = 120;

/** A name fit to show: one line, no control or bidirectional-override characters, at most 120 characters. */
export const tidyLabel = (text: string): string =>
  Array.from(text.replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069]+/gu, ' ').trim())
    .slice(0, longestLabel)
    .join('');

/** `wanted`, or `wanted (2)` and so on where another account has that name. */
export const uniqueLabel = (wanted: string, taken: readonly string[]): string => {
  const used = new Set(taken.map(label => label.toLowerCase()));
  let label = wanted;
  for (let number = 2; used.has(label.toLowerCase()); number += 1) label = `${wanted} (${number})`;
  return label;
};
