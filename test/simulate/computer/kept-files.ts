import { createHash } from 'node:crypto';
import { DockpassError } from '../../../main/core/base/errors.ts';
import type { Secret } from '../../../main/core/base/secret.ts';
import type { KeptFileWriter } from '../../../main/core/ports/programs.ts';
import type { Disk } from './disk.ts';

// Files that other programs read a token from, as `main/platform/programs/kept-file.ts` writes them: filled under another
// name first. Between the two the computer may be cut off.

const folder = 'kept/';
export const keptPath = (name: string): string => `${folder}${name}`;
export const isKeptPath = (path: string): boolean => path.startsWith(folder);
const stagedOf = (path: string): string => `${path}.dockpass-new`;

const hash = (text: string): string => createHash('sha256').update(text).digest('hex');

/** `onWrite` is told of each text right before it is on the disk. */
export const keptFileWriter = (disk: Disk, onWrite: (text: string) => void): KeptFileWriter => {
  const isOurs = (path: string, ours: readonly string[]): boolean => ours.includes(hash(disk.files.get(path) ?? ''));
  const check: KeptFileWriter['check'] = (path, ours) => {
    if (disk.files.has(path) && !isOurs(path, ours))
      throw new DockpassError('bad-input', { field: 'file-path', reason: 'not-ours' });
  };
  return {
    hashOf: (text: Secret) => hash(text.reveal()),
    keyOf: path => path,
    check,
    write: ({ path }, secret, ours) => {
      check(path, ours);
      const text = secret.reveal();
      onWrite(text);
      disk.remove(stagedOf(path));
      disk.write(stagedOf(path), text);
      // Its new name: one step, in which the staged one is gone.
      if (disk.write(path, text)) disk.files.delete(stagedOf(path));
    },
    remove: (path, ours) => {
      disk.remove(stagedOf(path));
      if (isOurs(path, ours)) disk.remove(path);
    },
  };
};
