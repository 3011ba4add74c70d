/** Everything that can go wrong, as a closed list. `renderer/text/messages.ts` has one instruction for each. */
export const errorCodes = [
  'offline',
  'timed-out',
  'provider-down',
  'provider-refused',
  'rate-limited',
  'bad-reply',
  'needs-sign-in',
  'cancelled',
  'redirect-mismatch',
  'state-mismatch',
  'bad-redirect',
  'insufficient-scope',
  'unknown-scope',
  'wrong-app-id',
  'wrong-app-secret',
  'not-allowed-for-app',
  'wrong-credentials',
  'password-expired',
  'user-inactive',
  'only-oauth2',
  'only-keys',
  'wrong-region',
  'needs-details',
  'account-locked',
  'certificate',
  'proxy-auth',
  'page-crashed',
  'page-blocked',
  'keyring-missing',
  'keyring-locked',
  'locked',
  'not-permitted',
  'wrong-passphrase',
  'backup-damaged',
  'moved',
  'record-unreadable',
  'save-failed',
  'clipboard-unreadable',
  'needs-press',
  'managed-secret',
  'busy',
  'bad-input',
  'unexpected',
] as const;

export type ErrorCode = (typeof errorCodes)[number];

/** What a person gives that is no field of a provider's own. */
export const ownFields = [
  'account',
  'account-name',
  'accounts',
  'address-ended-on',
  'date',
  'endpoint',
  'environment',
  'file-path',
  'format',
  'organization',
  'passphrase',
  'provider',
  'setting',
  'storage',
] as const;
export type OwnField = (typeof ownFields)[number];

/** An expected failure. None of its texts is ever a provider's. */
export interface Failure {
  readonly code: ErrorCode;
  /** What has to be corrected (`bad-input`): the name of a provider's field, or one of `ownFields`. */
  readonly field?: string;
  /** Woven into the message: a host, a path. */
  readonly detail?: string;
  /** A short keyword by which some messages tell cases of one code apart (`expired`, `disk-full`, a status). */
  readonly reason?: string;
  /** How long to wait before trying again helps. */
  readonly waitSeconds?: number;
}

export type Reply<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: Failure };
