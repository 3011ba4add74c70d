import { expect, it } from 'vitest';
import { createNames, tidyLabel, uniqueLabel } from '../../../main/core/base/labels.ts';

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

it('a second name that looks like the first gets a number', () => {
  expect(uniqueLabel('Café', ['Cafe\u0301', 'Dock'])).toBe('Café (2)');
  expect(uniqueLabel('dock', ['Café', 'Dock', 'DOCK (2)'])).toBe('dock (3)');
  expect(uniqueLabel('Cafe', ['Café'])).toBe('Cafe');
});

it('names that are given one after the other are unlike those in use, and each other', () => {
  const { give } = createNames(['Dock', 'Café (3)']);
  const wanted = ['Café', 'Café', 'dock', 'Café', 'Café (2)', 'Quay'];
  expect(wanted.map(give)).toEqual(['Café', 'Café (2)', 'dock (2)', 'Café (4)', 'Café (2) (2)', 'Quay']);
});
