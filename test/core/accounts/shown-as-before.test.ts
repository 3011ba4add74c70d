import { expect, it } from 'vitest';
import { coreOn, readycloudForm } from '../../support/fakes/fakes.ts';
import { slowRenewals } from '../../support/fakes/storage-fakes.ts';

const withTwo = async () => {
  const core = coreOn();
  const first = await core.accounts.connect(readycloudForm({}, 'First'));
  await core.accounts.connect(readycloudForm({ appId: 'app-2' }, 'Second'));
  return { core, id: first.accountId };
};

it('an account that did not change is the same object in the next list, and one that did is another', async () => {
  const { core, id } = await withTwo();
  const [first, second] = core.accounts.list();
  expect(core.accounts.list()[0]).toBe(first);
  await core.accounts.rename(id, 'Almost first');
  const after = core.accounts.list();
  expect(after[0]).toMatchObject({ label: 'Almost first' });
  expect(after[1]).toBe(second);
});

it('one that is being renewed says so, and no longer once it is', async () => {
  const { core, id } = await withTwo();
  const kindOf = () => core.accounts.list().find(one => one.id === id)?.renewal.kind;
  expect(kindOf()).toBe('by-itself');
  const { asked, answer } = slowRenewals(core);
  const renewing = core.accounts.renew(id);
  await asked;
  expect(kindOf()).toBe('renewing');
  answer({ access_token: 'access-2', token_type: 'Bearer', expires_in: 9, refresh_token: 'refresh-2' });
  await renewing;
  expect(kindOf()).toBe('by-itself');
});
