import type { CopyFormat } from './copy-formats.ts';
import type { Failure } from './errors.ts';
import type { KeepFailure } from './programs/view.ts';

/** What the row offers beside copying. Without `reconnect` nobody knows which provider to sign in at. */
export type RowAction =
  | 'reconnect'
  | 'check'
  | 'renew'
  | 'show'
  | 'details'
  | 'change-org'
  | 'edit'
  | 'rename'
  | 'pin'
  | 'sign-in-as-someone-else'
  | 'sign-out-everywhere'
  /** Its provider ends its tokens. */
  | 'revoke'
  /** Only a person can tell whether its refresh token is in a backup. */
  | 'decide-move'
  | 'remove';

/**
 * How long a token is good for. `about`: the answer did not say, and this is what the provider documents. `unknown`:
 * nobody said; `never`: the provider said that there is no end.
 */
export type LifeView =
  | { readonly kind: 'until'; readonly issuedAt: number; readonly expiresAt: number; readonly about?: true }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'never' }
  | { readonly kind: 'unreadable' };

export type RenewalView =
  | { readonly kind: 'by-itself' }
  /** A fresh one is fetched when someone copies. */
  | { readonly kind: 'on-copy' }
  /** There is nothing to renew. */
  | { readonly kind: 'none' }
  | { readonly kind: 'renewing' }
  /**
   * Cannot renew by itself: a person signs in again, or types a new token in (`byTyping`), before `beforeAt` (absent when
   * the life is unknown).
   */
  | { readonly kind: 'by-person'; readonly beforeAt?: number; readonly byTyping?: true }
  /** `byTyping`: it came from a list without secrets, and its form is to be completed first. */
  | { readonly kind: 'sign-in-needed'; readonly byTyping?: true };

export interface AccountView {
  readonly id: string;
  readonly label: string;
  readonly providerId: string;
  readonly providerName: string;
  /** The account's initials. */
  readonly monogram: string;
  /** The provider's. */
  readonly colour: string;
  /** In words, when the provider has more than one environment. */
  readonly environment?: string;
  /** What of it must be seen at a glance ("Sandbox" of "US West · Sandbox"); absent where that is all of it. */
  readonly environmentKind?: string;
  /** Not known to be production: what is done with this token does not count, or nobody can tell. */
  readonly notProduction?: true;
  /** "org Q7Z": what tells two accounts of one provider apart. */
  readonly detail?: string;
  /** Two words that must be seen at a glance ("v1 deprecated"). */
  readonly badge?: string;
  readonly life: LifeView;
  readonly renewal: RenewalView;
  /** The last thing that went wrong with this account and is still true. */
  readonly problem?: Failure;
  /** It came of asking whose token it is: asking once more is what helps, and not a renewal. */
  readonly problemOfCheck?: true;
  /** A file is kept of it for programs, and holds an older token or none. */
  readonly fileNotKept?: KeepFailure;
  readonly canCopy: boolean;
  readonly formats: readonly CopyFormat[];
  /** Formats that cannot hold this account's values safely, and are not offered. */
  readonly unsafeFormats: readonly CopyFormat[];
  /** Permissions asked for that the provider did not grant; `granted` is 0, too, where it granted none of any kind. */
  readonly scopes?: { readonly asked: number; readonly granted: number; readonly missing: readonly string[] };
  readonly endpoints: readonly string[];
  readonly actions: readonly RowAction[];
  readonly pinned: boolean;
  /** Names of the groups that a person put it into ("Dock 4"); absent where there are none. */
  readonly groups?: readonly string[];
  /** Several organizations and none chosen yet, or a person may change it. */
  readonly organizations: readonly OrganizationView[];
  readonly organizationId?: string;
  readonly needsOrganization: boolean;
  /** False: kept for this session only. */
  readonly onDisk: boolean;
}

/** The name of a group, in code points, and how many groups an account is in. */
export const longestGroup = 40;
export const mostGroups = 20;

/** Where an account goes in the order that a person makes by hand: directly before or after another one. */
export type Side = 'before' | 'after';

export interface OrganizationView {
  readonly id: string;
  readonly name: string;
}

/** What became of one account's tokens at its provider. */
export interface RevocationView {
  /** Its name. */
  readonly account: string;
  /** The provider's. */
  readonly provider: string;
  /** `partly`: it gets no new tokens any more, and the one it has may still work until it expires. */
  readonly outcome: 'revoked' | 'partly' | 'not-revoked';
  /** Why not all of them. */
  readonly failure?: Failure;
  /** All that were here have ended; a renewal whose answer never came may have made others. */
  readonly answerLost?: true;
}

/**
 * A list of accounts on its way to a window, as one text. Objects cross part by part, which for ten thousand accounts
 * takes seconds; and most of what is said of one is said of many, so it is written once: `{ common, rows }`, where each
 * row is an index in `common` and what is the account's own, without names.
 */
export type AccountsText = string;

/** What is nearly never the same for two accounts; null for what is absent. */
type Row = readonly [
  common: number,
  id: string,
  label: string,
  detail: string | null,
  issuedAt: number | null,
  expiresAt: number | null,
  beforeAt: number | null,
  organizationId: string | null,
  /** Id and name of each in turn. */
  ...organizations: readonly string[],
];

type Without<Whole, Names extends string> = Whole extends unknown ? Omit<Whole, Names> : never;

/** The rest of an account. */
interface Common
  extends Omit<AccountView, 'id' | 'label' | 'detail' | 'life' | 'renewal' | 'organizations' | 'organizationId'> {
  readonly life: Without<LifeView, 'issuedAt' | 'expiresAt'>;
  readonly renewal: Without<RenewalView, 'beforeAt'>;
}

interface Written {
  readonly common: string;
  /** The row behind its first item, without brackets. */
  readonly own: string;
}

/** An account's two parts. Views are never altered, and most are written many times. */
const written = new WeakMap<AccountView, Written>();

function partsOf(account: AccountView): Written {
  const { id, label, detail, life, renewal, organizations, organizationId, ...rest } = account;
  const { issuedAt, expiresAt, ...lifeKind } = { issuedAt: undefined, expiresAt: undefined, ...life };
  const { beforeAt, ...renewalKind } = { beforeAt: undefined, ...renewal };
  const common: Common = { ...rest, life: lifeKind, renewal: renewalKind };
  const names = organizations.flatMap(one => [one.id, one.name]);
  const own = [id, label, detail, issuedAt, expiresAt, beforeAt, organizationId, ...names];
  return { common: JSON.stringify(common), own: JSON.stringify(own).slice(1, -1) };
}

export function writeAccounts(accounts: readonly AccountView[]): AccountsText {
  const common = new Map<string, number>();
  const rows = accounts.map(account => {
    const parts = written.get(account) ?? partsOf(account);
    written.set(account, parts);
    const at = common.get(parts.common) ?? common.size;
    common.set(parts.common, at);
    return `[${at},${parts.own}]`;
  });
  return `{"common":[${[...common.keys()].join()}],"rows":[${rows.join()}]}`;
}

function readRow(row: Row, commons: readonly Common[]): AccountView {
  const [at, id, label, detail, issuedAt, expiresAt, beforeAt, organizationId, ...names] = row;
  const { life, renewal, ...rest } = commons[at] as Common;
  const organizations = [];
  for (let index = 0; index < names.length; index += 2)
    organizations.push({ id: names[index] ?? '', name: names[index + 1] ?? '' });
  return {
    ...rest,
    id,
    label,
    ...(detail !== null && { detail }),
    life: (issuedAt === null ? life : { ...life, issuedAt, expiresAt }) as LifeView,
    renewal: (beforeAt === null ? renewal : { ...renewal, beforeAt }) as RenewalView,
    organizations,
    ...(organizationId !== null && { organizationId }),
  };
}

/** Reads what `writeAccounts` wrote, in the same order. */
export function readAccounts(text: AccountsText): readonly AccountView[] {
  // Nobody else writes these.
  const { common, rows } = JSON.parse(text) as { readonly common: readonly Common[]; readonly rows: readonly Row[] };
  return rows.map(row => readRow(row, common));
}
