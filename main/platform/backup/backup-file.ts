import { basename } from 'node:path';
import type { BackupFile } from '../../core/ports/storage.ts';
import { text } from '../../text/text.ts';
import { askWhere, askWhich, withExtension } from '../system/file-dialog.ts';
import { fileSource, openBackup } from './backup-reader.ts';
import { removeUnfinished, stageBackup } from './backup-writer.ts';
import { lookAt } from './file-bytes.ts';
import type { UnfinishedBackups } from './unfinished-backups.ts';

const kind = () => ({ name: text('backup-file.kind'), extensions: ['json'] });

/** A file anywhere, all of it sealed; `backup-format.ts` says how. */
export const createBackupFile = (ask: Ask = askInPanel, unfinished?: UnfinishedBackups): BackupFile => ({
  choosePlace: async suggested => {
    const chosen = await ask.where(`${suggested}.json`);
    if (chosen === undefined) return undefined;
    const path = await withExtension(chosen, '.json');
    return {
      name: basename(path),
      path,
      write: (pieces, passphrase) => stageBackup(path, pieces, passphrase, unfinished),
    };
  },
  read: async passphrase => {
    const path = await ask.which();
    return path === undefined ? undefined : openBackup(fileSource(path), passphrase);
  },
  look: lookAt,
  removeUnfinished: async () => {
    if (unfinished !== undefined) await removeUnfinished(unfinished);
  },
});

/** Asks a person for a path; undefined when they chose none. */
interface Ask {
  readonly where: (suggested: string) => Promise<string | undefined>;
  readonly which: () => Promise<string | undefined>;
}

const askInPanel: Ask = { where: suggested => askWhere(suggested, kind()), which: () => askWhich(kind()) };
