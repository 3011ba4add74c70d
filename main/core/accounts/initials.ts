/** Letters and digits with the marks that belong to them. */
const wordsOf = (label: string): readonly string[] => label.match(/[\p{L}\p{N}]\p{M}*(?:[\p{L}\p{N}\p{M}'’]*)/gu) ?? [];

/**
 * One or two letters by which a person knows an account: the first ones of its first two words, or of its only word.
 * "?" where the name has neither letter nor digit.
 */
export function initialsOf(label: string): string {
  const [first, second] = wordsOf(label);
  if (first === undefined) return '?';
  const letters = (word: string): readonly string[] => word.match(/[\p{L}\p{N}]\p{M}*/gu) ?? [];
  const [one = '', next = ''] = letters(first);
  const two = second === undefined ? next : (letters(second)[0] ?? '');
  // Not the language's own upper case: the same name has the same initials everywhere.
  return `${one}${two}`.toUpperCase();
}
