import { expect, it } from 'vitest';
import { Secret } from '../../main/core/base/secret.ts';
import { readAccounts, writeAccounts } from '../../preload/contract/account-view.ts';
import { many, six } from '../pictures/scenes/views.ts';

it('a list of accounts comes out of its text as it went in, in its order', () => {
  for (const list of [[], six, six.toReversed(), many(300)]) expect(readAccounts(writeAccounts(list))).toEqual(list);
});

it('what many accounts have in common is written once', () => {
  expect(writeAccounts(many(300)).length).toBeLessThan(JSON.stringify(many(300)).length / 2);
});

it('an account that changed is written as it is now, beside those that did not', () => {
  writeAccounts(six);
  const [first, ...others] = six;
  const after = [{ ...first, label: 'Another name', pinned: true }, ...others] as typeof six;
  expect(readAccounts(writeAccounts(after))).toEqual(after);
});

it('a secret that got into an account by mistake is not written', () => {
  const [first] = six;
  const wrong = { ...first, detail: new Secret('a-token') } as unknown as (typeof six)[number];
  expect(writeAccounts([wrong])).not.toContain('a-token');
});
