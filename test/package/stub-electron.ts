import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What Electron's program file holds where its fuses are: https://www.electronjs.org/docs/latest/tutorial/fuses. */
const fuseSentinel = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
/** The nine fuses of Electron 45 as it ships them, in their order. */
const shippedFuses = '101100011';

/**
 * Puts the least that electron-builder takes for an unpacked Electron for Linux into `folder`: no program, but a file
 * with the fuse wire, and the two licence files that must go along.
 */
export const writeStubElectron = (folder: string): void => {
  mkdirSync(join(folder, 'resources'), { recursive: true });
  mkdirSync(join(folder, 'locales'));
  const wire = Buffer.concat([
    Buffer.from(`not a program\n${fuseSentinel}`),
    Buffer.from([1, shippedFuses.length]),
    Buffer.from(shippedFuses),
  ]);
  writeFileSync(join(folder, 'electron'), wire, { mode: 0o755 });
  writeFileSync(join(folder, 'LICENSE'), 'Electron’s license\n');
  writeFileSync(join(folder, 'LICENSES.chromium.html'), '<p>Chromium’s licenses</p>\n');
};
