import { describe, expect, it } from 'vitest';
import { DockpassError } from '../../../main/core/base/errors.ts';
import { coreOn } from '../../support/fakes/fakes.ts';
import { settled } from '../../support/fakes/settled.ts';
import { soon } from '../../support/soon.ts';

const minute = 60_000;

/** An account whose tokens live an hour and are asked for anew: `token-1`, `token-2` and so on. */
const connected = async (values: Readonly<Record<string, string>> = {}) => {
  const core = coreOn();
  let grants = 0;
  core.http.handle = () =>
    Response.json({ access_token: `issued-${++grants}`, token_type: 'bearer', expires_in: 3600 });
  const { accountId } = await core.accounts.connect({
    provider: 'packly',
    environment: 'live',
    accountName: 'Boxes',
    values: { clientId: 'px-1', clientSecret: 'shh', ...values },
  });
  const endsAt = core.clock.now() + 60 * minute;
  const copied = async () => {
    const view = await core.accounts.copy(accountId, 'token', 0);
    return { text: core.clipboard.text, olderUntilAt: view.olderUntilAt };
  };
  return { core, accountId, endsAt, copied, grants: () => grants };
};

describe('a token that is fetched when someone copies', () => {
  it('is not renewed in the background, and is given as it is while it is fresh', async () => {
    const { core, endsAt, copied, grants } = await connected();
    core.clock.advanceTo(endsAt - 13 * minute);
    await settled();
    expect(await copied()).toEqual({ text: 'issued-1' });
    expect(grants()).toBe(1);
    expect(core.accounts.list()[0]?.renewal).toEqual({ kind: 'on-copy' });
  });

  it.each([11, 4, 0, -600])('with %s minutes left and the network up a copy gives a fresh one', async left => {
    const { core, endsAt, copied, grants } = await connected();
    core.clock.advanceTo(endsAt - left * minute);
    expect(await copied()).toEqual({ text: 'issued-2' });
    expect(grants()).toBe(2);
    expect(await copied()).toEqual({ text: 'issued-2' });
    expect(grants()).toBe(2);
  });

  it('with 4 minutes left and no network a copy gives the old one and says how long it is good for', async () => {
    const { core, endsAt, copied, grants } = await connected();
    core.clock.advanceTo(endsAt - 4 * minute);
    core.signals.online = false;
    expect(await copied()).toEqual({ text: 'issued-1', olderUntilAt: endsAt });
    expect(grants()).toBe(1);
  });

  it('gives the old one too where the provider is down, or takes longer than 3 s', async () => {
    const { core, endsAt, copied } = await connected();
    core.clock.advanceTo(endsAt - 4 * minute);
    core.http.handle = () => {
      throw new DockpassError('provider-down');
    };
    expect(await copied()).toEqual({ text: 'issued-1', olderUntilAt: endsAt });
    core.http.handle = () => new Promise<never>(() => undefined);
    const slow = copied();
    await settled();
    core.clock.advanceTo(core.clock.now() + 3000);
    expect(await slow).toEqual({ text: 'issued-1', olderUntilAt: endsAt });
  });

  it('is never given past its end: with no network the copy is refused', async () => {
    const { core, endsAt, copied } = await connected();
    core.clock.advanceTo(endsAt);
    core.signals.online = false;
    await expect(copied()).rejects.toMatchObject({ code: 'offline', reason: 'expired' });
    expect(core.clipboard.text).toBe('');
  });

  it('is renewed in the background where the account asks for that', async () => {
    const { core, endsAt, grants } = await connected({ keepFresh: 'yes' });
    core.clock.advanceTo(endsAt - 20 * minute);
    await soon(() => expect(grants()).toBe(2));
    await soon(() => expect(core.accounts.list()[0]).toMatchObject({ renewal: { kind: 'by-itself' } }));
  });

  it('keeps its end after a restart', async () => {
    const { core, accountId, endsAt } = await connected();
    const again = coreOn({ files: core.files, sealer: core.sealer, clock: core.clock });
    await again.vault.load();
    expect(again.accounts.list()[0]).toMatchObject({
      id: accountId,
      life: { kind: 'until', expiresAt: endsAt },
      renewal: { kind: 'on-copy' },
    });
  });
});
