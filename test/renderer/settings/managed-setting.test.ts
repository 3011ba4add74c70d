import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { projectRoot } from '../../support/project-root.ts';

const views = join(projectRoot, 'renderer/settings');
const sources = readdirSync(views)
  .map(name => readFileSync(join(views, name), 'utf8'))
  .join('\n');

test('each setting that a person can change is locked where an organization decides it', () => {
  const saved = [...sources.matchAll(/\bsave\(\{ (\w+)/g)].map(([, name = '']) => name);
  // By itself, or as one of the rows that `item` makes.
  const managed = /<ManagedSetting settings=\{settings\} name="(\w+)">|\bitem\(\s*settings,\s*'[\w.-]+',\s*'(\w+)'/g;
  const locked = [...sources.matchAll(managed)].map(([, alone, row]) => alone ?? row);
  expect(saved.length).toBeGreaterThan(4);
  expect(saved.filter(name => !locked.includes(name))).toEqual([]);
});
