import { createHash } from 'node:crypto';
import { DockpassError } from '../../../main/core/base/errors.ts';
import type { BackupFile } from '../../../main/core/ports/storage.ts';
import type { VirtualTime } from './virtual-clock.ts';

/** A disk that holds texts by path. A file is written whole or not at all, as `whole-file.ts` promises. */

type DiskState = 'ok' | 'full' | 'read-only';

/** One change of a file. */
export interface Written {
  readonly path: string;
  /** Nothing where it was removed. */
  readonly text?: string;
  /** When the disk was asked, by what `asked` counts. */
  readonly askedAt: number;
}

export interface Disk {
  readonly files: Map<string, string>;
  state: DiskState;
  /** Whether what is asked of it takes time. */
  isSlow: boolean;
  /** Nobody can reach it: a stick that was pulled. */
  isAway: boolean;
  /** So many changes more, and the computer is cut off right before that one; nothing: never. */
  cutBefore: number | undefined;
  /** How many changes wait for a slow disk. */
  readonly waiting: () => number;
  /** Throws save-failed. False: cut off, nothing was written. */
  readonly write: (path: string, text: string) => boolean;
  readonly remove: (path: string) => boolean;
  /** Does it when the disk comes to it, one after the other; at once where the disk is not slow. */
  readonly soon: <T>(work: () => T) => Promise<T>;
}

/** What is at a path, as `BackupFile.look` says it. */
export const lookAt = async (disk: Disk, path: string): ReturnType<BackupFile['look']> => {
  if (disk.isAway) return { kind: 'unreachable' };
  const text = disk.files.get(path);
  return text === undefined ? { kind: 'absent' } : { kind: 'file', hash: hashOf(text) };
};

export const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');

interface DiskDeps {
  readonly time: VirtualTime;
  /** How long the next thing takes, ms. */
  readonly delay: () => number;
  /** Counts what happens, to tell what came first. */
  readonly asked: () => number;
  /** Somebody wants a change of it. */
  readonly onAsked: () => void;
  readonly onWritten: (written: Written) => void;
  readonly onCut: () => void;
}

const refusals = { full: 'disk-full', 'read-only': 'read-only' } as const;

export const createDisk = (
  { time, delay, asked, onAsked, onWritten, onCut }: DiskDeps,
  files = new Map<string, string>(),
): Disk => {
  let waiting = 0;
  let freeAt = 0;
  /** Of what a slow disk is doing right now. */
  let askedBefore: number | undefined;
  const askedAt = (): number => askedBefore ?? asked();
  const isCut = (): boolean => {
    if (disk.cutBefore === undefined) return false;
    disk.cutBefore -= 1;
    if (disk.cutBefore > 0) return false;
    disk.cutBefore = undefined;
    onCut();
    return true;
  };
  const disk: Disk = {
    files,
    state: 'ok',
    isSlow: false,
    isAway: false,
    cutBefore: undefined,
    waiting: () => waiting,
    write: (path, text) => {
      onAsked();
      if (disk.isAway) throw new DockpassError('save-failed', { reason: 'io' });
      if (disk.state !== 'ok') throw new DockpassError('save-failed', { reason: refusals[disk.state] });
      if (isCut()) return false;
      files.set(path, text);
      onWritten({ path, text, askedAt: askedAt() });
      return true;
    },
    remove: path => {
      onAsked();
      if (!files.has(path)) return true;
      if (disk.state === 'read-only') throw new DockpassError('save-failed', { reason: 'read-only' });
      if (isCut()) return false;
      files.delete(path);
      onWritten({ path, askedAt: askedAt() });
      return true;
    },
    soon: async work => {
      if (!disk.isSlow) return work();
      waiting += 1;
      const since = asked();
      freeAt = Math.max(freeAt, time.now()) + delay();
      const at = freeAt;
      return new Promise((resolve, reject) => {
        time.when(
          () => at,
          () => {
            waiting -= 1;
            askedBefore = since;
            try {
              resolve(work());
            } catch (error) {
              reject(error);
            } finally {
              askedBefore = undefined;
            }
          },
        );
      });
    },
  };
  return disk;
};
