import { describe, expect, it } from 'vitest';
import { Secret } from '../../../main/core/base/secret.ts';
import { coreOn } from '../../support/fakes/fakes.ts';

// Where people type the addresses themselves: what is sent to a changed one, and what is not.

const issuer = 'https://id.example.com';
const form = (values: Readonly<Record<string, string>> = {}, accountName = 'Shop') => ({
  provider: 'oauth2',
  environment: 'typed',
  accountName,
  values: {
    way: 'authorization_code',
    discoverFrom: issuer,
    clientId: 'dock',
    clientSecret: 'shh-1',
    scopes: 'orders',
    ...values,
  },
});
/** A server that describes itself and gives tokens, and an account connected there. */
const connected = async () => {
  const core = coreOn();
  const said = { issuer, authorization_endpoint: `${issuer}/authorize`, token_endpoint: `${issuer}/token` };
  const server = { ...said, authorization_response_iss_parameter_supported: true };
  core.http.handle = ({ method }) =>
    method === 'GET'
      ? Response.json(server)
      : Response.json({ access_token: 'at-1', refresh_token: 'rt-1', token_type: 'bearer', expires_in: 3600 });
  core.browser.answer = async () => ({ kind: 'code', code: new Secret('c-1'), iss: issuer });
  const { accountId } = await core.accounts.connect(form());
  core.http.sent.splice(0);
  core.browser.requests.splice(0);
  return { core, accountId, server };
};
/** The same computer, started again on files that someone else has changed. */
const startedOn = async (earlier: ReturnType<typeof coreOn>, change: (text: string) => string) => {
  for (const [id, text] of earlier.files.texts) earlier.files.texts.set(id, change(text));
  const core = coreOn(earlier);
  await core.vault.load();
  return core;
};
const hostsAsked = (core: ReturnType<typeof coreOn>): readonly string[] =>
  core.http.sent.map(({ method, url }) => `${method} ${new URL(url).host}`);

describe('changing the details', () => {
  it('asks for the secret once more for another address, and then goes there', async () => {
    const { core, accountId } = await connected();
    const moved = { apiAddress: 'https://api.example.com/v1', clientSecret: '' };
    const refused = core.accounts.edit(accountId, form(moved));
    await expect(refused).rejects.toMatchObject({
      code: 'bad-input',
      field: 'clientSecret',
      reason: 'other-address',
    });
    expect([core.http.sent, core.browser.requests]).toEqual([[], []]);
    await core.accounts.edit(accountId, form({ ...moved, clientSecret: 'shh-1' }));
    expect(core.accounts.list()[0]?.endpoints).toEqual(['API address']);
  });

  it('of words alone, or of the secret alone, opens no page and keeps what was discovered', async () => {
    const { core, accountId } = await connected();
    const { values } = core.accounts.getEdit(accountId);
    await core.accounts.edit(accountId, { ...form({}, 'Harbour shop'), values: { ...values, clientSecret: '' } });
    await core.accounts.edit(accountId, { ...form({}, ''), values: { ...values, clientSecret: 'shh-2' } });
    expect([core.http.sent, core.browser.requests]).toEqual([[], []]);
    expect(core.accounts.list()[0]?.label).toBe('Harbour shop');
    expect(core.accounts.getEdit(accountId).values).toEqual(values);
    expect(values.issuer).toBe(issuer);
    await core.accounts.renew(accountId);
    const authorization = core.http.sent[0]?.headers.authorization ?? '';
    expect(atob(authorization.replace('Basic ', ''))).toBe('dock:shh%2D2');
  });
});

describe('signing in again', () => {
  it('discovers anew, and sends the kept secret to the same host', async () => {
    const { core, accountId } = await connected();
    await core.accounts.reconnect(accountId);
    expect(hostsAsked(core)).toEqual(['GET id.example.com', 'POST id.example.com']);
  });

  it('sends the kept secret to no host that discovery has changed to', async () => {
    const { core, accountId, server } = await connected();
    Object.assign(server, { token_endpoint: 'https://tokens.example.net/token' });
    await expect(core.accounts.reconnect(accountId)).rejects.toMatchObject({
      code: 'needs-details',
      reason: 'other-address',
    });
    expect(hostsAsked(core)).toEqual(['GET id.example.com']);
    expect(core.browser.requests).toEqual([]);
  });

  it.each([
    ['the address of the page', (text: string) => text.replace(`${issuer}/authorize"`, 'https://evil.example/a"')],
    ['every address, and those it was sealed for', (text: string) => text.replaceAll(issuer, 'https://evil.example')],
    ['an address to something that is none', (text: string) => text.replace(`${issuer}/authorize"`, 'evil"')],
  ])('sends nobody anywhere after %s was changed in its file', async (_what, change) => {
    const { core, accountId } = await connected();
    const again = await startedOn(core, change);
    await expect(again.accounts.reconnect(accountId)).rejects.toMatchObject({
      code: 'record-unreadable',
      reason: 'typed-addresses',
    });
    await expect(again.accounts.renew(accountId)).rejects.toMatchObject({ code: 'record-unreadable' });
    expect([again.http.sent, again.browser.requests]).toEqual([[], []]);
  });
});
