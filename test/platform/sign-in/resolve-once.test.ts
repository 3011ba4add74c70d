import { expect, test } from 'vitest';
import { createSettling } from '../../../main/platform/sign-in/resolve-once.ts';

test('the first result wins over a second result and over a late cancel', async () => {
  let ended = 0;
  const settling = createSettling<string>(() => {
    ended += 1;
  });
  expect(settling.isSettled()).toBe(false);
  expect(settling.resolve('first')).toBe(true);
  expect(settling.resolve('second')).toBe(false);
  expect(settling.reject(new Error('cancelled'))).toBe(false);
  await expect(settling.promise).resolves.toBe('first');
  expect({ ended, settled: settling.isSettled() }).toEqual({ ended: 1, settled: true });
});

test('a sign-in that was cancelled takes no result any more', async () => {
  const settling = createSettling<string>(() => undefined);
  const watched = expect(settling.promise).rejects.toThrow('cancelled');
  expect(settling.reject(new Error('cancelled'))).toBe(true);
  expect(settling.resolve('late')).toBe(false);
  await watched;
});
