import type { Failure } from '../../../preload/contract/errors.ts';
import { longestScope, mostScopes } from '../base/limits.ts';
import type { Secret } from '../base/secret.ts';
import type { AccountRecord, Life } from '../ports/account-record.ts';
import { readClaims } from './jwt.ts';

/** Tokens as they came from a provider. `expiresInSeconds` as answered; absent when the answer did not say. */
export interface TokenSet {
  readonly accessToken: Secret;
  readonly refreshToken?: Secret;
  readonly expiresInSeconds?: number;
  /** The life that the provider documents, for an answer that did not say: about right. */
  readonly usualLifeSeconds?: number;
  /** The last day a person knows it to be good (`2027-03-01`). */
  readonly goodUntil?: string;
  /** The provider says that this one has no end. */
  readonly neverExpires?: true;
  /** What was granted; absent where nobody said, empty where it was said to be nothing. */
  readonly scopes?: readonly string[];
  /** It works, but something about it should be said. */
  readonly warning?: Failure;
  /** What asking found out, by names that no field has: kept with the account's values. */
  readonly found?: Readonly<Record<string, string>>;
}

/** The same tokens, with the life that their provider documents where the answer did not say how long they live. */
export const withUsualLife = (tokens: TokenSet, seconds: number | undefined): TokenSet =>
  seconds === undefined || tokens.expiresInSeconds !== undefined ? tokens : { ...tokens, usualLifeSeconds: seconds };

/** What a record says of it: what was granted now, or where nobody said, what was granted `before`. */
export const grantedScopes = (
  { scopes }: Pick<TokenSet, 'scopes'>,
  before?: Pick<AccountRecord, 'scopes' | 'noScopes'>,
): Pick<AccountRecord, 'scopes' | 'noScopes'> => {
  if (scopes === undefined) return { scopes: before?.scopes ?? [], ...(before?.noScopes && { noScopes: true }) };
  return { scopes: [...scopes], ...(scopes.length === 0 && { noScopes: true }) };
};

/** Longer than any life a provider means, and short enough for every calendar. */
const longestLifeSeconds = 100 * 366 * 86_400;

/**
 * The life of a token received at `now` (epoch ms), all in this computer's time, so that a wrong clock still counts
 * right: what the answer said, else the end that the token itself names, else what is usual. `skewMs`: that clock minus the provider's,
 * where it is known.
 */
export const lifeOf = (
  tokens: Pick<TokenSet, 'expiresInSeconds' | 'usualLifeSeconds' | 'neverExpires'> &
    Partial<Pick<TokenSet, 'accessToken'>>,
  now: number,
  skewMs?: number,
): Life => {
  if (tokens.neverExpires) return { kind: 'never', issuedAt: now };
  if (tokens.expiresInSeconds !== undefined) return livingFor(tokens.expiresInSeconds, now, skewMs);
  const named = namedLife(tokens.accessToken, now, skewMs);
  if (named.kind === 'until' || tokens.usualLifeSeconds === undefined) return named;
  return { ...livingFor(tokens.usualLifeSeconds, now, skewMs), about: true };
};

const livingFor = (lifeSeconds: number, now: number, skewMs: number | undefined) => {
  const seconds = Math.min(Math.max(lifeSeconds, 0), longestLifeSeconds);
  const expiresAt = now + seconds * 1000;
  return { kind: 'until', issuedAt: now, expiresAt, ...(skewMs !== undefined && { skewMs }) } as const;
};

/** RFC 7519 section 4.1.4: `exp` is seconds since 1970 by the provider's clock; an instant and no span. */
const namedLife = (accessToken: Secret | undefined, now: number, skewMs: number | undefined): Life => {
  const end = accessToken && readClaims(accessToken)?.exp;
  if (typeof end !== 'number' || !(end > 0)) return { kind: 'unknown', issuedAt: now };
  const expiresAt = Math.min(end * 1000 + (skewMs ?? 0), now + longestLifeSeconds * 1000);
  return { kind: 'until', issuedAt: now, expiresAt, ...(skewMs === undefined ? { dated: true } : { skewMs }) };
};

/** The scopes that a server names in one text (RFC 6749 section 3.3), each once: the first ones, where there are too many. */
export const scopesIn = (text: string): readonly string[] =>
  [...new Set(text.split(' '))].filter(scope => scope !== '' && scope.length <= longestScope).slice(0, mostScopes);

/** A token as it was copied, or out of the header it stands in (RFC 6750 section 2.1). */
export const withoutHeader = (text: string): string => text.trim().replace(/^(?:authorization\s*:\s*)?bearer\s+/i, '');

/** RFC 6750 section 2.1 tokens are visible ASCII; anything else could break out of a header or a command line. */
export const isSendableToken = (text: string): boolean => /^[\x21-\x7e]{1,8192}$/.test(text);
