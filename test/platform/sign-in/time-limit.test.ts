import { EventEmitter } from 'node:events';
import { expect, test } from 'vitest';
import { createReveal, keepTime, unveilSoon, veiledMs } from '../../../main/platform/sign-in/time-limit.ts';
import { createHandClock } from './sign-in-fakes.ts';

const timeLimitMs = 10 * 60_000;

function start(hiddenForMs?: number) {
  const clock = createHandClock(0);
  const told: string[] = [];
  const stay = { offered: true, ...(hiddenForMs !== undefined && { kept: 'a', hiddenForMs }) };
  const stop = keepTime({ timeLimitMs, stay }, clock, { end: () => told.push('end'), reveal: () => told.push('show') });
  return { clock, told, stop };
}

test('a sign-in that nobody finishes ends at its limit', () => {
  const { clock, told } = start();
  clock.goOn(timeLimitMs - 1);
  expect(told).toEqual([]);
  clock.goOn(1);
  expect(told).toEqual(['end']);
});

test('one that was begun without a window shows it when its time for that is over', () => {
  const { clock, told } = start(5000);
  clock.goOn(4999);
  expect(told).toEqual([]);
  clock.goOn(1);
  expect(told).toEqual(['show']);
});

test('nothing rings any more once the sign-in has ended', () => {
  const { clock, told, stop } = start(5000);
  stop();
  expect(clock.waiting()).toBe(0);
  clock.goOn(timeLimitMs);
  expect(told).toEqual([]);
});

test('a hidden window is brought up once; one that is seen, or gone, is left where it is', () => {
  const shownIn = (hiddenForMs: number | undefined, is: { visible: boolean; destroyed: boolean }): number => {
    let times = 0;
    const base = { isVisible: () => is.visible, isDestroyed: () => is.destroyed };
    const focus = () => {
      times += 1;
    };
    const stay = { offered: true, ...(hiddenForMs !== undefined && { hiddenForMs }) };
    const reveal = createReveal(stay, { base, focus });
    reveal();
    reveal();
    return times;
  };
  expect(shownIn(5000, { visible: false, destroyed: false })).toBe(1);
  expect(shownIn(5000, { visible: true, destroyed: false })).toBe(0);
  expect(shownIn(5000, { visible: false, destroyed: true })).toBe(0);
  // Minimized by the person: it was shown from the beginning.
  expect(shownIn(undefined, { visible: false, destroyed: false })).toBe(0);
});

test('a window is seen when its page is, else a moment later, and not at all once the sign-in has ended', () => {
  const unveiled = (
    then: (page: EventEmitter, clock: ReturnType<typeof createHandClock>, stop: () => void) => void,
  ) => {
    const clock = createHandClock(0);
    const page = new EventEmitter();
    const at: number[] = [];
    then(
      page,
      clock,
      unveilSoon(page, () => at.push(clock.now()), clock),
    );
    return at;
  };
  expect(unveiled(page => page.emit('did-navigate'))).toEqual([0]);
  expect(unveiled((_page, clock) => clock.goOn(veiledMs - 1))).toEqual([]);
  expect(unveiled((_page, clock) => clock.goOn(veiledMs))).toEqual([veiledMs]);
  expect(
    unveiled((_page, clock, stop) => {
      stop();
      clock.goOn(veiledMs);
    }),
  ).toEqual([]);
});
