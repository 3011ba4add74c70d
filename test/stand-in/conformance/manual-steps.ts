import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The steps of the manual check, in their order, as test/README.md names them. */
export function manualSteps(): readonly string[] {
  const [, check = ''] = readFileSync(join(import.meta.dirname, '../../README.md'), 'utf8').split('## Manual check\n');
  return [...check.matchAll(/^\| \d+ \| ([^|]+?) \|/gm)].map(([, step = '']) => step);
}
