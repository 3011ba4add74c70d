import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { projectRoot } from '../../support/project-root.ts';

// The same word for the same thing on every screen, in every language: as renderer/text/README.md lists them.

const languages = ['de', 'es', 'fr', 'it', 'nl'] as const;
type Texts = Readonly<Record<string, string>>;
const sides = ['main', 'renderer'] as const;
const textsOf = (side: (typeof sides)[number], language: string): Texts =>
  JSON.parse(readFileSync(join(projectRoot, side, 'text', `${language}.json`), 'utf8'));

const readme = readFileSync(join(projectRoot, 'renderer/text/README.md'), 'utf8');
const [, glossary = ''] = readme.split('## Glossary');
const rows = glossary
  .split('\n')
  .filter(line => line.startsWith('| ') && !line.startsWith('| ---'))
  .map(line => line.slice(2, -2).split(' | '));
const terms = rows.filter(cells => cells.length === 6 && cells[0] !== 'English');
const never = rows.filter(([first = '', ...rest]) => rest.length === 1 && first.includes(': '));

/** Short texts that do without the word, because it stands beside them. */
const without: ReadonlySet<string> = new Set([
  'de activity.none',
  'es backup.title',
  'es error.wrong-passphrase.wait.title',
  'es settings.keeping.backup',
  'fr error.busy.restore.title',
  'fr field-name.storage',
  'it field-name.storage',
  'nl backup.title',
  'nl field-name.storage',
  'nl settings.keeping.backup',
]);

/** Without the names of the values. */
const wordsOf = (message: string): string => message.replaceAll(/\{\w+(, (plural|select|number),?)?|[{}]/g, ' ');
const begins = (message: string, word: string): boolean =>
  new RegExp(`(?<!\\p{L})${word}`, 'iu').test(wordsOf(message));
/** German and Dutch put words together. */
const has = (message: string, word: string): boolean => wordsOf(message).toLowerCase().includes(word.toLowerCase());

it.each(languages)('short texts use the words of the glossary, in %s', language => {
  expect(terms.length).toBeGreaterThan(15);
  const column = languages.indexOf(language) + 1;
  const wrong = sides.flatMap(side => {
    const [english, own] = [textsOf(side, 'en'), textsOf(side, language)];
    return Object.entries(english).flatMap(([key, message]) => {
      const words = wordsOf(message);
      if ((words.match(/\p{L}[\p{L}’-]*/gu) ?? []).length > 6) return [];
      return terms
        .filter(([term = '']) => begins(message, term))
        .filter(cells => !(cells[column] ?? '').split(', ').some(word => has(own[key] ?? '', word)))
        .map(([term]) => `${key} (${term}): ${own[key]}`);
    });
  });
  expect(wrong.filter(line => !without.has(`${language} ${line.split(' ', 1)[0]}`))).toEqual([]);
});

it.each(['German', 'Spanish', 'French', 'Italian', 'Dutch'])(
  'no text has a word that the glossary rules out, in %s',
  name => {
    const language = languages[['German', 'Spanish', 'French', 'Italian', 'Dutch'].indexOf(name)] ?? '';
    const [list = ''] = never.find(([first = '']) => first.startsWith(`${name}: `)) ?? [];
    const words = list.slice(name.length + 2).split(', ');
    expect(words.length).toBeGreaterThan(1);
    const found = sides.flatMap(side =>
      Object.entries(textsOf(side, language)).filter(([, message]) =>
        words.some(word => new RegExp(`(?<!\\p{L})${word}(?!\\p{L})`, 'iu').test(wordsOf(message))),
      ),
    );
    expect(found).toEqual([]);
  },
);
