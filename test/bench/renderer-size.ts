import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { LaterPart } from '../../preload/text/parts.ts';
import { projectRoot } from '../support/project-root.ts';
import { besides, type Figure, kilobytes, within } from './figures.ts';

const folder = join(projectRoot, 'dist/renderer');
/** What a page asks for before its first picture. */
const budgetBytes = 110_000;
/** Each file that is fetched later. */
const laterBudgetBytes = 20_000;
/** Each file of texts, of a language that is chosen and of the English that is fetched later. */
const textsBudgetBytes = 8000;
const reference = /(?:src|href|from|import)\s*[=(]?\s*["'`](\.{1,2}\/[^"'`]+)["'`]/g;
/** The same without `import()`, which asks only when it is come to. */
const referenceAtOnce = /(?:(?:src|href)\s*=|from|import)\s*["'`](\.{1,2}\/[^"'`]+)["'`]/g;

/** Texts beyond those that each page has from the start: `text-de-….js`, `text-en-dialogs-….js`. */
const textsFile = /(?:^|[\\/])(?:text|pseudo)-.+\.js$/;
/** The build puts eight letters behind each name. */
const withoutHash = (name: string): string => name.replace(/-.{8}\.js$/, '');

/**
 * A built page in English and everything it asks for, directly or through what it asked for; all of it, or what it asks
 * for at once. Of the texts that are fetched later, the part that this page needs.
 */
function servedTo(page: string, asks: RegExp, part: LaterPart): ReadonlySet<string> {
  const files = new Set<string>();
  const waiting = [join(folder, page)];
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (files.has(file) || (textsFile.test(file) && !file.includes(`text-en-${part}-`))) continue;
    files.add(file);
    const text = readFileSync(file, 'utf8');
    for (const [, path = ''] of text.matchAll(asks)) waiting.push(join(dirname(file), path));
  }
  return files;
}

const gzipped = (files: ReadonlySet<string>): number =>
  [...files].reduce((sum, file) => sum + gzipSync(readFileSync(file), { level: 9 }).length, 0);

/** A file for each part of each language, fetched when the language is chosen and the part is needed. */
const measureTexts = (): readonly Figure[] =>
  readdirSync(join(folder, 'assets'))
    .filter(name => textsFile.test(name) && !name.startsWith('pseudo-'))
    .sort()
    .map(name => {
      const bytes = gzipped(new Set([join(folder, 'assets', name)]));
      return within(`renderer, gzipped: ${withoutHash(name)}`, bytes, textsBudgetBytes, kilobytes);
    });

/** What the panel fetches once its first picture stands, a figure for each file. */
const measureLater = (): readonly Figure[] => {
  const atOnce = servedTo('index.html', referenceAtOnce, 'dialogs');
  return [...servedTo('index.html', reference, 'dialogs')]
    .filter(file => !atOnce.has(file) && !textsFile.test(file))
    .map(file => {
      const name = withoutHash(basename(file));
      return within(`renderer, gzipped: later, ${name}`, gzipped(new Set([file])), laterBudgetBytes, kilobytes);
    });
};

/** What the panel and the sign-in bar are served, each file gzipped on its own. */
export const measureSize = (): readonly Figure[] => [
  within(
    'renderer, gzipped: the panel, before its first picture',
    gzipped(servedTo('index.html', referenceAtOnce, 'dialogs')),
    budgetBytes,
    kilobytes,
  ),
  ...measureLater(),
  besides('renderer, gzipped: the sign-in bar', kilobytes(gzipped(servedTo('sign-in-bar.html', reference, 'windows')))),
  besides('renderer, gzipped: quick copy', kilobytes(gzipped(servedTo('quick.html', reference, 'windows')))),
  ...measureTexts(),
];
