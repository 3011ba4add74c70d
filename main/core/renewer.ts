import type { AccountRecord } from './account-record.ts';
import type { ClockWatch } from './clock-watch.ts';
import { toFailure } from './errors.ts';
import type { Log, Random, Signals } from './ports.ts';
import { type RenewAccountPorts, renewAccount } from './renew-account.ts';
import { dueAt, planRenewals, type Renewable } from './renewal.ts';
import { createRenewalTries } from './renewal-tries.ts';
import { createSingleFlight } from './turns.ts';

/** What the renewer works with. */
export interface RenewerPorts extends RenewAccountPorts {
  readonly signals: Signals;
  readonly random: Random;
  readonly log: Log;
  /** One account's changes run one after another. */
  readonly inTurn: <T>(id: string, work: () => Promise<T>) => Promise<T>;
  /** False while the vault is locked: what is due waits. */
  readonly mayOpen: () => boolean;
  readonly lookAtClock: ClockWatch['look'];
}

export interface Renewer {
  /** Renews now; a second caller gets the same promise. Throws the code of what went wrong, having kept every token. */
  readonly renew: (id: string) => Promise<void>;
  readonly isRenewing: (id: string) => boolean;
  /** A renewal began or ended. */
  readonly onChange: (listener: () => void) => void;
  /** Plans anew, after a change. */
  readonly plan: () => void;
  /** Plans anew without waiting longer for what may be over: a lost network, a locked keyring, sleep. */
  readonly catchUp: () => void;
  /** When a renewal that failed is tried again (epoch ms); undefined when none failed. */
  readonly nextTryAt: () => number | undefined;
  readonly stop: () => void;
}

const minute = 60_000;
const unsavedRetryMs = 30_000;

/** Runs the pure plan of `renewal.ts`: what is due is begun, one alarm is set, and whatever changes plans anew. */
export const createRenewer = (ports: RenewerPorts): Renewer => {
  const { vault, clock, signals, log } = ports;
  const flight = createSingleFlight<void>();
  const tries = createRenewalTries(ports);
  const listeners: (() => void)[] = [];
  const tell = (): void => {
    for (const listener of listeners) listener();
  };
  let cancelAlarm = (): void => {};
  let lastRingAt = 0;
  let retryOfFailedAt: number | undefined;
  let willPlan = false;

  const renew = (id: string): Promise<void> =>
    flight(id, async () => {
      tries.begin(id, vault.get(id)?.record);
      tell();
      try {
        await ports.inTurn(id, () => renewAccount(id, ports));
        vault.setProblem(id, undefined);
        log.write('renewed', { account: id });
        const now = vault.get(id)?.record;
        tries.succeeded(id, now, now !== undefined && isDueAgain(now, clock.now()));
      } catch (error) {
        const failure = toFailure(error);
        log.write('renewal-failed', { account: id, code: failure.code });
        tries.failed(id, vault.get(id)?.record, error);
        // A save that failed has said so itself, and a lock is said once for all.
        if (failure.code !== 'save-failed' && failure.code !== 'locked') vault.setProblem(id, failure);
        throw error;
      } finally {
        tries.end(id);
        planSoon();
        tell();
      }
    });

  /** A thousand renewals that end together plan once. */
  const planSoon = (): void => {
    if (willPlan) return;
    willPlan = true;
    void Promise.resolve().then(() => {
      willPlan = false;
      plan();
    });
  };

  const plan = (): void => {
    cancelAlarm();
    ports.lookAtClock();
    const now = clock.now();
    const candidates = vault.list().flatMap(({ id, record }) => {
      const one = record !== undefined && isRenewable(record) ? tries.renewable(id, record) : undefined;
      return one === undefined ? [] : [one];
    });
    const idle: ReturnType<typeof planRenewals> = { start: [] };
    const rests = Math.min(lastRingAt + minute, now + minute);
    const may = signals.isOnline() && ports.mayOpen();
    const { start, wakeAt } = may ? planRenewals(candidates, tries.loadOf, now, Math.max(now, rests)) : idle;
    retryOfFailedAt = nextRetry(candidates, now);
    const retryAt = vault.hasUnsaved() ? now + unsavedRetryMs : undefined;
    const at = Math.min(wakeAt ?? Number.POSITIVE_INFINITY, retryAt ?? Number.POSITIVE_INFINITY);
    cancelAlarm = Number.isFinite(at) ? clock.alarm(at, wake) : (): void => {};
    for (const id of start) renew(id).catch(() => {});
  };
  const wake = (): void => {
    lastRingAt = clock.now();
    plan();
    if (vault.hasUnsaved()) void vault.saveUnsaved().then(planSoon);
  };
  const catchUp = (): void => {
    tries.forgetPassing();
    plan();
  };
  const stops = [
    signals.on('online', catchUp),
    signals.on('resume', catchUp),
    signals.on('unlock', catchUp),
    signals.on('offline', plan),
  ];
  return {
    renew,
    isRenewing: tries.isUnderWay,
    onChange: listener => void listeners.push(listener),
    plan,
    catchUp,
    nextTryAt: () => retryOfFailedAt,
    stop: () => {
      cancelAlarm();
      for (const stop of stops) stop();
    },
  };
};

type Renewing = AccountRecord & { readonly life: Extract<AccountRecord['life'], { kind: 'until' }> };

/** Renewed in the background: it can be, it ends, and nobody is asked for or fetches it otherwise. */
const isRenewable = (record: AccountRecord): record is Renewing =>
  record.life.kind === 'until' &&
  record.canRenew &&
  !record.needsSignIn &&
  record.onCopy !== true &&
  record.removedAt === undefined;

/** A fresh token that is due at once (a life of seconds) must not be asked for again and again. */
const isDueAgain = (record: AccountRecord, now: number): boolean => {
  if (!isRenewable(record)) return false;
  const { issuedAt, expiresAt } = record.life;
  return dueAt({ id: record.id, hosts: '', issuedAt, expiresAt, answerLost: false, jitter: 0, failures: 0 }) <= now;
};

const nextRetry = (candidates: readonly Renewable[], now: number): number | undefined => {
  const later = candidates.filter(one => one.failures > 0 && dueAt(one) > now).map(dueAt);
  return later.length === 0 ? undefined : Math.min(...later);
};
