import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectRoot } from '../support/project-root.ts';

// The tables of main/providers/guides: each statement of a provider's guide, where it is held, and what proves it.

const folder = join(projectRoot, 'main/providers/guides');
const files = readdirSync(folder);
const read = (path: string): string => readFileSync(join(projectRoot, path), 'utf8');

interface Row {
  readonly statement: string;
  readonly heldIn: string;
  readonly provenBy: string;
}
const rowsOf = (file: string): readonly Row[] =>
  readFileSync(join(folder, file), 'utf8')
    .split('\n')
    .filter(line => line.startsWith('| ') && !/^\| (?:---|the guide says)/.test(line))
    .map(line => {
      const [, statement = '', heldIn = '', provenBy = ''] = line.split(' | ').join('|').split('|');
      return { statement: statement.trim(), heldIn: heldIn.trim(), provenBy: provenBy.trim() };
    });

/** A test with what it shares with the tests beside it: a title may stand there. */
const withShared = (path: string): string => {
  const text = read(path);
  const shared = [...text.matchAll(/from '\.\/([\w-]+\.ts)'/g)].map(([, name = '']) => read(join(dirname(path), name)));
  return [text, ...shared].join('\n');
};

/** A file in backticks, and for a test its title behind a colon. */
const named = /^`([\w./-]+)`(?:: (.+))?$/;

describe.each(files)('%s', file => {
  const rows = rowsOf(file);

  it('has no statement that is open, and none twice', () => {
    expect(rows.filter(({ statement, heldIn, provenBy }) => !(statement && heldIn && provenBy))).toEqual([]);
    expect(new Set(rows.map(({ statement }) => statement)).size).toBe(rows.length);
  });

  it('names sources and tests that there are', () => {
    const missing = rows.flatMap(({ heldIn, provenBy }) => {
      const [, source = ''] = named.exec(heldIn) ?? [];
      const [, test = '', title = ''] = named.exec(provenBy) ?? [];
      const isHeld = /^(?:main|renderer)\//.test(source) && existsSync(join(projectRoot, source));
      const isProven = test.startsWith('test/') && title !== '' && withShared(test).includes(title);
      return [...(isHeld ? [] : [heldIn]), ...(isProven ? [] : [provenBy])];
    });
    expect(missing).toEqual([]);
  });
});

it('every guide is read sentence by sentence', () => {
  const counts = Object.fromEntries(files.map(file => [file, rowsOf(file).length]));
  process.stdout.write(`statements of the guides: ${JSON.stringify(counts)}\n`);
  expect(Object.values(counts).reduce((sum, count) => sum + count, 0)).toBeGreaterThanOrEqual(151);
});
