import { randomBytes } from 'node:crypto';
import { access, readFile, stat } from 'node:fs/promises';
import { basename, dirname, extname } from 'node:path';
import { BrowserWindow, dialog } from 'electron';
import * as v from 'valibot';
import { DockpassError } from '../../core/base/errors.ts';
import { Secret } from '../../core/base/secret.ts';
import type { BackupFile } from '../../core/ports/storage.ts';
import { text } from '../../text/text.ts';
import { decrypt, encrypt, keyBytes, unwrap, wrap } from './passphrase-encryption.ts';
import { wrappedKeySchema } from './vault-key-file.ts';
import { saveWhole } from './whole-file.ts';

const largestFile = 64 * 1024 * 1024;
const binding = Buffer.from('dockpass-backup 1');
const filters = () => [{ name: text('backup-file.kind'), extensions: ['json'] }];

const fileSchema = v.object({
  format: v.literal('dockpass-backup'),
  version: v.literal(1),
  key: wrappedKeySchema,
  sealed: v.pipe(v.string(), v.base64()),
});

/** A file anywhere, all of it sealed: AES-256-GCM under a random key that scrypt's key of the passphrase wraps. */
export const createBackupFile = (ask: Ask = askInPanel): BackupFile => ({
  choosePlace: async suggested => {
    const chosen = await ask.where(`${suggested}.json`);
    if (chosen === undefined) return undefined;
    const path = extname(chosen) === '.json' ? chosen : await unasked(chosen);
    return { name: basename(path), write: (content, passphrase) => write(path, content, passphrase) };
  },
  read: async passphrase => {
    const path = await ask.which();
    return path === undefined ? undefined : open(path, passphrase);
  },
});

/** Asks a person for a path; undefined when they chose none. */
interface Ask {
  readonly where: (suggested: string) => Promise<string | undefined>;
  readonly which: () => Promise<string | undefined>;
}

const askInPanel: Ask = {
  where: async defaultPath => {
    const { canceled, filePath } = await dialog.showSaveDialog(shown(), { defaultPath, filters: filters() });
    return canceled || filePath === '' ? undefined : filePath;
  },
  which: async () => {
    const { canceled, filePaths } = await dialog.showOpenDialog(shown(), {
      properties: ['openFile'],
      filters: filters(),
    });
    return canceled ? undefined : filePaths[0];
  },
};

/** The dialog belongs to the panel, which asked for it. */
const shown = (): BrowserWindow => {
  const window = BrowserWindow.getFocusedWindow() ?? BrowserWindow.getAllWindows()[0];
  if (window === undefined) throw new DockpassError('cancelled');
  return window;
};

/** The dialog asked about the name as it was typed, and not about the one with `.json`: no file of that name is replaced. */
async function unasked(chosen: string): Promise<string> {
  const isThere = (path: string): Promise<boolean> =>
    access(path).then(
      () => true,
      () => false,
    );
  let path = `${chosen}.json`;
  for (let number = 2; await isThere(path); number += 1) path = `${chosen} (${number}).json`;
  return path;
}

async function write(path: string, content: Secret, passphrase: Secret): Promise<void> {
  const key = randomBytes(keyBytes);
  const plain = Buffer.from(content.reveal());
  try {
    const wrapped = await wrap(key, passphrase);
    const sealed = encrypt(key, plain, binding).toString('base64');
    saveWhole(
      dirname(path),
      basename(path, '.json'),
      { format: 'dockpass-backup', version: 1, key: wrapped, sealed },
      { whose: 'theirs' },
    );
  } finally {
    plain.fill(0);
    key.fill(0);
  }
}

async function open(path: string, passphrase: Secret): Promise<Secret> {
  const { key: wrapped, sealed } = await readFileContent(path);
  const key = await unwrap(wrapped, passphrase);
  const plain = decrypt(key, Buffer.from(sealed, 'base64'), binding);
  key.fill(0);
  if (plain === undefined) throw new DockpassError('backup-damaged');
  const content = new Secret(plain.toString('utf8'));
  plain.fill(0);
  return content;
}

async function readFileContent(path: string): Promise<v.InferOutput<typeof fileSchema>> {
  try {
    if ((await stat(path)).size > largestFile) throw new DockpassError('backup-damaged');
    const parsed = v.safeParse(fileSchema, JSON.parse(await readFile(path, 'utf8')));
    if (parsed.success) return parsed.output;
  } catch {
    // Not to be read, not whole, or not ours: for the person that is the same.
  }
  throw new DockpassError('backup-damaged');
}
