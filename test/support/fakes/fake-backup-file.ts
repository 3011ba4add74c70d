import { createHash } from 'node:crypto';
import { DockpassError } from '../../../main/core/base/errors.ts';
import { Secret } from '../../../main/core/base/secret.ts';
import type { BackupFile } from '../../../main/core/ports/storage.ts';

/** The file as a test sees it: its pieces in clear. */
interface FakeFile {
  pieces: readonly string[];
  passphrase: string;
}

const hashOf = (pieces: readonly string[]): string => createHash('sha256').update(pieces.join('\n')).digest('hex');

/**
 * One file at the place a person chooses: what was written last, under which passphrase. `failing`: the disk is full once
 * the first piece was written. `pulled`: the stick with the file is not there.
 */
export const fakeBackupFile = (): BackupFile & {
  file: FakeFile | undefined;
  chosen: boolean;
  failing: boolean;
  pulled: boolean;
} => {
  const backup = {
    file: undefined as FakeFile | undefined,
    chosen: true,
    failing: false,
    pulled: false,
    choosePlace: async (suggested: string) => {
      if (!backup.chosen) return undefined;
      return {
        name: `${suggested}.json`,
        path: `/stick/${suggested}.json`,
        write: async (pieces: AsyncIterable<Secret>, passphrase: Secret) => {
          const texts: string[] = [];
          for await (const piece of pieces) {
            texts.push(piece.reveal());
            if (backup.failing) throw new DockpassError('save-failed', { reason: 'disk-full' });
          }
          return {
            hash: hashOf(texts),
            folder: 'stick',
            commit: async () => {
              if (backup.pulled) throw new DockpassError('save-failed', { reason: 'io' });
              backup.file = { pieces: texts, passphrase: passphrase.reveal() };
            },
            discard: async () => {},
          };
        },
      };
    },
    read: async (passphrase: Secret) => {
      if (!backup.chosen || backup.file === undefined) return undefined;
      if (passphrase.reveal() !== backup.file.passphrase) throw new DockpassError('wrong-passphrase');
      let isClosed = false;
      return {
        pieces: async function* () {
          for (const piece of backup.file?.pieces ?? []) {
            if (isClosed) throw new DockpassError('cancelled');
            if (backup.pulled) throw new DockpassError('backup-damaged');
            yield new Secret(piece);
          }
        },
        close: () => {
          isClosed = true;
        },
      };
    },
    removeUnfinished: async () => {},
    look: async () => {
      if (backup.pulled) return { kind: 'unreachable' } as const;
      return backup.file === undefined
        ? ({ kind: 'absent' } as const)
        : ({ kind: 'file', hash: hashOf(backup.file.pieces) } as const);
    },
  };
  return backup;
};
