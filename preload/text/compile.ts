import { readFileSync } from 'node:fs';
import { type MessageFormatElement, parse, TYPE } from '@formatjs/icu-messageformat-parser';
import type { Plugin } from 'vite';
import type { Catalogue } from './catalogue.ts';

/** What the build makes of the catalogues (`main/text/en.json`, `renderer/text/en.json`): nothing here ships. */

const parseMessage = (message: string): MessageFormatElement[] =>
  parse(message, { ignoreTag: true, captureLocation: false });

/** A catalogue file as it ships: what has arguments parsed, the rest as it stands. Throws SyntaxError for what ICU refuses. */
export function compile(json: string): Catalogue {
  const messages: Record<string, string> = JSON.parse(json);
  return Object.fromEntries(
    Object.entries(messages).map(([key, message]) => [key, /[{}]|''/.test(message) ? parseMessage(message) : message]),
  );
}

/** The type of each value that a message takes, by name. */
const valuesOf = (elements: readonly MessageFormatElement[], found: Map<string, string>): Map<string, string> => {
  for (const element of elements) {
    switch (element.type) {
      case TYPE.argument:
        if (!found.has(element.value)) found.set(element.value, 'string | number');
        break;
      case TYPE.number:
      case TYPE.plural:
        found.set(element.value, 'number');
        break;
      case TYPE.date:
      case TYPE.time:
        found.set(element.value, 'number | Date');
        break;
      case TYPE.select:
        found.set(element.value, 'string');
        break;
    }
    if (element.type === TYPE.plural || element.type === TYPE.select)
      for (const option of Object.values(element.options)) valuesOf(option.value, found);
  }
  return found;
};

/** The names of the values that a message takes, sorted. */
export const argumentsOf = (message: string): readonly string[] =>
  [...valuesOf(parseMessage(message), new Map()).keys()].sort();

/** The TypeScript source that says for each key which values its text takes. */
export function typesOf(json: string): string {
  const messages: Record<string, string> = JSON.parse(json);
  const lines = Object.entries(messages).map(([key, message]) => {
    const values = [...valuesOf(parseMessage(message), new Map())].map(([name, type]) => `${name}: ${type}`);
    return `  '${key}': ${values.length === 0 ? 'never' : `{ ${values.join('; ')} }`};`;
  });
  return [
    '// Made from en.json by `npm run texts`. Do not edit.',
    '',
    'export interface Texts {',
    ...lines,
    '}',
    '',
    'export type TextKey = keyof Texts;',
    '/** Texts that take no values: for tables that name a text each. */',
    'export type PlainTextKey = { [Key in TextKey]: [Texts[Key]] extends [never] ? Key : never }[TextKey];',
    '',
  ].join('\n');
}

const parser = '@formatjs/icu-messageformat-parser';

/** Has the build take catalogues in parsed, and leave the parser out. */
export const catalogues: Plugin = {
  name: 'catalogues',
  enforce: 'pre',
  config: (_config, { command }) =>
    command === 'build' ? { resolve: { alias: { [parser]: `${parser}/no-parser.js` } } } : {},
  load: id => {
    const path = id.replace(/\?.*$/, '');
    if (!/\/(main|renderer)\/text\/[\w-]+\.json$/.test(path)) return undefined;
    return { code: `export default ${JSON.stringify(compile(readFileSync(path, 'utf8')))};`, moduleType: 'js' };
  },
};
