import type { AccountRecord } from '../ports/account-record.ts';
import type { AccountSecrets } from './account-secrets.ts';

/** What an account's secrets are bound to: it changes only together with them. */
type Bound = 'provider' | 'environment' | 'origins' | 'values' | 'programs';
type Fixed = 'id' | 'version' | 'sealed';
type Fact = Exclude<keyof AccountRecord, Fixed>;

/** Other facts of an account; `undefined` takes one away. A whole record, read some time ago, is none. */
export type RecordPatch = { readonly [Name in Exclude<Fact, Bound>]?: AccountRecord[Name] } & {
  readonly [Name in Fixed | Bound]?: never;
};
/** The same, where the secrets are sealed anew with it. */
export type SealedPatch = { readonly [Name in Fact]?: AccountRecord[Name] } & { readonly [Name in Fixed]?: never };

/**
 * What becomes of an account: other facts, or other secrets with or without facts. `areSame`: sealed afresh, and no others
 * than before, so that an answer which is on its way for them is still theirs.
 */
export type AccountChange =
  | { readonly patch: RecordPatch; readonly secrets?: undefined; readonly areSame?: undefined }
  | { readonly patch?: SealedPatch; readonly secrets: AccountSecrets; readonly areSame?: true };

/** Without what a sign-in says anew of an account. */
export const withoutSignIn = {
  renewingSince: undefined,
  onCopy: undefined,
  warning: undefined,
  unsafeFormats: undefined,
  keptSession: undefined,
  warnedDays: undefined,
  noScopes: undefined,
  moving: undefined,
  awaitsFirstSignIn: undefined,
} satisfies RecordPatch;

/** The record with these facts instead of its own. */
export const patched = (record: AccountRecord, patch: Readonly<Partial<AccountRecord>>): AccountRecord => {
  const next: Record<string, unknown> = { ...record, ...patch };
  for (const [name, value] of Object.entries(next)) if (value === undefined) delete next[name];
  // A patch can take away only what a record may lack: its type says so.
  return next as AccountRecord;
};
