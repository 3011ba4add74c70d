import { expect, test } from 'vitest';
import { createTick } from '../../../renderer/state/tick.ts';

/** A world whose clock is turned by hand. */
function handWorld(startAt: number) {
  let now = startAt;
  let hidden = false;
  let changed = (): void => {};
  let timer: { readonly at: number; readonly run: () => void } | undefined;
  return {
    world: {
      now: () => now,
      startTimer: (run: () => void, delayMs: number) => {
        timer = { at: now + delayMs, run };
        return 1;
      },
      stopTimer: () => {
        timer = undefined;
      },
      isHidden: () => hidden,
      onVisibility: (listener: () => void) => {
        changed = listener;
      },
    },
    dueAt: () => timer?.at,
    turnTo: (at: number) => {
      now = at;
      const due = timer;
      if (due === undefined || due.at > at) return;
      timer = undefined;
      due.run();
    },
    hide: (is: boolean) => {
      hidden = is;
      changed();
    },
  };
}

test('ticks on the full second, once for all listeners', () => {
  const hand = handWorld(10_400);
  const tick = createTick(hand.world);
  const seen: number[] = [];
  tick.subscribe(() => seen.push(tick.now()));
  tick.subscribe(() => seen.push(tick.now()));
  expect(hand.dueAt()).toBe(11_000);
  hand.turnTo(11_002);
  expect(seen).toEqual([11_002, 11_002]);
  expect(hand.dueAt()).toBe(12_000);
});

test('between two ticks everyone sees the same instant', () => {
  const hand = handWorld(10_000);
  const tick = createTick(hand.world);
  tick.subscribe(() => {});
  hand.turnTo(10_600);
  expect(tick.now()).toBe(10_000);
});

test('rests while the panel is hidden and is right at once when it is shown again', () => {
  const hand = handWorld(10_000);
  const tick = createTick(hand.world);
  const seen: number[] = [];
  tick.subscribe(() => seen.push(tick.now()));
  hand.hide(true);
  expect(hand.dueAt()).toBeUndefined();
  hand.turnTo(500_250);
  expect(seen).toEqual([]);
  hand.hide(false);
  expect(seen).toEqual([500_250]);
  expect(hand.dueAt()).toBe(501_000);
});

test('rests when nobody listens', () => {
  const hand = handWorld(10_000);
  const tick = createTick(hand.world);
  const stop = tick.subscribe(() => {});
  stop();
  expect(hand.dueAt()).toBeUndefined();
});
