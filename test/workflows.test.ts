import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { projectRoot } from './support/project-root.ts';

// Whoever owns an action can move its tag to other code. A commit cannot be moved, and the comment says which it is.

const folder = join(projectRoot, '.github/workflows');
const uses = readdirSync(folder).flatMap(file =>
  [...readFileSync(join(folder, file), 'utf8').matchAll(/^.*\buses:.*$/gm)].map(([line]) => ({
    file,
    line: line.trim(),
  })),
);

it('there are actions to look at', () => {
  expect(uses.length).toBeGreaterThan(0);
});

it.each(uses)('$file: $line is pinned to a commit', ({ line }) => {
  expect(line).toMatch(/^- uses: [\w.-]+(?:\/[\w.-]+)+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
});
