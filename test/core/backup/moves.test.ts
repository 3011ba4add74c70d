import { describe, expect, it } from 'vitest';
import { DockpassError } from '../../../main/core/base/errors.ts';
import { Secret } from '../../../main/core/base/secret.ts';
import { fakeBackupFile } from '../../support/fakes/fake-backup-file.ts';
import { coreOn, fakeClock, readycloudForm } from '../../support/fakes/fakes.ts';
import { settled } from '../../support/fakes/settled.ts';
import { fakeSealer } from '../../support/fakes/storage-fakes.ts';

type Core = ReturnType<typeof coreOn>;
const passphrase = 'four dull grey parcels';
const form = { ids: [], moves: true, passphrase };

const connected = async (core: Core = coreOn()) => {
  const { accountId } = await core.accounts.connect(readycloudForm());
  return { core, accountId };
};
const begun = async (core: Core): Promise<Core> => {
  const next = coreOn(core);
  await next.start.begin(next.vault.load(), Promise.resolve());
  return next;
};
const refreshTokenOf = async (core: Core, id: string) => (await core.vault.open(id)).refreshToken?.reveal();
const isInFile = (core: Core): boolean => JSON.stringify(core.backupFile.file ?? '').includes('refresh-1');

type Place = NonNullable<Awaited<ReturnType<Core['backupFile']['choosePlace']>>>;
type Staged = Awaited<ReturnType<Place['write']>>;
/** What comes between the writing of a file and its name. */
const onceStaged = (core: Core, then: (staged: Staged) => Promise<Staged>): void => {
  const { choosePlace } = core.backupFile;
  Object.assign(core.backupFile, {
    choosePlace: async (name: string) => {
      const place = await choosePlace(name);
      if (place === undefined) throw new Error('no place');
      const write: Place['write'] = async (...what) => then(await place.write(...what));
      return { ...place, write };
    },
  });
};

/** The file is staged, and the program is killed before or after it gets its name. */
const killedAt = async (point: 'recorded' | 'named'): Promise<{ core: Core; accountId: string }> => {
  const { core, accountId } = await connected();
  const reached = Promise.withResolvers<void>();
  onceStaged(core, async staged => ({
    ...staged,
    commit: async () => {
      if (point === 'named') await staged.commit();
      reached.resolve();
      await new Promise(() => {});
    },
  }));
  void core.backup.write(form);
  await reached.promise;
  return { core, accountId };
};

describe('a move that is interrupted', () => {
  it('before the file has its name: the next start goes on renewing here', async () => {
    const { core, accountId } = await killedAt('recorded');
    const next = await begun(core);
    expect([await refreshTokenOf(next, accountId), isInFile(next)]).toEqual(['refresh-1', false]);
    expect(next.accounts.list()[0]).toMatchObject({ renewal: { kind: 'by-itself' } });
    expect(next.moveJournal.moves).toEqual([]);
  });

  it('after that: the next start drops the token here, and only the file has it', async () => {
    const { core, accountId } = await killedAt('named');
    const next = await begun(core);
    expect([await refreshTokenOf(next, accountId), isInFile(next)]).toEqual([undefined, true]);
    expect(next.accounts.list()[0]).toMatchObject({ problem: { code: 'moved' } });
    expect(next.moveJournal.moves).toEqual([]);
  });

  it('and another file lies at that place: ours never got its name, and this computer goes on renewing', async () => {
    const { core, accountId } = await killedAt('recorded');
    core.backupFile.file = { pieces: ['another'], passphrase };
    const next = await begun(core);
    expect(await refreshTokenOf(next, accountId)).toBe('refresh-1');
    expect(next.accounts.list()[0]).toMatchObject({ renewal: { kind: 'by-itself' } });
  });

  it('and another stick is there, with another file of that name: the row asks', async () => {
    const { core, accountId } = await killedAt('named');
    const look = async () => ({ kind: 'file', hash: 'of another file', inOtherFolder: true }) as const;
    const next = await begun({ ...core, backupFile: Object.assign(fakeBackupFile(), { look }) });
    await expect(next.accounts.renew(accountId)).rejects.toMatchObject({ code: 'moved' });
    expect(next.accounts.list()[0]?.actions).toContain('decide-move');
  });

  it.each([
    ['in-file', undefined, 'by-person'],
    ['here', 'refresh-1', 'by-itself'],
  ] as const)(
    'with a stick that was pulled: nobody renews, the row asks, and %s is believed',
    async (where, token, renewal) => {
      const { core, accountId } = await killedAt('named');
      core.backupFile.pulled = true;
      const next = await begun(core);
      const [row] = next.accounts.list();
      expect(row).toMatchObject({ renewal: { kind: 'by-person' }, problem: { code: 'moved', reason: 'unreachable' } });
      expect(row?.actions).toContain('decide-move');
      await expect(next.accounts.renew(accountId)).rejects.toMatchObject({ code: 'moved' });
      await next.backup.decideMove(accountId, where);
      expect(await refreshTokenOf(next, accountId)).toBe(token);
      expect(next.accounts.list()[0]?.renewal.kind).toBe(renewal);
      expect(next.accounts.list()[0]?.actions).not.toContain('decide-move');
      expect(next.moveJournal.moves).toEqual([]);
    },
  );

  it('and the stick is back at a later start: it is found out without asking', async () => {
    const { core, accountId } = await killedAt('named');
    core.backupFile.pulled = true;
    const asked = await begun(core);
    core.backupFile.pulled = false;
    const next = await begun(asked);
    expect(await refreshTokenOf(next, accountId)).toBeUndefined();
    expect(next.accounts.list()[0]?.actions).not.toContain('decide-move');
  });

  it('with a journal that nobody can read: the row asks', async () => {
    const { core } = await killedAt('named');
    core.moveJournal.damaged = true;
    const next = await begun(core);
    expect(next.accounts.list()[0]?.actions).toContain('decide-move');
  });

  it('with a journal that nobody can read, and that another move then writes anew: the row goes on asking', async () => {
    const { core, accountId } = await killedAt('named');
    core.moveJournal.damaged = true;
    const backupFile = fakeBackupFile();
    const next = await begun({ ...core, backupFile });
    const { accountId: other } = await next.accounts.connect(readycloudForm({ appId: 'app-2' }));
    const { save } = next.moveJournal;
    Object.assign(next.moveJournal, {
      save: (moves: Parameters<typeof save>[0]) => {
        save(moves);
        next.moveJournal.damaged = false;
      },
    });
    await next.backup.write({ ...form, ids: [other] });
    expect(next.moveJournal.read()).toEqual([]);
    // Its token is in the first file.
    await expect(next.accounts.renew(accountId)).rejects.toMatchObject({ code: 'moved' });
    expect(next.accounts.list().find(({ id }) => id === accountId)?.actions).toContain('decide-move');
  });

  it('with a journal that nobody can read once it has ended: the other moves in it stay', async () => {
    const { core, accountId } = await killedAt('named');
    const other = { path: '/other', hash: 'other', folder: 'other', accounts: ['other-account'] };
    core.moveJournal.moves = [...core.moveJournal.moves, other];
    core.backupFile.pulled = true;
    const next = await begun(core);
    const { read } = next.moveJournal;
    let reads = 0;
    Object.assign(next.moveJournal, { read: () => (++reads === 1 ? read() : 'unreadable') });
    await next.backup.decideMove(accountId, 'in-file');
    expect(await refreshTokenOf(next, accountId)).toBeUndefined();
    expect(next.moveJournal.moves).toContainEqual(other);
  });

  it('by a full disk where the journal lies: no file gets a name, and nothing is dropped', async () => {
    const { core, accountId } = await connected();
    core.moveJournal.failing = true;
    await expect(core.backup.write(form)).rejects.toMatchObject({ code: 'save-failed' });
    expect([await refreshTokenOf(core, accountId), isInFile(core)]).toEqual(['refresh-1', false]);
    expect(core.accounts.list()[0]).toMatchObject({ renewal: { kind: 'by-itself' } });
  });

  it('by a full disk: why the account needs a sign-in is said as before', async () => {
    const { core, accountId } = await connected();
    const warning = { code: 'needs-sign-in', reason: 'answer-lost' } as const;
    await core.vault.change(accountId, () => ({ patch: { needsSignIn: true, warning } }));
    core.backupFile.failing = true;
    await expect(core.backup.write(form)).rejects.toMatchObject({ code: 'save-failed' });
    expect(core.accounts.list()[0]).toMatchObject({ renewal: { kind: 'sign-in-needed' }, problem: warning });
  });

  it('by a place that has no name for it in the end, and cannot be reached: the row asks', async () => {
    const { core } = await connected();
    core.backupFile.pulled = true;
    await expect(core.backup.write(form)).rejects.toMatchObject({ code: 'save-failed' });
    expect(core.accounts.list()[0]?.actions).toContain('decide-move');
  });

  it('by a lock: this computer goes on renewing, and the row says so at once', async () => {
    const { core, accountId } = await connected(coreOn({ sealer: fakeSealer('session-only') }));
    await core.storage.choose('passphrase', new Secret(passphrase));
    await settled();
    const staging = Promise.withResolvers<void>();
    const { choosePlace } = core.backupFile;
    Object.assign(core.backupFile, {
      choosePlace: async (name: string) => {
        const place = await choosePlace(name);
        const write: NonNullable<typeof place>['write'] = async (...what) => {
          const staged = await place?.write(...what);
          if (staged === undefined) throw new Error('no place');
          await staging.promise;
          return staged;
        };
        return place && { ...place, write };
      },
    });
    const writing = core.backup.write(form);
    await settled();
    core.lock.lock('person');
    staging.resolve();
    await expect(writing).rejects.toMatchObject({ code: 'locked' });
    expect(core.accounts.list()[0]).toMatchObject({ renewal: { kind: 'by-itself' } });
    await core.lock.unlock(new Secret(passphrase));
    await settled();
    expect([await refreshTokenOf(core, accountId), isInFile(core)]).toEqual(['refresh-1', false]);
    expect(core.accounts.list()[0]).toMatchObject({ renewal: { kind: 'by-itself' } });
  });

  it('by the end of the shift: nothing of it is left', async () => {
    const { core } = await killedAt('recorded');
    const next = coreOn(core);
    await next.vault.load();
    await next.shift.end(false);
    expect([next.files.texts.size, next.moveJournal.moves]).toEqual([0, []]);
  });
});

describe('while nobody can say where a token is', () => {
  const asking = async () => {
    const { core, accountId } = await killedAt('named');
    const look = async () => ({ kind: 'unreachable' }) as const;
    const backupFile = Object.assign(fakeBackupFile(), { look });
    return { core: await begun({ ...core, backupFile }), accountId };
  };

  it('an edit of its account changes nothing about that', async () => {
    const { core, accountId } = await asking();
    await core.accounts.edit(accountId, readycloudForm({}, 'Other name'));
    expect(core.accounts.list()[0]).toMatchObject({ label: 'Other name', renewal: { kind: 'by-person' } });
    await expect(core.accounts.renew(accountId)).rejects.toMatchObject({ code: 'moved' });
    await core.backup.decideMove(accountId, 'in-file');
    expect(await refreshTokenOf(core, accountId)).toBeUndefined();
  });

  it('what the provider answered meanwhile of its details does not hide that', async () => {
    const { core, accountId } = await asking();
    for (const code of ['wrong-app-secret', 'insufficient-scope', 'unknown-scope'] as const) {
      core.vault.setProblem(accountId, { code });
      expect(core.accounts.list()[0]).toMatchObject({ problem: { code: 'moved', reason: 'unreachable' } });
    }
    core.vault.setProblem(accountId, { code: 'offline' });
    expect(core.accounts.list()[0]).toMatchObject({ problem: { code: 'offline' } });
  });

  it('a copy of it does not ask: who takes that in has no token that could be anywhere', async () => {
    const { core } = await asking();
    await core.backup.write({ ...form, moves: false });
    const other = coreOn({ backupFile: core.backupFile });
    await other.backup.open(new Secret(passphrase));
    await other.backup.take(['add']);
    const [row] = other.accounts.list();
    expect(row).toMatchObject({ renewal: { kind: 'by-person' }, onDisk: true });
    expect(row?.problem).toBeUndefined();
  });

  it('it is put into no other file', async () => {
    const { core, accountId } = await asking();
    await core.backup.write(form);
    expect(core.backupFile.file).toBeDefined();
    expect(isInFile(core)).toBe(false);
    await core.backup.decideMove(accountId, 'here');
    expect(await refreshTokenOf(core, accountId)).toBe('refresh-1');
  });

  it('a backup that is taken in for its account leaves it unused', async () => {
    const { core, accountId } = await asking();
    await core.backup.write({ ...form, moves: false });
    await core.backup.open(new Secret(passphrase));
    await core.backup.take(['replace']);
    await expect(core.accounts.renew(accountId)).rejects.toMatchObject({ code: 'moved' });
    expect(core.accounts.list()[0]?.actions).toContain('decide-move');
  });
});

describe('another move', () => {
  it('first ends the one that was interrupted, where that can be told by now', async () => {
    const { core, accountId } = await killedAt('recorded');
    const backupFile = Object.assign(fakeBackupFile(), { pulled: true });
    const next = await begun({ ...core, backupFile });
    expect(next.accounts.list()[0]?.actions).toContain('decide-move');
    backupFile.pulled = false;
    await next.backup.write(form);
    expect([await refreshTokenOf(next, accountId), isInFile(next)]).toEqual([undefined, true]);
    expect(next.accounts.list()[0]).toMatchObject({ problem: { code: 'moved' } });
  });

  it('of an account that was signed in to since, and that comes to nothing: the first one drops nothing of it', async () => {
    const { core, accountId } = await killedAt('named');
    const backupFile = Object.assign(fakeBackupFile(), { file: core.backupFile.file, pulled: true });
    const next = await begun({ ...core, backupFile });
    const signedIn = {
      kind: 'token',
      accessToken: new Secret('access-9'),
      refreshToken: new Secret('refresh-9'),
    } as const;
    next.browser.answer = async () => ({ ...signedIn, expiresInSeconds: 3600, scopes: [] });
    await next.accounts.reconnect(accountId);
    const [writing, failed] = [Promise.withResolvers<void>(), Promise.withResolvers<never>()];
    const write = async (pieces: AsyncIterable<Secret>) => {
      for await (const _piece of pieces) writing.resolve();
      return failed.promise;
    };
    Object.assign(backupFile, { choosePlace: async () => ({ name: 'other', path: '/other', write }) });
    const written = next.backup.write(form);
    await writing.promise;
    // The stick with the first file is back.
    backupFile.pulled = false;
    failed.reject(new DockpassError('save-failed', { reason: 'disk-full' }));
    await expect(written).rejects.toMatchObject({ code: 'save-failed' });
    expect(await refreshTokenOf(next, accountId)).toBe('refresh-9');
    expect(next.accounts.list()[0]).toMatchObject({ renewal: { kind: 'by-itself' } });
  });

  it('at the same time leaves alone what is just being written', async () => {
    const { core, accountId } = await connected();
    const { accountId: other } = await core.accounts.connect(readycloudForm({ appId: 'app-2' }));
    const { choosePlace } = core.backupFile;
    const [marked, goOn] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    Object.assign(core.backupFile, {
      choosePlace: async (name: string) => {
        const place = await choosePlace(name);
        const write: NonNullable<typeof place>['write'] = async (...what) => {
          const staged = await place?.write(...what);
          if (staged === undefined) throw new Error('no place');
          marked.resolve();
          await goOn.promise;
          return staged;
        };
        return place && { ...place, write };
      },
    });
    const writing = core.backup.write({ ...form, ids: [accountId] });
    await marked.promise;
    Object.assign(core.backupFile, { choosePlace });
    await core.backup.write({ ...form, ids: [other] });
    expect(core.vault.record(accountId)).toMatchObject({ moving: true, canRenew: false });
    goOn.resolve();
    await writing;
    expect([await refreshTokenOf(core, accountId), await refreshTokenOf(core, other)]).toEqual([undefined, undefined]);
  });
});

it('a token that is just being written into a file is in that one, whatever is said of an earlier file', async () => {
  const { core, accountId } = await connected();
  const deciding = Promise.withResolvers<unknown>();
  onceStaged(core, async staged => {
    deciding.resolve(await core.backup.decideMove(accountId, 'here').catch(error => error));
    return staged;
  });
  await core.backup.write(form);
  expect(await deciding.promise).toMatchObject({ code: 'busy', reason: 'move' });
  expect([await refreshTokenOf(core, accountId), isInFile(core)]).toEqual([undefined, true]);
  expect(core.accounts.list()[0]).toMatchObject({ renewal: { kind: 'by-person' } });
});

describe('taking a backup in', () => {
  it('leaves a token alone that was renewed here after the file was written', async () => {
    const { core, accountId } = await connected();
    await core.backup.write(form);
    const other = coreOn({ backupFile: core.backupFile });
    await other.backup.open(new Secret(passphrase));
    await other.backup.take(['add']);
    const id = other.accounts.list()[0]?.id ?? '';
    other.http.handle = () =>
      Response.json({ access_token: 'access-2', token_type: 'bearer', expires_in: 3600, refresh_token: 'refresh-2' });
    other.clock.advanceTo(other.clock.now() + 1000);
    await other.accounts.renew(id);
    const view = await other.backup.open(new Secret(passphrase));
    expect(view?.accounts[0]?.here).toBeDefined();
    await other.backup.take(['replace']);
    expect(await refreshTokenOf(other, id)).toBe('refresh-2');
    expect(await refreshTokenOf(core, accountId)).toBeUndefined();
  });

  it.each<readonly [what: string, aheadMs: number, tells: (now: number) => number]>([
    ['the clock of the computer that wrote the file was ahead', 7_200_000, now => now],
    // By the times of two answers alone it would be as old.
    ['it was renewed in the same second, and answers tell whole ones', 0, now => Math.floor(now / 1000) * 1000],
  ])('leaves it alone also where %s', async (_what, aheadMs, tells) => {
    const clock = fakeClock(1_800_000_000_000);
    const now = () => tells(clock.now());
    const { core } = await connected(coreOn({ clock: fakeClock(clock.now() + aheadMs), now }));
    await core.backup.write(form);
    const other = coreOn({ backupFile: core.backupFile, clock, now });
    await other.backup.open(new Secret(passphrase));
    await other.backup.take(['add']);
    const id = other.accounts.list()[0]?.id ?? '';
    other.http.handle = () =>
      Response.json({ access_token: 'access-2', token_type: 'bearer', expires_in: 3600, refresh_token: 'refresh-2' });
    clock.advanceTo(clock.now() + 900);
    await other.accounts.renew(id);
    await other.backup.open(new Secret(passphrase));
    await other.backup.take(['replace']);
    expect(await refreshTokenOf(other, id)).toBe('refresh-2');
  });
});

it('an account whose move was ended here says nothing of it any more, also where a renewal was refused for it', async () => {
  const { core, accountId } = await killedAt('named');
  core.backupFile.pulled = true;
  const next = await begun(core);
  await expect(next.accounts.renew(accountId)).rejects.toMatchObject({ code: 'moved' });
  expect(next.accounts.list()[0]?.problem?.code).toBe('moved');
  await next.backup.decideMove(accountId, 'here');
  expect(next.accounts.list()[0]?.problem).toBeUndefined();
});

it('a moved account goes on saying so, whatever a provider answers', async () => {
  const { core, accountId } = await connected();
  await core.backup.write(form);
  await expect(core.accounts.renew(accountId)).rejects.toMatchObject({ code: 'moved' });
  core.http.handle = () => Response.json({}, { status: 500 });
  await expect(core.accounts.check(accountId)).rejects.toMatchObject({ code: 'provider-down' });
  expect(core.accounts.list()[0]?.problem?.code).toBe('moved');
});

it('that a moved account cannot be opened is said first, also once a check has found it', async () => {
  const { core, accountId } = await connected();
  await core.backup.write(form);
  core.sealer.mode = 'keychain-locked';
  await expect(core.accounts.check(accountId)).rejects.toMatchObject({ code: 'keyring-locked' });
  expect(core.accounts.list()[0]?.problem?.code).toBe('keyring-locked');
});
