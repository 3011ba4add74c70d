import './seeded-crypto.ts';
import { expect, it } from 'vitest';
import { drawHistory, type History, live } from './history.ts';
import { createSeen } from './overlap.ts';
import { shrink } from './shrink.ts';

const outcomeOf = (history: History) => live(history, { outside: createSeen(), inside: createSeen() });

it('one seed is one history, byte for byte', async () => {
  const [first, again, other] = [
    await outcomeOf(drawHistory(7)),
    await outcomeOf(drawHistory(7)),
    await outcomeOf(drawHistory(8)),
  ];
  expect(again.lines).toEqual(first.lines);
  expect(again.hash).toBe(first.hash);
  expect(other.hash).not.toBe(first.hash);
  expect(first.operations).toBeGreaterThan(50);
});

it('a history is made shorter for as long as the same rule breaks', async () => {
  const history = drawHistory(7);
  const breaks = (some: History): boolean => {
    const kinds = some.steps.map(({ kind }) => kind);
    return kinds.includes('lock') && kinds.lastIndexOf('copy') > kinds.indexOf('lock');
  };
  const asked: History = {
    ...history,
    steps: [...history.steps, { kind: 'lock', n: [0] }, ...history.steps, { kind: 'copy', n: [0] }],
  };
  const pretend = async (some: History) => ({
    found: breaks(some) ? [{ rule: 'planted', facts: '' }] : [],
    operations: 0,
    lines: [],
    hash: '',
  });
  const short = await shrink(asked, await pretend(asked), {
    rule: 'planted',
    live: pretend,
    mostRuns: 2000,
    hasTime: () => true,
  });
  expect(short.history.steps.map(({ kind }) => kind)).toEqual(['lock', 'copy']);
  expect(short.history.config).toMatchObject({ computers: 1, isSlow: false, faults: 0 });
});
