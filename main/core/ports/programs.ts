import type { Secret } from '../base/secret.ts';
import type { KeptFilePlan } from './account-record.ts';

/** The window that asks whether programs may have a token. It asks main what to say, and never takes the focus by itself. */
export interface QuestionWindow {
  /** Shows the question there is now, in place of the one before. */
  readonly show: () => void;
  readonly close: () => void;
}

/** Where a file is kept, and who may read it. */
type KeptFilePlace = Pick<KeptFilePlan, 'path' | 'readers'>;

/**
 * Files that other programs read a token from. `ours` are hashes of what we wrote there, or were about to: whatever else
 * stands in a file is somebody else's and is never touched.
 */
export interface KeptFileWriter {
  /**
   * Throws bad-input (field file-path) where no token may lie: reason relative, no-folder, writable, link, synced (detail: by
   * what), not-ours, unsupported.
   */
  readonly check: (path: string, ours: readonly string[]) => void;
  /** Whole or not at all. Throws what `check` throws, and save-failed with the old file byte for byte as it was. */
  readonly write: (place: KeptFilePlace, text: Secret, ours: readonly string[]) => void;
  /** Removes it, and what an interrupted write left of it. Throws save-failed. */
  readonly remove: (path: string, ours: readonly string[]) => void;
  readonly hashOf: (text: Secret) => string;
  /** The same for two paths that may lead to one file on this system, as where capitals make no other name. */
  readonly keyOf: (path: string) => string;
}

/** A file that is kept, or may be on disk after a kill. `hashes`: of what it may hold, the newest last. */
export interface KeptFileEntry {
  readonly account: string;
  readonly path: string;
  readonly hashes: readonly string[];
}

/** The one list of them, without secrets: it can be read while Dockpass is locked. */
export interface KeptFileJournal {
  /** Never throws. */
  readonly read: () => readonly KeptFileEntry[] | 'unreadable';
  /** On disk when it returns; none: no list is left. Throws save-failed. */
  readonly save: (entries: readonly KeptFileEntry[]) => void;
}
