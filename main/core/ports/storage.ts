import type { ListFormat, UnreadableList } from '../../../preload/contract/lists/view.ts';
import type { PolicyRefusal } from '../../../preload/contract/settings-view.ts';
import type { Secret } from '../base/secret.ts';
import type { AccountRecord } from './account-record.ts';

/** The one file of settings. `read` never throws; a save that returns is on disk as a whole. Throws save-failed. */
export interface SettingsFile {
  readonly read: () =>
    | { readonly kind: 'content'; readonly content: unknown }
    | { readonly kind: 'absent' }
    | { readonly kind: 'unreadable' };
  readonly save: (content: Readonly<Record<string, unknown>>) => void;
  /** No file, and nothing kept aside of one, is left. */
  readonly remove: () => void;
}

/**
 * What an organization's IT left on this computer. `read` never throws; `refused`: not believed or not readable.
 * `readSecret` throws managed-secret (detail = the path, reason).
 */
export interface Policy {
  /** Where the file is, for words. */
  readonly path: string;
  readonly read: () => Promise<
    | { readonly kind: 'content'; readonly content: unknown }
    | { readonly kind: 'absent' }
    | { readonly kind: 'refused'; readonly reason: PolicyRefusal }
  >;
  readonly readSecret: (path: string) => Promise<Secret>;
  /** The file may be another one by now. */
  readonly onChange: (listener: () => void) => void;
}

/** What the policy file said when it was last good, for a start with a bad one; undefined for nothing. Never throws. */
export interface LastGoodPolicy {
  readonly read: () => unknown;
  readonly save: (content: unknown) => void;
}

/** What a stored file turned out to be. */
export type StoredRecord =
  | { readonly kind: 'record'; readonly id: string; readonly content: unknown }
  | { readonly kind: 'unreadable'; readonly id: string; readonly reason: 'not-json' | 'empty' | 'permission' | 'io' };

/**
 * One file per account. A resolved save is on disk: written, synced, renamed, folder synced; it is so when the call
 * returns its promise, too. Throws save-failed; `list`
 * throws record-unreadable (reason folder, detail its path) where nobody may say what is there.
 */
export interface AccountFiles {
  readonly list: () => Promise<readonly StoredRecord[]>;
  readonly save: (record: AccountRecord) => Promise<void>;
  readonly remove: (id: string) => Promise<void>;
}

/**
 * Seals text so that only this person on this computer opens it, for an `owner`: what the text belongs to, as one text.
 * A sealer that can binds them, so that it opens for no other owner (record-unreadable, reason edited). `open` throws
 * record-unreadable only where trying again cannot help; `sealAgain`: opened, but it should be stored sealed afresh.
 */
export interface Sealer {
  readonly seal: (text: Secret, owner: string) => Promise<string>;
  readonly open: (sealed: string, owner: string) => Promise<{ readonly text: Secret; readonly sealAgain: boolean }>;
}

/** `keychain-unsure`: locked or missing, and nothing tells which. `session-only`: this computer has none. */
export type KeychainState = 'keychain' | 'keychain-locked' | 'keychain-unsure' | 'session-only';

/** The system's keychain. `seal` and `open` throw keyring-missing, keyring-locked, record-unreadable. */
export interface Keychain extends Sealer {
  readonly state: () => Promise<KeychainState>;
}

/**
 * A random key, kept in a small file wrapped by a passphrase. `seal` and `open` throw locked while it is not unlocked,
 * record-unreadable (reason vault-key) where its file is gone or damaged.
 */
export interface VaultKey extends Sealer {
  /** `none`: there is no such file. `damaged`: there is one that is not ours or not whole; it is never written over. */
  readonly state: () => 'none' | 'locked' | 'unlocked' | 'damaged';
  /** Makes and stores a new key, unlocked; only where there is none. Throws save-failed. */
  readonly create: (passphrase: Secret) => Promise<void>;
  /** Throws wrong-passphrase; record-unreadable for a damaged file; locked when it was locked meanwhile. */
  readonly unlock: (passphrase: Secret) => Promise<void>;
  /** Wraps the same key by another passphrase. Throws as unlock does, and save-failed with the old one still good. */
  readonly rewrap: (passphrase: Secret, next: Secret) => Promise<void>;
  /** Zeroes the key. */
  readonly lock: () => void;
  /** Zeroes the key and removes its file: what it sealed never opens again. Throws save-failed. */
  readonly remove: () => Promise<void>;
}

/** The sealer in use, whichever it is; opens what any of them sealed. `state` says whether anything may be kept. */
export interface ActiveSealer extends Sealer {
  /**
   * `before`: what the text is sealed as until now. What lies on disk goes on being kept there, sealed as it was, even
   * where new accounts are for this session only.
   */
  readonly seal: (text: Secret, owner: string, before?: string) => Promise<string>;
  /** Opens also while it is locked: for an answer that was asked for before, whose tokens have to be kept. */
  readonly openForAnswer: Sealer['open'];
  readonly state: () => Promise<KeychainState | 'passphrase'>;
  /** A person wants to go on without the keychain that does not answer: new accounts are for this session only. */
  readonly keepForSession: () => void;
  /**
   * Throws keyring-locked (reason or-missing) where what a sign-in brings could be neither sealed nor, by a person's own
   * word, kept for this session only. `before` as in `seal`.
   */
  readonly requireKept: (before: string) => Promise<void>;
}

/** A place that a person chose for a backup. */
export interface BackupPlace {
  /** The file's name, for words. */
  readonly name: string;
  /** Where the file will be, whole. */
  readonly path: string;
  /**
   * Writes the pieces, one after the other as they come, beside the place, and reads all of it back. The file at the
   * place itself is still the one that was there. Throws save-failed (also reason backup-too-large), and what `pieces` throws;
   * then nothing is left of it.
   */
  readonly write: (pieces: AsyncIterable<Secret>, passphrase: Secret) => Promise<StagedBackup>;
}

/** A backup that is on disk, synced, and was read back whole, and does not have its name yet. One of the two ends it. */
export interface StagedBackup {
  /** SHA-256 of the file's bytes, hex. */
  readonly hash: string;
  /** Tells the folder apart from another one at the same path, as an empty one is where a stick was. */
  readonly folder: string;
  /** Gives it its name, for good. Throws save-failed; whether it has its name then, `look` says. */
  readonly commit: () => Promise<void>;
  /** Removes it. Never throws. */
  readonly discard: () => Promise<void>;
}

/** A file whose passphrase was right. It holds the key of the file, and nothing of what is in there. */
export interface OpenedBackup {
  /**
   * Reads the file from its beginning, one piece in memory at a time. Throws backup-damaged where a piece is not the one
   * that was written there, or the file cannot be read; cancelled after `close`.
   */
  readonly pieces: () => AsyncIterable<Secret>;
  /** Zeroes the key. */
  readonly close: () => void;
}

/** Files that a person chooses, sealed under a passphrase of their own. */
export interface BackupFile {
  /** Undefined when the person chose none. */
  readonly choosePlace: (suggested: string) => Promise<BackupPlace | undefined>;
  /** Asks which file and opens it; undefined when the person chose none. Throws wrong-passphrase, backup-damaged. */
  readonly read: (passphrase: Secret) => Promise<OpenedBackup | undefined>;
  /**
   * What is at a path. `absent`: its folder is the same one, can be read, and has no such file. `unreachable`: nobody can
   * say, as with a stick that was pulled. `inOtherFolder`: the folder is not known to be the same one. Never throws.
   */
  readonly look: (
    path: string,
    folder: string,
  ) => Promise<
    | { readonly kind: 'file'; readonly hash: string; readonly inOtherFolder?: true }
    | { readonly kind: 'absent' }
    | { readonly kind: 'unreachable' }
  >;
  /** Removes what a program that was killed left of a backup, where that place can be reached. Never throws. */
  readonly removeUnfinished: () => Promise<void>;
}

/** A backup that takes refresh tokens along, from before its file has its name until none of them is here any more. */
export interface Move {
  readonly path: string;
  /** SHA-256 of the file's bytes, hex. */
  readonly hash: string;
  /** As `StagedBackup.folder` said. */
  readonly folder: string;
  /** The accounts whose refresh tokens are in the file. */
  readonly accounts: readonly string[];
}

/** The one file of moves that have not come to their end. */
export interface MoveJournal {
  /** `unreadable`: there is one, and nobody can say what it says. Never throws. */
  readonly read: () => readonly Move[] | 'unreadable';
  /** On disk when it returns; none: no file is left. Throws save-failed. */
  readonly save: (moves: readonly Move[]) => void;
}

/** Lists of accounts, in files that a person chooses. */
export interface AccountListFile {
  /** Undefined when the person chose no place. `save` writes whole or not at all, and throws save-failed (reason export). */
  readonly choosePlace: (
    suggested: string,
    format: ListFormat,
  ) => Promise<{ readonly name: string; readonly save: (text: string) => void } | undefined>;
  /** Asks which file, and gives its text in whatever way it is encoded; undefined when the person chose none. */
  readonly read: () => Promise<
    | { readonly name: string; readonly text: string }
    | { readonly unreadable: Extract<UnreadableList, 'too-large' | 'no-text' | 'no-file'> }
    | undefined
  >;
}

/** The one file of what happened: a line for each event. Nothing of it throws; what a disk refuses is forgotten. */
export interface ActivityFile {
  readonly read: () => Promise<readonly string[]>;
  readonly append: (line: string) => void;
  readonly replace: (lines: readonly string[]) => void;
  readonly remove: () => void;
  /** Asks where to and writes a text there; the file's name, or undefined when no place was chosen. Throws save-failed. */
  readonly saveAs: (suggested: string, text: string) => Promise<string | undefined>;
}
