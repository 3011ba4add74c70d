import { hourMs, minuteMs } from '../../../preload/contract/durations.ts';
import type { Clock } from '../../core/ports/time.ts';
import { type After, afterByTimer } from './after.ts';

interface ClockOptions {
  readonly now?: () => number;
  readonly running?: () => number;
  readonly after?: After;
}

/**
 * The wall clock. Timers stand still while a computer sleeps and know nothing of a clock that is set, so an alarm is
 * many short waits: the wall clock is read again every hour, every minute in the last hour. That also keeps each wait
 * far below 2^31-1 ms, past which Node rings at once.
 */
export const createClock = ({
  now = Date.now,
  running = () => performance.now(),
  after = afterByTimer,
}: ClockOptions = {}): Clock => ({
  now,
  running,
  isoTime: at => new Date(at).toISOString(),
  endOfDay,
  alarm: (at, ring) => {
    let cancel = (): void => {};
    const endsRunning = running() + at - now();
    const leftMs = (): number => Math.min(at - now(), endsRunning - running());
    const check = (): void => {
      if (leftMs() <= 0) ring();
      else cancel = after(nextCheckMs(leftMs()), check);
    };
    // Never before `alarm` has returned: the caller has no way to cancel until then.
    cancel = after(Math.max(0, nextCheckMs(leftMs())), check);
    return () => cancel();
  },
});

const nextCheckMs = (leftMs: number): number =>
  leftMs <= hourMs ? Math.min(leftMs, minuteMs) : Math.min(leftMs - hourMs, hourMs);

/** By this computer's time zone. */
function endOfDay(isoDate: string): number | undefined {
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(isoDate) ?? [];
  if (year === undefined || month === undefined || day === undefined) return undefined;
  const date = new Date(Number(year), Number(month) - 1, Number(day), 23, 59, 59, 999);
  const exists = date.getMonth() === Number(month) - 1 && date.getDate() === Number(day);
  return exists ? date.getTime() : undefined;
}
