import type { ErrorCode } from '../../preload/contract.ts';
import { DockpassError } from './errors.ts';
import type { Browser, Clock, Http, Random, SignInResult } from './ports.ts';
import type { Filled, Provider, WindowSignIn } from './provider.ts';
import { type InvalidReason, type RefusalCode, readOtherAddress, readPasted, readRedirect } from './redirect.ts';
import type { TokenSet } from './tokens.ts';

const timeLimitMs = 10 * 60_000;
const day = 86_400_000;
export const bareTokenLimitMs = 3650 * day;

/** What a provider's refusal at the redirect address means (RFC 6749 sections 4.1.2.1 and 4.2.2.1). */
export const refusalCodes: Readonly<Record<RefusalCode, ErrorCode>> = {
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

const invalidCode = (reason: InvalidReason): ErrorCode =>
  reason === 'state-mismatch' || reason === 'state-missing' ? 'state-mismatch' : 'bad-redirect';

/** A signed-in result: tokens, and a date a person gave for a bare token. */
export interface SignedIn {
  readonly tokens: TokenSet;
  readonly goodUntilAt?: number;
}

/** What the sign-in needs beside the account. */
export interface SignInPorts {
  readonly browser: Browser;
  readonly random: Random;
  readonly http: Http;
  readonly clock: Clock;
}

/** Which sign-in this is: `key` names the account or form (one window each); nothing is kept where `sessionOnly`. */
export interface SignInPlace {
  readonly key: string;
  readonly sessionOnly: boolean;
}

/**
 * Gets tokens for what was filled in: through the provider's own pages (RFC 6749 sections 4.1 and 4.2) or by a request
 * alone. Throws cancelled, timed-out, bad-redirect, state-mismatch, or what the provider's refusal means.
 */
export const signIn = async (
  provider: Provider,
  filled: Filled,
  place: SignInPlace,
  ports: SignInPorts,
): Promise<SignedIn> => {
  const { random } = ports;
  const pages = await provider.window?.(filled, { state: random.token(24), codeVerifier: random.token(32) });
  if (pages !== undefined) return throughWindow(provider, pages, place, ports);
  if (provider.obtain === undefined) throw new DockpassError('bad-input', { detail: 'the provider' });
  return { tokens: await provider.obtain(filled, { http: ports.http, now: ports.clock.now }) };
};

const throughWindow = async (
  provider: Provider,
  pages: WindowSignIn,
  { key, sessionOnly }: SignInPlace,
  { browser, http, clock }: SignInPorts,
): Promise<SignedIn> => {
  let { expected } = pages;
  const result = await browser.signIn({
    key,
    providerName: provider.name,
    authorizationUrl: pages.authorizationUrl,
    read: url => readRedirect(url, expected),
    readPasted: text => readPasted(text, expected),
    otherAddress: (url, fromOrigin) =>
      fromOrigin === new URL(pages.authorizationUrl).origin ? readOtherAddress(url, expected) : undefined,
    takeOtherAddress: address => {
      expected = { ...expected, address };
    },
    sessionOnly,
    timeLimitMs,
  });
  if (result.kind !== 'code') return settle(provider, result);
  if (pages.exchange === undefined) throw new DockpassError('bad-redirect', { reason: 'wrong-answer' });
  const { code, iss } = result;
  const answer = { code, redirectUri: expected.address, ...(iss !== undefined && { iss }) };
  return { tokens: await pages.exchange(answer, { http, now: clock.now }) };
};

const settle = (provider: Provider, result: Exclude<SignInResult, { readonly kind: 'code' }>): SignedIn => {
  switch (result.kind) {
    case 'token': {
      const { kind: _kind, user: _user, goodUntilAt: _date, ...tokens } = result;
      return { tokens };
    }
    case 'bare-token':
      return {
        tokens: { accessToken: result.accessToken },
        ...(result.goodUntilAt !== undefined && { goodUntilAt: result.goodUntilAt }),
      };
    case 'refused':
      throw new DockpassError(refusalCodes[result.error], { detail: provider.name, reason: result.error });
    case 'invalid':
      throw new DockpassError(invalidCode(result.reason), { reason: result.reason });
  }
};
