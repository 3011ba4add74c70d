import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { languages } from '../../../preload/text/languages.ts';
import { projectRoot } from '../../support/project-root.ts';

// Punctuation as each language prints it, in every text of both sides.

const narrow = '\u202f';
const noBreak = '\u00a0';
const pairs: Readonly<Record<string, readonly string[]>> = {
  en: ['“”'],
  de: ['„“'],
  es: ['«»', '¿?', '¡!'],
  fr: ['«»'],
  it: ['«»'],
  nl: ['“”'],
};
const quotes = '„“”«»"';

const count = (message: string, sign: string): number => message.split(sign).length - 1;

/** French keeps a space with these signs and between thousands, and a line never breaks there. */
const frenchSpaces = new RegExp(`«(?!${narrow})|(?<!${narrow})[»?!;]|\\s(?<!${noBreak}):|\\d \\d`);

/** What is wrong with a text of a language, in a few words; empty where nothing is. */
function faultsOf(language: string, message: string): readonly string[] {
  const own = pairs[language] ?? [];
  return [
    ...own.filter(([open = '', close = '']) => count(message, open) !== count(message, close)),
    ...[...quotes].filter(sign => message.includes(sign) && !own.some(pair => pair.includes(sign))),
    ...(message.includes('...') ? ['three dots for …'] : []),
    ...(message.includes("'") ? ["' for ’"] : []),
    ...(message.trim() === message ? [] : ['space at an end']),
    ...(language === 'fr' && frenchSpaces.test(message) ? ['a space that breaks, or none'] : []),
  ];
}

it.each(languages)('every text has the punctuation of its language: %s', language => {
  const wrong = ['main', 'renderer'].flatMap(side => {
    const texts: Record<string, string> = JSON.parse(
      readFileSync(join(projectRoot, side, 'text', `${language}.json`), 'utf8'),
    );
    return Object.entries(texts).flatMap(([key, message]) =>
      faultsOf(language, message).map(fault => `${side} ${key}: ${fault}`),
    );
  });
  expect(wrong).toEqual([]);
});
