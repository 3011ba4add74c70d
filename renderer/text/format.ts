import { timeLeft } from '../../preload/contract/account-state.ts';
import { dayMs, hourMs, minuteMs, secondMs } from '../../preload/contract/durations.ts';
import { locale, text } from './text.ts';

const twoDigits = (value: number): string => String(value).padStart(2, '0');

/** Time left in words: days above two days, hours and minutes above an hour, minutes and seconds below. Never negative. */
export function formatLeft(leftMs: number): string {
  const left = timeLeft(leftMs);
  switch (left.unit) {
    case 'days':
      return text('time.left.days', { days: left.days });
    case 'hours':
      return text('time.left.hours', { hours: left.hours, minutes: twoDigits(left.minutes) });
    case 'minutes':
      return text('time.left.minutes', { minutes: left.minutes, seconds: twoDigits(left.seconds) });
    case 'seconds':
      return text('time.left.seconds', { seconds: left.seconds });
  }
}

/** Whole seconds until an instant, rounded up, so that a countdown ends at the moment it says 0. */
export const secondsUntil = (at: number, now: number): number => Math.max(0, Math.ceil((at - now) / secondMs));

/** A span for a sentence ("7 minutes", "3 hours", "2 days"), rounded down. */
export function formatSpan(spanMs: number): string {
  const span = Math.abs(spanMs);
  if (span >= dayMs) return text('time.span.days', { days: Math.floor(span / dayMs) });
  if (span >= hourMs) return text('time.span.hours', { hours: Math.floor(span / hourMs) });
  return text('time.span.minutes', { minutes: Math.max(1, Math.floor(span / minuteMs)) });
}

/** A date as the language in force writes it, with the time of day where it is less than two days away. */
export function formatDate(at: number, now: number, writtenBy = locale()): string {
  const isNear = Math.abs(at - now) < 2 * dayMs;
  return isNear ? formatMoment(at, writtenBy) : new Intl.DateTimeFormat(writtenBy, { dateStyle: 'medium' }).format(at);
}

/** A time of day as the language in force writes it. */
export const formatTime = (at: number, writtenBy = locale()): string =>
  new Intl.DateTimeFormat(writtenBy, { timeStyle: 'short' }).format(at);

/** A date with the time of day, as the language in force writes it. */
export const formatMoment = (at: number, writtenBy = locale()): string =>
  new Intl.DateTimeFormat(writtenBy, { dateStyle: 'medium', timeStyle: 'short' }).format(at);
