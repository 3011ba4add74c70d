import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createDraws } from '../../faults/draws.ts';

// Draws statements of the core at random, for mutants that nobody chose: `node test/simulate/mutants/draw.ts SEED [COUNT]`.
// A statement is a line inside a function that ends with a semicolon and is no closing bracket.

const core = join(import.meta.dirname, '../../../main/core');
const wings = ['accounts', 'backup', 'base', 'copy', 'lock', 'renewal', 'system', 'vault'];
const [seed = '1', count = '10'] = process.argv.slice(2);

const isStatement = (line: string): boolean => /^ {2,}(?! |readonly |[)}\]*]|\/\/).*;$/.test(line);
const statements = wings
  .flatMap(wing => globSync(`${wing}/*.ts`, { cwd: core }).sort())
  .flatMap(file =>
    readFileSync(join(core, file), 'utf8')
      .split('\n')
      .flatMap((line, at) => (isStatement(line) ? [`${file}:${at + 1}: ${line.trim()}`] : [])),
  );

const draws = createDraws(`mutants ${seed}`);
for (let drawn = 0; drawn < Number(count); drawn += 1)
  process.stdout.write(`${drawn + 1}. ${statements[draws.below(statements.length)]}\n`);
