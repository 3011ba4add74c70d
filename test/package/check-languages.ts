import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { languages, pseudoLanguages } from '../../preload/text/languages.ts';

/** What is wrong with the languages of the installers, and with those that the archive holds. */
export const checkLanguages = (root: string, unpacked: string): readonly string[] => {
  const settings = readFileSync(join(root, 'electron-builder.yml'), 'utf8');
  const lists = ['installerLanguages', 'CFBundleLocalizations'].map(name => [name, listIn(settings, name)] as const);
  const others = languages.filter(language => language !== 'en');
  const entries = others.flatMap(language => [`Comment[${language}]`, `Keywords[${language}]`]);
  return [
    ...entries
      .filter(entry => !settings.split('\n').some(line => line.trim().startsWith(`${entry}: `)))
      .map(entry => `the desktop file has no ${entry}`),
    ...lists.flatMap(([name, listed]) =>
      languages.filter(language => !listed.includes(language)).map(language => `${name} lacks ${language}`),
    ),
    ...['dist/main', 'dist/renderer/assets'].flatMap(folder => checkChunks(unpacked, folder, others)),
  ];
};

/** The languages of a list, without their regions. */
const listIn = (settings: string, name: string): readonly string[] => {
  const [, listed = ''] = new RegExp(`${name}: \\[(.*)\\]`).exec(settings) ?? [];
  return listed.split(',').map(one => one.trim().split('_', 1)[0] ?? '');
};

/** One file a language, fetched when it is chosen; none of those that are made of the English. */
const checkChunks = (unpacked: string, folder: string, others: readonly string[]): readonly string[] => {
  const path = join(unpacked, folder);
  const names = existsSync(path) ? readdirSync(path) : [];
  const has = (beginning: string): boolean => names.some(name => name.startsWith(beginning));
  return [
    ...others.filter(language => !has(`text-${language}-`)).map(language => `${folder} lacks the texts in ${language}`),
    ...pseudoLanguages.filter(language => has(`pseudo-${language}-`)).map(language => `${folder} has ${language}`),
  ];
};
