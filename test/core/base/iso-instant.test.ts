import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parseIsoInstant } from '../../../main/core/base/iso-instant.ts';

it.each([
  ['2026-03-01', Date.UTC(2026, 2, 1)],
  ['2024-02-29T23:59:59Z', Date.UTC(2024, 1, 29, 23, 59, 59)],
  ['2022-04-06 11:29:37', Date.UTC(2022, 3, 6, 11, 29, 37)],
  ['2026-03-01T00:30:00.123456+01:00', Date.UTC(2026, 1, 28, 23, 30)],
  ['2026-03-01T00:30-0530', Date.UTC(2026, 2, 1, 6)],
  ['2026-13-01', undefined],
  ['2026-00-10', undefined],
  ['yesterday', undefined],
  ['', undefined],
])('%s', (text, at) => expect(parseIsoInstant(text)).toBe(at));

it('agrees with the calendar of the platform', () => {
  fc.assert(
    fc.property(fc.date({ min: new Date(0), max: new Date('2200-01-01'), noInvalidDate: true }), date => {
      expect(parseIsoInstant(date.toISOString())).toBe(Math.floor(date.getTime() / 1000) * 1000);
    }),
  );
});
