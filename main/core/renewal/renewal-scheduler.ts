import { minuteMs } from '../../../preload/contract/durations.ts';
import type { DomainEvents } from '../base/domain-events.ts';
import { DockpassError, toFailure } from '../base/errors.ts';
import { createSingleFlight } from '../base/keyed-queue.ts';
import { createLimiter } from '../base/limiter.ts';
import type { Operation, Operations } from '../base/operations.ts';
import type { AccountRecord } from '../ports/account-record.ts';
import type { Signals } from '../ports/desktop.ts';
import type { Random } from '../ports/random.ts';
import type { LockState } from '../vault/lock-state.ts';
import type { ClockSkew } from './clock-skew.ts';
import { needsPerson, type RenewAccountDeps, renewAccount } from './renew-account.ts';
import { renewalLimits } from './renewal-limits.ts';
import { dueAt, planRenewals, type Renewable, type RenewalPlan } from './renewal-plan.ts';
import { createRetryState, hostsOf } from './retry-state.ts';

/** What the scheduler works with. */
interface RenewalSchedulerDeps extends Omit<RenewAccountDeps, 'whenFree'> {
  readonly signals: Pick<Signals, 'isOnline'>;
  readonly operations: Operations;
  readonly events: Pick<DomainEvents, 'tell'>;
  readonly random: Random;
  /** While it is locked, what is due waits. */
  readonly lockState: Pick<LockState, 'view'>;
  readonly checkClock: ClockSkew['check'];
}

export interface RenewalScheduler {
  /** Renews now; a second caller gets the same promise. Throws the code of what went wrong, having kept every token. */
  readonly renew: (id: string) => Promise<void>;
  /** Plans anew, after a change. */
  readonly plan: () => void;
  /** Plans anew without waiting longer for what may be over: a lost network, a locked keyring, sleep. */
  readonly catchUp: () => void;
  /** When this account is renewed next by itself (epoch ms), if nothing is in the way; undefined where it is not. */
  readonly dueAt: (id: string) => number | undefined;
  /** When a renewal that failed is tried again (epoch ms); undefined when none failed. */
  readonly nextTryAt: () => number | undefined;
  /** Begins none any more; those that are under way go on. */
  readonly stop: () => void;
}

const unsavedRetryMs = 30_000;

/** Runs the pure plan of `renewal-plan.ts`: what is due is begun, one alarm is set, and whatever changes plans anew. */
export const createRenewalScheduler = (deps: RenewalSchedulerDeps): RenewalScheduler => {
  const { vault, clock, signals, operations, events } = deps;
  const flight = createSingleFlight<void>();
  const tries = createRetryState({ providers: deps.providers, clock, random: deps.random });
  const limiter = createLimiter(renewalLimits.askedAtOnce);
  let cancelAlarm = (): void => {};
  let lastRingAt = 0;
  let retryOfFailedAt: number | undefined;
  let willPlan = false;
  let stopped = false;
  let waiting: string[] = [];

  const begin = (id: string): Promise<void> =>
    flight(id, async () => {
      const renewing = operations.run('renewal', [id], operation => renewOne(id, operation));
      await renewing.finally(() => limiter.release(id));
    });

  const renewOne = async (id: string, operation: Operation): Promise<void> => {
    tries.begin(id, vault.get(id)?.record);
    const asked = vault.get(id)?.secretsVersion;
    let goesOn = false;
    try {
      goesOn = (await renewAccount(id, operation, { ...deps, whenFree })) && renewed(id);
    } catch (error) {
      if (!operation.signal.aborted) failed(id, asked, error);
      throw error;
    } finally {
      tries.end(id);
      if (goesOn) beginWaiting();
      else planSoon();
    }
  };

  /** What a person asks for waits for nobody. */
  const renew = (id: string): Promise<void> => {
    const renewing = begin(id);
    limiter.prioritize(id);
    return renewing;
  };

  /** Few at once for a provider, while others are being saved; when it asks for a pause, nobody else asks. */
  const whenFree: RenewAccountDeps['whenFree'] = (record, ask) => {
    const hosts = hostsOf(record);
    return limiter.run(hosts, record.id, async () => {
      try {
        return await ask();
      } catch (error) {
        if (error instanceof DockpassError && error.retryAfterMs) limiter.rejectWaiting(hosts, error);
        throw error;
      }
    });
  };

  /** Whether the others that wait can begin without planning anew. */
  const renewed = (id: string): boolean => {
    vault.setProblem(id, undefined);
    events.tell({ kind: 'renewed', account: id });
    const record = vault.get(id)?.record;
    const dueAgain = record !== undefined && isDueAgain(record, clock.now());
    tries.succeeded(id, record, dueAgain);
    return !dueAgain && waiting.length > 0;
  };
  const failed = (id: string, asked: number | undefined, error: unknown): void => {
    const failure = toFailure(error);
    events.tell({ kind: 'renewal-failed', account: id, code: failure.code });
    tries.failed(id, vault.get(id)?.record, error);
    // Of secrets that came meanwhile a provider said nothing. That an answer could not be kept stays true.
    const isOfOlder = needsPerson.includes(failure.code) && vault.get(id)?.secretsVersion !== asked;
    // A lock is said once for all.
    if (failure.code !== 'locked' && !isOfOlder) vault.setProblem(id, failure);
  };

  const renewable = (id: string, record: AccountRecord | undefined): readonly Renewable[] => {
    const isTaken = operations.isUnderWay('move', id) || operations.isUnderWay('revocation', id);
    const isFree = record !== undefined && isRenewable(record) && !isTaken;
    const one = isFree ? tries.renewable(id, record) : undefined;
    return one === undefined ? [] : [one];
  };
  const mayRenew = (): boolean =>
    !stopped && !operations.isClosed() && signals.isOnline() && deps.lockState.view() !== 'locked';
  const beginAll = (ids: readonly string[]): void => {
    for (const id of ids) begin(id).catch(() => {});
  };

  /** One of a crowd has ended, so the next may begin; looking at all of them each time would take longer than asking. */
  const beginWaiting = (): void => {
    const next = waiting.splice(0, renewalLimits.consideredAtOnce);
    const some = next.flatMap(id => renewable(id, vault.get(id)?.record));
    const { start, waiting: rest } = planRenewals(some, tries.loadOf, clock.now());
    waiting.unshift(...rest);
    if (mayRenew()) beginAll(start);
    if (waiting.length === 0) planSoon();
  };

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
    if (stopped) return;
    deps.checkClock();
    const now = clock.now();
    const candidates = vault.list().flatMap(({ id, record }) => renewable(id, record));
    const rests = Math.max(now, Math.min(lastRingAt + minuteMs, now + minuteMs));
    const nothing: RenewalPlan = { start: [], waiting: [] };
    const planned = mayRenew() ? planRenewals(candidates, tries.loadOf, now, rests) : nothing;
    waiting = [...planned.waiting];
    retryOfFailedAt = nextRetry(candidates, now);
    const retryAt = vault.hasUnsaved() ? now + unsavedRetryMs : undefined;
    const at = Math.min(planned.wakeAt ?? Number.POSITIVE_INFINITY, retryAt ?? Number.POSITIVE_INFINITY);
    cancelAlarm = Number.isFinite(at) ? clock.alarm(at, wake) : (): void => {};
    beginAll(planned.start);
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
  return {
    renew,
    plan,
    catchUp,
    dueAt: id => renewable(id, vault.get(id)?.record).map(dueAt)[0],
    nextTryAt: () => retryOfFailedAt,
    stop: () => {
      stopped = true;
      cancelAlarm();
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
