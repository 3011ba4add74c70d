import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { drawings, fileOf } from './drawings.ts';

// `npm run members` draws what is right at each step of the manual check, beside the table of what is used of Electron.

for (const [step, drawing] of Object.entries(drawings)) writeFileSync(join(import.meta.dirname, fileOf(step)), drawing);
