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
  'wrong-passphrase',
  'backup-damaged',
  'moved',
  'record-unreadable',
  'save-failed',
  'clipboard-unreadable',
  'managed-secret',
  'bad-input',
  'unexpected',
] as const;

export type ErrorCode = (typeof errorCodes)[number];

/**
 * An expected failure. `detail` is woven into the message: a field's name, a host. `reason` is a short keyword by which
 * some messages tell cases of one code apart (`expired`, `disk-full`, a status). Neither is ever a provider's text.
 */
export interface Failure {
  readonly code: ErrorCode;
  readonly detail?: string;
  readonly reason?: string;
}

export type Reply<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: Failure };
