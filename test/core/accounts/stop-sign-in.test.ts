import { describe, expect, it } from 'vitest';
import { Secret } from '../../../main/core/base/secret.ts';
import { coreOn, readycloudForm } from '../../support/fakes/fakes.ts';

const token = { kind: 'token', accessToken: new Secret('access-1'), scopes: [] } as const;
const never = (): Promise<never> => new Promise(() => {});
const opened = (core: ReturnType<typeof coreOn>, count: number) =>
  expect.poll(() => core.browser.requests.length).toBe(count);

describe('a sign-in that the panel shows or stops', () => {
  it('brings the last one at that provider to the front, and nobody else’s', async () => {
    const core = coreOn();
    core.browser.answer = never;
    for (const appId of ['app-1', 'app-2']) void core.accounts.connect(readycloudForm({ appId })).catch(() => {});
    await opened(core, 2);
    core.browser.inFront.length = 0;
    core.accounts.showSignIn('readycloud');
    core.accounts.showSignIn('packly');
    expect(core.browser.inFront).toEqual([core.browser.requests[1]?.key]);
  });

  it('ends it as cancelled, leaves others alone, and lets the same begin anew', async () => {
    const core = coreOn();
    core.browser.answer = never;
    const first = core.accounts.connect(readycloudForm({ appId: 'app-1' }));
    first.catch(() => {});
    const second = core.accounts.connect(readycloudForm({ appId: 'app-2' }));
    await opened(core, 2);
    core.accounts.stopSignIn('readycloud');
    await expect(second).rejects.toMatchObject({ code: 'cancelled' });
    expect(core.browser.requests.map(({ signal }) => signal.aborted)).toEqual([false, true]);
    core.browser.answer = async () => token;
    await core.accounts.connect(readycloudForm({ appId: 'app-2' }));
    expect(core.accounts.list()).toHaveLength(1);
  });

  it('stops the sign-in of an account by its id, and the account stays as it was', async () => {
    const core = coreOn();
    const { accountId } = await core.accounts.connect(readycloudForm());
    core.browser.answer = never;
    const again = core.accounts.reconnect(accountId);
    await opened(core, 2);
    core.accounts.stopSignIn('readycloud');
    expect(core.browser.requests[1]?.signal.aborted).toBe(false);
    core.accounts.stopSignIn(accountId);
    await expect(again).rejects.toMatchObject({ code: 'cancelled' });
    await core.accounts.copy(accountId, 'token', 0);
    expect(core.clipboard.text).toBe('access-1');
  });

  it('lets one that was answered go on: its token would be lost', async () => {
    const core = coreOn();
    let asked = (): void => {};
    const lookUp = new Promise<void>(resolve => {
      asked = resolve;
    });
    core.http.handle = () => {
      core.accounts.stopSignIn('readycloud');
      asked();
      return Response.json({ next: null, results: [] });
    };
    await core.accounts.connect(readycloudForm());
    await lookUp;
    expect(core.accounts.list()).toHaveLength(1);
  });
});
