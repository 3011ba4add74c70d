import { minuteMs } from '../../../preload/contract/durations.ts';
import type { ErrorCode } from '../../../preload/contract/errors.ts';
import { DockpassError, toFailure } from '../base/errors.ts';
import { type Operation, untilAborted } from '../base/operations.ts';
import { howRenewed } from '../formats/fetch-on-copy.ts';
import { fillRecord, providerOfRecord } from '../oauth/filled-form.ts';
import { operationHttp } from '../oauth/operation-http.ts';
import type { FilledForm, Provider, ProviderPorts } from '../oauth/provider.ts';
import { grantedScopes, lifeOf, type TokenSet, withUsualLife } from '../oauth/tokens.ts';
import { type AccountRecord, hasMoved } from '../ports/account-record.ts';
import type { Http } from '../ports/network.ts';
import type { Clock } from '../ports/time.ts';
import type { AccountChange, SealedPatch } from '../vault/account-change.ts';
import type { AccountSecrets } from '../vault/account-secrets.ts';
import type { Vault } from '../vault/vault.ts';

/** What renewing one account takes. */
export interface RenewAccountDeps {
  readonly vault: Vault;
  readonly providers: readonly Provider[];
  readonly http: Http;
  readonly clock: Clock;
  /** This computer's clock minus that of these origins, ms, where it is known. */
  readonly skewOf: (origins: readonly string[]) => number | undefined;
  /** Asks when the account's hosts may be asked. */
  readonly whenFree: <T>(record: AccountRecord, ask: () => Promise<T>) => Promise<T>;
}

/** Refused for good by the provider's answer: a person acts first, and trying again could lock the account. */
export const needsPerson: readonly ErrorCode[] = [
  'needs-sign-in',
  'wrong-credentials',
  'password-expired',
  'user-inactive',
  'account-locked',
];

/**
 * Renews one account: marked on disk, asked, and the new tokens on disk before anyone hears of them. An answer for tokens
 * that the account no longer has (someone signed in meanwhile) is dropped: then it gives false. Throws the code of what went wrong, having
 * kept every token; only the provider's own refusal asks for a sign-in.
 */
export const renewAccount = async (id: string, operation: Operation, deps: RenewAccountDeps): Promise<boolean> => {
  const { vault, clock } = deps;
  const { signal } = operation;
  const { record, secretsVersion } = vault.get(id) ?? {};
  if (record === undefined || secretsVersion === undefined) throw new DockpassError('record-unreadable');
  const provider = providerOfRecord(deps.providers, record);
  const secrets = await untilAborted(vault.open(id), signal);
  if (!record.canRenew) throw new DockpassError(hasMoved(record) ? 'moved' : 'needs-sign-in');
  const filled = fillRecord(provider, record, secrets.fields);
  const asked: Asked = { secrets, secretsVersion };
  // Where nothing rotates, a lost answer loses nothing. Where the mark cannot be written, nothing is sent: the answer
  // could not be kept either.
  const marked = async (now: AccountNow): Promise<AccountChange | undefined> =>
    (await presentSecrets(now, asked)) === undefined ? undefined : { patch: { renewingSince: clock.now() } };
  if (secrets.refreshToken !== undefined && (await vault.change(id, marked, { signal })) === undefined) return false;
  try {
    const http = operationHttp(deps.http, operation);
    const { tokens, askedAt } = await deps.whenFree(record, async () => {
      const now = clock.now();
      const answered = await askForTokens(provider, filled, secrets, { http, now: clock.now });
      return { askedAt: now, tokens: withUsualLife(answered, provider.usualLifeSeconds) };
    });
    // Issued after it was asked for. An answer that slept with this computer, or outlived its clock being set, is of an
    // unknown age: due at once.
    const isFresh = clock.now() >= askedAt && clock.now() - askedAt < minuteMs;
    const skewMs = deps.skewOf(record.origins);
    const life = isFresh ? lifeOf(tokens, askedAt, skewMs) : lifeOf(endedNow(tokens), clock.now(), skewMs);
    const keep = async (now: AccountNow): Promise<AccountChange | undefined> => {
      const present = await presentSecrets(now, asked);
      if (present === undefined) return undefined;
      return { patch: renewed(now.record, life, provider, filled, tokens), secrets: rotated(present, tokens) };
    };
    return (await vault.change(id, keep, { signal })) !== undefined;
  } catch (error) {
    if (signal.aborted) throw error;
    const lost = record.renewingSince !== undefined && toFailure(error).code === 'needs-sign-in';
    const said = lost ? new DockpassError('needs-sign-in', { reason: 'answer-lost' }) : error;
    await clearRenewalMark(id, { ...asked, wasMarked: record.renewingSince !== undefined }, said, deps.vault, {
      signal,
    });
    throw said;
  }
};

const endedNow = (tokens: TokenSet): TokenSet => ({
  ...tokens,
  ...(tokens.expiresInSeconds !== undefined && { expiresInSeconds: 0 }),
  ...(tokens.usualLifeSeconds !== undefined && { usualLifeSeconds: 0 }),
});

/** The secrets that a provider was asked with. */
interface Asked {
  readonly secrets: AccountSecrets;
  readonly secretsVersion: number;
}
type AccountNow = Parameters<Parameters<Vault['change']>[1]>[0];

/** The account's secrets in its turn, with what was typed meanwhile; undefined where its tokens are others by now. */
const presentSecrets = async (now: AccountNow, asked: Asked): Promise<AccountSecrets | undefined> => {
  if (now.secretsVersion === asked.secretsVersion) return asked.secrets;
  const present = await now.openForAnswer();
  const token = ({ refreshToken, accessToken }: AccountSecrets): string => (refreshToken ?? accessToken).reveal();
  return token(present) === token(asked.secrets) ? present : undefined;
};

/**
 * Takes the mark off where the provider answered (its refusal carries a reason, a broken connection does not), or where
 * nothing can have been sent. A request that was broken off may have been carried out: its mark stays until an answer brings
 * tokens or knows this refresh token no more, whatever is said of a try between.
 */
const clearRenewalMark = async (
  id: string,
  asked: Asked & { readonly wasMarked: boolean },
  error: unknown,
  vault: Vault,
  { signal }: Pick<Operation, 'signal'>,
): Promise<void> => {
  const { code, reason } = toFailure(error);
  if (code === 'save-failed' || isBrokenOff(code, reason)) return;
  const stops = error instanceof DockpassError && error.stopTrying === true;
  const stopped = stops || needsPerson.includes(code);
  const settles = !asked.wasMarked || code === 'needs-sign-in';
  if (!settles && !stopped) return;
  const cleared = async (now: AccountNow): Promise<AccountChange | undefined> => {
    if ((await presentSecrets(now, asked)) === undefined) return undefined;
    return {
      patch: {
        ...(settles && { renewingSince: undefined }),
        // On disk, too: ended before anyone saw it, or started again, it is still said why.
        ...(reason === 'answer-lost' && { warning: { code, reason } }),
        ...(stopped && { needsSignIn: true }),
      },
    };
  };
  await vault.change(id, cleared, { signal, onFailure: 'keep' }).catch(() => {});
};

const isBrokenOff = (code: ErrorCode, reason: string | undefined): boolean =>
  code === 'timed-out' || code === 'bad-reply' || ((code === 'provider-down' || code === 'offline') && !reason);

/**
 * By the refresh token first, and the one before it only where the provider does not know the newer one; then, or
 * where there is none, by the same details once more.
 */
const askForTokens = async (
  provider: Provider,
  filled: FilledForm,
  secrets: AccountSecrets,
  ports: ProviderPorts,
): Promise<TokenSet> => {
  const { refreshToken, previousRefreshToken } = secrets;
  const { renew, obtain } = provider;
  // What the tokens of this account would be renewed by, were there no refresh token.
  const repeat =
    obtain !== undefined && provider.canRenew(filled, { accessToken: secrets.accessToken }) ? obtain : undefined;
  const ways = [
    ...(renew === undefined ? [] : [refreshToken, previousRefreshToken])
      .filter(token => token !== undefined)
      .map(token => () => renew?.(filled, token, ports)),
    ...(repeat === undefined ? [] : [() => repeat(filled, ports)]),
  ];
  let refused = new DockpassError('needs-sign-in');
  for (const way of ways) {
    try {
      const tokens = await way();
      if (tokens !== undefined) return tokens;
    } catch (error) {
      if (!(error instanceof DockpassError) || error.code !== 'needs-sign-in') throw error;
      refused = error;
    }
  }
  throw refused;
};

const renewed = (
  record: AccountRecord,
  life: AccountRecord['life'],
  provider: Provider,
  filled: FilledForm,
  tokens: TokenSet,
): SealedPatch => ({
  renewingSince: undefined,
  onCopy: undefined,
  warning: undefined,
  unsafeFormats: undefined,
  warnedDays: undefined,
  noScopes: undefined,
  ...howRenewed(provider, filled, tokens),
  values: { ...record.values, ...tokens.found },
  life,
  ...grantedScopes(tokens, record),
  needsSignIn: false,
});

/** RFC 6749 section 6: a reply without a refresh token keeps the present one. */
const rotated = (secrets: AccountSecrets, tokens: TokenSet): AccountSecrets => {
  const { previousRefreshToken: _older, ...rest } = secrets;
  if (tokens.refreshToken === undefined) return { ...rest, accessToken: tokens.accessToken };
  return {
    ...rest,
    accessToken: tokens.accessToken,
    refreshToken: tokens.refreshToken,
    ...(secrets.refreshToken !== undefined && { previousRefreshToken: secrets.refreshToken }),
  };
};
