import type { ErrorCode } from '../../preload/contract.ts';
import { DockpassError } from './errors.ts';
import type { Browser, Random, SignInResult } from './ports.ts';
import type { Filled, Provider } from './provider.ts';
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
}

/**
 * Signs in through the provider's own pages (RFC 6749 section 4.2). `key` names the account or form: one window each.
 * Throws cancelled, timed-out, bad-redirect, state-mismatch, or what the provider's refusal means.
 */
export const signIn = async (
  provider: Provider,
  filled: Filled,
  key: string,
  sessionOnly: boolean,
  { browser, random }: SignInPorts,
): Promise<SignedIn> => {
  if (provider.window === undefined) throw new DockpassError('bad-input', { detail: 'the provider' });
  const state = random.token(24);
  let expected = provider.window.expected(filled, state);
  const result = await browser.signIn({
    key,
    providerName: provider.name,
    authorizationUrl: provider.window.authorizationUrl(filled, state),
    read: url => readRedirect(url, expected),
    readPasted: text => readPasted(text, expected),
    otherAddress: (url, fromOrigin) =>
      fromOrigin === filled.environment.origin ? readOtherAddress(url, expected) : undefined,
    takeOtherAddress: address => {
      expected = { ...expected, address };
    },
    sessionOnly,
    timeLimitMs,
  });
  return settle(provider, result);
};

const settle = (provider: Provider, result: SignInResult): SignedIn => {
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
    case 'code':
      throw new DockpassError('bad-redirect', { reason: 'wrong-answer' });
  }
};
