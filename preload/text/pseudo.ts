import { type MessageFormatElement, parse, TYPE } from '@formatjs/icu-messageformat-parser';
import type { Message } from './catalogue.ts';
import type { pseudoLanguages } from './languages.ts';

/** The English made strange, to see what a translation would do to a page: nothing here ships in a language people choose. */
type PseudoLanguage = (typeof pseudoLanguages)[number];

const plain = 'AaBbCcDdEeFfGgHhIiJjKkLlMmNnOoPpQqRrSsTtUuVvWwXxYyZz';
const accented = [...'ÅåƁƀÇçÐðÉéƑƒĜĝĤĥÎîĴĵĶķĻļṀɱÑñÖöÞþǪǫŔŕŠšŢţÛûṼṽŴŵẊẋÝýŽž'];

/** Accents on every letter, and letters doubled, vowels first, until the words are 40 % longer. */
function longer(words: string): string {
  let owed = 0;
  return [...words]
    .map(letter => {
      owed += 0.4;
      const other = accented[plain.indexOf(letter)];
      if (other === undefined) return letter;
      if (owed < (/[aeiouy]/i.test(letter) ? 1 : 2)) return other;
      const times = Math.floor(owed);
      owed -= times;
      return other.repeat(1 + times);
    })
    .join('');
}

/** Word by word as it would stand from right to left: RLO before each, PDF behind it. */
const mirrored = (words: string): string => words.replaceAll(/\p{L}[\p{L}\p{M}’'-]*/gu, '\u202e$&\u202c');

const strange: Readonly<Record<PseudoLanguage, (words: string) => string>> = { 'en-XA': longer, 'ar-XB': mirrored };

const changeWords = (
  elements: readonly MessageFormatElement[],
  change: (words: string) => string,
): MessageFormatElement[] =>
  elements.map(element => {
    if (element.type === TYPE.literal) return { ...element, value: change(element.value) };
    if (element.type !== TYPE.plural && element.type !== TYPE.select) return element;
    const options = Object.entries(element.options).map(([name, option]) => [
      name,
      { ...option, value: changeWords(option.value, change) },
    ]);
    // The same options under the same names, whatever kind of choice it is.
    return { ...element, options: Object.fromEntries(options) } as MessageFormatElement;
  });

/** An English message as a pseudo-language has it: its words changed, its values left. */
export function pseudoMessage(message: string, language: PseudoLanguage): Message {
  const change = strange[language];
  if (!/[{}]|''/.test(message)) return change(message);
  return changeWords(parse(message, { ignoreTag: true, captureLocation: false }), change);
}
