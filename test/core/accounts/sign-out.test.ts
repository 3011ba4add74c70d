import { describe, expect, it } from 'vitest';
import type { HttpRequest } from '../../../main/core/ports/network.ts';
import { coreOn, readycloudForm } from '../../support/fakes/fakes.ts';
import { settled } from '../../support/fakes/settled.ts';

// Ending every session of a user, over the one provider that can.

const form = {
  provider: 'ordercloud',
  environment: 'us-west-sandbox',
  accountName: 'Packing desk',
  values: { way: 'client', clientId: 'client-1', clientSecret: 'shh-1', roles: '', keepFresh: '' },
};
const refusal = (status: number) => Response.json({ Errors: [{ ErrorCode: 'InvalidToken', Message: '' }] }, { status });

/** A connected account at an API that hands out `access-1`, `access-2`, ... and takes those that `lives` says. */
const connected = async (lives: (token: string) => boolean = () => true) => {
  const core = coreOn();
  let issued = 0;
  const ended: string[] = [];
  core.http.handle = ({ url, method, headers }: HttpRequest) => {
    if (url.endsWith('/oauth/token')) {
      issued += 1;
      return Response.json({ access_token: `access-${issued}`, token_type: 'bearer', expires_in: 36_000 });
    }
    const token = new Headers(headers).get('authorization')?.replace('Bearer ', '') ?? '';
    if (method === 'GET') return Response.json({ Username: 'printer' });
    if (!lives(token)) return refusal(401);
    ended.push(token);
    return new Response(null, { status: 204 });
  };
  const { accountId } = await core.accounts.connect(form);
  const row = () => core.accounts.list()[0];
  return { core, id: accountId, ended, row, issued: () => issued };
};

describe('signing out everywhere', () => {
  it('ends the sessions once, keeps the account, and asks for a new sign-in', async () => {
    const { core, id, ended, row } = await connected();
    await core.accounts.signOutEverywhere(id);
    expect(ended).toEqual(['access-1']);
    expect(row()).toMatchObject({ label: 'Packing desk', renewal: { kind: 'sign-in-needed' } });
    core.clock.advanceTo(core.clock.now() + 9 * 3_600_000);
    await settled();
    expect(core.http.sent.filter(({ url }) => url.endsWith('/oauth/token'))).toHaveLength(1);
    await core.accounts.reconnect(id);
    expect(row()?.renewal).toEqual({ kind: 'by-itself' });
    await core.accounts.copy(id, 'token', 0);
    expect(core.clipboard.text).toBe('access-2');
  });

  it('renews a token that has run out, because only a living one ends the others', async () => {
    const { core, id, ended, row, issued } = await connected(token => token === 'access-2');
    await core.accounts.signOutEverywhere(id);
    expect(ended).toEqual(['access-2']);
    expect(issued()).toBe(2);
    expect(row()?.renewal).toEqual({ kind: 'sign-in-needed' });
  });

  it('is refused where the provider has no such thing, and the account goes on as before', async () => {
    const core = coreOn();
    const { accountId } = await core.accounts.connect(readycloudForm());
    await expect(core.accounts.signOutEverywhere(accountId)).rejects.toMatchObject({ code: 'bad-input' });
    expect(core.accounts.list()[0]?.renewal.kind).toBe('by-itself');
  });

  it('changes nothing when the provider does not do it', async () => {
    const { core, id, row } = await connected(() => false);
    await expect(core.accounts.signOutEverywhere(id)).rejects.toMatchObject({ code: 'needs-sign-in' });
    expect(row()?.renewal).toEqual({ kind: 'by-itself' });
    await core.accounts.copy(id, 'token', 0);
    expect(core.clipboard.text).toBe('access-2');
  });
});
