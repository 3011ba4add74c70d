import { expect, test } from 'vitest';
import { createResolveOnce } from '../../../main/platform/sign-in/sign-in-outcome.ts';

test('the first result wins over a second result and over a late cancel', async () => {
  let ended = 0;
  const outcome = createResolveOnce<string>(() => {
    ended += 1;
  });
  expect(outcome.hasEnded()).toBe(false);
  expect(outcome.resolve('first')).toBe(true);
  expect(outcome.resolve('second')).toBe(false);
  expect(outcome.reject(new Error('cancelled'))).toBe(false);
  await expect(outcome.promise).resolves.toBe('first');
  expect({ ended, hasEnded: outcome.hasEnded() }).toEqual({ ended: 1, hasEnded: true });
});

test('a sign-in that was cancelled takes no result any more', async () => {
  const outcome = createResolveOnce<string>(() => undefined);
  const watched = expect(outcome.promise).rejects.toThrow('cancelled');
  expect(outcome.reject(new Error('cancelled'))).toBe(true);
  expect(outcome.resolve('late')).toBe(false);
  await watched;
});
