import fc from 'fast-check';
import { expect, it } from 'vitest';
import { tidyGroup, tidyGroups } from '../../../main/core/base/groups.ts';
import { longestGroup, mostGroups } from '../../../preload/contract/account-view.ts';

it.each([
  ['  Dock   4  ', 'Dock 4'],
  ['# Dock 4', 'Dock 4'],
  ['Dock #4', 'Dock #4'],
  ['Cafe\u0301', 'Café'],
  ['Dock\n4\u202e', 'Dock 4'],
  ['x'.repeat(500), 'x'.repeat(40)],
  ['📦'.repeat(41), '📦'.repeat(40)],
  ['x'.repeat(1_000_000), 'x'.repeat(40)],
  ['##', ''],
  ['#\u200b', ''],
  [' \u00a0', ''],
  ['\ud800', ''],
])('the group %j is kept as %j', (typed, kept) => expect(tidyGroup(typed)).toBe(kept));

it('a name that is tidy stays as it is', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), text => {
      const tidy = tidyGroup(text);
      expect(tidyGroup(tidy)).toBe(tidy);
      expect(Array.from(tidy).length).toBeLessThanOrEqual(longestGroup);
    }),
  );
});

it('an account is in a group once, however its name is written, and in a bounded number of them', () => {
  expect(tidyGroups(['Dock 4', 'dock 4', ' ', 'Returns', '#DOCK 4'])).toEqual(['Dock 4', 'Returns']);
  expect(tidyGroups(Array.from({ length: 500 }, (_, n) => `Dock ${n}`))).toHaveLength(mostGroups);
});
