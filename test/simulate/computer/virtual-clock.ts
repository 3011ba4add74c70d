import type { Clock } from '../../../main/core/ports/time.ts';
import { createClock } from '../../../main/platform/system/clock.ts';

// Time that passes only when a step says so: one true time, and a clock for each computer that may be set and may sleep.

/** Something that will happen. `due`: when, by the true time; nothing while it cannot, as on a computer that sleeps. */
interface Coming {
  readonly due: () => number | undefined;
  readonly happen: () => void;
  readonly order: number;
}

export interface VirtualTime {
  readonly now: () => number;
  /** Nothing of it happens before time passes, even where it is due at once. The result cancels. */
  readonly when: (due: () => number | undefined, happen: () => void) => () => void;
  /** Lets the next thing happen, if one is due at `until` at the latest, and moves time on to it. */
  readonly next: (until: number) => boolean;
  readonly moveTo: (at: number) => void;
}

/** Begins at noon, UTC. It shows whole milliseconds, as clocks do: a sum of parts of one may come out too early for ever. */
export const createVirtualTime = (startAt = Date.UTC(2026, 0, 5, 12)): VirtualTime => {
  let now = startAt;
  let count = 0;
  const coming = new Set<Coming>();
  return {
    now: () => now,
    when: (due, happen) => {
      count += 1;
      const one = { due, happen, order: count };
      coming.add(one);
      return () => void coming.delete(one);
    },
    next: until => {
      let first: Coming | undefined;
      let firstAt = Number.POSITIVE_INFINITY;
      for (const one of coming) {
        const at = one.due();
        if (at === undefined || at > until || at >= firstAt) continue;
        first = one;
        firstAt = at;
      }
      if (first === undefined) return false;
      coming.delete(first);
      now = Math.max(now, Math.ceil(firstAt));
      first.happen();
      return true;
    },
    moveTo: at => {
      now = Math.max(now, Math.ceil(at));
    },
  };
};

/** The clock of one computer. It outlives the programs that run there. */
export interface ComputerClock {
  readonly wall: () => number;
  readonly running: () => number;
  /** Somebody sets it: it is ahead of the true time by that much more, ms. */
  readonly setBy: (ms: number) => void;
  readonly isAsleep: () => boolean;
  readonly sleep: () => void;
  readonly wake: () => void;
  /** When the wall clock shows this, or what runs has run that long: by the true time; nothing while it sleeps. */
  readonly trueTimeOf: (wall: number, running: number) => number | undefined;
}

export const createComputerClock = (time: VirtualTime): ComputerClock => {
  let ahead = 0;
  let sleptMs = 0;
  let asleepSince: number | undefined;
  const slept = (): number => sleptMs + (asleepSince === undefined ? 0 : time.now() - asleepSince);
  return {
    wall: () => time.now() + ahead,
    running: () => time.now() - slept(),
    setBy: ms => {
      ahead += ms;
    },
    isAsleep: () => asleepSince !== undefined,
    sleep: () => {
      asleepSince ??= time.now();
    },
    wake: () => {
      sleptMs = slept();
      asleepSince = undefined;
    },
    trueTimeOf: (wall, running) => (asleepSince === undefined ? Math.min(wall - ahead, running + sleptMs) : undefined),
  };
};

const { isoTime, endOfDay } = createClock();

/** The clock as a program there asks for it; its alarms ring only while `isAlive`. `onRing` is told of each, `onAsked` when it is looked at. */
export const clockPort = (
  time: VirtualTime,
  clock: ComputerClock,
  isAlive: () => boolean,
  onRing: () => void,
  onAsked: () => void,
): Clock => ({
  now: () => {
    onAsked();
    return clock.wall();
  },
  running: () => {
    onAsked();
    return clock.running();
  },
  isoTime,
  endOfDay,
  alarm: (at, ring) => {
    const endsRunning = clock.running() + at - clock.wall();
    return time.when(
      () => clock.trueTimeOf(at, endsRunning),
      () => {
        if (!isAlive()) return;
        onRing();
        ring();
      },
    );
  },
});
