import { createHash } from 'node:crypto';
import { DockpassError } from '../../../main/core/base/errors.ts';
import type { KeptFileEntry, KeptFileJournal, KeptFileWriter } from '../../../main/core/ports/programs.ts';

const hash = (text: string): string => createHash('sha256').update(text).digest('hex');

/**
 * Files as text by path, what kills left beside them, and the list of them; `failing` makes writes fail as a full disk
 * does, `damaged` is a list that nobody can read.
 */
export const fakeKeptFiles = () => {
  const texts = new Map<string, string>();
  const unfinished = new Set<string>();
  let entries: readonly KeptFileEntry[] = [];
  const disk = { failing: false, damaged: false, writes: 0 };
  const isOurs = (path: string, ours: readonly string[]): boolean => ours.includes(hash(texts.get(path) ?? ''));
  const writer: KeptFileWriter = {
    hashOf: text => hash(text.reveal()),
    keyOf: path => path,
    check: (path, ours) => {
      if (texts.has(path) && !isOurs(path, ours))
        throw new DockpassError('bad-input', { field: 'file-path', reason: 'not-ours' });
    },
    write: ({ path }, text, ours) => {
      writer.check(path, ours);
      if (disk.failing) throw new DockpassError('save-failed', { reason: 'disk-full' });
      disk.writes += 1;
      texts.set(path, text.reveal());
    },
    remove: (path, ours) => {
      if (disk.failing) throw new DockpassError('save-failed', { reason: 'read-only' });
      unfinished.delete(path);
      if (isOurs(path, ours)) texts.delete(path);
    },
  };
  const journal: KeptFileJournal = {
    read: () => (disk.damaged ? 'unreadable' : entries),
    save: next => {
      entries = next;
    },
  };
  return Object.assign(disk, { texts, unfinished, writer, journal });
};

/** The two ports, where nobody looks at the files. */
export const keptFilePorts = () => {
  const { writer, journal } = fakeKeptFiles();
  return { keptFileWriter: writer, keptFileJournal: journal };
};
