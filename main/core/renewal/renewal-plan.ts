import { hourMs, minuteMs } from '../../../preload/contract/durations.ts';
import { renewalLimits } from './renewal-limits.ts';
/** What the plan needs to know of one account. */
export interface Renewable {
  readonly id: string;
  /** Accounts of one name here ask the same hosts. */
  readonly hosts: string;
  readonly issuedAt: number;
  readonly expiresAt: number;
  /** An answer may have been lost: tried at once. */
  readonly answerLost: boolean;
  /** In [0, 1), drawn once for this life, so that accounts of one age do not all ask at once. */
  readonly jitter: number;
  /** Failed tries since the last success, and before when (epoch ms) there is no other. */
  readonly failures: number;
  readonly notBefore?: number;
}

/** What may be asked of some hosts now. */
export interface HostLoad {
  /** Renewals that are under way there. */
  readonly underWay: number;
  /** When renewals were begun there, those of the last minute at least. */
  readonly begunAt: readonly number[];
  /** They asked for a pause until then. */
  readonly pausedUntil?: number;
  /** The provider's documented limit. */
  readonly perMinute?: number;
}

export interface RenewalPlan {
  /** To be renewed now, the one that runs out first in front. */
  readonly start: readonly string[];
  /** Due as well, in the same order, as soon as one at their hosts has ended. */
  readonly waiting: readonly string[];
  /** When to look again; absent when nothing is planned. */
  readonly wakeAt?: number;
}

const beforeExpiryMs = minuteMs;
const firstBackOffMs = 15_000;
const longestBackOffMs = hourMs;
const longestJitterMs = hourMs;
/** Share of a life, or of a back-off, that chance may take. */
const [lifeJitter, backOffJitter] = [0.01, 0.2];

/** When one account is due, epoch ms: at 2/3 of its life less its jitter, never later than 60 s before its end. */
export const dueAt = (one: Renewable): number => {
  const notBefore = one.notBefore ?? Number.NEGATIVE_INFINITY;
  if (one.answerLost) return notBefore;
  const life = one.expiresAt - one.issuedAt;
  const early = one.jitter * Math.min(life * lifeJitter, longestJitterMs);
  const normal = Math.min(one.issuedAt + (life * 2) / 3, one.expiresAt - beforeExpiryMs) - early;
  return Math.max(normal, notBefore);
};

/** How long to wait after so many failures in a row, ms: doubling from 15 s to an hour, up to a fifth longer by `jitter`. */
export const backOffMs = (failures: number, jitter: number): number => {
  const doubled = firstBackOffMs * 2 ** Math.min(failures - 1, 20);
  return Math.min(doubled * (1 + jitter * backOffJitter), longestBackOffMs);
};

/**
 * Pure: which accounts to renew at `now` (epoch ms) within what their hosts allow, and when to look again: when the next
 * one is due or allowed, and once a minute while any is due within the hour, because a clock can be set. Nothing that
 * can wait for it is looked at before `restsUntil`, so that a thousand accounts do not ring a thousand times.
 */
export const planRenewals = (
  accounts: readonly Renewable[],
  loadOf: (hosts: string) => HostLoad,
  now: number,
  restsUntil = now,
): RenewalPlan => {
  const start: string[] = [];
  const waiting: string[] = [];
  const rooms = new Map<string, { left: number; readonly nextAt: number }>();
  const room = (hosts: string) => rooms.get(hosts) ?? roomOf(loadOf(hosts), now);
  let wakeAt = Number.POSITIVE_INFINITY;
  const due: Renewable[] = [];
  for (const one of accounts) {
    // A token from the future: the clock was set back while nobody watched, and only an answer can tell how far.
    const at = one.issuedAt > now + minuteMs ? (one.notBefore ?? now) : dueAt(one);
    if (at <= now) due.push(one);
    else wakeAt = Math.min(wakeAt, lookAt(one, at, now, restsUntil));
  }
  for (const { id, hosts } of due.sort((one, other) => one.expiresAt - other.expiresAt)) {
    const { left, nextAt } = room(hosts);
    if (left > 0) start.push(id);
    else {
      waiting.push(id);
      wakeAt = Math.min(wakeAt, Math.max(nextAt, restsUntil));
    }
    rooms.set(hosts, { left: left - 1, nextAt });
  }
  return { start, waiting, ...(Number.isFinite(wakeAt) && { wakeAt }) };
};

const lookAt = (one: Renewable, at: number, now: number, restsUntil: number): number => {
  if (at > now + hourMs) return at - hourMs;
  // The first tries after a failure come soon on purpose, and a token that is about to run out cannot wait.
  const canWait = one.failures !== 1 && one.failures !== 2 && one.expiresAt > restsUntil + 2 * minuteMs;
  return Math.min(canWait ? Math.max(at, restsUntil) : at, now + minuteMs);
};

/** How many more may begin at these hosts now, and when there is room again without any of them ending. */
const roomOf = (load: HostLoad, now: number): { readonly left: number; readonly nextAt: number } => {
  const { pausedUntil = 0, perMinute = Number.POSITIVE_INFINITY } = load;
  const begun = load.begunAt.filter(at => at > now - minuteMs);
  const left = pausedUntil > now ? 0 : Math.min(renewalLimits.underWayAtOnce - load.underWay, perMinute - begun.length);
  const oldest = load.perMinute === undefined ? now : Math.min(now, ...begun);
  return { left, nextAt: Math.max(pausedUntil, oldest + minuteMs) };
};
