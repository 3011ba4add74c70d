import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { typesOf } from './compile.ts';

// `npm run texts`: after a change of an English catalogue, the types that its readers are checked against.

const root = join(import.meta.dirname, '../..');
for (const side of ['main', 'renderer'])
  writeFileSync(join(root, side, 'text/texts.ts'), typesOf(readFileSync(join(root, side, 'text/en.json'), 'utf8')));
