import { describe, expect, it } from 'vitest';
import { secondMs } from '../../../preload/contract/durations.ts';
import { coreOn, readycloudForm } from '../../support/fakes/fakes.ts';
import { settled } from '../../support/fakes/settled.ts';
import { slowRenewals } from '../../support/fakes/storage-fakes.ts';

const connected = async () => {
  const core = coreOn();
  const { accountId } = await core.accounts.connect(readycloudForm());
  return { core, accountId };
};
const path = '/home/sam/labels/token';
/** With a file that goes when Dockpass does. */
const keeping = async () => {
  const { core, accountId } = await connected();
  core.settings.choose({ programs: true });
  await core.programs.setFile(accountId, { path, format: 'token', readers: 'me', untilQuit: true });
  await settled();
  expect(core.keptFiles.texts.get(path)).toBe('access-1');
  return { core, accountId };
};
const renewed = { access_token: 'access-2', token_type: 'bearer', expires_in: 3600, refresh_token: 'refresh-2' };
const refreshTokenAfterRestart = async (core: ReturnType<typeof coreOn>, id: string) => {
  const next = coreOn(core);
  await next.vault.load();
  return (await next.vault.open(id)).refreshToken?.reveal();
};

describe('the end of a Windows session, in one turn', () => {
  it('takes our copy off the clipboard without a look at it, and what another program copied stays', async () => {
    const { core, accountId } = await connected();
    core.quit.endNow();
    core.clipboard.text = 'of another program';
    const later = await connected();
    await later.core.accounts.copy(later.accountId, 'token', 0);
    later.core.clipboard.readable = false;
    later.core.quit.endNow();
    expect([core.clipboard.text, later.core.clipboard.text]).toEqual(['of another program', '']);
    await expect(core.accounts.copy(accountId, 'token', 0)).rejects.toMatchObject({ code: 'cancelled' });
  });

  it('writes what is sealed and was not written', async () => {
    const { core, accountId } = await connected();
    const { asked, answer } = slowRenewals(core);
    const renewing = core.accounts.renew(accountId);
    await asked;
    core.files.failing = true;
    answer(renewed);
    await expect(renewing).rejects.toMatchObject({ code: 'save-failed' });
    core.files.failing = false;
    core.quit.endNow();
    expect(await refreshTokenAfterRestart(core, accountId)).toBe('refresh-2');
  });
});

describe('a file that is kept until Dockpass quits', () => {
  it('goes with it at the end of a Windows session', async () => {
    const { core } = await keeping();
    core.quit.endNow();
    expect([core.keptFiles.texts.size, core.keptFiles.journal.read()]).toEqual([0, []]);
  });

  it.each(['the keychain', 'the clipboard'])('goes in time where %s does not answer', async what => {
    const { core, accountId } = await keeping();
    if (what === 'the keychain') {
      Object.assign(core.sealer, { open: () => new Promise(() => {}) });
      await core.accounts.rename(accountId, 'Harbour');
    } else {
      await core.accounts.copy(accountId, 'token', 0);
      core.clipboard.holds = () => new Promise(() => {});
    }
    await settled();
    const quitting = core.quit.begin(true);
    await settled();
    core.clock.advanceTo(core.clock.now() + 3 * secondMs);
    await quitting;
    expect(core.keptFiles.texts.size).toBe(0);
  });
});

describe('quitting', () => {
  it('waits for a renewal that is on its way, and keeps the token that it brings', async () => {
    const { core, accountId } = await connected();
    const { asked, answer } = slowRenewals(core);
    void core.accounts.renew(accountId);
    await asked;
    let over = false;
    void core.quit.begin(false).then(() => {
      over = true;
    });
    core.clock.advanceTo(core.clock.now() + 19 * secondMs);
    await settled();
    expect([over, core.quit.isWaiting()]).toEqual([false, true]);
    answer(renewed);
    await settled();
    expect([over, core.quit.isWaiting()]).toEqual([true, false]);
    expect(await refreshTokenAfterRestart(core, accountId)).toBe('refresh-2');
  });

  it.each([
    ['20 s where a person asked', [[0, false]], 20],
    ['3 s where the system asks', [[0, true]], 3],
    [
      '3 s more where it is asked for again',
      [
        [0, false],
        [4, false],
      ],
      7,
    ],
    [
      'never longer for being asked again',
      [
        [0, false],
        [18, false],
      ],
      20,
    ],
  ] as const)('waits %s', async (_what, asks, endsAtSecond) => {
    const { core, accountId } = await connected();
    const { asked } = slowRenewals(core);
    void core.accounts.renew(accountId);
    await asked;
    const startedAt = core.clock.now();
    let over = false;
    for (const [at, inAHurry] of asks) {
      core.clock.advanceTo(startedAt + at * secondMs);
      void core.quit.begin(inAHurry).then(() => {
        over = true;
      });
      await settled();
    }
    core.clock.advanceTo(startedAt + endsAtSecond * secondMs - 1);
    await settled();
    expect(over).toBe(false);
    core.clock.advanceTo(startedAt + endsAtSecond * secondMs);
    await settled();
    expect(over).toBe(true);
  });

  it('refuses copies, begins no renewal, and ends a sign-in that waits for a person', async () => {
    const { core, accountId } = await connected();
    await core.accounts.copy(accountId, 'token', 0);
    core.browser.answer = () => new Promise(() => {});
    const connecting = core.accounts.connect(readycloudForm({ appId: 'app-2' }));
    await settled();
    const quitting = core.quit.begin(false);
    await expect(connecting).rejects.toMatchObject({ code: 'cancelled' });
    await quitting;
    expect(core.clipboard.text).toBe('');
    await expect(core.accounts.copy(accountId, 'token', 0)).rejects.toMatchObject({ code: 'cancelled' });
    await expect(core.accounts.renew(accountId)).rejects.toMatchObject({ code: 'cancelled' });
    core.clock.advanceTo(core.clock.now() + 400 * 86_400 * secondMs);
    await settled();
    expect(core.http.sent.filter(one => one.method === 'POST')).toEqual([]);
  });

  it('keeps the token of a sign-in whose answer was on its way', async () => {
    const core = coreOn();
    const { asked, answer } = slowRenewals(core);
    const values = { way: 'oauth2', publicKey: 'key-1', privateKey: 'shh-1' };
    const form = { provider: 'sendcloud', environment: 'production', accountName: '', values };
    const connecting = core.accounts.connect(form);
    await asked;
    const quitting = core.quit.begin(false);
    answer({ access_token: 'access-2', token_type: 'Bearer', expires_in: 3600 });
    const { accountId } = await connecting;
    await quitting;
    const next = coreOn(core);
    await next.vault.load();
    expect((await next.vault.open(accountId)).accessToken.reveal()).toBe('access-2');
  });
});

it('sends nothing for a renewal that had not asked yet', async () => {
  const { core, accountId } = await connected();
  const renewing = core.accounts.renew(accountId);
  const quitting = core.quit.begin(false);
  await expect(renewing).rejects.toMatchObject({ code: 'cancelled' });
  await quitting;
  expect(core.http.sent.filter(one => one.method === 'POST')).toEqual([]);
});

it('deletes a removed file that cannot be read, since it carries no mark for the next start', async () => {
  const { core, accountId } = await connected();
  core.files.texts.set(accountId, '{"half');
  const next = coreOn(core);
  await next.vault.load();
  await next.accounts.remove(accountId);
  await next.quit.begin(false);
  expect(next.files.texts.size).toBe(0);
});
