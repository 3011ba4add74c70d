/** How secrets are kept: by the system's keychain, by a passphrase, or not beyond this session. */
export type StorageChoice = 'keychain' | 'passphrase' | 'session-only';

/** Whether what a passphrase keeps is open; `none`: nothing here needs one. */
export type LockView = 'none' | 'locked' | 'unlocked';

/** What the Storage dialog is drawn from. */
export interface StorageView {
  /** The one in use. */
  readonly choice: StorageChoice;
  readonly options: readonly StorageChoice[];
  /** A passphrase was chosen before, and its key is still there. */
  readonly hasPassphrase: boolean;
  /** Accounts that are still sealed the way that was chosen before. */
  readonly left: number;
}

/** Typed passphrases cross inside an object: the preload empties it at once. `passphrase` may be empty where none is needed. */
export interface StorageForm {
  readonly choice: StorageChoice;
  readonly passphrase: string;
}

export interface PassphraseForm {
  readonly passphrase: string;
}

export interface NewPassphraseForm {
  readonly current: string;
  readonly next: string;
}
