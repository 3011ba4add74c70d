import type { LifeView, RenewalView } from '../account-view.ts';
import type { CopyFormat } from '../copy-formats.ts';
import type { Failure } from '../errors.ts';

/** What kind of token an account has. `jwt-unreadable`: it has the form of a JWT, and its claims are no JSON object. */
type TokenKind = 'jwt' | 'jwt-encrypted' | 'jwt-unreadable' | 'opaque' | 'keys';

/** The claims that have words of their own: those of RFC 7519 section 4.1 and RFC 9068 section 2.2. */
export const registeredClaims = [
  'iss',
  'sub',
  'aud',
  'exp',
  'nbf',
  'iat',
  'jti',
  'auth_time',
  'acr',
  'amr',
  'client_id',
  'scope',
  'groups',
  'roles',
  'entitlements',
] as const;
type RegisteredClaim = (typeof registeredClaims)[number];

/** One claim, or one of those inside another. All its texts are short, of one line, and show every character. */
export interface ClaimView {
  /** Its name, behind the names of those that it lies in. */
  readonly path: readonly string[];
  readonly registered?: RegisteredClaim;
  /** Several for a list; none for an empty list or object. What is no text stands as JSON writes it. */
  readonly values: readonly string[];
  /** The instant that it names, epoch ms by the provider's clock. */
  readonly at?: number;
  /** Some of it is left out: it is too long or too deep. */
  readonly isCut?: true;
  /** It holds a secret of this account, or a token: its values stay in main. */
  readonly isSecret?: true;
  /** It may say something of a person: a copy leaves it out unless a person ticks it. */
  readonly isPersonal?: true;
}

export interface ClaimsView {
  readonly list: readonly ClaimView[];
  /** There are others. */
  readonly isCut: boolean;
}

/** What an account's token is and may do, as far as this computer can tell by itself. Times are epoch ms. */
export interface DetailsView {
  readonly kind: TokenKind;
  /** The type and the algorithm that the header of a JWT names. */
  readonly type?: string;
  readonly algorithm?: string;
  readonly issuer?: string;
  readonly audience: readonly string[];
  /** Scopes, or what the provider has instead. `granted` is absent where nobody said. */
  readonly asked: readonly string[];
  readonly granted?: readonly string[];
  /** What the token names beside what was granted. */
  readonly roles: readonly string[];
  /** When it came to this computer. */
  readonly receivedAt: number;
  readonly life: LifeView;
  /** Whose clock the end is counted by. `token`: the date came with it and stays. `skewMs`: that clock minus the provider's. */
  readonly clock: { readonly by: 'token' } | { readonly by: 'computer'; readonly skewMs?: number };
  readonly renewal: RenewalView;
  /** When it is renewed next; that may be past where something is in the way. */
  readonly renewsAt?: number;
  /** What is in the way. */
  readonly problem?: Failure;
  /** Every origin that its secrets may be sent to, as they are sealed. */
  readonly origins: readonly string[];
  /** How it came, where that is remembered. */
  readonly broughtBy?: 'sign-in' | 'renewal';
  readonly copied?: { readonly at: number; readonly format?: CopyFormat };
  readonly handedOver?: { readonly at: number; readonly program: string };
  /** Of a JWT that can be read. */
  readonly claims?: ClaimsView;
}
