/** A backup to write: `ids` of accounts (none: all), and whether refresh tokens move along. */
export interface BackupForm {
  readonly ids: readonly string[];
  readonly moves: boolean;
  readonly passphrase: string;
}

/** What a backup holds. `here`: the name of the account on this computer that is the same one. */
export interface BackupView {
  readonly accounts: readonly {
    readonly label: string;
    readonly providerName: string;
    readonly usable: boolean;
    readonly here?: string;
  }[];
}

export type BackupChoice = 'add' | 'replace' | 'skip';
