import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { extractAll } from '@electron/asar';
import { haveChromium } from '../support/have-chromium.ts';
import { checkFiles } from './check-files.ts';
import { checkFuses } from './check-fuses.ts';
import { checkLanguages } from './check-languages.ts';
import { checkStart } from './check-start.ts';
import { packForLinux } from './pack.ts';

// `npm run package:check`: packs what is built as the installers would, without an installer, and looks at the result.
// Where Electron's program file is missing a file with its fuse wire takes its place, so this needs no network.

const mostShown = 30;
const root = join(import.meta.dirname, '../..');
const work = mkdtempSync(join(tmpdir(), 'dockpass-package-'));

try {
  const packed = packForLinux(root, work);
  const archive = join(packed, 'resources/app.asar');
  if (!existsSync(archive)) throw new Error('there is no app.asar');
  const unpacked = join(work, 'unpacked');
  extractAll(archive, unpacked);
  haveChromium();
  const problems = [
    ...checkFiles(root, packed, unpacked),
    ...checkLanguages(root, unpacked),
    ...(await checkFuses(join(packed, 'dockpass'))),
    ...(await checkStart(unpacked)),
  ];
  for (const problem of problems.slice(0, mostShown)) process.stdout.write(`package: ${problem}\n`);
  process.stdout.write(problems.length === 0 ? 'package: ok\n' : `package: ${problems.length} problems\n`);
  process.exitCode = problems.length === 0 ? 0 : 1;
} finally {
  rmSync(work, { recursive: true, force: true });
}
