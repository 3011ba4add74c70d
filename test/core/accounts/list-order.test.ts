import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { firstInListOrder, inListOrder } from '../../../main/core/accounts/list-order.ts';
import type { AccountRecord, Life } from '../../../main/core/ports/account-record.ts';
import type { StoredAccount } from '../../../main/core/vault/vault.ts';
import { settingFields } from '../../../preload/contract/settings-fields.ts';
import { aRecord } from '../../platform/storage/a-record.ts';

const life = fc.oneof(
  fc.constantFrom<Life>({ kind: 'unknown', issuedAt: 0 }, { kind: 'never', issuedAt: 0 }),
  fc.constantFrom(1, 2).map((expiresAt): Life => ({ kind: 'until', issuedAt: 0, expiresAt })),
);
const label = fc.constantFrom('Acme', 'acme', 'Äcme', 'Beta', 'beta 2', 'Beta 10', '冬', '');
/** An account, or a file that cannot be read. */
const held = fc
  .record({
    label,
    life,
    pinned: fc.boolean(),
    lastCopiedAt: fc.constantFrom(undefined, 1, 2),
    place: fc.constantFrom(undefined, -1, 0, 1),
    isRead: fc.boolean(),
  })
  .map(({ isRead, lastCopiedAt, place, ...fields }): Omit<StoredAccount, 'id'> => {
    const record = aRecord('account-one', {
      ...fields,
      ...(lastCopiedAt !== undefined && { lastCopiedAt }),
      ...(place !== undefined && { place }),
    });
    return { onDisk: true, hasFile: true, secretsVersion: 0, ...(isRead && { record }) };
  });
const vault = fc
  .array(held, { maxLength: 40 })
  .map(some => some.map((one, at): StoredAccount => ({ id: `id-${at % 7}`, ...one })));

it.each(settingFields.listOrder.options)('begins the list, in the order %s, as the whole list begins', order => {
  fc.assert(
    fc.property(vault, fc.integer({ min: 1, max: 12 }), (some, count) => {
      expect(firstInListOrder(some, count, order)).toEqual(inListOrder(some, order).slice(0, count));
    }),
  );
});

describe('the order of the list', () => {
  const stored = (name: string, fields: Partial<AccountRecord> = {}): StoredAccount => ({
    id: name,
    record: aRecord(name, { label: name, ...fields }),
    onDisk: true,
    hasFile: true,
    secretsVersion: 0,
  });
  const until = (expiresAt: number): Life => ({ kind: 'until', issuedAt: 0, expiresAt });
  const some: readonly StoredAccount[] = [
    stored('Dock 10', { life: until(30), lastCopiedAt: 5, place: 2, createdAt: 1 }),
    stored('Dock 9', { life: { kind: 'never', issuedAt: 0 }, createdAt: 3 }),
    stored('Acme', { life: until(20), lastCopiedAt: 9, place: 4, createdAt: 0 }),
    stored('Zoo', { life: until(99), pinned: true, createdAt: 9 }),
    stored('Beta', { life: { kind: 'unknown', issuedAt: 0 }, createdAt: 1 }),
  ];

  it.each([
    ['used', 'Zoo, Acme, Dock 10, Beta, Dock 9'],
    ['name', 'Zoo, Acme, Beta, Dock 9, Dock 10'],
    ['time-left', 'Zoo, Acme, Dock 10, Beta, Dock 9'],
    ['hand', 'Zoo, Beta, Dock 10, Dock 9, Acme'],
  ] as const)('by %s has pinned accounts first', (order, names) => {
    expect(
      inListOrder(some, order)
        .map(({ id }) => id)
        .join(', '),
    ).toBe(names);
    expect(inListOrder(some.toReversed(), order)).toEqual(inListOrder(some, order));
  });
});
