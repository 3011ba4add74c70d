import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lifeOf } from '../../../main/core/oauth/tokens.ts';
import {
  backOffMs,
  dueAt,
  type HostLoad,
  planRenewals,
  type Renewable,
} from '../../../main/core/renewal/renewal-plan.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

const account = (more: Partial<Renewable> = {}): Renewable => ({
  id: 'one',
  hosts: 'https://a.example',
  issuedAt: 0,
  expiresAt: 30 * day,
  answerLost: false,
  jitter: 0,
  failures: 0,
  ...more,
});
const idle = (): HostLoad => ({ underWay: 0, begunAt: [] });
const many = (count: number, more: Partial<Renewable> = {}): readonly Renewable[] =>
  Array.from({ length: count }, (_, n) => account({ id: `account-${n}`, expiresAt: hour + n, ...more }));

describe('when an account is due', () => {
  it.each([
    ['a year', 365 * day, (365 * day * 2) / 3],
    ['an hour', hour, 40 * minute],
    ['two minutes', 2 * minute, minute],
    ['no seconds at all', 0, -minute],
  ])('with a life of %s', (_, expiresAt, at) => {
    expect(dueAt(account({ expiresAt }))).toBe(at);
  });

  it('is never later than 60 s before its end, whatever its life and chance', () => {
    const life = fc.oneof(fc.integer({ min: 0, max: 10 * 60 }), fc.integer({ min: 0, max: 10 * 366 * 86_400 }));
    fc.assert(
      fc.property(life, fc.double({ min: 0, max: 0.999, noNaN: true }), (seconds, jitter) => {
        const expiresAt = seconds * 1000;
        const at = dueAt(account({ expiresAt, jitter }));
        expect(at).toBeLessThanOrEqual(expiresAt - minute);
        expect(at).toBeLessThanOrEqual((expiresAt * 2) / 3);
        expect(at).toBeGreaterThanOrEqual(Math.min((expiresAt * 2) / 3, expiresAt - minute) - expiresAt * 0.01);
      }),
    );
  });

  it('waits from 15 s to an hour after failures, longer each time', () => {
    const waits = Array.from({ length: 40 }, (_, n) => backOffMs(n + 1, 0));
    expect(waits.slice(0, 9)).toEqual([15, 30, 60, 120, 240, 480, 960, 1920, 3600].map(seconds => seconds * 1000));
    expect(Math.max(...waits, backOffMs(1000, 0.99))).toBe(hour);
  });

  it('a life longer than any calendar is one that a calendar holds', () => {
    const life = lifeOf({ expiresInSeconds: 1e300 }, Date.UTC(2026, 0, 1));
    expect(life.kind === 'until' && new Date(life.expiresAt).getUTCFullYear()).toBe(2126);
  });
});

describe('the plan', () => {
  it('begins eight of a thousand at one provider’s hosts, the one that runs out first in front', () => {
    const { start } = planRenewals([...many(1000)].reverse(), idle, hour);
    expect(start).toEqual(Array.from({ length: 8 }, (_, n) => `account-${n}`));
  });

  it('lets one provider’s crowd hold up no other provider', () => {
    const other = account({ id: 'other', hosts: 'https://b.example', expiresAt: 2 * hour });
    expect(planRenewals([...many(1000), other], idle, 100 * minute).start).toContain('other');
  });

  it('begins no more in a minute than the provider documents, and looks again when it may', () => {
    const begunAt = Array.from({ length: 10 }, (_, n) => hour - 30_000 + n);
    const load = { underWay: 0, begunAt, perMinute: 12 };
    expect(planRenewals(many(5), () => load, hour)).toEqual({
      start: ['account-0', 'account-1'],
      waiting: ['account-2', 'account-3', 'account-4'],
      wakeAt: hour - 30_000 + minute,
    });
  });

  it('leaves hosts alone that asked for a pause, until it is over', () => {
    const load = { underWay: 0, begunAt: [], pausedUntil: hour + 90_000 };
    expect(planRenewals(many(5), () => load, hour)).toMatchObject({ start: [], wakeAt: hour + 90_000 });
    expect(planRenewals(many(9), () => load, hour + 90_000).start).toHaveLength(8);
  });

  it('tries at once what may have lost its answer, but not again before its back-off is over', () => {
    const lost = account({ answerLost: true });
    expect(planRenewals([lost], idle, minute).start).toEqual(['one']);
    expect(planRenewals([{ ...lost, failures: 1, notBefore: 2 * minute }], idle, minute)).toEqual({
      start: [],
      waiting: [],
      wakeAt: 2 * minute,
    });
  });

  it('looks once a minute while something is due within the hour, and not before that hour otherwise', () => {
    expect(planRenewals([account()], idle, 0).wakeAt).toBe(20 * day - hour);
    expect(planRenewals([account()], idle, 20 * day - hour).wakeAt).toBe(20 * day - hour + minute);
    expect(planRenewals([account()], idle, 20 * day - 10_000).wakeAt).toBe(20 * day);
  });

  it('rings once for many that are due in the same minute, but never too late for a short life', () => {
    const at = 20 * day - 30_000;
    expect(planRenewals([account()], idle, at, at + 50_000).wakeAt).toBe(at + 50_000);
    const short = account({ expiresAt: 20 * day + 90_000, issuedAt: 20 * day - 180_000 });
    expect(planRenewals([short], idle, at, at + 50_000).wakeAt).toBe(20 * day);
  });
});
