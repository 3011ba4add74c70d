import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { manualSteps } from '../../stand-in/conformance/manual-steps.ts';
import { projectRoot } from '../../support/project-root.ts';
import { drawings, drawingsFolder, fileOf } from './drawings.ts';

const folder = join(projectRoot, 'test', drawingsFolder);

it('there is a drawing for each step of the manual check, and no other', () => {
  expect(Object.keys(drawings).toSorted()).toEqual([...manualSteps()].toSorted());
});

it('each lies beside the script as the script draws it', () => {
  const files = readdirSync(folder).filter(name => name.endsWith('.svg'));
  expect(files.toSorted()).toEqual(Object.keys(drawings).map(fileOf).toSorted());
  for (const [step, drawing] of Object.entries(drawings))
    expect(readFileSync(join(folder, fileOf(step)), 'utf8')).toBe(drawing);
});

it('each step is numbered in order and shows its drawing', () => {
  const [, check = ''] = readFileSync(join(projectRoot, 'test/README.md'), 'utf8').split('## Manual check\n');
  const rows = check.split('\n').filter(line => line.startsWith('| ') && !/^\| +\| what|^\| ---/.test(line));
  expect(rows.map(line => Number.parseInt(line.slice(2), 10))).toEqual(manualSteps().map((_, index) => index + 1));
  for (const [index, step] of manualSteps().entries())
    expect(rows[index]).toContain(`(${drawingsFolder}/${fileOf(step)})`);
});
