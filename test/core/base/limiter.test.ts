import { describe, expect, it } from 'vitest';
import { createLimiter } from '../../../main/core/base/limiter.ts';
import { settled } from '../../support/fakes/settled.ts';

const atLimiter = (most: number) => {
  const limiter = createLimiter(most);
  const inside = new Map<string, () => void>();
  const ended: string[] = [];
  const come = (who: string, key = 'a'): void => {
    limiter
      .run(key, who, () => new Promise<void>(leave => inside.set(who, leave)))
      .then(
        () => ended.push(who),
        error => ended.push(`${who}: ${error.message}`),
      )
      .finally(() => inside.delete(who));
  };
  const leave = async (who: string): Promise<void> => {
    inside.get(who)?.();
    await settled();
  };
  return { limiter, come, leave, ended, inside: () => [...inside.keys()] };
};

describe('a gate', () => {
  it('lets so many through at once, in the order they came, and other gates alone', async () => {
    const { come, leave, inside } = atLimiter(2);
    for (const who of ['one', 'two', 'three', 'four']) come(who);
    come('other', 'b');
    await settled();
    expect(inside()).toEqual(['one', 'two', 'other']);
    await leave('two');
    expect(inside()).toEqual(['one', 'other', 'three']);
  });

  it('lets one through that is in a hurry, whether it waits already or comes later, and then no more for it', async () => {
    const { limiter, come, leave, inside } = atLimiter(1);
    for (const who of ['one', 'two', 'three']) come(who);
    limiter.prioritize('three');
    limiter.prioritize('four');
    come('four');
    await settled();
    expect(inside()).toEqual(['one', 'three', 'four']);
    await leave('three');
    await leave('four');
    expect(inside()).toEqual(['one']);
    await leave('one');
    expect(inside()).toEqual(['two']);
  });

  it('turns those away who wait, not those who are inside', async () => {
    const { limiter, come, leave, ended } = atLimiter(1);
    for (const who of ['one', 'two', 'three']) come(who);
    await settled();
    limiter.rejectWaiting('a', new Error('closed'));
    await leave('one');
    expect(ended).toEqual(['two: closed', 'three: closed', 'one']);
    come('four');
    await settled();
    await leave('four');
    expect(ended.at(-1)).toBe('four');
  });

  it('is free again after work that failed', async () => {
    const limiter = createLimiter(1);
    await expect(limiter.run('a', 'one', () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
    expect(await limiter.run('a', 'two', async () => 'done')).toBe('done');
  });
});
