import { expect, it } from 'vitest';
import { timeLeftInWords } from '../../../main/core/desktop/time-left.ts';
import { trayChangesAt } from '../../../main/core/desktop/tray-clock.ts';
import { acme } from '../../pictures/scenes/views.ts';

const now = Date.UTC(2026, 0, 5, 9, 0, 20);
const minute = 60_000;
const day = 24 * 60 * minute;
const good = (leftMs: number) => ({
  ...acme,
  life: { kind: 'until', issuedAt: now - day, expiresAt: now + leftMs } as const,
});

it.each([
  ['the next minute below two days', 5 * minute, 40_000],
  ['the next minute in the last one', 10_000, 40_000],
  ['a day less above two days', 10 * day + 90_000, 100_000],
  ['hours instead of days', 2 * day + 5 * minute, 5 * minute + 40_000],
])('changes at %s', (_what, leftMs, afterMs) => {
  const account = good(leftMs);
  const at = trayChangesAt([account], now) ?? 0;
  expect(at - now).toBe(afterMs);
  expect(timeLeftInWords(account, at)).not.toBe(timeLeftInWords(account, now));
  expect(timeLeftInWords(account, at - minute)).toBe(timeLeftInWords(account, now));
});

it('takes the earliest of all, and rests when nothing is left to count', () => {
  expect(trayChangesAt([good(100 * day + 5 * minute), good(3 * day + 61_000), good(9 * day + 5 * minute)], now)).toBe(
    now + 100_000,
  );
  expect(trayChangesAt([], now)).toBeUndefined();
  expect(trayChangesAt([good(-1), { ...acme, life: { kind: 'unknown' } }], now)).toBeUndefined();
});
