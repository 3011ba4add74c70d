import { minuteMs, secondMs } from '../../../preload/contract/durations.ts';

/** How long to wait before asking once more, ms (RFC 8628 section 3.5). */
interface DevicePace {
  /** Before the first time, and after an answer that brought nothing. */
  readonly next: () => number;
  /** Five seconds more, from now on. */
  readonly slowDown: () => number;
  /** No answer came: twice as long each time, until one comes. `askedMs`: how long the server itself wants to be left alone. */
  readonly noAnswer: (askedMs?: number) => number;
}

const slowerByMs = 5 * secondMs;
/** An interval that is longer stays as it is. */
const longestDoubledMs = minuteMs;

export const createDevicePace = (toldMs: number): DevicePace => {
  let intervalMs = toldMs;
  let missed = 0;
  const next = (): number => {
    missed = 0;
    return intervalMs;
  };
  return {
    next,
    slowDown: () => {
      intervalMs += slowerByMs;
      return next();
    },
    noAnswer: (askedMs = 0) => {
      missed += 1;
      const doubledMs = Math.min(intervalMs * 2 ** missed, longestDoubledMs);
      return Math.max(intervalMs, doubledMs, askedMs);
    },
  };
};
