import type { Clock } from '../../../main/core/ports/time.ts';

/** A clock that stands still until it is told to go on; alarms ring in order. */
export interface HandClock extends Clock {
  readonly goOn: (ms: number) => void;
  /** Alarms that are still set. */
  readonly waiting: () => number;
}

export function createHandClock(startAt: number): HandClock {
  let now = startAt;
  const alarms = new Set<{ readonly at: number; readonly ring: () => void }>();
  return {
    now: () => now,
    running: () => now - startAt,
    isoTime: at => new Date(at).toISOString(),
    endOfDay: () => undefined,
    alarm: (at, ring) => {
      const alarm = { at, ring };
      alarms.add(alarm);
      return () => void alarms.delete(alarm);
    },
    goOn: ms => {
      now += ms;
      for (const alarm of [...alarms].sort((a, b) => a.at - b.at)) {
        if (alarm.at > now || !alarms.delete(alarm)) continue;
        alarm.ring();
      }
    },
    waiting: () => alarms.size,
  };
}
