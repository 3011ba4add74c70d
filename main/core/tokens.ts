import type { Failure } from '../../preload/contract.ts';
import type { Life } from './account-record.ts';
import type { Secret } from './secret.ts';

/** Tokens as they came from a provider. `expiresInSeconds` as answered; absent when the answer did not say. */
export interface TokenSet {
  readonly accessToken: Secret;
  readonly refreshToken?: Secret;
  readonly expiresInSeconds?: number;
  /** The last day a person knows it to be good (`2027-03-01`). */
  readonly goodUntil?: string;
  /** The provider says that this one has no end. */
  readonly neverExpires?: true;
  readonly scopes?: readonly string[];
  /** It works, but something about it should be said. */
  readonly warning?: Failure;
  /** This computer's clock minus the provider's `Date` header, ms. */
  readonly clockSkewMs?: number;
}

/** The life of a token received at `now` (epoch ms by this computer's clock, so that a wrong clock still counts right). */
export const lifeOf = (tokens: Pick<TokenSet, 'expiresInSeconds' | 'neverExpires'>, now: number): Life => {
  if (tokens.neverExpires) return { kind: 'never', issuedAt: now };
  return tokens.expiresInSeconds === undefined
    ? { kind: 'unknown', issuedAt: now }
    : { kind: 'until', issuedAt: now, expiresAt: now + tokens.expiresInSeconds * 1000 };
};

/** RFC 6750 section 2.1 tokens are visible ASCII; anything else could break out of a header or a command line. */
export const isSendableToken = (text: string): boolean => /^[\x21-\x7e]{1,8192}$/.test(text);
