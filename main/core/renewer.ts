import type { ErrorCode } from '../../preload/contract.ts';
import type { AccountRecord } from './account-record.ts';
import type { AccountSecrets } from './envelope.ts';
import { DockpassError, toFailure } from './errors.ts';
import { fillRecord, providerOfRecord } from './fill.ts';
import { howRenewed } from './freshness.ts';
import type { Clock, Http, Log, Signals } from './ports.ts';
import type { Filled, Provider } from './provider.ts';
import { planRenewals, type Renewable } from './renewal.ts';
import { lifeOf, type TokenSet } from './tokens.ts';
import { createSingleFlight } from './turns.ts';
import type { Vault } from './vault.ts';

/** What the renewer works with. */
export interface RenewerPorts {
  readonly vault: Vault;
  readonly providers: readonly Provider[];
  readonly http: Http;
  readonly clock: Clock;
  readonly signals: Signals;
  readonly log: Log;
  /** One account's changes run one after another. */
  readonly inTurn: <T>(id: string, work: () => Promise<T>) => Promise<T>;
  /** False while the vault is locked: what is due waits. */
  readonly mayOpen: () => boolean;
  readonly onClockSkew: (skewMs: number) => void;
}

export interface Renewer {
  /** Renews now; a second caller gets the same promise. Throws the code of what went wrong, having kept every token. */
  readonly renew: (id: string) => Promise<void>;
  readonly isRenewing: (id: string) => boolean;
  /** A renewal began or ended. */
  readonly onChange: (listener: () => void) => void;
  /** Plans anew: after a change, when the network is back, after sleep. */
  readonly plan: () => void;
  /** When a renewal that failed is tried again (epoch ms); undefined when none failed. */
  readonly nextTryAt: () => number | undefined;
  readonly stop: () => void;
}

const secondsUntilUnsavedRetry = 30;

/** The minimal loop: due, one try, keep the old. Runs the pure plan of `renewal.ts` through the clock. */
export const createRenewer = (ports: RenewerPorts): Renewer => {
  const { vault, clock, signals, log } = ports;
  const flight = createSingleFlight<void>();
  const renewing = new Set<string>();
  const listeners: (() => void)[] = [];
  const tell = (): void => {
    for (const listener of listeners) listener();
  };
  const tries = new Map<string, { readonly failures: number; readonly lastTryAt: number }>();
  let cancelAlarm = (): void => {};
  let retryOfFailedAt: number | undefined;

  const renewable = (): readonly Renewable[] =>
    vault.list().flatMap(({ id, record }) => {
      if (record === undefined || record.removedAt !== undefined || !record.canRenew || record.needsSignIn) return [];
      if (record.onCopy) return [];
      if (record.life.kind !== 'until' || renewing.has(id)) return [];
      const tried = tries.get(id);
      return [
        {
          id,
          issuedAt: record.life.issuedAt,
          expiresAt: record.life.expiresAt,
          failures: tried?.failures ?? 0,
          ...(tried !== undefined && { lastTryAt: tried.lastTryAt }),
          answerLost: record.renewingSince !== undefined,
        },
      ];
    });

  const renew = (id: string): Promise<void> =>
    flight(id, async () => {
      renewing.add(id);
      tell();
      try {
        await ports.inTurn(id, () => renewOnce(id, ports));
        tries.delete(id);
        vault.setProblem(id, undefined);
      } catch (error) {
        const failure = toFailure(error);
        log.write('renewal-failed', { account: id, code: failure.code });
        tries.set(id, { failures: (tries.get(id)?.failures ?? 0) + 1, lastTryAt: clock.now() });
        if (failure.code !== 'save-failed') vault.setProblem(id, failure);
        throw error;
      } finally {
        renewing.delete(id);
        plan();
        tell();
      }
    });

  const plan = (): void => {
    cancelAlarm();
    const { due, wakeAt } =
      signals.isOnline() && ports.mayOpen() ? planRenewals(renewable(), clock.now()) : { due: [] };
    for (const id of due) renew(id).catch(() => {});
    const retryAt = vault.hasUnsaved() ? clock.now() + secondsUntilUnsavedRetry * 1000 : undefined;
    retryOfFailedAt = planRenewals(
      renewable().filter(one => one.failures > 0),
      clock.now(),
    ).wakeAt;
    const at = Math.min(wakeAt ?? Number.POSITIVE_INFINITY, retryAt ?? Number.POSITIVE_INFINITY);
    cancelAlarm = Number.isFinite(at) ? clock.alarm(at, wake) : (): void => {};
  };
  const wake = (): void => {
    void vault.saveUnsaved().then(plan);
  };
  const stops = [
    signals.on('online', plan),
    signals.on('resume', plan),
    signals.on('offline', plan),
    signals.on('unlock', plan),
  ];
  return {
    renew,
    isRenewing: id => renewing.has(id),
    onChange: listener => void listeners.push(listener),
    plan,
    nextTryAt: () => retryOfFailedAt,
    stop: () => {
      cancelAlarm();
      for (const stop of stops) stop();
    },
  };
};

const renewOnce = async (id: string, ports: RenewerPorts): Promise<void> => {
  const { vault, clock } = ports;
  const record = vault.get(id)?.record;
  if (record === undefined) throw new DockpassError('record-unreadable');
  const provider = providerOfRecord(ports.providers, record);
  const secrets = await vault.open(id);
  if (!record.canRenew) throw new DockpassError('needs-sign-in');
  const filled = fillRecord(provider, record, secrets.fields);
  const marked: AccountRecord = { ...record, renewingSince: record.renewingSince ?? clock.now() };
  await vault.save(marked);
  try {
    const tokens = await askForTokens(provider, filled, secrets, ports);
    if (tokens.clockSkewMs !== undefined) ports.onClockSkew(tokens.clockSkewMs);
    await vault.save(renewed(marked, provider, filled, tokens, clock.now()), rotated(secrets, tokens));
  } catch (error) {
    await settleMark(vault, marked, error);
    const lost = record.renewingSince !== undefined && toFailure(error).code === 'needs-sign-in';
    throw lost ? new DockpassError('needs-sign-in', { reason: 'answer-lost' }) : error;
  }
};

/** Failures that come before a request was sent, or with an answer: then no answer can have been lost on the wire. */
const neverLost: readonly ErrorCode[] = ['offline', 'certificate', 'proxy-auth'];

/**
 * Takes the mark off where the provider answered (its refusal carries a reason, a broken connection does not). A
 * request that was broken off may have been carried out, so its mark stays for the next try.
 */
const settleMark = async (vault: Vault, marked: AccountRecord, error: unknown): Promise<void> => {
  const { code, reason } = toFailure(error);
  const lost = code === 'timed-out' || code === 'bad-reply' || (reason === undefined && code === 'provider-down');
  if (code === 'save-failed' || (lost && !neverLost.includes(code))) return;
  const { renewingSince: _settled, ...rest } = marked;
  const stopped = error instanceof DockpassError && error.stopTrying === true;
  await vault.save({ ...rest, needsSignIn: code === 'needs-sign-in' || stopped }).catch(() => {});
};

/**
 * By the refresh token first, and the one before it only where the provider does not know the newer one; then, or
 * where there is none, by the same details once more.
 */
const askForTokens = async (
  provider: Provider,
  filled: Filled,
  secrets: AccountSecrets,
  { http, clock }: RenewerPorts,
): Promise<TokenSet> => {
  const ports = { http, now: clock.now };
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
  provider: Provider,
  filled: Filled,
  tokens: TokenSet,
  now: number,
): AccountRecord => {
  const { renewingSince: _done, onCopy: _how, warning: _said, unsafeFormats: _unsafe, ...rest } = record;
  return {
    ...rest,
    ...howRenewed(provider, filled, tokens),
    life: lifeOf(tokens, now),
    scopes: [...(tokens.scopes ?? record.scopes)],
    needsSignIn: false,
  };
};

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
