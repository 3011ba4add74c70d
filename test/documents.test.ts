import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectRoot } from './support/project-root.ts';

// The documents lead where they say: links, headings, and every file that they name.

const documents = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '*.md'], {
  cwd: projectRoot,
  encoding: 'utf8',
})
  .split('\n')
  .filter(path => path !== '' && existsSync(join(projectRoot, path)));
const read = (path: string): string => readFileSync(join(projectRoot, path), 'utf8');
const words = (text: string): number => text.split(/\s+/).filter(word => word !== '').length;

/** As GitHub makes an anchor of a heading. */
const anchorsOf = (text: string): readonly string[] =>
  [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );

const withoutCode = (text: string): string => text.replace(/```.*?```/gs, '');

it.each(documents)('%s links to what there is', path => {
  const broken = [...withoutCode(read(path)).matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, link = '']) => link)
    .filter(link => !/^[a-z]+:/.test(link))
    .filter(link => {
      const [file = '', anchor] = link.split('#');
      const target = file === '' ? path : join(dirname(path), file);
      if (!existsSync(join(projectRoot, target))) return true;
      return anchor !== undefined && !anchorsOf(read(target)).includes(anchor);
    });
  expect(broken).toEqual([]);
});

/** Files that a document names in backticks, as it names them. */
const filesIn = (text: string): readonly string[] =>
  [...withoutCode(text).matchAll(/`([\w./-]+\.(?:ts|tsx|json|yml|css|html|svg|md))`/g)].map(([, file = '']) => file);
const isThere = (document: string, file: string): boolean =>
  existsSync(join(projectRoot, dirname(document), file)) || existsSync(join(projectRoot, file));

/** Files of the computer, not of the project. */
const elsewhere = [
  'settings.json',
  'managed-last-good.json',
  'vault-key.json',
  'settings.unreadable.json',
  'en.json',
  'kept-files.json',
];

it.each(documents)('%s names only files that there are', path => {
  const missing = filesIn(read(path)).filter(
    file => !elsewhere.includes(file) && !file.startsWith('/') && !isThere(path, file),
  );
  expect(missing).toEqual([]);
});

it('the README can be read in four minutes', () => {
  expect(words(read('README.md'))).toBeLessThanOrEqual(900);
});

describe('the walks through the code', () => {
  const map = read('main/README.md');
  const stepsOf = (heading: string): readonly string[] => {
    const [, after = ''] = map.split(`## ${heading}\n`);
    const [section = ''] = after.split('\n## ');
    return [...section.matchAll(/^\d+\. (.+)$/gm)].map(([, step = '']) => step);
  };

  it.each(['A token, from the redirect to the clipboard', 'A setting, from the switch to what it does'])(
    '%s',
    heading => {
      const steps = stepsOf(heading);
      expect(steps.length).toBeGreaterThan(5);
      expect(steps.length).toBeLessThanOrEqual(12);
      for (const step of steps) {
        if (step.startsWith('Everything else')) continue;
        expect(filesIn(step).length, step).toBeGreaterThan(0);
      }
      expect(steps.flatMap(filesIn).filter(file => !isThere('main/README.md', file))).toEqual([]);
    },
  );
});

/** More than these cannot be looked over at a glance. */
const handful = 6;

it('a folder with more than a handful of sources says what each of them is for', () => {
  const folders = ['main', 'preload', 'renderer'].flatMap(top =>
    readdirSync(join(projectRoot, top), { recursive: true, withFileTypes: true })
      .filter(entry => entry.isDirectory())
      .map(entry => join(entry.parentPath, entry.name)),
  );
  const untold = folders.flatMap(folder => {
    const sources = readdirSync(folder).filter(name => /\.tsx?$/.test(name));
    if (sources.length <= handful) return [];
    if (!existsSync(join(folder, 'README.md'))) return [`${folder} has no README.md`];
    const text = readFileSync(join(folder, 'README.md'), 'utf8');
    // A provider is named after itself; what belongs to it has its name in front.
    if (folder.endsWith('main/providers')) return [];
    return sources.filter(name => !text.includes(name)).map(name => `${join(folder, name)} is not told of`);
  });
  expect(untold).toEqual([]);
});
