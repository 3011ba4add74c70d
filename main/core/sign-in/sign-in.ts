import { dayMs, minuteMs, secondMs } from '../../../preload/contract/durations.ts';
import type { ErrorCode } from '../../../preload/contract/errors.ts';
import { DockpassError } from '../base/errors.ts';
import { type Operation, untilAborted } from '../base/operations.ts';
import { readVisited } from '../oauth/answer-author.ts';
import { operationHttp } from '../oauth/operation-http.ts';
import { originsOf } from '../oauth/origins.ts';
import { deviceWayOf, type FilledForm, opensWindow, type Provider, type WindowSignIn } from '../oauth/provider.ts';
import { type InvalidReason, type RefusalCode, readOtherAddress, readPasted } from '../oauth/redirect.ts';
import { shownNameOf } from '../oauth/shown-name.ts';
import { type TokenSet, withUsualLife } from '../oauth/tokens.ts';
import type { Random } from '../ports/random.ts';
import type { Clock } from '../ports/time.ts';
import { type DeviceSignInDeps, signInOnDevice } from './device-sign-in.ts';
import { createLoopbackRedirect } from './loopback-redirect.ts';
import type { Browser, LoopbackListener, SignInResult } from './sign-in-ports.ts';

const timeLimitMs = 10 * minuteMs;
const longestLifeMs = 3652 * dayMs;
/** Someone who is still signed in at the provider sees no window at all. */
const hiddenFirstMs = 5000;

/** What a provider's refusal at the redirect address means (RFC 6749 sections 4.1.2.1 and 4.2.2.1). */
const refusalCodes: Readonly<Record<RefusalCode, ErrorCode>> = {
  access_denied: 'provider-refused',
  invalid_request: 'provider-refused',
  invalid_client: 'wrong-app-id',
  unauthorized_client: 'not-allowed-for-app',
  unsupported_response_type: 'not-allowed-for-app',
  invalid_scope: 'unknown-scope',
  server_error: 'provider-down',
  temporarily_unavailable: 'provider-down',
  other: 'provider-refused',
};

/** An answer that another sign-in or another server gave is told from one that is no good in itself. */
export const invalidCode = (reason: InvalidReason): ErrorCode =>
  /^(?:state|issuer)-/.test(reason) ? 'state-mismatch' : 'bad-redirect';

/** A signed-in result: tokens, and a date a person gave for a bare token. */
export interface SignedIn {
  readonly tokens: TokenSet;
  readonly goodUntilAt?: number;
  /** Who signed in, where the answer itself said so. */
  readonly user?: string;
  readonly keptSession?: string;
}

/** What the sign-in needs beside the account. */
export interface SignInDeps extends DeviceSignInDeps {
  readonly browser: Browser;
  readonly loopback: LoopbackListener;
  readonly random: Random;
}

/**
 * Which sign-in this is: `key` names the account or form (one window each), `of` the account, or the provider of a new
 * one; nothing is kept where `sessionOnly`.
 */
interface SignInPlace {
  readonly key: string;
  readonly of: string;
  readonly sessionOnly: boolean;
  readonly keptSession?: string;
}

/**
 * Gets tokens for what was filled in: through the provider's own pages (RFC 6749 sections 4.1 and 4.2) or by a request
 * alone. Throws cancelled, timed-out, bad-redirect, state-mismatch, or what the provider's refusal means.
 */
export const signIn = async (
  provider: Provider,
  filled: FilledForm,
  place: SignInPlace,
  operation: Operation,
  deps: SignInDeps,
): Promise<SignedIn> => {
  const signedIn = await getTokens(provider, filled, { ...place, operation }, deps);
  operation.signal.throwIfAborted();
  return signedIn;
};

const getTokens = async (
  provider: Provider,
  filled: FilledForm,
  place: SignInPlace & { readonly operation: Operation },
  deps: SignInDeps,
): Promise<SignedIn> => {
  const { random, clock } = deps;
  const { usualLifeSeconds, device } = provider;
  const onDevice = async ({ begin }: NonNullable<Provider['device']>): Promise<SignedIn> => {
    const tokens = await signInOnDevice(begin, filled, place.of, place.operation, deps);
    return { tokens: withUsualLife(tokens, usualLifeSeconds) };
  };
  const deviceWay = deviceWayOf(provider, filled.values);
  if (deviceWay !== undefined) return onDevice(deviceWay);

  const http = operationHttp(deps.http, place.operation);
  if (provider.window !== undefined && opensWindow(provider, filled.values)) {
    const pages = await provider.window(filled, { state: random.token(24), codeVerifier: random.token(32) });
    const otherWay = device?.isOffered(filled.values) === true ? device : undefined;
    const named = { ...place, origins: originsOf(provider, filled), name: shownNameOf(provider), usualLifeSeconds };
    const signedIn = await throughWindow(pages, otherWay !== undefined, named, { ...deps, http });
    if (signedIn !== 'other-device') return signedIn;
    if (otherWay !== undefined) return onDevice(otherWay);
  }
  if (provider.obtain === undefined) throw new DockpassError('bad-input', { field: 'provider' });
  const tokens = withUsualLife(await provider.obtain(filled, { http, now: clock.now }), usualLifeSeconds);
  if (tokens.goodUntil === undefined) return { tokens };
  const goodUntilAt = dayAhead(tokens.goodUntil, clock);
  if (goodUntilAt === undefined) throw new DockpassError('bad-input', { field: 'goodUntil' });
  return { tokens, goodUntilAt };
};

/** The end of a day that a person gave; undefined for one that is past, or more than ten years ahead. */
const dayAhead = (isoDate: string, clock: Clock): number | undefined => {
  const at = clock.endOfDay(isoDate);
  const now = clock.now();
  return at !== undefined && at > now && at <= now + longestLifeMs ? at : undefined;
};

/** The date of an instant, as it is written everywhere (`2027-03-01`). */
const dayOf = (at: number, clock: Clock): string => clock.isoTime(at).slice(0, 10);

interface NamedPlace extends SignInPlace {
  readonly operation: Operation;
  readonly origins: readonly string[];
  readonly name: string;
  readonly usualLifeSeconds: number | undefined;
}
/** `other-device`: the person wants to sign in there instead. */
const throughWindow = async (
  pages: WindowSignIn,
  mayUseDevice: boolean,
  { key, sessionOnly, keptSession, origins, name, usualLifeSeconds, operation }: NamedPlace,
  { browser, loopback, http, clock }: SignInDeps,
): Promise<SignedIn | 'other-device'> => {
  let { expected } = pages;
  const { origin } = new URL(pages.authorizationUrl);
  const siteName = pages.siteName ?? name;
  const loopbackRedirect = createLoopbackRedirect(pages, loopback);
  const { signal } = operation;
  signal.throwIfAborted();
  const signingIn = browser.signIn({
    key,
    providerName: siteName,
    authorizationUrl: pages.authorizationUrl,
    origins,
    toOwnBrowser: loopbackRedirect.begin,
    mayUseDevice,
    read: (url, trail) => readVisited(url, trail, expected, origin),
    readPasted: text => loopbackRedirect.readPasted(text) ?? readPasted(text, expected),
    otherAddress: (url, fromOrigin, byRedirect) =>
      fromOrigin === origin ? readOtherAddress(url, expected, byRedirect ? fromOrigin : undefined) : undefined,
    takeOtherAddress: address => {
      expected = { ...expected, address };
    },
    dayAhead: isoDate => dayAhead(isoDate, clock),
    ...(usualLifeSeconds !== undefined && {
      usualGoodUntil: dayOf(clock.now() + usualLifeSeconds * secondMs, clock),
    }),
    sessionOnly,
    timeLimitMs,
    stay: {
      offered: !sessionOnly,
      ...(keptSession !== undefined && { kept: keptSession, hiddenForMs: hiddenFirstMs }),
    },
    signal,
  });
  const result = await untilAborted(signingIn, signal).finally(loopbackRedirect.close);
  if (result.kind === 'other-device') return result.kind;
  operation.answered();
  const stays = result.keptSession === undefined ? {} : { keptSession: result.keptSession };
  if (result.kind !== 'code') return { ...resolveSignIn(siteName, result, usualLifeSeconds), ...stays };
  if (pages.exchange === undefined) throw new DockpassError('bad-redirect', { reason: 'wrong-answer' });
  const { code, iss } = result;
  // What was asked with, even where the person took another address since (RFC 6749 section 4.1.3).
  const redirectUri = loopbackRedirect.answeredAt(code) ?? pages.expected.address;
  const answer = { code, redirectUri, ...(iss !== undefined && { iss }) };
  const exchanged = await pages.exchange(answer, { http, now: clock.now });
  return { tokens: withUsualLife(exchanged, usualLifeSeconds), ...stays };
};

const resolveSignIn = (
  siteName: string,
  result: Exclude<SignInResult, { readonly kind: 'code' | 'other-device' }>,
  usualLifeSeconds: number | undefined,
): SignedIn => {
  switch (result.kind) {
    case 'token': {
      const { kind: _kind, user, goodUntilAt: _date, keptSession: _session, ...tokens } = result;
      return { tokens: withUsualLife(tokens, usualLifeSeconds), ...(user !== undefined && { user }) };
    }
    case 'bare-token':
      return {
        tokens: { accessToken: result.accessToken },
        ...(result.goodUntilAt !== undefined && { goodUntilAt: result.goodUntilAt }),
      };
    case 'refused':
      throw new DockpassError(refusalCodes[result.error], { detail: siteName, reason: result.error });
    case 'invalid':
      throw new DockpassError(invalidCode(result.reason), { reason: result.reason });
  }
};
