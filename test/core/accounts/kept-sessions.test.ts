import { describe, expect, it } from 'vitest';
import { Secret } from '../../../main/core/base/secret.ts';
import { coreOn, readycloudForm } from '../../support/fakes/fakes.ts';

const answer = (keptSession?: string) => async () => ({
  kind: 'token' as const,
  accessToken: new Secret('access-1'),
  refreshToken: new Secret('refresh-1'),
  expiresInSeconds: 3600,
  ...(keptSession !== undefined && { keptSession }),
});

describe('staying signed in at the provider', () => {
  it('is offered where there is a keyring, and never without one', async () => {
    const core = coreOn();
    await core.accounts.connect(readycloudForm());
    expect(core.browser.requests[0]?.stay).toEqual({ offered: true });
    const without = coreOn();
    without.sealer.mode = 'session-only';
    await without.accounts.connect(readycloudForm());
    expect(without.browser.requests[0]?.stay).toEqual({ offered: false });
    // However it is offered, a sign-in that nobody finishes ends after ten minutes.
    expect(without.browser.requests[0]?.timeLimitMs).toBe(600_000);
  });

  it('starts again in the same session, without a window at first', async () => {
    const core = coreOn();
    core.browser.answer = answer('session-0001');
    const { accountId } = await core.accounts.connect(readycloudForm());
    await core.accounts.reconnect(accountId);
    expect(core.browser.requests[1]?.stay).toEqual({ offered: true, kept: 'session-0001', hiddenForMs: 5000 });
  });

  it('ends where the person no longer wants it', async () => {
    const core = coreOn();
    core.browser.answer = answer('session-0001');
    const { accountId } = await core.accounts.connect(readycloudForm());
    core.browser.answer = answer();
    await core.accounts.reconnect(accountId);
    expect(core.sessions.forgotten).toEqual(['session-0001']);
    await core.accounts.reconnect(accountId);
    expect(core.browser.requests[2]?.stay).toEqual({ offered: true });
  });

  it('is forgotten before someone else signs in', async () => {
    const core = coreOn();
    core.browser.answer = answer('session-0001');
    const { accountId } = await core.accounts.connect(readycloudForm());
    await core.accounts.signInAsSomeoneElse(accountId);
    expect(core.sessions.forgotten).toEqual(['session-0001']);
    expect(core.browser.requests[1]?.stay).toEqual({ offered: true });
  });

  it('goes with the account once that can no longer be brought back', async () => {
    const core = coreOn();
    core.browser.answer = answer('session-0001');
    const { accountId } = await core.accounts.connect(readycloudForm());
    const { undoUntilAt } = await core.accounts.remove(accountId);
    expect(core.sessions.forgotten).toEqual([]);
    core.clock.advanceTo(undoUntilAt);
    await expect.poll(() => core.sessions.forgotten).toEqual(['session-0001']);
  });

  it('at the start, sessions of no account go, unless an unreadable account may own them', async () => {
    const core = coreOn();
    core.browser.answer = answer('session-0001');
    await core.accounts.connect(readycloudForm());
    const again = coreOn(core);
    await again.start.begin(again.vault.load(), Promise.resolve());
    expect(again.sessions.kept).toEqual(['session-0001']);
    core.files.texts.set('broken-account', '{');
    const third = coreOn(core);
    await third.start.begin(third.vault.load(), Promise.resolve());
    expect(third.sessions.kept).toBeUndefined();
  });
});
