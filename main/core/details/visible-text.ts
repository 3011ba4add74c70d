/** Of a stranger's text, in code points: what is longer is cut. */
const longestShown = 500;

/** What cannot be seen, or changes how others are seen: control, format, unassigned and lone halves of characters. */
const unseen = /[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;

const named = (character: string): string =>
  `[U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}]`;

/** A stranger's text that shows what it holds: one line, each unseen character by its number, cut at `longest` code points. */
export const visibleText = (
  text: string,
  longest = longestShown,
): { readonly text: string; readonly isCut: boolean } => {
  // Two code units at most make a code point: the rest is not even looked at.
  const points = Array.from(text.slice(0, 2 * longest + 2));
  const isCut = points.length > longest;
  return { text: `${points.slice(0, longest).join('').replace(unseen, named)}${isCut ? '…' : ''}`, isCut };
};
