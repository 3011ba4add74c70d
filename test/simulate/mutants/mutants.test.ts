import { spawnSync } from 'node:child_process';
import { globSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const root = join(import.meta.dirname, '../../..');
const patches = globSync('*.patch', { cwd: import.meta.dirname });

it('every mutant fits the sources as they are', () => {
  expect(patches).toHaveLength(43);
  const doesFit = (name: string): boolean =>
    spawnSync('git', ['apply', '--check', join(import.meta.dirname, name)], { cwd: root }).status === 0;
  expect(patches.filter(name => !doesFit(name))).toEqual([]);
});
