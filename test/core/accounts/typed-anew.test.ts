import { describe, expect, it } from 'vitest';
import { coreOn } from '../../support/fakes/fakes.ts';

// Accounts whose secrets are gone for good: wiped at the end of a shift, or sealed by a key that is no more.

type Core = ReturnType<typeof coreOn>;
const keys = (privateKey: string) => ({
  provider: 'sendcloud',
  environment: 'production',
  accountName: 'Returns desk',
  values: { way: 'keys', publicKey: 'public-1', privateKey, scopes: '' },
});
const packly = (clientSecret: string) => ({
  provider: 'packly',
  environment: 'live',
  accountName: 'Boxes',
  values: { clientId: 'client-1', clientSecret, apiAddress: 'https://boxes.example', verifyAddress: '' },
});
const answering = (): Core => {
  const core = coreOn();
  core.http.handle = () =>
    Response.json({ user: { username: 'sam' }, access_token: 'access-1', token_type: 'Bearer', expires_in: 9999 });
  return core;
};
const codeOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'none',
    ({ code, reason }) => (reason === undefined ? code : `${code}, ${reason}`),
  );

describe('an account by keys whose secrets are gone', () => {
  it.each([
    ['wiped at the end of a shift', (core: Core) => core.shift.end(true)],
    [
      'behind a keyring that was reset',
      async (core: Core) => {
        core.sealer.key = 'second';
        await core.vault.checkAll();
      },
    ],
  ])('%s: asks for the keys once more, and works with them', async (_what, lose) => {
    const core = answering();
    const { accountId } = await core.accounts.connect(keys('private-1'));
    await lose(core);
    expect(await codeOf(core.accounts.reconnect(accountId))).toBe('needs-details');
    expect(core.accounts.list()[0]?.actions).toContain('edit');
    expect(core.accounts.getEdit(accountId)).toMatchObject({ values: { publicKey: 'public-1' }, secretsKept: [] });
    expect(await codeOf(core.accounts.edit(accountId, keys('')))).toBe('bad-input');
    await core.accounts.edit(accountId, keys('private-2'));
    await core.accounts.copy(accountId, 'private-key', 0);
    expect(core.clipboard.text).toBe('private-2');
    expect(core.accounts.list()).toHaveLength(1);
  });
});

describe('an account of typed addresses whose secrets are gone', () => {
  it('sends nobody there: without the seal nobody can tell whether an address is still the typed one', async () => {
    const core = answering();
    const { accountId } = await core.accounts.connect(packly('secret-1'));
    await core.shift.end(true);
    core.http.sent.length = 0;
    expect(await codeOf(core.accounts.reconnect(accountId))).toBe('record-unreadable, typed-addresses');
    expect(await codeOf(core.accounts.edit(accountId, packly('secret-2')))).toBe('record-unreadable, typed-addresses');
    expect(core.http.sent).toEqual([]);
  });
});
