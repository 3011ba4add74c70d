import type { Secret } from '../base/secret.ts';

/** A place that a person chose for a backup. */
export interface BackupPlace {
  readonly name: string;
  /** On disk, whole, when it resolves. Throws save-failed. */
  readonly write: (content: Secret, passphrase: Secret) => Promise<void>;
}

/** Files that a person chooses, sealed under a passphrase of their own. */
export interface BackupFile {
  /** Undefined when the person chose none. */
  readonly choosePlace: (suggested: string) => Promise<BackupPlace | undefined>;
  /** Asks which file and opens it; undefined when the person chose none. Throws wrong-passphrase, backup-damaged. */
  readonly read: (passphrase: Secret) => Promise<Secret | undefined>;
}
