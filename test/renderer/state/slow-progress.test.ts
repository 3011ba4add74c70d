import { describe, expect, it } from 'vitest';
import { createSlowProgress, inTenths } from '../../../renderer/state/slow-progress.ts';

const progressOn = () => {
  const shown: (number | null)[] = [];
  let ring: (() => void) | undefined;
  const { tell } = createSlowProgress({
    show: progress => shown.push(progress?.done ?? null),
    startTimer: run => {
      expect(ring).toBeUndefined();
      ring = run;
      return 1;
    },
    stopTimer: () => {
      ring = undefined;
    },
  });
  return { shown, tell: (done: number | null) => tell(done === null ? null : { done, of: 100 }), ring: () => ring?.() };
};

describe('progress', () => {
  it('that is over within half a second is never shown', () => {
    const { shown, tell, ring } = progressOn();
    tell(20);
    tell(40);
    tell(null);
    ring();
    expect(shown).toEqual([]);
  });

  it('is shown as it stands after half a second, and from then on, until it is over', () => {
    const { shown, tell, ring } = progressOn();
    tell(20);
    tell(40);
    ring();
    tell(60);
    tell(null);
    tell(20);
    expect(shown).toEqual([40, 60, null]);
  });

  it('is read out at each tenth', () => {
    const read = [0, 20, 980, 1000, 1020, 9999, 10_000].map(done => inTenths({ done, of: 10_000 }).done);
    expect(read).toEqual([0, 0, 0, 1000, 1000, 9000, 10_000]);
    expect([1, 2, 3].map(done => inTenths({ done, of: 3 }).done)).toEqual([1, 2, 3]);
  });
});
