import { describe, expect, it } from 'vitest';
import { Secret } from '../../../main/core/base/secret.ts';
import { posix } from '../../../main/core/formats/quoting.ts';
import { coreOn, readycloudForm } from '../../support/fakes/fakes.ts';
import { settled } from '../../support/fakes/settled.ts';

const connected = async (values: Readonly<Record<string, string>> = {}) => {
  const core = coreOn();
  core.http.handle = () => Response.json({ next: null, results: [{ url: '/api/v2/orgs/Q7Z/', name: 'Acme' }] });
  const { accountId } = await core.accounts.connect(readycloudForm(values));
  return { core, accountId };
};

describe('copying', () => {
  it.each([
    ['token', 0, 'access-1', 'Token for Acme Goods copied'],
    ['header', 0, 'Authorization: Bearer access-1', 'Authorization header for Acme Goods copied'],
    [
      'curl',
      0,
      "curl --location -g --request GET 'https://www.readycloud.com/api/v2/orgs/' --header 'Authorization: Bearer access-1'",
      'curl command for Acme Goods copied',
    ],
    ['endpoint', 1, 'https://www.readycloud.com/api/v2/orgs/Q7Z/orders/', 'Endpoint URL for Acme Goods copied'],
    ['org', 0, 'Q7Z', 'Org ID for Acme Goods copied'],
  ] as const)('copies the %s', async (format, endpoint, text, said) => {
    const { core, accountId } = await connected();
    const view = await core.accounts.copy(accountId, format, endpoint);
    expect(core.clipboard.text).toBe(text);
    expect(view).toMatchObject({ text: said, clearsAt: core.clock.now() + 45_000 });
  });

  it('clears the clipboard after 45 s', async () => {
    const { core, accountId } = await connected();
    await core.accounts.copy(accountId, 'token', 0);
    core.clock.advanceTo(core.clock.now() + 44_999);
    await settled();
    expect(core.clipboard.text).toBe('access-1');
    core.clock.advanceTo(core.clock.now() + 1);
    await settled();
    expect(core.clipboard.text).toBe('');
    expect(core.clipboardGuard.view()).toBeNull();
  });

  it('keeps what is copied at the very moment the clipboard is cleared, and clears that in its own time', async () => {
    const { core, accountId } = await connected();
    await core.accounts.copy(accountId, 'token', 0);
    const { holds, write } = core.clipboard;
    const looked = Promise.withResolvers<void>();
    core.clipboard.holds = async text => {
      const held = await holds(text);
      await looked.promise;
      return held;
    };
    // Written, but the system has not answered yet.
    core.clipboard.write = async text => {
      await write(text);
      await settled();
    };
    core.clock.advanceTo(core.clock.now() + 45_000);
    const copying = core.accounts.copy(accountId, 'header', 0);
    await settled();
    looked.resolve();
    await copying;
    expect(core.clipboard.text).toBe('Authorization: Bearer access-1');
    core.clock.advanceTo(core.clock.now() + 45_000);
    await settled();
    expect(core.clipboard.text).toBe('');
  });

  it('keeps what is being copied while the time of the copy before it ends', async () => {
    const { core, accountId } = await connected();
    const before = await core.accounts.copy(accountId, 'token', 0);
    const { write } = core.clipboard;
    const wrote = Promise.withResolvers<void>();
    core.clipboard.write = async text => {
      await wrote.promise;
      await write(text);
    };
    const copying = core.accounts.copy(accountId, 'header', 0);
    await settled();
    core.clock.advanceTo(before.clearsAt);
    wrote.resolve();
    const { clearsAt } = await copying;
    await settled();
    expect(core.clipboard.text).toBe('Authorization: Bearer access-1');
    core.clock.advanceTo(clearsAt);
    await settled();
    expect(core.clipboard.text).toBe('');
  });

  it('still clears the last copy where the next one was refused by the system', async () => {
    const { core, accountId } = await connected();
    await core.accounts.copy(accountId, 'token', 0);
    core.clipboard.write = async () => {
      throw new Error('refused');
    };
    await expect(core.accounts.copy(accountId, 'header', 0)).rejects.toThrow('refused');
    core.clock.advanceTo(core.clock.now() + 45_000);
    await settled();
    expect(core.clipboard.text).toBe('');
  });

  it('leaves alone what someone else copied meanwhile', async () => {
    const { core, accountId } = await connected();
    await core.accounts.copy(accountId, 'token', 0);
    core.clipboard.text = 'a shopping list';
    core.clock.advanceTo(core.clock.now() + 45_000);
    await settled();
    expect(core.clipboard.text).toBe('a shopping list');
  });

  it('says that it could not check the clipboard, and lets the person clear it', async () => {
    const { core, accountId } = await connected();
    await core.accounts.copy(accountId, 'token', 0);
    core.clipboard.readable = false;
    core.clock.advanceTo(core.clock.now() + 45_000);
    await settled();
    expect(core.clipboard.text).toBe('access-1');
    expect(core.clipboardGuard.view()).toMatchObject({ unchecked: true });
    await core.clipboardGuard.clear(true);
    expect(core.clipboard.text).toBe('');
    expect(core.clipboardGuard.view()).toBeNull();
  });

  it('gives the newer copy its own full time', async () => {
    const { core, accountId } = await connected();
    await core.accounts.copy(accountId, 'token', 0);
    core.clock.advanceTo(core.clock.now() + 40_000);
    await core.accounts.copy(accountId, 'header', 0);
    core.clock.advanceTo(core.clock.now() + 10_000);
    await settled();
    expect(core.clipboard.text).toBe('Authorization: Bearer access-1');
  });

  it('never copies a token past its end silently', async () => {
    const { core, accountId } = await connected({ appSecret: '' });
    core.clock.advanceTo(core.clock.now() + 31_536_000_000);
    await expect(core.accounts.copy(accountId, 'token', 0)).rejects.toMatchObject({
      code: 'needs-sign-in',
      reason: 'expired',
    });
    expect(core.clipboard.text).toBe('');
  });

  it('renews an expired token before it copies, where it can', async () => {
    const { core, accountId } = await connected();
    core.signals.online = false;
    core.clock.advanceTo(core.clock.now() + 31_536_000_000);
    await expect(core.accounts.copy(accountId, 'token', 0)).rejects.toMatchObject({ code: 'offline' });
    core.signals.online = true;
    core.http.handle = () =>
      Response.json({ access_token: 'access-1b', token_type: 'bearer', expires_in: 600, refresh_token: 'refresh-2' });
    await core.accounts.copy(accountId, 'token', 0);
    expect(core.clipboard.text).toBe('access-1b');
  });

  it('shows a token in a window of its own, for 20 s, and gives it to nobody else', async () => {
    const { core, accountId } = await connected();
    const answer: unknown = await core.accounts.showToken(accountId);
    expect(answer).toBeUndefined();
    expect(core.shown[0]?.value.reveal()).toBe('access-1');
  });

  it('puts the account copied last in front, also after a restart', async () => {
    const { core, accountId } = await connected();
    core.clock.advanceTo(core.clock.now() + 1000);
    const second = await core.accounts.connect(readycloudForm({ appId: 'app-2' }, 'Aaa'));
    await core.accounts.copy(second.accountId, 'token', 0);
    core.clock.advanceTo(core.clock.now() + 1000);
    await core.accounts.copy(accountId, 'token', 0);
    await core.vault.saveUnsaved();
    const again = coreOn({ files: core.files, sealer: core.sealer, clock: core.clock });
    await again.vault.load();
    expect(again.accounts.copiedLast()).toEqual([accountId, second.accountId]);
    expect(again.accounts.list().map(one => one.label)).toEqual(['Acme Goods', 'Aaa']);
  });

  it('quotes for POSIX shells so that nothing inside is special', () => {
    expect(posix(`a'b"c$(d)\`e\``)).toBe(`'a'\\''b"c$(d)\`e\`'`);
    expect(() => posix('two\nlines')).toThrow('bad-input');
  });

  it('refuses a token that could break out of a header', async () => {
    const core = coreOn();
    core.browser.answer = async () => ({ kind: 'bare-token', accessToken: new Secret('a b') });
    const { accountId } = await core.accounts.connect(readycloudForm());
    await expect(core.accounts.copy(accountId, 'header', 0)).rejects.toMatchObject({ code: 'bad-reply' });
  });
});
