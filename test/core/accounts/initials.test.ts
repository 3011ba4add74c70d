import { expect, it } from 'vitest';
import { initialsOf } from '../../../main/core/accounts/initials.ts';

it.each([
  ['Acme Goods', 'AG'],
  ['admin01 @ Storefront', 'AS'],
  ['Dock 4 label printer', 'D4'],
  ['Packly', 'PA'],
  ['Zürich <b>Süd</b>', 'ZB'],
  ['Élan vital', 'ÉV'],
  ['X', 'X'],
  ['متجر المدينة', 'ما'],
  ['東京倉庫', '東京'],
  ['***', '?'],
  ['', '?'],
])('%j has the initials %s', (label, initials) => expect(initialsOf(label)).toBe(initials));
