import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createDevicePace } from '../../../main/core/sign-in/device-pace.ts';

// How often a server is asked whether somebody has allowed a sign-in on another device (RFC 8628 section 3.5).

describe('the pace of asking', () => {
  it('is the interval that was told, for as long as nobody has allowed it', () => {
    const pace = createDevicePace(5000);
    expect([pace.next(), pace.next(), pace.next()]).toEqual([5000, 5000, 5000]);
  });

  it('is five seconds slower after each slow_down, and stays so', () => {
    const pace = createDevicePace(5000);
    expect([pace.slowDown(), pace.next(), pace.slowDown(), pace.next()]).toEqual([10_000, 10_000, 15_000, 15_000]);
  });

  it('is halved by each time without an answer, down to once a minute, until one comes', () => {
    const pace = createDevicePace(5000);
    const missed = Array.from({ length: 6 }, () => pace.noAnswer());
    expect(missed).toEqual([10_000, 20_000, 40_000, 60_000, 60_000, 60_000]);
    expect(pace.next()).toBe(5000);
    expect(pace.noAnswer()).toBe(10_000);
  });

  it('leaves the server alone for as long as it asks, and no less than an interval of minutes', () => {
    expect(createDevicePace(5000).noAnswer(90_000)).toBe(90_000);
    expect(createDevicePace(180_000).noAnswer()).toBe(180_000);
  });

  it('is never faster than told, whatever comes in whatever order', () => {
    const step = fc.oneof(
      fc.constant('next' as const),
      fc.constant('slowDown' as const),
      fc.integer({ min: 0, max: 10 ** 8 }),
    );
    fc.assert(
      fc.property(
        fc.double({ min: 1, max: 10 ** 7, noNaN: true }),
        fc.array(step, { maxLength: 100 }),
        (told, steps) => {
          const pace = createDevicePace(told);
          let least = told;
          for (const one of steps) {
            if (one === 'slowDown') least += 5000;
            const wait = typeof one === 'number' ? pace.noAnswer(one) : pace[one]();
            expect(wait).toBeGreaterThanOrEqual(least);
            if (typeof one === 'number') expect(wait).toBeGreaterThanOrEqual(one);
          }
        },
      ),
    );
  });
});
