import fc from 'fast-check';
import { expect, it } from 'vitest';
import { firstInListOrder, inListOrder } from '../../../main/core/accounts/list-order.ts';
import type { StoredAccount } from '../../../main/core/vault/vault.ts';
import { aRecord } from '../../platform/storage/a-record.ts';

const label = fc.constantFrom('Acme', 'acme', 'Äcme', 'Beta', 'beta 2', 'Beta 10', '冬', '');
/** An account, or a file that cannot be read. */
const held = fc
  .record({ label, pinned: fc.boolean(), lastCopiedAt: fc.constantFrom(undefined, 1, 2), isRead: fc.boolean() })
  .map(({ isRead, lastCopiedAt, ...fields }): Omit<StoredAccount, 'id'> => {
    const record = aRecord('account-one', { ...fields, ...(lastCopiedAt !== undefined && { lastCopiedAt }) });
    return { onDisk: true, hasFile: true, secretsVersion: 0, ...(isRead && { record }) };
  });
const vault = fc
  .array(held, { maxLength: 40 })
  .map(some => some.map((one, at): StoredAccount => ({ id: `id-${at % 7}`, ...one })));

it('begins the list with the same accounts as the whole list, in the same order', () => {
  fc.assert(
    fc.property(vault, fc.integer({ min: 1, max: 12 }), (some, count) => {
      expect(firstInListOrder(some, count)).toEqual(inListOrder(some).slice(0, count));
    }),
  );
});
