import { describe, expect, test } from 'vitest';
import {
  formatDate,
  formatLeft,
  formatMoment,
  formatSpan,
  formatTime,
  secondsUntil,
} from '../../../renderer/text/format.ts';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

describe('time left', () => {
  test.each([
    [354 * day + 3 * hour, '354 days'],
    [2 * day + 1, '2 days'],
    [2 * day, '48 h 00 min'],
    [47 * hour + 59 * minute + 59 * second, '47 h 59 min'],
    [23 * hour + 4 * minute, '23 h 04 min'],
    [hour, '1 h 00 min'],
    [hour - 1, '59 min 59 s'],
    [4 * minute + 51 * second, '4 min 51 s'],
    [minute + 5 * second, '1 min 05 s'],
    [59 * second, '59 s'],
    [0, '0 s'],
    [-day, '0 s'],
  ])('%d ms is said as %s', (left, words) => expect(formatLeft(left)).toBe(words));
});

test('a countdown ends exactly when it says 0', () => {
  expect([41_000, 40_001, 1, 0, -5].map(at => secondsUntil(at, 0))).toEqual([41, 41, 1, 0, 0]);
});

test('a span in a sentence has its unit in the right number', () => {
  expect([90 * second, -7 * minute, hour, 3 * day].map(formatSpan)).toEqual([
    '1 minute',
    '7 minutes',
    '1 hour',
    '3 days',
  ]);
});

test('a near date also says the time of day, in the system’s own format', () => {
  const now = Date.UTC(2026, 5, 10, 12, 0);
  expect(formatMoment(now + 40 * day, 'en-GB')).toBe('20 Jul 2026, 14:00');
  expect(formatDate(now + 40 * day, now, 'en-GB')).toBe('20 Jul 2026');
  expect(formatDate(now + 5 * hour, now, 'en-GB')).toBe('10 Jun 2026, 19:00');
  expect(formatDate(now + 5 * hour, now, 'en-US')).toMatch(/Jun 10, 2026, 7:00\sPM/);
  expect(formatTime(now, 'en-GB')).toBe('14:00');
});
