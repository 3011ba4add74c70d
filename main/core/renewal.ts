/** What the plan needs to know of one account. */
export interface Renewable {
  readonly id: string;
  readonly issuedAt: number;
  readonly expiresAt: number;
  /** Failed tries since the last success, and when the last one was. */
  readonly failures: number;
  readonly lastTryAt?: number;
  /** An answer may have been lost: tried at once. */
  readonly answerLost: boolean;
}

export interface RenewalPlan {
  /** Due now, the one that runs out first in front. */
  readonly due: readonly string[];
  /** When to look again; absent when nothing is planned. */
  readonly wakeAt?: number;
}

const second = 1000;
const beforeExpiryMs = 60 * second;
const firstBackOffMs = 15 * second;
const longestBackOffMs = 3600 * second;

/** When one account is due: 2/3 of its life, never later than 60 s before its end; after a failure, backed off. */
export const dueAt = (one: Renewable): number => {
  const normal = one.answerLost
    ? 0
    : Math.min(one.issuedAt + ((one.expiresAt - one.issuedAt) * 2) / 3, one.expiresAt - beforeExpiryMs);
  if (one.failures === 0 || one.lastTryAt === undefined) return normal;
  const backOff = Math.min(firstBackOffMs * 2 ** (one.failures - 1), longestBackOffMs);
  return Math.max(normal, one.lastTryAt + backOff);
};

/** Pure: which accounts are due at `now` (epoch ms), and when to look again. */
export const planRenewals = (accounts: readonly Renewable[], now: number): RenewalPlan => {
  const due = accounts.filter(one => dueAt(one) <= now).sort((one, other) => one.expiresAt - other.expiresAt);
  const later = accounts.map(dueAt).filter(at => at > now);
  return { due: due.map(one => one.id), ...(later.length > 0 && { wakeAt: Math.min(...later) }) };
};
