import { expect, test } from 'vitest';
import { lifeLeft } from '../../../renderer/panel/row/life-left.ts';

test('a life turns amber in its last tenth and is over at its end', () => {
  const life = { kind: 'until', issuedAt: 0, expiresAt: 1000 } as const;
  expect([0, 500, 899, 900, 999, 1000].map(now => lifeLeft(life, now).level)).toEqual([
    'ok',
    'ok',
    'ok',
    'warn',
    'warn',
    'over',
  ]);
  expect([-500, 0, 500, 999, 1000].map(now => lifeLeft(life, now).percent)).toEqual([100, 100, 50, 1, 0]);
});
