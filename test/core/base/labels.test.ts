import { expect, it } from 'vitest';
import { createNames, tidyLabel } from '../../../main/core/base/labels.ts';

it.each([
  ['  Dock 4  ', 'Dock 4'],
  ['Dock\n4\t', 'Dock 4'],
  ['Dock\u20284', 'Dock 4'],
  ['مستودع الشمال', 'مستودع الشمال'],
  ['\u202eevil\u202c', 'evil'],
  ['👩\u200d🔧 Packing', '👩\u200d🔧 Packing'],
  ['x'.repeat(500), 'x'.repeat(120)],
  [`${'x'.repeat(119)} y`, 'x'.repeat(119)],
  ['📦'.repeat(121), '📦'.repeat(120)],
  ['', ''],
  [' \u00a0', ''],
  // A row with such a name could not be told from an empty one, nor named in a button.
  ['\u200b\u2060', ''],
  ['\u3164', ''],
  ['\ud800', ''],
])('the name %j is kept as %j', (typed, kept) => expect(tidyLabel(typed)).toBe(kept));

/** With accounts that have these names; the ids of others are numbers. */
const namesWith = (...labels: readonly string[]) => {
  const names = createNames();
  for (const [index, label] of labels.entries()) names.set(`account-${index}`, [label]);
  let count = 0;
  const give = (wanted: string): string => {
    count += 1;
    return names.reserve(String(count), wanted);
  };
  return { ...names, give };
};

it('a second name that looks like the first gets a number', () => {
  expect(namesWith('Cafe\u0301', 'Dock').give('Café')).toBe('Café (2)');
  expect(namesWith('Café', 'Dock', 'DOCK (2)').give('dock')).toBe('dock (3)');
  expect(namesWith('Café').give('Cafe')).toBe('Cafe');
});

it('names that are given one after the other are unlike those in use, and each other', () => {
  const { give } = namesWith('Dock', 'Café (3)');
  const wanted = ['Café', 'Café', 'dock', 'Café', 'Café (2)', 'Quay'];
  expect(wanted.map(give)).toEqual(['Café', 'Café (2)', 'dock (2)', 'Café (4)', 'Café (2) (2)', 'Quay']);
});

it('a name that was given up is free again; until then, both the old and the new one are in use', () => {
  const { set, reserve, release, give } = namesWith('Dock', 'Quay');
  expect(reserve('account-0', 'Gate')).toBe('Gate');
  expect([give('Dock'), give('Gate')]).toEqual(['Dock (2)', 'Gate (2)']);
  release('account-0');
  expect(give('Gate')).toBe('Gate');
  expect(reserve('account-1', 'Yard')).toBe('Yard');
  set('account-1', ['Yard', 'Quay']);
  release('account-1');
  expect([give('Quay'), give('Yard')]).toEqual(['Quay (2)', 'Yard (2)']);
  set('account-1', ['Yard']);
  expect([give('Quay'), give('Yard')]).toEqual(['Quay', 'Yard (3)']);
  set('account-0', []);
  expect(give('Dock')).toBe('Dock');
});

it('an account that wants its name once more keeps its number, and one that shares its name by its file gets one', () => {
  const { reserve } = namesWith('Dock', 'Dock (2)', 'Dock (3)', 'Quay', 'Quay');
  expect(reserve('account-1', 'Dock')).toBe('Dock (2)');
  expect(reserve('account-0', 'dock')).toBe('dock');
  expect(reserve('account-4', 'Quay')).toBe('Quay (2)');
});
