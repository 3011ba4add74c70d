import type { Slash } from '../local/slash.ts';
import type { TokenHost } from '../local/token-host.ts';
import { documentedMembers, type TokenMembers } from '../local/token-members.ts';
import { plainWire, type Wire } from '../local/wire.ts';

/** How a sign-in ends: each is a way in which real sign-in pages behave. */
export const variants = [
  /** A GET form answered by a 302. */
  'redirect',
  /** A POST form answered by a 302. */
  'post-redirect',
  /** The same on a page whose policy says `form-action 'self'`; bites when the redirect address is at another origin. */
  'form-action',
  'meta-refresh',
  /** A page whose script assigns `location`. */
  'location',
  /** A page that posts the answer to the redirect address as a form (OAuth 2.0 Form Post Response Mode). */
  'form-post',
  /** The page at the redirect address changes only `location.hash`: the one variant that must reach it. */
  'hash-only',
  /** A button opens the allow page by window.open. */
  'popup',
  /** A link opens the allow page in a new tab. */
  'target-blank',
  /** A frame on the allow page is redirected to the redirect address with a decoy token. */
  'iframe',
  /** Ends at `deadOrigin`, where nobody listens, unless the request names an address. */
  'dead-host',
  /** The sign-in page's own address carries an error and decoy tokens. */
  'own-error',
  /** Who has allowed this App once is sent on at once the next time. */
  'consented',
  /** Refused whichever button is pressed. */
  'deny',
  /** Through one more redirect on this server. */
  'two-hops',
  /** Through a near-miss of the redirect address that carries a decoy token. */
  'lookalike',
] as const;
export type Variant = (typeof variants)[number];

/** Tokens that no grant stands behind: whoever believes one was deceived. */
export const decoys = {
  frame: 'decoy-token-of-a-frame',
  signInPage: 'decoy-token-of-the-sign-in-page',
  lookalike: 'decoy-token-of-a-lookalike',
} as const;

export interface Org {
  readonly id: string;
  readonly name: string;
  /** ISO instant; an org deleted in the past is still listed. */
  readonly deletedAt?: string;
}
export interface User {
  readonly name: string;
  readonly password: string;
  readonly orgs: readonly Org[];
}
export interface App {
  readonly appId: string;
  readonly appSecret: string;
  readonly name: string;
  /** Beside the default landing page, `${otherOrigin}/done` and `${deadOrigin}/done`, which every app has. */
  readonly redirectAddresses: readonly string[];
  readonly scopesAllowed: readonly string[];
  readonly variant?: Variant;
}

/** What the guides leave open, or a server may do otherwise; strict to their letter at first. */
export interface Settings extends Wire, TokenMembers {
  variant: Variant;
  /** What comes back as `state`: the guides do not know it, the vendor's own server library echoes it. */
  state: 'echo' | 'omit' | 'wrong';
  /** Where an App with no address of its own ends: the guides write the address without a slash at its end. */
  landingSlash: boolean;
  /** Which scopes the fragment names. */
  scope: 'granted' | 'fewer' | 'missing';
  /** Whose token it is: the guide's own example has the @ as a bare percent sign, which is no valid escape. */
  user: 'broken-escape' | 'escaped' | 'missing';
  /** What a renewal gives: the guide keeps the access token and changes the refresh token. */
  renewal: 'documented' | 'new-access-token' | 'same-refresh-token' | 'no-refresh-token';
  /** The slash at the end of the token address. */
  slash: Slash;
  tokenHost: TokenHost;
  /** An organization's `url`: from the root in the guide, whole in the reference. */
  orgUrl: 'from-root' | 'whole';
  orgName: 'given' | 'null';
  /** What the org list is: a page as the guide shows it, one with `results` alone, or something else. */
  orgsPage: 'documented' | 'only-results' | 'list' | 'empty' | 'page';
  /** `next` of the org list, from page to page: none of it is in the guide but its name. */
  nextScheme: 'same' | 'http' | 'https';
  /** The second page of the org list fails. */
  secondPage: 'there' | 'fails';
  /** The status for a token that is not known or has run out. */
  refusedWith: 401 | 403;
  errorPlace: 'query' | 'fragment';
  expiresInSeconds: number;
  /** False: answers carry no refresh token. */
  refreshTokens: boolean;
  /** An App Id nobody registered: told at the redirect address, or on a page the sign-in never leaves. */
  unknownApp: 'redirect' | 'page';
  /** Page size of the org list, and its largest `limit`. */
  pageSize: number;
  /** Where `next` of the org list points; absent: here. */
  nextOrigin: string | undefined;
  /** Which scope the org list asks for; its `-read_only` twin does as well. */
  orgsScope: string | undefined;
  /** Requests a minute and App, reading and changing counted apart; 429 beyond. */
  rateLimit: { readonly perMinute: number; readonly retryAfterSeconds?: number } | undefined;
}

export const scopes: readonly string[] = [
  'account',
  'api_client',
  'backup_config',
  'calendar',
  'company',
  'contact',
  'license_key',
  'note',
  'order',
  'packaging',
  'wallet_subaccount',
].flatMap(name => [name, `${name}-read_only`]);
export const allScopes: readonly string[] = [...scopes, 'tracking_number'];

export const strict: Settings = {
  ...documentedMembers,
  ...plainWire,
  variant: 'redirect',
  state: 'omit',
  landingSlash: false,
  scope: 'granted',
  user: 'broken-escape',
  renewal: 'documented',
  slash: 'documented',
  tokenHost: 'any',
  orgUrl: 'from-root',
  orgName: 'given',
  orgsPage: 'documented',
  nextScheme: 'same',
  secondPage: 'there',
  refusedWith: 401,
  errorPlace: 'query',
  expiresInSeconds: 31_536_000,
  refreshTokens: true,
  unknownApp: 'redirect',
  pageSize: 20,
  nextOrigin: undefined,
  orgsScope: undefined,
  rateLimit: undefined,
};

export const sampleUser: User = {
  name: 'maria@harbour.example',
  password: 'open-the-dock',
  orgs: [{ id: 'Q7Z', name: 'Harbour Goods' }],
};
export const sampleApp: App = {
  appId: 'harbour-desk-1f6c',
  appSecret: 'harbour-app-secret-9b21',
  name: 'Harbour Desk',
  redirectAddresses: [],
  scopesAllowed: allScopes,
};
