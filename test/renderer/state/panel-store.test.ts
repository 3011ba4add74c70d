import { describe, expect, test } from 'vitest';
import { namesOffered, toggleName } from '../../../renderer/connect/names.ts';
import { levelsOf, sameWords, scopesOf } from '../../../renderer/connect/permissions.ts';
import { keepSame, sameData } from '../../../renderer/state/keep-same.ts';
import { readyCloud, six } from '../../pictures/scenes/views.ts';

describe('snapshots', () => {
  test('an account that says the same stays the same object, so its row is left alone', () => {
    const after = structuredClone(six).map(account =>
      account.id === 'webshop' ? { ...account, label: 'Webshop BE' } : account,
    );
    const kept = keepSame(six, after);
    expect(kept.filter((account, index) => account === six[index])).toHaveLength(5);
    expect(kept.find(({ id }) => id === 'webshop')?.label).toBe('Webshop BE');
  });
  test('a snapshot without any change is the old list itself', () =>
    expect(keepSame(six, structuredClone(six))).toBe(six));
  test('a new order, an account more or one less is a new list of old objects', () => {
    const turned = keepSame(six, structuredClone(six).toReversed());
    expect(turned).not.toBe(six);
    expect(turned[0]).toBe(six[5]);
    expect(keepSame(six, structuredClone(six).slice(1))).toHaveLength(5);
  });
  test('a part that is missing on one side counts as a difference', () => {
    expect(sameData({ a: 1, b: undefined }, { a: 1 })).toBe(false);
    expect(sameData({ a: [1, 2] }, { a: [1, 2, 3] })).toBe(false);
    expect(sameData([], {})).toBe(false);
    expect(sameData({ a: { b: [null, 'x'] } }, { a: { b: [null, 'x'] } })).toBe(true);
  });
});

describe('permissions', () => {
  const field = readyCloud.fields.find(({ kind }) => kind === 'permissions');
  const resources = field?.kind === 'permissions' ? field.resources : [];
  test('levels and scope words turn into each other', () => {
    const levels = levelsOf('order-read_only tracking_number', resources);
    expect(levels).toEqual({ order: 'read-only', box: 'none', tracking_number: 'full' });
    expect(scopesOf(levels, resources)).toBe('order-read_only tracking_number');
  });
  test('both forms of one resource, as the provider echoes them, are its full level', () => {
    expect(levelsOf('box-read_only box', resources).box).toBe('full');
  });
  test('what a resource is called means nothing', () => {
    const inGerman = resources.map(resource => ({ ...resource, label: 'Alles' }));
    const levels = levelsOf('order-read_only tracking_number', inGerman);
    expect(levels).toEqual({ order: 'read-only', box: 'none', tracking_number: 'full' });
    expect(scopesOf(levels, inGerman)).toBe('order-read_only tracking_number');
  });
  test('the order of scope words means nothing', () => {
    expect(sameWords('a b', ' b  a')).toBe(true);
    expect(sameWords('a b', 'a')).toBe(false);
  });
});

describe('names chosen from a list', () => {
  const known = ['AddressAdmin', 'AdminAddressAdmin', 'OrderAdmin', 'OrderReader'];
  test.each<[string, readonly string[]]>([
    ['', known],
    ['ORDER', ['OrderAdmin', 'OrderReader']],
    ['Custom orderr', ['OrderReader']],
    ['Order ', known],
    ['AddressAdmin', known],
    ['MyOwnRole', known],
  ])('typing %j offers what fits', (text, offered) => expect(namesOffered(known, text)).toEqual(offered));
  test.each([
    ['', 'OrderAdmin', 'OrderAdmin '],
    ['Custom', 'OrderAdmin', 'Custom OrderAdmin '],
    ['Custom  order', 'OrderAdmin', 'Custom OrderAdmin '],
    ['AddressAdmin', 'AdminAddressAdmin', 'AddressAdmin AdminAddressAdmin '],
    ['Order ', 'OrderAdmin', 'Order OrderAdmin '],
    ['OrderAdmin Custom', 'OrderAdmin', 'Custom'],
  ])('%j and a press on %s is %j', (text, name, then) => expect(toggleName(text, name, known)).toBe(then));
});
