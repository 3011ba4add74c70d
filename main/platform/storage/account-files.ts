import { closeSync, fstatSync, openSync, readdirSync, readFileSync, readSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { DockpassError } from '../../core/base/errors.ts';
import { largestRecord } from '../../core/ports/account-record.ts';
import type { AccountFiles, StoredRecord } from '../../core/ports/storage.ts';
import { systemCodeOf } from '../system/system-code.ts';
import { parseJson } from './json-text.ts';
import { readRecordText } from './record-text.ts';
import { isLeftover, removeWhole, saveWhole } from './whole-file.ts';

const recordName = /^([A-Za-z0-9_-]{8,64})\.json$/;
/** Files read in one go. Reading small files without waiting is ten times faster; a pause now and then keeps the app alive. */
const readAtOnce = 50;
/** More than a record takes, so that one call reads it; used for one file after the other, as nothing waits in between. */
const piece = Buffer.allocUnsafe(64 * 1024);

/**
 * One file per account, `<folder>/<id>.json`. Nothing is written before the first save, and nothing that cannot be read
 * is ever touched. Files that do not carry an account's name are left out. Save and remove throw save-failed, and `list`
 * record-unreadable (reason folder) where the folder itself may not be read.
 */
export const createAccountFiles = ({ folder }: { readonly folder: string }): AccountFiles => ({
  list: async () => {
    const names = namesIn(folder);
    const ids = names.map(name => recordName.exec(name)?.[1]).filter(id => id !== undefined);
    await removeLeftovers(folder, names.filter(isLeftover));
    return readAll(folder, ids.sort());
  },
  save: async record => saveWhole(folder, record.id, record, { largest: largestRecord }),
  remove: async id => removeWhole(folder, id),
});

function namesIn(folder: string): string[] {
  try {
    const entries = readdirSync(folder, { withFileTypes: true });
    // Opening a pipe would wait for ever; a link is read like the file it names.
    return entries.filter(entry => entry.isFile() || entry.isSymbolicLink()).map(entry => entry.name);
  } catch (problem) {
    const code = systemCodeOf(problem);
    if (code === 'ENOENT') return [];
    const refused = code === 'EACCES' || code === 'EPERM';
    throw refused
      ? new DockpassError('record-unreadable', { detail: folder, reason: 'folder', cause: problem })
      : problem;
  }
}

/** A save runs without a pause and one process holds the folder, so whatever is still staged now was interrupted. */
async function removeLeftovers(folder: string, names: readonly string[]): Promise<void> {
  await Promise.allSettled(names.map(name => rm(join(folder, name), { force: true })));
}

async function readAll(folder: string, ids: readonly string[]): Promise<StoredRecord[]> {
  const records: StoredRecord[] = [];
  for (const id of ids) {
    if (records.length % readAtOnce === readAtOnce - 1) await nextTurn();
    records.push(readRecord(folder, id));
  }
  return records;
}

function readRecord(folder: string, id: string): StoredRecord {
  let file: number | undefined;
  try {
    file = openSync(join(folder, `${id}.json`), 'r');
    const length = readSync(file, piece, 0, piece.length, 0);
    // What is not whole after one call is read anew, and slowly.
    const content = length < piece.length ? parseJson(piece.subarray(0, length)) : undefined;
    return content === undefined ? readSlowly(file, id) : { kind: 'record', id, content };
  } catch (problem) {
    const refused = ['EACCES', 'EPERM'].includes(systemCodeOf(problem));
    return { kind: 'unreadable', id, reason: refused ? 'permission' : 'io' };
  } finally {
    if (file !== undefined) closeSync(file);
  }
}

function readSlowly(file: number, id: string): StoredRecord {
  if (fstatSync(file).size > largestRecord) return { kind: 'unreadable', id, reason: 'not-json' };
  return readRecordText(id, readFileSync(file));
}
