import { describe, expect, test } from 'vitest';
import { groupShown, groupsOf, searchForGroup } from '../../../renderer/state/group-filter.ts';
import { searchAccounts } from '../../../renderer/state/search.ts';
import { speak } from '../../../renderer/text/text.ts';
import { many, six } from '../../pictures/scenes/views.ts';

describe('search', () => {
  test.each([
    ['ACME', ['acme']],
    ['sendcloud', ['webshop', 'returns']],
    ['sandbox', ['storefront']],
    ['org 2kd', ['mill']],
    ['goods ready', ['acme']],
    ['zebra', []],
  ])('%s', (typed, ids) => expect(searchAccounts(six, typed).map(({ id }) => id)).toEqual(ids));
  test('accents do not matter', () => {
    const accounts = six.map(account => (account.id === 'mill' ? { ...account, label: 'Café Zürich' } : account));
    expect(searchAccounts(accounts, 'cafe zurich')).toHaveLength(1);
    expect(searchAccounts(accounts, 'CAFÉ')).toHaveLength(1);
  });
  test('one of this very name comes first, then names that begin so, else the order stays', () => {
    const named = (...labels: string[]) => labels.map(label => ({ label, providerName: 'Dock' }));
    const found = searchAccounts(named('Old Dock 1', 'Dock 10', 'Dock 1', 'Éire', 'Dock 12'), 'dock 1 ');
    expect(found.map(({ label }) => label)).toEqual(['Dock 1', 'Dock 10', 'Dock 12', 'Old Dock 1']);
  });
  test.each([
    ['Zürich', 'zurich'],
    ['ZÜRICH', 'zürich'],
    ['İstanbul', 'istanbul'],
    ['Iğdır', 'IGDIR'],
    ['ısparta', 'İSPARTA'],
    ['Straße', 'STRASSE'],
    ['Łódź', 'lodz'],
    ['Coruña', 'coruna'],
    ['Cœur', 'coeur'],
  ])('%s is found by %s', (label, typed) => {
    const accounts = six.slice(0, 1).map(account => ({ ...account, label }));
    expect(searchAccounts(accounts, typed)).toHaveLength(1);
  });
  test('umlauts are also found as German writes them without, in German', async () => {
    const accounts = six.slice(0, 1).map(account => ({ ...account, label: 'München' }));
    expect(searchAccounts(accounts, 'muenchen')).toHaveLength(0);
    await speak('de');
    expect([searchAccounts(accounts, 'muenchen').length, searchAccounts(accounts, 'munchen').length]).toEqual([1, 1]);
    await speak('en');
  });
  test('nothing typed is everything, in main’s order', () => {
    const accounts = many(300);
    expect(searchAccounts(accounts, '  ')).toBe(accounts);
  });
});

describe('groups in the search', () => {
  const of = (label: string, ...groups: string[]) => ({ label, providerName: 'ReadyCloud', groups });
  const accounts = [
    of('Acme', 'Dock 4'),
    of('Beta', 'Dock 40', 'Returns'),
    of('Dock printer', 'Zürich'),
    of('Acme 2', 'Dock 4', 'Returns'),
    of('No group #7'),
  ];
  const names = groupsOf(accounts);
  const found = (typed: string) => searchAccounts(accounts, typed).map(({ label }) => label);

  test('are each there once, sorted as people count', () =>
    expect(names).toEqual(['Dock 4', 'Dock 40', 'Returns', 'Zürich']));

  test.each([
    ['#dock', ['Acme', 'Beta', 'Acme 2']],
    ['#DOCK 4', ['Acme', 'Beta', 'Acme 2']],
    ['#dock 4 ', ['Acme', 'Acme 2']],
    ['#dock 4 2', ['Acme 2']],
    ['2 #dock 4', ['Acme 2']],
    ['#dock 40 ', ['Beta']],
    ['#dock #returns', ['Beta', 'Acme 2']],
    ['#dock 4 #ret', ['Acme 2']],
    ['#zurich', ['Dock printer']],
    ['#', ['Acme', 'Beta', 'Dock printer', 'Acme 2']],
    ['#7', ['No group #7']],
    ['#nowhere', []],
    ['returns', ['Beta', 'Acme 2']],
    ['dock 4', ['Acme', 'Beta', 'Acme 2']],
  ])('%j finds %j', (typed, labels) => expect(found(typed)).toEqual(labels));

  test('of nobody leave the sign a letter like any other', () =>
    expect(searchAccounts([{ label: 'Acme #1', providerName: 'Packly' }], '#')).toHaveLength(1));

  test('are found without umlauts, in German', async () => {
    await speak('de');
    expect([found('#zuerich'), found('#zurich'), found('#zürich')]).toEqual([
      ['Dock printer'],
      ['Dock printer'],
      ['Dock printer'],
    ]);
    await speak('en');
  });

  test('are shown one at a time by their buttons, and the words that stand there stay', () => {
    const one = searchForGroup('acme', names, 'Dock 4');
    expect([one, found(one), groupShown(one, names)]).toEqual(['acme #Dock 4 ', ['Acme', 'Acme 2'], 'Dock 4']);
    const other = searchForGroup(`${one}2`, names, 'Returns');
    expect([other, groupShown(other, names)]).toEqual(['acme 2 #Returns ', 'Returns']);
    expect(searchForGroup(other, names, undefined)).toBe('acme 2');
    for (const name of names) expect(groupShown(searchForGroup('', names, name), names)).toBe(name);
  });

  test.each(['', 'dock 4 ', '#dock', '#dock 4', '#dock 4 #returns ', '#nowhere '])('%j is none of them alone', typed =>
    expect(groupShown(typed, names)).toBeUndefined(),
  );
});
