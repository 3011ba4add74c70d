import { expect, it } from 'vitest';
import { createRandom } from '../../../main/platform/system/random.ts';

it('gives fractions in [0, 1) and tokens of the asked length that never repeat', () => {
  const random = createRandom();
  const fractions = Array.from({ length: 500 }, random.fraction);
  expect(fractions.every(one => one >= 0 && one < 1)).toBe(true);
  expect(Math.max(...fractions) - Math.min(...fractions)).toBeGreaterThan(0.5);
  const tokens = Array.from({ length: 500 }, () => random.token(32));
  expect(tokens.every(one => /^[A-Za-z0-9_-]{43}$/.test(one))).toBe(true);
  expect(new Set(tokens).size).toBe(500);
});
