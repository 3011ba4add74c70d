import { readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { type MessageFormatElement, parse, TYPE } from '@formatjs/icu-messageformat-parser';
import type { Plugin } from 'vite';
import type { Catalogue } from './catalogue.ts';
import { laterParts, partOf } from './parts.ts';
import { pseudoMessage } from './pseudo.ts';

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

/** What is wrong with a language's catalogue beside the English one: a line for each key and each argument. */
export function differences(english: string, other: string): readonly string[] {
  const ours: Record<string, string> = JSON.parse(english);
  const theirs: Record<string, string> = JSON.parse(other);
  const lines = Object.keys(theirs).flatMap(key => (Object.hasOwn(ours, key) ? [] : [`${key}: not in en.json`]));
  for (const [key, message] of Object.entries(ours)) {
    const translated = theirs[key];
    if (translated === undefined) lines.push(`${key}: missing`);
    else lines.push(...argumentDifferences(message, translated).map(line => `${key}: ${line}`));
  }
  return lines;
}

const argumentDifferences = (message: string, translated: string): readonly string[] => {
  try {
    const [own, given] = [argumentsOf(message), argumentsOf(translated)];
    return [
      ...own.filter(name => !given.includes(name)).map(name => `lacks {${name}}`),
      ...given.filter(name => !own.includes(name)).map(name => `has {${name}}, which the English has not`),
    ];
  } catch (error) {
    return [String(error)];
  }
};

const parser = '@formatjs/icu-messageformat-parser';
/** The file of a language by its name, the pseudo-language that is to be made of it, and the part that is wanted of it. */
export const catalogueFile = /\/(main|renderer)\/text\/([\w-]+)\.json(?:\?(en-XA|ar-XB)?&?(?:part=(\w+))?)?$/;

/** A language as it ships, by the keys of the English. Throws Error with every difference. */
function shipped(english: string, own: string, id: string): Catalogue {
  const [, side, language, pseudo] = catalogueFile.exec(id) ?? [];
  if (pseudo === 'en-XA' || pseudo === 'ar-XB') {
    const words = Object.entries<string>(JSON.parse(own));
    return Object.fromEntries(words.map(([key, message]) => [key, pseudoMessage(message, pseudo)]));
  }
  const wrong = differences(english, own);
  if (wrong.length > 0) throw new Error(wrong.map(line => `${side}/text/${language}.json: ${line}`).join('\n'));
  const texts = compile(own);
  return Object.fromEntries(Object.keys(JSON.parse(english)).map(key => [key, texts[key] ?? key]));
}

/** The ways from the first part of a file of the windows to its later ones. */
const waysToParts = (id: string): string => {
  const file = `./${basename(id)}${id.includes('?') ? '&' : '?'}`;
  const ways = laterParts.map(part => `  ${part}: () => import(${JSON.stringify(`${file}part=${part}`)}),`);
  return ['export const later = {', ...ways, '};'].join('\n');
};

let isBuild = false;
/** What a build has read, by file and pseudo-language: it asks for each part on its own. */
const built = new Map<string, Catalogue>();

/**
 * Has the build take catalogues in parsed, and leave the parser out. It checks each language beside the English, makes the
 * pseudo-languages of it (`en.json?en-XA`), and takes those of the windows apart (`de.json?part=dialogs`).
 */
export const catalogues: Plugin = {
  name: 'catalogues',
  enforce: 'pre',
  config: (_config, { command }) => {
    isBuild = command === 'build';
    return isBuild ? { resolve: { alias: { [parser]: `${parser}/no-parser.js` } } } : {};
  },
  load: id => {
    const [, side, language, pseudo, part = 'first'] = catalogueFile.exec(id) ?? [];
    if (language === undefined) return undefined;
    const [path = ''] = id.split('?', 1);
    const read = (file: string): string => readFileSync(file, 'utf8');
    const name = `${path}?${pseudo}`;
    const all = built.get(name) ?? shipped(read(join(dirname(path), 'en.json')), read(path), id);
    if (isBuild) built.set(name, all);
    const inParts = isBuild && side === 'renderer';
    const wanted = Object.entries(all).filter(([key]) => !inParts || partOf(key) === part);
    const isEnglish = language === 'en' && pseudo === undefined;
    const texts = isEnglish ? Object.fromEntries(wanted) : wanted.map(([, message]) => message);
    const ways = inParts && part === 'first' ? waysToParts(id) : '';
    return { code: `export default ${JSON.stringify(texts)};\n${ways}`, moduleType: 'js' };
  },
};
