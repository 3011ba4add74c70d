import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { saveWhole } from '../storage/whole-file.ts';

/** Where programs ask, and the key that both ends of a pipe prove to know. */
interface PipePlace {
  readonly path: string;
  readonly key: Buffer;
}

/**
 * A pipe with a name that nobody could have taken before, and a key of its own, each time; both stand in a file of the data
 * folder that only this person may read, where the command finds them. Throws save-failed.
 */
export const makePipePlace = (dataFolder: string): PipePlace => {
  const path = `\\\\.\\pipe\\dockpass-${randomBytes(16).toString('hex')}`;
  const key = randomBytes(32);
  saveWhole(join(dataFolder, 'run'), 'pipe', { version: 1, pipe: path, key: key.toString('hex') });
  return { path, key };
};
