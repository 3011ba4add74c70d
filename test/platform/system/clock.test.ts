import { describe, expect, it } from 'vitest';
import { createClock } from '../../../main/platform/system/clock.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** A computer whose timers count only while it is awake, as they do. */
const aComputer = () => {
  let wall = 1_000_000;
  let awake = 0;
  const timers = new Map<() => void, number>();
  const waits: number[] = [];
  const clock = createClock({
    now: () => wall,
    running: () => awake,
    after: (ms, call) => {
      waits.push(ms);
      const once = (): void => call();
      timers.set(once, awake + ms);
      return () => void timers.delete(once);
    },
  });
  const due = (until: number) => [...timers].filter(([, at]) => at <= until).sort(([, a], [, b]) => a - b)[0];
  const run = (ms: number): void => {
    const until = awake + ms;
    for (let next = due(until); next !== undefined; next = due(until)) {
      timers.delete(next[0]);
      wall += next[1] - awake;
      awake = next[1];
      next[0]();
    }
    wall += until - awake;
    awake = until;
  };
  return { clock, waits, run, timers, now: () => wall, setClock: (ms: number) => (wall += ms) };
};

describe('an alarm', () => {
  it.each([0, 1, 999, minute, 59 * minute, hour, 3 * hour + 7, 30 * day, 400 * day])(
    'rings once, on time, %i ms ahead',
    ms => {
      const computer = aComputer();
      const rings: number[] = [];
      computer.clock.alarm(computer.now() + ms, () => rings.push(computer.now()));
      expect(rings).toEqual([]);
      const at = computer.now() + ms;
      computer.run(ms + hour);
      expect(rings).toEqual([at]);
      expect(computer.timers.size).toBe(0);
    },
  );

  it('never asks for a wait that Node would cut short', () => {
    const computer = aComputer();
    computer.clock.alarm(computer.now() + 400 * day, () => {});
    computer.run(400 * day);
    expect(Math.max(...computer.waits)).toBeLessThan(2 ** 31);
  });

  it('of the past rings soon, but not before the caller has its way to cancel', () => {
    const computer = aComputer();
    let rings = 0;
    computer.clock.alarm(computer.now() - day, () => (rings += 1));
    expect(rings).toBe(0);
    computer.run(0);
    expect(rings).toBe(1);
  });

  it.each([minute / 2, 5 * day])('can be cancelled, %i ms ahead', ms => {
    const computer = aComputer();
    let rings = 0;
    const cancel = computer.clock.alarm(computer.now() + ms, () => (rings += 1));
    computer.run(ms - 1);
    cancel();
    computer.run(day);
    expect([rings, computer.timers.size]).toEqual([0, 0]);
  });

  it('a token due within the hour is seen within a minute of waking, although timers slept too', () => {
    const computer = aComputer();
    let rings = 0;
    computer.clock.alarm(computer.now() + 50 * minute, () => (rings += 1));
    computer.run(minute);
    computer.setClock(8 * hour);
    computer.run(minute);
    expect(rings).toBe(1);
  });

  it('rings when its time has passed although the clock was set back meanwhile', () => {
    const computer = aComputer();
    let rings = 0;
    computer.clock.alarm(computer.now() + 10 * minute, () => (rings += 1));
    computer.run(minute);
    computer.setClock(-3 * hour);
    computer.run(9 * minute - 1);
    expect(rings).toBe(0);
    computer.run(1);
    expect(rings).toBe(1);
  });

  it('rings when its time has passed although the clock was set back by years', () => {
    const computer = aComputer();
    let rings = 0;
    computer.clock.alarm(computer.now() + 30 * day, () => (rings += 1));
    computer.run(day);
    computer.setClock(-2000 * day);
    computer.run(29 * day - 1);
    expect(rings).toBe(0);
    computer.run(1);
    expect(rings).toBe(1);
  });
});

describe('the end of a day', () => {
  it('is its last millisecond where this computer is', () => {
    expect(createClock().endOfDay('2027-03-01')).toBe(new Date(2027, 2, 1, 23, 59, 59, 999).getTime());
  });

  it('is there on the days the clocks change, and on 29 February', () => {
    for (const day of ['2027-03-28', '2027-10-31', '2028-02-29']) {
      const next = new Date(`${day}T12:00`);
      next.setDate(next.getDate() + 1);
      next.setHours(0, 0, 0, 0);
      expect(createClock().endOfDay(day)).toBe(next.getTime() - 1);
    }
  });

  it.each(['2027-02-29', '2027-13-01', '2027-00-10', '1.3.2027', '2027-3-1', '', 'soon'])('%j has none', day => {
    expect(createClock().endOfDay(day)).toBeUndefined();
  });
});
