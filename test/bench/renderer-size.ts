import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { projectRoot } from '../support/project-root.ts';
import { besides, type Figure, kilobytes, within } from './figures.ts';

const folder = join(projectRoot, 'dist/renderer');
/** What a page asks for before its first picture. */
const budgetBytes = 110_000;
/** Each file that is fetched later. */
const laterBudgetBytes = 20_000;
/** Of a language that is chosen, beside the English. */
const languageBudgetBytes = 8000;
const reference = /(?:src|href|from|import)\s*[=(]?\s*["'`](\.{1,2}\/[^"'`]+)["'`]/g;
/** The same without `import()`, which asks only when it is come to. */
const referenceAtOnce = /(?:(?:src|href)\s*=|from|import)\s*["'`](\.{1,2}\/[^"'`]+)["'`]/g;

/** What is fetched only when somebody chooses it. */
const isLanguage = (file: string): boolean => /[\\/](text|pseudo)-[\w-]+\.js$/.test(file);

/** A built page and everything it asks for, directly or through what it asked for; all of it, or what it asks for at once. */
function servedTo(page: string, asks: RegExp): ReadonlySet<string> {
  const files = new Set<string>();
  const waiting = [join(folder, page)];
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (files.has(file) || isLanguage(file)) continue;
    files.add(file);
    const text = readFileSync(file, 'utf8');
    for (const [, path = ''] of text.matchAll(asks)) waiting.push(join(dirname(file), path));
  }
  return files;
}

const gzipped = (files: ReadonlySet<string>): number =>
  [...files].reduce((sum, file) => sum + gzipSync(readFileSync(file), { level: 9 }).length, 0);

/** One file a language, fetched when it is chosen. */
const measureLanguages = (): readonly Figure[] =>
  readdirSync(join(folder, 'assets')).flatMap(name => {
    const [, language] = /^text-([a-z]+)-.*\.js$/.exec(name) ?? [];
    if (language === undefined) return [];
    const bytes = gzipped(new Set([join(folder, 'assets', name)]));
    return [within(`renderer, gzipped: the texts in ${language}`, bytes, languageBudgetBytes, kilobytes)];
  });

/** What the panel fetches once its first picture stands, a figure for each file. */
const measureLater = (): readonly Figure[] => {
  const atOnce = servedTo('index.html', referenceAtOnce);
  return [...servedTo('index.html', reference)]
    .filter(file => !atOnce.has(file))
    .map(file => {
      const name = basename(file).replace(/-[^-]+\.js$/, '');
      return within(`renderer, gzipped: later, ${name}`, gzipped(new Set([file])), laterBudgetBytes, kilobytes);
    });
};

/** What the panel and the sign-in bar are served, each file gzipped on its own. */
export const measureSize = (): readonly Figure[] => [
  within(
    'renderer, gzipped: the panel, before its first picture',
    gzipped(servedTo('index.html', referenceAtOnce)),
    budgetBytes,
    kilobytes,
  ),
  ...measureLater(),
  besides('renderer, gzipped: the sign-in bar', kilobytes(gzipped(servedTo('sign-in-bar.html', reference)))),
  besides('renderer, gzipped: quick copy', kilobytes(gzipped(servedTo('quick.html', reference)))),
  ...measureLanguages(),
];
