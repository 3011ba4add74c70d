import { expect, it } from 'vitest';
import { coreOn, readycloudForm } from '../../support/fakes/fakes.ts';

it('tells a look-up that failed from a renewal that did: each is tried again in its own way', async () => {
  const core = coreOn();
  core.http.handle = () => new Response('{}', { status: 503 });
  const { accountId } = await core.accounts.connect(readycloudForm());
  const row = () => core.accounts.list()[0];
  expect(row()).toMatchObject({ problem: { code: 'provider-down' }, problemOfCheck: true });
  await expect(core.accounts.renew(accountId)).rejects.toMatchObject({ code: 'provider-down' });
  expect(row()).toMatchObject({ problem: { code: 'provider-down' } });
  expect(row()).not.toHaveProperty('problemOfCheck');
  await expect(core.accounts.check(accountId)).rejects.toMatchObject({ code: 'provider-down' });
  expect(row()).toHaveProperty('problemOfCheck', true);
  core.http.handle = () => Response.json({ next: null, results: [{ url: '/api/v2/orgs/Q7Z/', name: 'Acme' }] });
  await core.accounts.check(accountId);
  expect(row()).not.toHaveProperty('problem');
  expect(row()).not.toHaveProperty('problemOfCheck');
});
