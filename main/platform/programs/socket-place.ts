import { createHash } from 'node:crypto';
import { chmodSync, lstatSync, mkdirSync, rmSync, type Stats } from 'node:fs';
import { dirname, isAbsolute, join } from 'node:path';
import { DockpassError } from '../../core/base/errors.ts';
import { systemCodeOf } from '../system/system-code.ts';

/** What decides where programs ask. */
interface SocketPlaceOptions {
  readonly dataFolder: string;
  /** The data folder is the one that a Dockpass without further ado has. */
  readonly isUsual: boolean;
  /** The person's own folder for sockets (`XDG_RUNTIME_DIR`); empty where there is none. */
  readonly runtimeFolder: string;
}

/** The system takes 104 to 108 bytes, with a zero at the end. */
const longestPath = 100;

/** The socket's path. Throws unexpected (reason socket-path) where every possible one is too long for the system. */
export const socketPlace = ({ dataFolder, isUsual, runtimeFolder }: SocketPlaceOptions): string => {
  const hash = createHash('sha256').update(dataFolder).digest('hex').slice(0, 16);
  const name = isUsual ? 'api.sock' : `api-${hash}.sock`;
  const places = [
    ...(isAbsolute(runtimeFolder) ? [join(runtimeFolder, 'dockpass', name)] : []),
    join(dataFolder, 'run', 'api.sock'),
  ];
  const found = places.find(path => Buffer.byteLength(path) <= longestPath);
  if (found === undefined) throw new DockpassError('unexpected', { reason: 'socket-path' });
  return found;
};

/**
 * A folder of the person's own for the socket, closed to everyone else, and nothing at its path: a socket that an earlier
 * run left goes. Throws unexpected (reason socket-place) where something else is there, and what the system says.
 */
export const prepareSocketPlace = (path: string): void => {
  const folder = dirname(path);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const found = lstatSync(folder);
  // A folder of somebody else's, or a link that leads there, would show them the socket.
  if (!found.isDirectory() || found.uid !== process.getuid?.()) throw misplaced();
  chmodSync(folder, 0o700);
  const there = lookAt(path);
  if (there === undefined) return;
  if (!there.isSocket()) throw misplaced();
  rmSync(path);
};

const misplaced = (): DockpassError => new DockpassError('unexpected', { reason: 'socket-place' });

const lookAt = (path: string): Stats | undefined => {
  try {
    return lstatSync(path);
  } catch (problem) {
    if (systemCodeOf(problem) === 'ENOENT') return undefined;
    throw problem;
  }
};
