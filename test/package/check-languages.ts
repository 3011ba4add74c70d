import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { languages } from '../../preload/text/languages.ts';
import { laterParts } from '../../preload/text/parts.ts';

const others = languages.filter(language => language !== 'en');

/** What is wrong with the languages of the installers, and with those that the archive holds. */
export const checkLanguages = (root: string, unpacked: string): readonly string[] => {
  const settings = readFileSync(join(root, 'electron-builder.yml'), 'utf8');
  const lists = ['installerLanguages', 'CFBundleLocalizations'].map(name => [name, listIn(settings, name)] as const);
  const entries = others.flatMap(language => [`Comment[${language}]`, `Keywords[${language}]`]);
  return [
    ...entries
      .filter(entry => !settings.split('\n').some(line => line.trim().startsWith(`${entry}: `)))
      .map(entry => `the desktop file has no ${entry}`),
    ...lists.flatMap(([name, listed]) =>
      languages.filter(language => !listed.includes(language)).map(language => `${name} lacks ${language}`),
    ),
    ...checkChunks(unpacked, 'dist/main', ['']),
    ...checkChunks(unpacked, 'dist/renderer/assets', ['', ...laterParts.map(part => `${part}-`)]),
  ];
};

/** The languages of a list, without their regions. */
const listIn = (settings: string, name: string): readonly string[] => {
  const [, listed = ''] = new RegExp(`${name}: \\[(.*)\\]`).exec(settings) ?? [];
  return listed.split(',').map(one => one.trim().split('_', 1)[0] ?? '');
};

/** A file for each part of each language, fetched when it is chosen; none of those that are made of the English. */
const checkChunks = (unpacked: string, folder: string, parts: readonly string[]): readonly string[] => {
  const path = join(unpacked, folder);
  const names = existsSync(path) ? readdirSync(path) : [];
  // The build puts eight letters behind each name.
  const found = new Set(names.map(name => name.replace(/.{8}\.js$/, '')));
  const wanted = others.flatMap(language => parts.map(part => `text-${language}-${part}`));
  return [
    ...wanted.filter(name => !found.has(name)).map(name => `${folder} lacks ${name}….js`),
    ...names.filter(name => name.startsWith('pseudo-')).map(name => `${folder} has ${name}`),
  ];
};
