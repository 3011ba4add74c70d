import { minuteMs } from '../../../preload/contract/durations.ts';
import type { FilledForm, Provider, ProviderField } from '../oauth/provider.ts';
import type { TokenSet } from '../oauth/tokens.ts';
import type { AccountRecord } from '../ports/account-record.ts';
import { unsafeFormats } from './format-copy.ts';

/** How an account gets a fresh token, and when a short-lived one is fresh enough to hand over. */

const keepFreshName = 'keepFresh';
const shortLifeSeconds = 3600;
const freshForMs = 5 * minuteMs;
const freshShare = 0.2;
const clockTolerance = minuteMs;

/** The field by which an account asks to be renewed in the background too. Only for providers with short-lived tokens. */
export const keepFreshField: ProviderField = {
  kind: 'checkbox',
  name: keepFreshName,
  label: 'provider.keep-fresh.label',
  help: 'provider.keep-fresh.help',
  advanced: true,
  preselected: false,
};

const lifeOf = ({ expiresInSeconds, usualLifeSeconds }: TokenSet): number =>
  expiresInSeconds ?? usualLifeSeconds ?? Number.POSITIVE_INFINITY;

/** Tokens of an hour or less that the same details get again are fetched when someone copies. */
const isFetchedOnCopy = (provider: Provider, filled: FilledForm, tokens: TokenSet): boolean =>
  provider.obtain !== undefined &&
  provider.canRenew(filled, tokens) &&
  tokens.refreshToken === undefined &&
  lifeOf(tokens) <= shortLifeSeconds &&
  filled.values[keepFreshName] !== 'yes';

/** What of a record follows from how its present tokens were got. */
export const howRenewed = (
  provider: Provider,
  filled: FilledForm,
  tokens: TokenSet,
): Pick<AccountRecord, 'onCopy' | 'warning' | 'unsafeFormats'> => {
  const unsafe = unsafeFormats({
    scheme: provider.scheme?.(filled.values) ?? 'Bearer',
    accessToken: tokens.accessToken,
  });
  return {
    ...(isFetchedOnCopy(provider, filled, tokens) && { onCopy: true }),
    ...(unsafe.length > 0 && { unsafeFormats: unsafe }),
    ...(tokens.warning !== undefined && { warning: tokens.warning }),
  };
};

/**
 * True when a copy should first fetch a fresh token: less than a fifth of its life, or less than 5 minutes, is left of
 * one that is fetched on copy; and for every one whose age is not known, because the clock is behind its beginning.
 */
export const wantsFreshToken = ({ life, onCopy }: AccountRecord, now: number): boolean => {
  if (life.kind !== 'until') return false;
  if (life.issuedAt > now + clockTolerance) return true;
  return onCopy === true && life.expiresAt - now < Math.max((life.expiresAt - life.issuedAt) * freshShare, freshForMs);
};
