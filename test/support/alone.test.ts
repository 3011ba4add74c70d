import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { alone } from './alone.ts';
import { projectRoot } from './project-root.ts';

/** Replaces a module, or what Node's own modules hold, or is about such a file. */
const replaces = /\bvi\.(?:do)?[mM]ock\(|syncBuiltinESMExports|\b(?:crypto|fs)\.\w+ = new Proxy|seeded-crypto/;

it('a unit test that replaces what others use has modules of its own', () => {
  const among = (patterns: readonly string[]): Set<string> => new Set(globSync([...patterns], { cwd: projectRoot }));
  const apart = among(alone);
  const files = among(['test/**/*.test.ts', 'test/**/*.test.tsx']);
  const replacing = [...files].filter(file => replaces.test(readFileSync(join(projectRoot, file), 'utf8')));
  expect(replacing.filter(file => !file.endsWith('alone.test.ts')).length).toBeGreaterThan(3);
  expect(replacing.filter(file => !apart.has(file) && !file.endsWith('alone.test.ts'))).toEqual([]);
});
