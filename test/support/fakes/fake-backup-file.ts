import { DockpassError } from '../../../main/core/base/errors.ts';
import { Secret } from '../../../main/core/base/secret.ts';
import type { BackupFile } from '../../../main/core/ports/storage.ts';

/** One file at the place a person chooses: what was written last, under which passphrase. */
export const fakeBackupFile = (): BackupFile & {
  file: { content: string; passphrase: string } | undefined;
  chosen: boolean;
  failing: boolean;
} => {
  const backup = {
    file: undefined as { content: string; passphrase: string } | undefined,
    chosen: true,
    failing: false,
    choosePlace: async (suggested: string) => {
      if (!backup.chosen) return undefined;
      return {
        name: `${suggested}.json`,
        write: async (content: Secret, passphrase: Secret) => {
          if (backup.failing) throw new DockpassError('save-failed', { reason: 'disk-full' });
          backup.file = { content: content.reveal(), passphrase: passphrase.reveal() };
        },
      };
    },
    read: async (passphrase: Secret) => {
      if (!backup.chosen || backup.file === undefined) return undefined;
      if (passphrase.reveal() !== backup.file.passphrase) throw new DockpassError('wrong-passphrase');
      return new Secret(backup.file.content);
    },
  };
  return backup;
};
