import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inSections } from '../../../main/core/desktop/tray-sections.ts';
import type { TrayItemView } from '../../../main/core/ports/tray-view.ts';
import type { AccountView } from '../../../preload/contract/account-view.ts';
import { acme } from '../../pictures/scenes/views.ts';

const named = (label: string, change: Partial<AccountView> = {}): AccountView => ({
  ...acme,
  id: label,
  label,
  ...change,
});
const numbered = (count: number, changeOf: (n: number) => Partial<AccountView> = () => ({})): readonly AccountView[] =>
  Array.from({ length: count }, (_, n) => named(`A${n + 1}`, changeOf(n + 1)));
const draw = (accounts: readonly AccountView[]): readonly TrayItemView[] =>
  inSections(accounts, ({ label }) => ({ kind: 'text', label }));

type Drawn = string | readonly [string, readonly Drawn[]];
const read = (items: readonly TrayItemView[]): readonly Drawn[] =>
  items.map(item => {
    if (item.kind === 'separator') return '-';
    return item.kind === 'submenu' ? [item.label, read(item.items)] : item.label;
  });
const headings = (items: readonly TrayItemView[]): readonly string[] =>
  items.flatMap(item => (item.kind === 'submenu' ? [item.label] : []));

describe('a menu of accounts', () => {
  it('that fits on a screen is the list, groups or not', () => {
    const twenty = numbered(20, n => ({ groups: [`Dock ${n}`] }));
    expect(read(draw(twenty))).toEqual(twenty.map(({ label }) => label));
  });

  it('that is longer has a submenu for each group, by name, and last one for those in none', () => {
    const accounts = numbered(22, n => (n > 20 ? {} : { groups: n === 1 ? ['Dock 10', 'Dock 9'] : ['Dock 9'] }));
    const nine = accounts.slice(0, 20).map(({ label }) => label);
    expect(read(draw(accounts))).toEqual([
      ['Dock 9', nine],
      ['Dock 10', ['A1']],
      ['Other accounts', ['A21', 'A22']],
    ]);
  });

  it('without groups has one for each provider', () => {
    const accounts = numbered(30, n => ({ providerName: n % 2 === 0 ? 'Packly' : 'OrderCloud' }));
    expect(headings(draw(accounts))).toEqual(['OrderCloud', 'Packly']);
  });

  it('of one provider has one for each stretch of the alphabet', () => {
    expect(headings(draw(numbered(45)))).toEqual(['A1 – A15', 'A16 – A30', 'A31 – A45']);
    const long = numbered(21).map(one => ({ ...one, label: 'x'.repeat(120) }));
    expect(headings(draw(long))[0]).toBe(`${'x'.repeat(23)}…`);
  });

  it('is never longer than a screen, leaves nobody out, and is the same for the same accounts', () => {
    const group = fc.constantFrom(...Array.from({ length: 45 }, (_, n) => `Dock ${n}`));
    const one = fc.record({ groups: fc.array(group, { maxLength: 3 }), providerName: fc.constantFrom('A', 'B') });
    fc.assert(
      fc.property(fc.array(one, { maxLength: 300 }), some => {
        const accounts = numbered(some.length, n => some[n - 1] ?? {});
        const items = draw(accounts);
        const seen = new Set<string>();
        const visit = (list: readonly TrayItemView[]): void => {
          expect(list.length).toBeLessThanOrEqual(20);
          for (const item of list)
            if (item.kind === 'submenu') visit(item.items);
            else if (item.kind === 'text') seen.add(item.label);
        };
        visit(items);
        expect(seen.size).toBe(accounts.length);
        expect(draw(accounts)).toEqual(items);
      }),
      { numRuns: 40 },
    );
  });
});
