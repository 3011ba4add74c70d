import { readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { expect, it } from 'vitest';
import { type LaterPart, partOf } from '../../../preload/text/parts.ts';
import english from '../../../renderer/text/en.json' with { type: 'json' };
import { projectRoot } from '../../support/project-root.ts';

const keys = Object.keys(english);
const importAtOnce = /^(?:import|export) [^;]*?from '(\.[^']+\.tsx?)';/gms;

/** A source file and all that it imports, directly or through another; what it imports when it is come to is left out. */
function loadedWith(entry: string): ReadonlySet<string> {
  const files = new Set<string>();
  const waiting = [join(projectRoot, 'renderer', entry)];
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (files.has(file)) continue;
    files.add(file);
    for (const [, path = ''] of readFileSync(file, 'utf8').matchAll(importAtOnce))
      waiting.push(join(dirname(file), path));
  }
  return files;
}

/** The keys that a file names: whole, or by their beginning in a template (`error.${code}`). */
function keysIn(file: string): readonly string[] {
  const source = readFileSync(file, 'utf8');
  const whole = new Set([...source.matchAll(/'([\w.-]+)'/g)].map(([, key = '']) => key));
  const begun = [...source.matchAll(/`([a-z][\w-]*\.[\w.-]*)\$\{/g)].map(([, beginning = '']) => beginning);
  return keys.filter(key => whole.has(key) || begun.some(beginning => key.startsWith(beginning)));
}

/** Each key that a page shows before it asked for the part that has it, with the file. */
const tooEarly = (entry: string, ...fetched: readonly LaterPart[]): readonly string[] =>
  [...loadedWith(entry)]
    .filter(file => !file.endsWith('/text/texts.ts'))
    .flatMap(file =>
      keysIn(file)
        .filter(key => !['first', ...fetched].includes(partOf(key)))
        .map(key => `${relative(projectRoot, file)}: ${key}`),
    );

it.each([
  ['panel.tsx', []],
  ['dialogs/overlays.tsx', ['dialogs']],
  ['details/details.tsx', ['dialogs', 'details']],
  ['account-lists/account-lists.tsx', ['dialogs', 'lists']],
  ['quick.ts', ['windows']],
  ['question.ts', ['windows']],
  ['sign-in-bar.tsx', ['windows']],
] as const)('%s shows texts only of the parts that it fetched', (entry, fetched) => {
  expect(tooEarly(entry, ...fetched)).toEqual([]);
});

it('finds the texts of a page: the check can fail', () => {
  expect(tooEarly('dialogs/overlays.tsx')).toContain('renderer/dialogs/rename-dialog.tsx: rename.title');
  expect(keysIn(join(projectRoot, 'renderer/text/messages.ts'))).toContain('error.offline.title');
});
