import { expect, it } from 'vitest';
import { coreOn } from '../support/fakes/fakes.ts';

const form = (values: Readonly<Record<string, string>> = {}, accountName = 'Label printer') => ({
  provider: 'own-token',
  environment: 'typed',
  accountName,
  values: { token: 'tok-1', goodUntil: '', apiAddress: '', ...values },
});
const start = async (values: Readonly<Record<string, string>> = {}, accountName = 'Label printer') => {
  const core = coreOn();
  const { accountId } = await core.accounts.connect(form(values, accountName));
  const view = () => core.accounts.list()[0];
  return { core, accountId, view };
};

it('is kept as it was pasted, with no end and nobody asked', async () => {
  const { core, accountId, view } = await start();
  expect(view()).toMatchObject({
    label: 'Label printer',
    providerName: 'Own token',
    life: { kind: 'unknown' },
    renewal: { kind: 'by-person', byTyping: true },
    formats: ['token', 'header', 'env', 'json'],
    endpoints: [],
  });
  expect(view()?.actions).not.toContain('check');
  expect(view()?.actions).not.toContain('renew');
  expect(core.http.sent).toEqual([]);
  await core.accounts.copy(accountId, 'env', 0);
  expect(core.clipboard.text).toBe('OWN_TOKEN=tok-1');
});

it.each(['  tok-1 ', 'Bearer tok-1', 'Authorization: Bearer tok-1', 'authorization:bearer  tok-1'])(
  'is read out of %j',
  async token => {
    const { core, accountId } = await start({ token });
    await core.accounts.copy(accountId, 'token', 0);
    expect(core.clipboard.text).toBe('tok-1');
  },
);

it.each(['', '   ', 'two words', 'naïve', 'a'.repeat(8193)])('that is no token (%j) is refused', async token => {
  await expect(start({ token })).rejects.toMatchObject({ code: 'bad-input', field: 'token' });
});

it('is good until the end of the day that was given, and never copied after it', async () => {
  const { core, accountId, view } = await start({ goodUntil: '2026-01-07' });
  const end = new Date(2026, 0, 7, 23, 59, 59, 999).getTime();
  expect(view()).toMatchObject({ life: { kind: 'until', expiresAt: end }, renewal: { beforeAt: end } });
  core.clock.advanceTo(end - 1);
  await core.accounts.copy(accountId, 'token', 0);
  core.clock.advanceTo(end);
  await expect(core.accounts.copy(accountId, 'token', 0)).rejects.toMatchObject({
    code: 'needs-sign-in',
    reason: 'expired',
  });
});

it.each(['2026-01-04', '2026-02-30', '2046-01-01'])('with a last day of %s is refused', async goodUntil => {
  await expect(start({ goodUntil })).rejects.toMatchObject({ code: 'bad-input', field: 'goodUntil' });
});

it('with an address gives the commands, too', async () => {
  const { core, accountId, view } = await start({ apiAddress: 'https://api.example.com/v1/orders?open=1' });
  expect(view()).toMatchObject({ endpoints: ['API address'], detail: 'api.example.com' });
  await core.accounts.copy(accountId, 'curl', 0);
  expect(core.clipboard.text).toBe(
    "curl -sS -H 'Authorization: Bearer tok-1' 'https://api.example.com/v1/orders?open=1'",
  );
});

it.each(['http://api.example.com', 'api.example.com', 'https://me:pw@api.example.com', 'ftp://api.example.com'])(
  'is never given together with %s',
  async apiAddress => {
    await expect(start({ apiAddress })).rejects.toMatchObject({ code: 'bad-input', field: 'apiAddress' });
  },
);

it('is renewed by typing: Reconnect says so, a new date keeps the token, a new token replaces it', async () => {
  const { core, accountId, view } = await start({ goodUntil: '2026-01-07' });
  await expect(core.accounts.reconnect(accountId)).rejects.toMatchObject({
    code: 'needs-details',
    reason: 'another-token',
  });
  expect(core.accounts.getEdit(accountId).secretsKept).toEqual(['token']);
  await core.accounts.edit(accountId, form({ token: '', goodUntil: '2026-02-01' }));
  expect(view()).toMatchObject({ life: { expiresAt: new Date(2026, 1, 1, 23, 59, 59, 999).getTime() } });
  await core.accounts.copy(accountId, 'token', 0);
  expect(core.clipboard.text).toBe('tok-1');
  await core.accounts.edit(accountId, form({ token: 'tok-2', goodUntil: '2026-02-01' }));
  await core.accounts.copy(accountId, 'token', 0);
  expect(core.clipboard.text).toBe('tok-2');
  expect(core.accounts.list()).toHaveLength(1);
});

it('is asked for again for another address, which it was not typed for', async () => {
  const { core, accountId } = await start({ apiAddress: 'https://api.example.com/' });
  const other = form({ token: '', apiAddress: 'https://evil.example/' });
  await expect(core.accounts.edit(accountId, other)).rejects.toMatchObject({
    code: 'bad-input',
    field: 'token',
    reason: 'other-address',
  });
});

it('whose file was edited to another address is not copied to there', async () => {
  const { core, accountId } = await start({ apiAddress: 'https://api.example.com/' });
  const text = core.files.texts.get(accountId) ?? '';
  core.files.texts.set(accountId, text.replace('api.example.com/"', 'evil.example/"'));
  const again = coreOn(core);
  await again.vault.load();
  await expect(again.accounts.copy(accountId, 'curl', 0)).rejects.toMatchObject({
    code: 'record-unreadable',
    reason: 'edited',
  });
  expect(again.clipboard.text).toBe('');
});
