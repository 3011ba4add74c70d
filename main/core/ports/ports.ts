import type { PolicyRefusal } from '../../../preload/contract/settings-view.ts';
import type { Secret } from '../base/secret.ts';
import type { AccountRecord } from './account-record.ts';

/** The world as the core asks for it. `main/platform` implements these and decides nothing. */

export interface Clock {
  /** Epoch ms by this computer's clock. */
  readonly now: () => number;
  /** Ms that no one can set, from any start: it counts while this program runs, and may stand still while the computer sleeps. */
  readonly running: () => number;
  /** An instant as text (`2027-03-01T09:00:00.000Z`), for files and reports. */
  readonly isoTime: (at: number) => string;
  /** The last instant of a day (`2027-03-01`) where this computer is, epoch ms; undefined for a day that does not exist. */
  readonly endOfDay: (isoDate: string) => number | undefined;
  /**
   * Rings once, at `at` (epoch ms; at once when past), however far away; a clock that is set back meanwhile does not make
   * it wait longer than it was away. The result cancels.
   */
  readonly alarm: (at: number, ring: () => void) => () => void;
}

export interface Random {
  /** Uniform in [0, 1). */
  readonly fraction: () => number;
  /** `bytes` random bytes as base64url: for state, ids. */
  readonly token: (bytes: number) => string;
}

export interface HttpRequest {
  readonly url: string;
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface HttpReply {
  readonly response: Response;
  /** The provider's own clock, from its `Date` header (epoch ms); absent when it sent none. */
  readonly serverAt?: number;
  /** How long it asks to wait (`Retry-After`, RFC 9110 section 10.2.3), ms, at most a day; absent when it did not. */
  readonly retryAfterMs?: number;
}

/**
 * Network calls. Never follows a redirect, sends no cookies, ends within 20 s, reads at most 1 MiB.
 * The reply's body is whole. Throws DockpassError: offline, timed-out, provider-down, bad-reply (a redirect, too large,
 * broken off), certificate, proxy-auth.
 */
export interface Http {
  readonly send: (request: HttpRequest) => Promise<HttpReply>;
}

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
 * One file per account. A resolved save is on disk: written, synced, renamed, folder synced. Throws save-failed; `list`
 * throws record-unreadable (reason folder, detail its path) where nobody may say what is there.
 */
export interface AccountFiles {
  readonly list: () => Promise<readonly StoredRecord[]>;
  readonly save: (record: AccountRecord) => Promise<void>;
  readonly remove: (id: string) => Promise<void>;
}

/** What a sealed text belongs to. A sealer that can binds the text to it, so that it opens for nothing else. */
export interface SealedFor {
  readonly id: string;
  /** Of the sealed form, not of the record around it. */
  readonly version: number;
  readonly origins: readonly string[];
}

/**
 * Seals text so that only this person on this computer opens it. `open` throws record-unreadable only where trying again
 * cannot help; `sealAgain`: opened, but it should be stored sealed afresh.
 */
export interface Sealer {
  readonly seal: (text: Secret, owner: SealedFor) => Promise<string>;
  readonly open: (sealed: string, owner: SealedFor) => Promise<{ readonly text: Secret; readonly sealAgain: boolean }>;
}

/** The system's keychain. `seal` and `open` throw keyring-missing, keyring-locked, record-unreadable. */
export interface Keychain extends Sealer {
  readonly state: () => Promise<'keychain' | 'session-only' | 'keychain-locked'>;
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
  readonly state: () => Promise<'keychain' | 'passphrase' | 'session-only' | 'keychain-locked'>;
}

export interface Clipboard {
  /** Replaces the clipboard, marked as a secret where the system knows such a mark. Throws unexpected. */
  readonly write: (text: Secret) => Promise<void>;
  /** Whether it still holds exactly this text; `unknown` when reading is refused. */
  readonly holds: (text: Secret) => Promise<'yes' | 'no' | 'unknown'>;
  readonly read: () => Promise<Secret>;
  readonly clear: () => Promise<void>;
}

/** The machine's own events. Every listener gets a way to stop listening. */
export interface Signals {
  readonly isOnline: () => boolean;
  /** How long nobody has touched this computer, ms. */
  readonly idleForMs: () => number;
  readonly on: (
    name: 'online' | 'offline' | 'resume' | 'suspend' | 'lock' | 'unlock',
    listener: () => void,
  ) => () => void;
}

/** Small window of main's own that shows one secret for 20 s. */
export interface SecretWindow {
  readonly show: (shown: { readonly title: string; readonly value: Secret; readonly forMs: number }) => Promise<void>;
  /** Closes it, if it is open. */
  readonly close: () => void;
}

/** Codes, hosts and ids only: never a URL with a query or fragment, never a body. */
export interface Log {
  readonly write: (event: string, facts?: Readonly<Record<string, string | number | boolean>>) => void;
}
