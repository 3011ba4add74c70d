import { DockpassError, toFailure } from '../base/errors.ts';
import type { Provider } from '../oauth/provider.ts';
import type { AccountRecord } from '../ports/account-record.ts';
import type { Random } from '../ports/random.ts';
import type { Clock } from '../ports/time.ts';
import { backOffMs, type HostLoad, type Renewable } from './renewal-plan.ts';

/** What it works with. */
interface RetryStateDeps {
  readonly providers: readonly Provider[];
  readonly clock: Clock;
  readonly random: Random;
}

/** What is remembered of renewals while the program runs: which are under way, which failed, what hosts asked for. */
interface RetryState {
  readonly begin: (id: string, record: AccountRecord | undefined) => void;
  readonly end: (id: string) => void;
  /** `dueAgain`: what came is due already, so the next try backs off as after a failure. */
  readonly succeeded: (id: string, record: AccountRecord | undefined, dueAgain: boolean) => void;
  readonly failed: (id: string, record: AccountRecord | undefined, error: unknown) => void;
  /** Forgets every wait for something that may be over by now; a pause that a provider asked for stays. */
  readonly forgetPassing: () => void;
  /** The account as the plan wants it; undefined while it is under way. */
  readonly renewable: (
    id: string,
    record: AccountRecord & { readonly life: { readonly issuedAt: number; readonly expiresAt: number } },
  ) => Renewable | undefined;
  readonly loadOf: (hosts: string) => HostLoad;
}

interface Wait {
  /** By the clock, and by the time that no one can set. */
  readonly since: number;
  readonly ranSince: number;
  readonly forMs: number;
}
interface Try extends Wait {
  readonly failures: number;
  /** Of the token it was about: a new one starts afresh. */
  readonly issuedAt: number | undefined;
  /** The provider answered: another network will not change that. */
  readonly answered: boolean;
  /** False: it brought a token, but one that is due at once. */
  readonly failed: boolean;
}
interface Host {
  underWay: number;
  begunAt: number[];
  pause: Wait;
  readonly perMinute?: number;
}

const minute = 60_000;

export const createRetryState = ({ providers, clock, random }: RetryStateDeps): RetryState => {
  const underWay = new Map<string, Host>();
  const tries = new Map<string, Try>();
  const draws = new Map<string, { readonly issuedAt: number; readonly jitter: number }>();
  const hosts = new Map<string, Host>();

  const waitOf = (forMs: number): Wait => ({ since: clock.now(), ranSince: clock.running(), forMs });
  /** When a wait is over, epoch ms. A clock that is set back meanwhile does not make it longer than it was. */
  const endOf = ({ since, ranSince, forMs }: Wait): number =>
    Math.min(since + forMs, clock.now() + ranSince + forMs - clock.running());

  const hostOf = (record: AccountRecord): Host => {
    const key = hostsOf(record);
    const known = hosts.get(key);
    if (known !== undefined) return known;
    const perMinute = providers.find(one => one.id === record.provider)?.tokenRequestsPerMinute;
    const host: Host = {
      underWay: 0,
      begunAt: [],
      pause: waitOf(0),
      ...(perMinute !== undefined && { perMinute }),
    };
    hosts.set(key, host);
    return host;
  };

  const jitterOf = (id: string, issuedAt: number): number => {
    const drawn = draws.get(id);
    if (drawn?.issuedAt === issuedAt) return drawn.jitter;
    const jitter = random.fraction();
    draws.set(id, { issuedAt, jitter });
    return jitter;
  };

  const backOff = (
    id: string,
    record: AccountRecord | undefined,
    { leastMs, ...how }: Pick<Try, 'answered' | 'failed'> & { readonly leastMs: number },
  ): void => {
    const issuedAt = record?.life.issuedAt;
    const before = tries.get(id);
    const goesOn = before !== undefined && (before.issuedAt === issuedAt || !before.failed);
    const failures = (goesOn ? before.failures : 0) + 1;
    const forMs = Math.max(backOffMs(failures, random.fraction()), leastMs);
    tries.set(id, { failures, ...waitOf(forMs), ...how, issuedAt });
  };

  return {
    begin: (id, record) => {
      if (record === undefined) return;
      const host = hostOf(record);
      const now = clock.now();
      host.underWay += 1;
      host.begunAt = [...host.begunAt.filter(at => at > now - minute && at <= now), now];
      underWay.set(id, host);
    },
    end: id => {
      const host = underWay.get(id);
      if (host !== undefined) host.underWay -= 1;
      underWay.delete(id);
    },
    succeeded: (id, record, dueAgain) => {
      if (!dueAgain || tries.get(id)?.failed) tries.delete(id);
      if (dueAgain) backOff(id, record, { leastMs: 0, answered: true, failed: false });
    },
    failed: (id, record, error) => {
      const pauseMs = error instanceof DockpassError ? (error.retryAfterMs ?? 0) : 0;
      const host = underWay.get(id);
      if (host !== undefined && pauseMs > 0) host.pause = waitOf(pauseMs);
      backOff(id, record, { leastMs: pauseMs, answered: isAnswer(error), failed: true });
    },
    forgetPassing: () => {
      for (const [id, one] of tries) if (!one.answered) tries.delete(id);
    },
    renewable: (id, record) => {
      if (underWay.has(id)) return undefined;
      const { issuedAt, expiresAt } = record.life;
      const known = tries.get(id);
      const tried = known?.issuedAt === issuedAt ? known : undefined;
      return {
        id,
        hosts: hostsOf(record),
        issuedAt,
        expiresAt,
        answerLost: record.renewingSince !== undefined,
        jitter: jitterOf(id, issuedAt),
        failures: tried?.failures ?? 0,
        ...(tried !== undefined && { notBefore: endOf(tried) }),
      };
    },
    loadOf: key => {
      const known = hosts.get(key);
      if (known === undefined) return { underWay: 0, begunAt: [] };
      const { pause, ...load } = known;
      return { ...load, pausedUntil: endOf(pause) };
    },
  };
};

/** Everything an account may ask: the same for all accounts of one provider and environment. */
export const hostsOf = ({ origins }: AccountRecord): string =>
  origins.length === 1 ? (origins[0] ?? '') : origins.join(' ');

/** Failures that come from the way there, or from this computer, and may be over at once. */
const isAnswer = (error: unknown): boolean => {
  const { code, reason } = toFailure(error);
  if (code === 'provider-down') return reason !== undefined && reason !== 'unreachable';
  return !['offline', 'timed-out', 'certificate', 'proxy-auth', 'keyring-locked', 'locked'].includes(code);
};
