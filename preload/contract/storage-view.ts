/** How secrets are kept: by the system's keychain, by a passphrase, or not beyond this session. */
export type KeepingChoice = 'keychain' | 'passphrase' | 'session-only';

/** Whether what a passphrase keeps is open; `none`: nothing here needs one. */
export type LockView = 'none' | 'locked' | 'unlocked';

/** What the Keeping dialog is drawn from. */
export interface KeepingView {
  /** The one in use. */
  readonly choice: KeepingChoice;
  readonly options: readonly KeepingChoice[];
  /** A passphrase was chosen before, and its key is still there. */
  readonly hasPassphrase: boolean;
  /** Accounts that are still sealed the way that was chosen before. */
  readonly left: number;
}

/** Typed passphrases cross inside an object: the preload empties it at once. `passphrase` may be empty where none is needed. */
export interface KeepingForm {
  readonly choice: KeepingChoice;
  readonly passphrase: string;
}

export interface PassphraseForm {
  readonly passphrase: string;
}

export interface NewPassphraseForm {
  readonly current: string;
  readonly next: string;
}
