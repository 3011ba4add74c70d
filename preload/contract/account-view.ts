import type { CopyFormat } from './copy-formats.ts';
import type { Failure } from './errors.ts';

/** What the row offers beside copying. Without `reconnect` nobody knows which provider to sign in at. */
export type RowAction =
  | 'reconnect'
  | 'check'
  | 'renew'
  | 'show'
  | 'change-org'
  | 'edit'
  | 'rename'
  | 'pin'
  | 'sign-in-as-someone-else'
  | 'sign-out-everywhere'
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
  | { readonly kind: 'sign-in-needed' };

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
  readonly canCopy: boolean;
  readonly formats: readonly CopyFormat[];
  /** Formats that cannot hold this account's values safely, and are not offered. */
  readonly unsafeFormats: readonly CopyFormat[];
  /** Permissions asked for that the provider did not grant; `granted` is 0, too, where it granted none of any kind. */
  readonly scopes?: { readonly asked: number; readonly granted: number; readonly missing: readonly string[] };
  readonly endpoints: readonly string[];
  readonly actions: readonly RowAction[];
  readonly pinned: boolean;
  /** Several organizations and none chosen yet, or a person may change it. */
  readonly organizations: readonly OrganizationView[];
  readonly organizationId?: string;
  readonly needsOrganization: boolean;
  /** False: kept for this session only. */
  readonly onDisk: boolean;
}

export interface OrganizationView {
  readonly id: string;
  readonly name: string;
}
