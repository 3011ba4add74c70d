import { folded } from '../state/fold.ts';

const wordsOf = (text: string): readonly string[] => text.split(/\s+/).filter(word => word !== '');

/** The name that is being typed: the last one, unless it is finished by a space or known already. */
const unfinished = (text: string, known: readonly string[]): string => {
  const last = text.split(/\s/).at(-1) ?? '';
  return known.includes(last) ? '' : last;
};

const fits = (name: string, part: string): boolean => folded(name).includes(folded(part));

/** The known names to choose from: those that hold what is being typed, or all where none does. */
export function namesOffered(known: readonly string[], text: string): readonly string[] {
  const fitting = known.filter(name => fits(name, unfinished(text, known)));
  return fitting.length === 0 ? known : fitting;
}

/** The text with a name added, in place of what was begun of it, or taken away where it stands already. */
export function toggleName(text: string, name: string, known: readonly string[]): string {
  const words = wordsOf(text);
  if (words.includes(name)) return words.filter(word => word !== name).join(' ');
  const begun = unfinished(text, known);
  const kept = begun !== '' && fits(name, begun) ? words.slice(0, -1) : words;
  // The space lets the next name be typed at once.
  return `${[...kept, name].join(' ')} `;
}
