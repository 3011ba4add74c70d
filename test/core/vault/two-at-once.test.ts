import { describe, expect, it } from 'vitest';
import { DockpassError } from '../../../main/core/base/errors.ts';
import { Secret } from '../../../main/core/base/secret.ts';
import type { SignInResult } from '../../../main/core/sign-in/sign-in-ports.ts';
import { coreOn, readycloudForm } from '../../support/fakes/fakes.ts';
import { settled } from '../../support/fakes/settled.ts';
import { fakeSealer, slowRenewals, slowToRead } from '../../support/fakes/storage-fakes.ts';

type Core = ReturnType<typeof coreOn>;
const connected = async (core: Core = coreOn()) => {
  const { accountId } = await core.accounts.connect(readycloudForm());
  return { core, accountId };
};
const renewed = { access_token: 'access-2', token_type: 'bearer', expires_in: 3600, refresh_token: 'refresh-2' };
const restarted = async (core: Core): Promise<Core> => {
  const next = coreOn(core);
  await next.vault.load();
  return next;
};
const refreshTokenOnDisk = async (core: Core, id: string) =>
  (await (await restarted(core)).vault.open(id)).refreshToken?.reveal();

/** A sign-in whose window stands open until it is answered. */
const slowSignIn = (core: Core) => {
  const opened = Promise.withResolvers<void>();
  const answer = Promise.withResolvers<SignInResult>();
  core.browser.answer = () => {
    opened.resolve();
    return answer.promise;
  };
  return {
    opened: opened.promise,
    answer: answer.resolve,
    cancel: () => answer.reject(new DockpassError('cancelled')),
  };
};
/** Each write waits until its turn is resolved; those after the last one wait for nothing. */
const heldWrites = (files: Core['files']): readonly PromiseWithResolvers<void>[] => {
  const { save } = files;
  const turns = Array.from({ length: 3 }, () => Promise.withResolvers<void>());
  let writes = 0;
  Object.assign(files, {
    save: async (...what: Parameters<typeof save>) => {
      await turns[writes++]?.promise;
      return save(...what);
    },
  });
  return turns;
};

/** The next account that is opened waits until the result is called. */
const heldOpening = (core: Core): (() => void) => {
  const { open } = core.sealer;
  const held = Promise.withResolvers<void>();
  Object.assign(core.sealer, {
    open: async (...what: Parameters<typeof open>) => {
      Object.assign(core.sealer, { open });
      const opened = await open(...what);
      await held.promise;
      return opened;
    },
  });
  return held.resolve;
};

const signedIn: SignInResult = {
  kind: 'token',
  accessToken: new Secret('access-3'),
  refreshToken: new Secret('refresh-3'),
  expiresInSeconds: 3600,
  scopes: ['order'],
};

/** The next request waits for its answer; those after it are answered as before. */
const heldUp = (core: Core) => {
  const { handle } = core.http;
  const asked = Promise.withResolvers<void>();
  const answer = Promise.withResolvers<Response>();
  core.http.handle = () => {
    core.http.handle = handle;
    asked.resolve();
    return answer.promise;
  };
  return { asked: asked.promise, answer: answer.resolve };
};

describe('two at once', () => {
  it('a renewal while “Sign in as someone else” forgets the session: its token stays, though the sign-in is cancelled', async () => {
    const { core, accountId } = await connected();
    await core.vault.change(accountId, () => ({ patch: { keptSession: 'session-1' } }));
    const forgetting = Promise.withResolvers<void>();
    Object.assign(core.sessions, { forget: () => forgetting.promise });
    const { opened, cancel } = slowSignIn(core);
    const signingIn = core.accounts.signInAsSomeoneElse(accountId);
    const { asked, answer } = slowRenewals(core);
    const renewing = core.accounts.renew(accountId);
    await asked;
    answer(renewed);
    await renewing;
    forgetting.resolve();
    await opened;
    cancel();
    await expect(signingIn).rejects.toMatchObject({ code: 'cancelled' });
    expect((await core.vault.open(accountId)).refreshToken?.reveal()).toBe('refresh-2');
    expect(await refreshTokenOnDisk(core, accountId)).toBe('refresh-2');
  });

  it('a sign-in while a renewal is on its way: that the tokens of before are refused says nothing of the new ones', async () => {
    const { core, accountId } = await connected();
    const { asked, answer } = heldUp(core);
    const renewing = core.accounts.renew(accountId);
    await asked;
    core.browser.answer = async () => signedIn;
    await core.accounts.reconnect(accountId);
    const why = { error: 'invalid_request', error_description: 'No such refresh token.' };
    answer(Response.json(why, { status: 400 }));
    await expect(renewing).rejects.toMatchObject({ code: 'needs-sign-in' });
    expect(core.accounts.list()[0]).toMatchObject({ renewal: { kind: 'by-itself' } });
    expect(core.accounts.list()[0]?.problem).toBeUndefined();
    expect(await refreshTokenOnDisk(core, accountId)).toBe('refresh-3');
  });

  it('a sign-in while all records are looked through: that the one before did not open says nothing of it', async () => {
    const { core, accountId } = await connected();
    await core.accounts.connect(readycloudForm({ appId: 'app-2' }));
    core.sealer.key = 'another';
    const next = await restarted(core);
    const { open } = next.sealer;
    const second = Promise.withResolvers<void>();
    let opened = 0;
    Object.assign(next.sealer, {
      open: async (...what: Parameters<typeof open>) => {
        opened += 1;
        if (opened > 1) await second.promise;
        return open(...what);
      },
    });
    const looking = next.vault.checkAll();
    await settled();
    Object.assign(next.sealer, { open });
    next.browser.answer = async () => signedIn;
    await next.accounts.reconnect(accountId);
    second.resolve();
    await looking;
    const problems = next.accounts.list().map(({ id, problem }) => [id === accountId, problem?.code]);
    expect(problems).toContainEqual([true, undefined]);
    expect(problems).toContainEqual([false, 'record-unreadable']);
  });

  it('a sign-in while its account is checked: what is said of the token before is not said of the new one', async () => {
    const { core, accountId } = await connected();
    const { asked, answer } = heldUp(core);
    const checking = core.accounts.check(accountId);
    await asked;
    core.browser.answer = async () => signedIn;
    await core.accounts.reconnect(accountId);
    answer(new Response('', { status: 500 }));
    await expect(checking).rejects.toMatchObject({ code: 'provider-down' });
    expect(core.accounts.list()[0]?.problem).toBeUndefined();
  });

  it('a sign-in while a renewal is just opening its account: nothing is asked with the tokens of before', async () => {
    const { core, accountId } = await connected();
    const goOn = heldOpening(core);
    const renewing = core.accounts.renew(accountId);
    core.browser.answer = async () => signedIn;
    await core.accounts.reconnect(accountId);
    goOn();
    await renewing;
    expect(core.http.sent.filter(({ url }) => url.includes('/token/'))).toEqual([]);
    expect(core.vault.record(accountId).renewingSince).toBeUndefined();
    expect(await refreshTokenOnDisk(core, accountId)).toBe('refresh-3');
  });

  it.each([
    [
      'an edit',
      (core: Core, id: string) => core.accounts.edit(id, readycloudForm({ apiVersion: 'v1', appSecret: '' })),
    ],
    ['a sign-in', (core: Core, id: string) => core.accounts.reconnect(id)],
  ])('new details while %s is just opening the account: they are not taken back', async (_what, begin) => {
    const { core, accountId } = await connected();
    const goOn = heldOpening(core);
    const begun = expect(begin(core, accountId)).rejects.toMatchObject({ code: 'busy', reason: 'edit' });
    core.browser.answer = async () => signedIn;
    await core.accounts.edit(accountId, readycloudForm({ appId: 'app-2', appSecret: 'shh-2' }));
    goOn();
    await begun;
    expect(core.vault.record(accountId).values.appId).toBe('app-2');
    expect((await core.vault.open(accountId)).fields.appSecret?.reveal()).toBe('shh-2');
  });

  it('a sign-in while a renewal is on its way: the answer for the tokens of before is dropped', async () => {
    const { core, accountId } = await connected();
    const { handle } = core.http;
    const { asked, answer } = slowRenewals(core);
    const renewing = core.accounts.renew(accountId);
    await asked;
    core.http.handle = handle;
    core.browser.answer = async () => signedIn;
    await core.accounts.reconnect(accountId);
    answer(renewed);
    await renewing;
    expect(await refreshTokenOnDisk(core, accountId)).toBe('refresh-3');
    expect(core.vault.record(accountId).renewingSince).toBeUndefined();
  });

  it('what programs may have, changed while a renewal is on its way: its answer is kept, also where nothing opens then', async () => {
    const { core, accountId } = await connected();
    const { asked, answer } = slowRenewals(core);
    const renewing = core.accounts.renew(accountId);
    await asked;
    await core.programs.setMode(accountId, 'ask');
    const { open } = core.sealer;
    const nothingOpens = async (): Promise<never> => {
      throw new DockpassError('keyring-locked');
    };
    Object.assign(core.sealer, { open: nothingOpens });
    answer(renewed);
    await renewing;
    Object.assign(core.sealer, { open });
    expect(await refreshTokenOnDisk(core, accountId)).toBe('refresh-2');
  });

  it('a sign-in while a renewal is refused: the new tokens need no sign-in', async () => {
    const { core, accountId } = await connected();
    const asked = Promise.withResolvers<void>();
    const refusal = Promise.withResolvers<Response>();
    const handle = core.http.handle;
    core.http.handle = request => {
      if (request.method !== 'POST') return handle(request);
      asked.resolve();
      return refusal.promise;
    };
    const renewing = core.accounts.renew(accountId);
    await asked.promise;
    core.browser.answer = async () => signedIn;
    await core.accounts.reconnect(accountId);
    refusal.resolve(Response.json({ error: 'invalid_grant' }, { status: 400 }));
    await expect(renewing).rejects.toMatchObject({ code: 'needs-sign-in' });
    expect(core.vault.record(accountId).needsSignIn).toBe(false);
  });

  it('a new App Secret while a renewal is on its way: both are kept', async () => {
    const { core, accountId } = await connected();
    const { asked, answer } = slowRenewals(core);
    const renewing = core.accounts.renew(accountId);
    await asked;
    await core.accounts.edit(accountId, readycloudForm({ appSecret: 'shh-2' }));
    answer(renewed);
    await renewing;
    const { refreshToken, fields } = await (await restarted(core)).vault.open(accountId);
    expect([refreshToken?.reveal(), fields.appSecret?.reveal()]).toEqual(['refresh-2', 'shh-2']);
  });

  it('a second sign-in, an edit or a move of an account that is being signed in is refused in words', async () => {
    const { core, accountId } = await connected();
    const { opened } = slowSignIn(core);
    void core.accounts.reconnect(accountId);
    await opened;
    const busy = { code: 'busy', reason: 'sign-in' };
    await expect(core.accounts.signInAsSomeoneElse(accountId)).rejects.toMatchObject(busy);
    await expect(core.accounts.edit(accountId, readycloudForm({}, 'Other name'))).rejects.toMatchObject(busy);
    await expect(
      core.backup.write({ ids: [accountId], passphrase: 'four dull grey parcels', moves: true }),
    ).rejects.toMatchObject(busy);
  });

  it('a removal whose time is over ends what is under way for the account, and nothing brings it back', async () => {
    const { core, accountId } = await connected();
    const { asked, answer } = slowRenewals(core);
    const renewing = core.accounts.renew(accountId);
    await asked;
    const { opened, answer: signIn } = slowSignIn(core);
    const reconnecting = core.accounts.reconnect(accountId);
    await opened;
    const both = [renewing, reconnecting];
    const ended = Promise.all(both.map(one => expect(one).rejects.toMatchObject({ code: 'cancelled' })));
    const { undoUntilAt } = await core.accounts.remove(accountId);
    core.clock.advanceTo(undoUntilAt);
    answer(renewed);
    signIn(signedIn);
    await ended;
    await settled();
    expect([core.accounts.list(), core.files.texts.size]).toEqual([[], 0]);
  });

  it('an undo after the shift ended: there is nothing to bring back, and it says so', async () => {
    const { core, accountId } = await connected();
    await core.accounts.remove(accountId);
    await core.shift.end(false);
    await expect(core.accounts.undoRemove(accountId)).rejects.toMatchObject({ code: 'bad-input' });
  });

  it('a new App Secret, then a lock, while a renewal is on its way: both are kept', async () => {
    const { core, accountId } = await connected(coreOn({ sealer: fakeSealer('session-only') }));
    await core.storage.choose('passphrase', new Secret('four dull grey parcels'));
    await settled();
    const { asked, answer } = slowRenewals(core);
    const renewing = core.accounts.renew(accountId);
    await asked;
    await core.accounts.edit(accountId, readycloudForm({ appSecret: 'shh-2' }));
    core.lock.lock('person');
    answer(renewed);
    await renewing;
    const next = await restarted(core);
    await next.lock.unlock(new Secret('four dull grey parcels'));
    const { refreshToken, fields } = await next.vault.open(accountId);
    expect([refreshToken?.reveal(), fields.appSecret?.reveal()]).toEqual(['refresh-2', 'shh-2']);
  });

  it('an answer that is dropped settles nothing: what could not be saved stays said', async () => {
    const { core, accountId } = await connected();
    const { handle } = core.http;
    const { asked, answer } = slowRenewals(core);
    const renewing = core.accounts.renew(accountId);
    await asked;
    core.http.handle = handle;
    core.browser.answer = async () => {
      core.sealer.mode = 'keychain-locked';
      return signedIn;
    };
    await expect(core.accounts.reconnect(accountId)).rejects.toMatchObject({ code: 'keyring-locked' });
    answer(renewed);
    await renewing;
    expect(core.accounts.list()[0]).toMatchObject({ onDisk: false, problem: { code: 'keyring-locked' } });
  });

  it('a lock while a copy waits for a fresh token: nothing reaches the clipboard, and the answer is kept', async () => {
    const { core, accountId } = await connected(coreOn({ sealer: fakeSealer('session-only') }));
    await core.storage.choose('passphrase', new Secret('four dull grey parcels'));
    await settled();
    core.clock.advanceTo(core.vault.record(accountId).life.issuedAt + 400 * 86_400_000);
    await settled();
    const { asked, answer } = slowRenewals(core);
    const copying = core.accounts.copy(accountId, 'token', 0);
    await asked;
    core.lock.lock('person');
    await expect(copying).rejects.toMatchObject({ code: 'locked' });
    answer(renewed);
    await settled();
    expect([core.clipboard.text, core.lockState.view()]).toEqual(['', 'locked']);
    await core.lock.unlock(new Secret('four dull grey parcels'));
    expect((await core.vault.open(accountId)).refreshToken?.reveal()).toBe('refresh-2');
  });
});

/** Removed twice, and an undo that came between the two; its write is the third. */
const undoneBetween = async (core: Core, accountId: string) => {
  const turns = heldWrites(core.files);
  const removing = core.accounts.remove(accountId);
  const again = core.accounts.remove(accountId);
  turns[0]?.resolve();
  await removing;
  const undoing = core.accounts.undoRemove(accountId);
  turns[1]?.resolve();
  await again;
  return { undoing, turns };
};

it('an undo of an account whose removal was asked for twice brings it back, and it stays', async () => {
  const { core, accountId } = await connected();
  const { undoing, turns } = await undoneBetween(core, accountId);
  turns[2]?.resolve();
  await undoing;
  expect(core.accounts.list()).toHaveLength(1);
  core.clock.advanceTo(core.clock.now() + 60_000);
  await settled();
  expect(core.accounts.list()).toHaveLength(1);
});

it('two undos, the second ended with the shift: the first brought the account back, and its name stays', async () => {
  const { core, accountId } = await connected();
  const { undoing, turns } = await undoneBetween(core, accountId);
  await settled();
  const undoingAgain = expect(core.accounts.undoRemove(accountId)).rejects.toMatchObject({ code: 'cancelled' });
  const ending = core.shift.end(true);
  turns[2]?.resolve();
  await undoing;
  await undoingAgain;
  await ending;
  core.clock.advanceTo(core.clock.now() + 60_000);
  await settled();
  expect(core.accounts.list()).toMatchObject([{ label: 'Acme Goods', renewal: { kind: 'sign-in-needed' } }]);
  const next = await restarted(core);
  await next.start.begin(Promise.resolve(), Promise.resolve());
  expect(next.accounts.list()).toMatchObject([{ label: 'Acme Goods', renewal: { kind: 'sign-in-needed' } }]);
});

describe('names at the same moment', () => {
  const labels = (core: Core) => core.accounts.list().map(({ label }) => label);
  const named = (appId: string, name: string) => readycloudForm({ appId }, name);

  it('two sign-ins that are saved at once get two names', async () => {
    const core = coreOn();
    await Promise.all([
      core.accounts.connect(named('app-1', 'Dock')),
      core.accounts.connect(named('app-2', 'dock')),
      core.accounts.connect(named('app-3', 'Dock')),
    ]);
    expect(labels(core).toSorted()).toEqual(['Dock', 'Dock (3)', 'dock (2)']);
    expect(labels(await restarted(core)).toSorted()).toEqual(['Dock', 'Dock (3)', 'dock (2)']);
  });

  it('a sign-in that is over before the records are read gets a name of its own', async () => {
    const { core } = await connected();
    let ids = 0;
    const next = coreOn({ ...core, random: { fraction: () => 0.5, token: () => `token-200${ids++}` } });
    const read = slowToRead(next.files);
    const loading = next.vault.load();
    const connecting = next.accounts.connect(named('app-2', 'Acme Goods'));
    await settled();
    read();
    await Promise.all([loading, connecting]);
    expect(labels(next).toSorted()).toEqual(['Acme Goods', 'Acme Goods (2)']);
  });

  it('two accounts that are renamed at once get two names', async () => {
    const core = coreOn();
    const [one, other] = [
      await core.accounts.connect(named('app-1', 'One')),
      await core.accounts.connect(named('app-2', 'Other')),
    ];
    await Promise.all([core.accounts.rename(one.accountId, 'Dock'), core.accounts.rename(other.accountId, 'Dock')]);
    expect(labels(core).toSorted()).toEqual(['Dock', 'Dock (2)']);
  });

  it('a sign-in while a backup is taken in gets a name of its own', async () => {
    const { core, accountId } = await connected();
    await core.backup.write({ ids: [accountId], passphrase: 'four dull grey parcels', moves: false });
    await core.accounts.rename(accountId, 'Other');
    await core.backup.open(new Secret('four dull grey parcels'));
    await Promise.all([core.backup.take(['add']), core.accounts.connect(named('app-2', 'Acme Goods'))]);
    expect(labels(core).toSorted()).toEqual(['Acme Goods', 'Acme Goods (2)', 'Other']);
  });

  it('a name that could not be saved is free for the next account', async () => {
    const { core, accountId } = await connected();
    core.files.failing = true;
    await expect(core.accounts.rename(accountId, 'Dock')).rejects.toMatchObject({ code: 'save-failed' });
    core.files.failing = false;
    await core.accounts.connect(named('app-2', 'Dock'));
    expect(labels(core).toSorted()).toEqual(['Acme Goods', 'Dock']);
  });

  it('the name that is still on disk is nobody else’s, as a restart would find it twice', async () => {
    const { core, accountId } = await connected();
    core.browser.answer = async () => signedIn;
    core.files.failing = true;
    const other = { ...readycloudForm({ appSecret: 'shh-2', permissions: 'order product' }, 'Dock') };
    await expect(core.accounts.edit(accountId, other)).rejects.toMatchObject({ code: 'save-failed' });
    core.files.failing = false;
    await core.accounts.connect(named('app-2', 'Acme Goods'));
    expect(labels(core).toSorted()).toEqual(['Acme Goods (2)', 'Dock']);
    expect(labels(await restarted(core)).toSorted()).toEqual(['Acme Goods', 'Acme Goods (2)']);
  });

  it('a name that is looked up again keeps its number', async () => {
    const core = coreOn();
    const { handle } = core.http;
    core.http.handle = request =>
      request.url.endsWith('/orgs/')
        ? Response.json({ next: null, results: [{ url: '/api/v2/orgs/A1/', name: 'Acme Goods' }] })
        : handle(request);
    await core.accounts.connect(named('app-1', ''));
    const { accountId } = await core.accounts.connect(named('app-2', ''));
    await core.accounts.connect(named('app-3', ''));
    expect(core.vault.record(accountId).label).toBe('Acme Goods (2)');
    await core.accounts.refreshOrganizations(accountId);
    expect(core.vault.record(accountId).label).toBe('Acme Goods (2)');
  });
});

describe('a disk that refuses', () => {
  it('a removal that could not be saved has removed nothing', async () => {
    const { core, accountId } = await connected();
    core.files.failing = true;
    await expect(core.accounts.remove(accountId)).rejects.toMatchObject({ code: 'save-failed' });
    expect(core.accounts.list()).toHaveLength(1);
    core.files.failing = false;
    await core.quit.begin(false);
    const next = await restarted(core);
    await next.start.begin(Promise.resolve(), Promise.resolve());
    expect(next.accounts.list()).toHaveLength(1);
  });

  it('a name that could not be saved is the old one', async () => {
    const { core, accountId } = await connected();
    core.files.failing = true;
    await expect(core.accounts.rename(accountId, 'Other')).rejects.toMatchObject({ code: 'save-failed' });
    expect(core.accounts.list()[0]?.label).toBe('Acme Goods');
  });

  it('an undo that could not be saved brings the account back all the same, and says that it is not saved', async () => {
    const { core, accountId } = await connected();
    await core.accounts.remove(accountId);
    core.files.failing = true;
    await expect(core.accounts.undoRemove(accountId)).rejects.toMatchObject({ code: 'save-failed' });
    expect(core.accounts.list()[0]?.problem?.code).toBe('save-failed');
    core.files.failing = false;
    core.clock.advanceTo(core.clock.now() + 30_000);
    await settled();
    expect(core.accounts.list()[0]?.problem).toBeUndefined();
    expect((await restarted(core)).vault.record(accountId).removedAt).toBeUndefined();
  });

  it('a new token that could not be saved is sealed once: it can be saved while locked', async () => {
    const { core, accountId } = await connected(coreOn({ sealer: fakeSealer('session-only') }));
    await core.storage.choose('passphrase', new Secret('four dull grey parcels'));
    await settled();
    const { asked, answer } = slowRenewals(core);
    const renewing = core.accounts.renew(accountId);
    await asked;
    const { save } = core.files;
    Object.assign(core.files, {
      save: async () => {
        throw new DockpassError('save-failed', { reason: 'disk-full' });
      },
    });
    answer(renewed);
    await expect(renewing).rejects.toMatchObject({ code: 'save-failed' });
    core.lock.lock('person');
    Object.assign(core.files, { save });
    core.clock.advanceTo(core.clock.now() + 60_000);
    await settled();
    const next = await restarted(core);
    await next.lock.unlock(new Secret('four dull grey parcels'));
    expect((await next.vault.open(accountId)).refreshToken?.reveal()).toBe('refresh-2');
  });
});

describe('for this session only', () => {
  it('an account whose name a shift before left on disk is removed there, too, also where Dockpass is killed then', async () => {
    const { core, accountId } = await connected();
    await core.shift.end(true);
    core.sealer.mode = 'session-only';
    core.browser.answer = async () => signedIn;
    await core.accounts.reconnect(accountId);
    await core.accounts.remove(accountId);
    const next = await restarted(core);
    await next.start.begin(Promise.resolve(), Promise.resolve());
    expect([next.accounts.list(), next.files.texts.size]).toEqual([[], 0]);
  });

  it('is never where an account goes that lies on disk: it goes on being sealed as it was', async () => {
    const { core, accountId } = await connected();
    core.settings.note({ keeping: 'session-only' });
    const { asked, answer } = slowRenewals(core);
    const renewing = core.accounts.renew(accountId);
    await asked;
    answer(renewed);
    await renewing;
    expect(core.accounts.list()[0]?.onDisk).toBe(true);
    expect(await refreshTokenOnDisk(core, accountId)).toBe('refresh-2');
  });

  it('and where that cannot be sealed any more, the row says so, and it is tried again', async () => {
    const { core, accountId } = await connected();
    core.settings.note({ keeping: 'session-only' });
    const { asked, answer } = slowRenewals(core);
    const renewing = core.accounts.renew(accountId);
    await asked;
    core.sealer.mode = 'session-only';
    answer(renewed);
    await expect(renewing).rejects.toMatchObject({ code: 'keyring-missing' });
    expect(core.accounts.list()[0]?.problem?.code).toBe('keyring-missing');
    core.sealer.mode = 'keychain';
    core.clock.advanceTo(core.clock.now() + 30_000);
    await settled();
    expect(core.accounts.list()[0]?.problem).toBeUndefined();
    expect(await refreshTokenOnDisk(core, accountId)).toBe('refresh-2');
  });
});
