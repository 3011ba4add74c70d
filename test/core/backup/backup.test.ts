import { describe, expect, it } from 'vitest';
import { DockpassError } from '../../../main/core/base/errors.ts';
import { Secret } from '../../../main/core/base/secret.ts';
import { coreOn, readycloudForm } from '../../support/fakes/fakes.ts';
import { settled } from '../../support/fakes/settled.ts';
import { fakeSealer, slowRenewals } from '../../support/fakes/storage-fakes.ts';
import { soon } from '../../support/soon.ts';

type Core = ReturnType<typeof coreOn>;
const passphrase = 'correct horse';
const all = { ids: [], moves: false, passphrase };

const secretOf = (text: string) => new Secret(text);

const connected = async (name = 'Acme Goods') => {
  const core = coreOn();
  const { accountId } = await core.accounts.connect(readycloudForm({}, name));
  return { core, accountId };
};
/** What the file holds, as text. */
const contentOf = ({ backupFile }: Pick<ReturnType<typeof coreOn>, 'backupFile'>): string =>
  (backupFile.file?.pieces ?? []).join('\n');
/** Another computer, where the same file is chosen. */
const otherWith = ({ backupFile }: Pick<ReturnType<typeof coreOn>, 'backupFile'>) => coreOn({ backupFile });

describe('a backup', () => {
  it('without moving: the token works on the other computer, and only this one renews it', async () => {
    const { core, accountId } = await connected();
    expect(await core.backup.write(all)).toEqual({ count: 1, name: 'dockpass-backup.json' });
    expect(contentOf(core)).not.toContain('refresh-1');
    expect(core.accounts.list()[0]?.renewal).toEqual({ kind: 'by-itself' });
    const other = otherWith(core);
    expect(await other.backup.open(secretOf(passphrase))).toEqual({
      accounts: [{ label: 'Acme Goods', providerName: 'ReadyCloud', usable: true }],
    });
    expect(await other.backup.take(['add'])).toBe(1);
    const [row] = other.accounts.list();
    expect(row).toMatchObject({ label: 'Acme Goods', renewal: { kind: 'by-person' } });
    await other.accounts.copy(row?.id ?? '', 'token', 0);
    expect(other.clipboard.text).toBe('access-1');
    expect(row?.id).not.toBe(accountId);
  });

  it('moving: the refresh token goes along, and this computer no longer has it', async () => {
    const { core, accountId } = await connected();
    await core.backup.write({ ...all, moves: true });
    expect(core.accounts.list()[0]).toMatchObject({ renewal: { kind: 'by-person' }, problem: { code: 'moved' } });
    expect((await core.vault.open(accountId)).refreshToken).toBeUndefined();
    const other = otherWith(core);
    await other.backup.open(secretOf(passphrase));
    await other.backup.take(['add']);
    expect(other.accounts.list()[0]?.renewal).toEqual({ kind: 'by-itself' });
  });

  it('moving to a full disk: this computer goes on renewing', async () => {
    const { core, accountId } = await connected();
    core.backupFile.failing = true;
    await expect(core.backup.write({ ...all, moves: true })).rejects.toMatchObject({ code: 'save-failed' });
    expect(core.accounts.list()[0]?.renewal).toEqual({ kind: 'by-itself' });
    expect((await core.vault.open(accountId)).refreshToken?.reveal()).toBe('refresh-1');
  });

  it('ended while moving: the next start goes on renewing', async () => {
    const { core, accountId } = await connected();
    const writing = Promise.withResolvers<void>();
    const choosePlace = async () => ({
      name: 'any',
      path: '/any',
      write: async (pieces: AsyncIterable<Secret>) => {
        for await (const _piece of pieces) writing.resolve();
        return new Promise<void>(() => {});
      },
    });
    Object.assign(core.backupFile, { choosePlace });
    void core.backup.write({ ...all, moves: true });
    await writing.promise;
    expect(core.accounts.list()[0]).toMatchObject({ renewal: { kind: 'by-person' } });
    const next = coreOn(core);
    await next.start.begin(next.vault.load(), Promise.resolve());
    expect(next.accounts.list()[0]).toMatchObject({ renewal: { kind: 'by-itself' } });
    expect((await next.vault.open(accountId)).refreshToken?.reveal()).toBe('refresh-1');
  });

  it('without moving, while a renewal ends: token and life in the file are of one time', async () => {
    const { core, accountId } = await connected();
    const { issuedAt } = core.vault.record(accountId).life;
    const { open } = core.sealer;
    const slow = Promise.withResolvers<void>();
    Object.assign(core.sealer, {
      open: async (sealed: string, owner: string) => {
        const opened = await open(sealed, owner);
        await slow.promise;
        return opened;
      },
    });
    const written = core.backup.write(all);
    await settled();
    Object.assign(core.sealer, { open });
    core.clock.advanceTo(core.clock.now() + 60_000);
    core.http.handle = () =>
      Response.json({ access_token: 'access-2', token_type: 'bearer', expires_in: 3600, refresh_token: 'refresh-2' });
    await core.accounts.renew(accountId);
    slow.resolve();
    await written;
    const [{ record, secrets }] = JSON.parse(contentOf(core)).accounts;
    expect([record.life.issuedAt, secrets.accessToken]).toEqual([issuedAt, 'access-1']);
  });

  it('moving while a renewal is on its way: the file gets the token that it brings', async () => {
    const { core, accountId } = await connected();
    const { asked, answer } = slowRenewals(core);
    const renewed = core.accounts.renew(accountId);
    await asked;
    const written = core.backup.write({ ...all, moves: true });
    answer({ access_token: 'access-2', token_type: 'bearer', expires_in: 3600, refresh_token: 'refresh-2' });
    await Promise.all([renewed, written]);
    expect(contentOf(core)).toContain('refresh-2');
    expect((await core.vault.open(accountId)).refreshToken).toBeUndefined();
  });

  it('moving to a full disk: what could not renew before still cannot', async () => {
    const core = coreOn();
    await core.accounts.connect(readycloudForm({ appSecret: '' }));
    core.backupFile.failing = true;
    await expect(core.backup.write({ ...all, moves: true })).rejects.toMatchObject({ code: 'save-failed' });
    expect(core.accounts.list()[0]).toMatchObject({ renewal: { kind: 'by-person' } });
  });

  /** A renewal was sent, and the provider answered to a program that had ended. */
  const answerLost = async () => {
    const { core, accountId } = await connected();
    const handle = core.http.handle;
    core.http.handle = () => {
      throw new DockpassError('timed-out');
    };
    await expect(core.accounts.renew(accountId)).rejects.toMatchObject({ code: 'timed-out' });
    core.http.handle = request =>
      request.url.includes('/token/')
        ? Response.json({ error: 'invalid_request', error_description: 'No such refresh token.' }, { status: 400 })
        : handle(request);
    return { core, accountId };
  };

  it('of an account whose renewal was lost, without moving: the token works on the other computer until it runs out', async () => {
    const { core, accountId } = await answerLost();
    await expect(core.accounts.renew(accountId)).rejects.toMatchObject({ reason: 'answer-lost' });
    await core.backup.write(all);
    const other = otherWith(core);
    await other.backup.open(secretOf(passphrase));
    await other.backup.take(['add']);
    expect(other.accounts.list()[0]).toMatchObject({ renewal: { kind: 'by-person' } });
    expect(other.accounts.list()[0]?.problem).toBeUndefined();
    expect(core.accounts.list()[0]).toMatchObject({ renewal: { kind: 'sign-in-needed' } });
  });

  it('moving an account whose renewal may have been lost: the other computer tries, and says so', async () => {
    const { core } = await answerLost();
    await core.backup.write({ ...all, moves: true });
    const other = otherWith(core);
    other.http.handle = core.http.handle;
    await other.backup.open(secretOf(passphrase));
    await other.backup.take(['add']);
    const lost = { code: 'needs-sign-in', reason: 'answer-lost' };
    await soon(() => expect(other.accounts.list()[0]?.problem).toEqual(lost));
  });

  it('asks about an account that is here already, and changes only what was chosen', async () => {
    const { core } = await connected();
    await core.backup.write(all);
    const other = otherWith(core);
    await other.accounts.connect(readycloudForm({}, 'Acme here'));
    const opened = await other.backup.open(secretOf(passphrase));
    expect(opened?.accounts[0]?.here).toBe('Acme here');
    expect(await other.backup.take(['skip'])).toBe(0);
    await other.backup.open(secretOf(passphrase));
    await other.backup.take(['replace']);
    expect(other.accounts.list().map(one => one.label)).toEqual(['Acme here']);
    await other.backup.open(secretOf(passphrase));
    await other.backup.take(['add']);
    expect(other.accounts.list().map(one => one.label)).toEqual(['Acme Goods', 'Acme here']);
  });

  it('that moved nothing replaces the token here, and what renews it stays', async () => {
    const { core, accountId } = await connected();
    await core.backup.write(all);
    core.http.handle = () =>
      Response.json({ access_token: 'access-2', token_type: 'bearer', expires_in: 3600, refresh_token: 'refresh-2' });
    await core.accounts.renew(accountId);
    await core.backup.open(secretOf(passphrase));
    await core.backup.take(['replace']);
    const { accessToken, refreshToken } = await core.vault.open(accountId);
    expect([accessToken.reveal(), refreshToken?.reveal()]).toEqual(['access-1', 'refresh-2']);
    expect(core.accounts.list()[0]?.renewal).toEqual({ kind: 'by-itself' });
  });

  it('that moved nothing leaves what renews it, also where what needs no new sign-in was changed since', async () => {
    const { core, accountId } = await connected();
    await core.backup.write(all);
    await core.accounts.edit(accountId, readycloudForm({ apiVersion: 'v1' }));
    await core.backup.open(secretOf(passphrase));
    await core.backup.take(['replace']);
    expect((await core.vault.open(accountId)).refreshToken?.reveal()).toBe('refresh-1');
    expect(core.accounts.list()[0]?.renewal).toEqual({ kind: 'by-itself' });
  });

  it('that was written while its account needed a sign-in does not end the renewing of one that was made since', async () => {
    const { core, accountId } = await connected();
    const warning = { code: 'needs-sign-in', reason: 'partly-revoked' } as const;
    await core.vault.change(accountId, () => ({ patch: { needsSignIn: true, warning } }));
    await core.backup.write(all);
    await core.accounts.reconnect(accountId);
    await core.backup.open(secretOf(passphrase));
    await core.backup.take(['replace']);
    expect((await core.vault.open(accountId)).refreshToken).toBeDefined();
    expect(core.accounts.list()[0]).toMatchObject({ renewal: { kind: 'by-itself' } });
    expect(core.accounts.list()[0]?.problem).toBeUndefined();
  });

  /** An account of Alpha, in a backup that moved nothing; then another organization is shown, and the backup replaces it. */
  const replacedAfter = async (
    names: readonly string[],
    change: (core: Core, accountId: string) => Promise<unknown>,
  ) => {
    const core = coreOn();
    const reaches = (...found: readonly string[]) => {
      core.http.handle = () =>
        Response.json({ next: null, results: found.map(name => ({ url: `/orgs/${name}/`, name })) });
    };
    reaches('Alpha', ...names);
    const { accountId } = await core.accounts.connect(readycloudForm());
    if (names.length > 0) await core.accounts.chooseOrganization(accountId, 'Alpha');
    await core.backup.write(all);
    reaches('Beta', ...names);
    await change(core, accountId);
    await core.backup.open(secretOf(passphrase));
    expect(await core.backup.take(['replace'])).toBe(1);
    const { accessToken, refreshToken } = await core.vault.open(accountId);
    const { organizationId } = core.vault.record(accountId);
    return [accessToken.reveal(), refreshToken?.reveal(), organizationId];
  };

  it('that moved nothing keeps what renews the token where another organization was chosen since', async () => {
    const chosen = replacedAfter(['Beta'], (core, accountId) => core.accounts.chooseOrganization(accountId, 'Beta'));
    expect(await chosen).toEqual(['access-1', 'refresh-1', 'Alpha']);
  });

  it('that moved nothing keeps what renews the token where its organization was looked up since', async () => {
    const core = coreOn();
    core.http.handle = () => Response.json({ next: null, results: [] });
    const { accountId } = await core.accounts.connect(readycloudForm());
    await core.backup.write(all);
    core.http.handle = () => Response.json({ next: null, results: [{ url: '/orgs/Alpha/', name: 'Alpha' }] });
    await core.accounts.refreshOrganizations(accountId);
    await core.backup.open(secretOf(passphrase));
    await core.backup.take(['replace']);
    expect(core.vault.record(accountId).organizationId).toBeUndefined();
    expect((await core.vault.open(accountId)).refreshToken?.reveal()).toBe('refresh-1');
  });

  it('that moved nothing changes nothing where somebody signed in to another organization since', async () => {
    const signedIn = replacedAfter([], async (core, accountId) => {
      core.browser.answer = async () => ({
        kind: 'token',
        accessToken: new Secret('access-2'),
        expiresInSeconds: 600,
        refreshToken: new Secret('refresh-2'),
      });
      await core.accounts.signInAsSomeoneElse(accountId);
    });
    expect(await signedIn).toEqual(['access-2', 'refresh-2', 'Beta']);
  });

  /** A backup of the one account that is here, opened to be taken in. */
  const openedOn = async () => {
    const sealer = fakeSealer();
    const core = coreOn({ sealer });
    const { accountId } = await core.accounts.connect(readycloudForm());
    await core.backup.write(all);
    await core.backup.open(secretOf(passphrase));
    return { core, accountId, sealer };
  };
  /** The same, once replacing failed because the keychain was locked for a while. */
  const heldUpByKeychain = async () => {
    const opened = await openedOn();
    opened.sealer.mode = 'keychain-locked';
    await expect(opened.core.backup.take(['replace'])).rejects.toMatchObject({ code: 'keyring-locked' });
    opened.sealer.mode = 'keychain';
    return opened;
  };

  it('that moved nothing leaves an account alone whose token cannot be opened for now', async () => {
    const { core, accountId } = await heldUpByKeychain();
    expect((await core.vault.open(accountId)).refreshToken?.reveal()).toBe('refresh-1');
    expect(await core.backup.take(['replace'])).toBe(1);
    expect((await core.vault.open(accountId)).refreshToken?.reveal()).toBe('refresh-1');
  });

  it('follows the choice of the second time where the first one could not replace', async () => {
    const { core, accountId } = await heldUpByKeychain();
    expect(await core.backup.take(['add'])).toBe(1);
    expect(core.vault.list().map(({ id }) => id === accountId)).toEqual([true, false]);
  });

  it('is taken in once at a time: its refresh tokens come to one account each', async () => {
    const { core, accountId } = await connected();
    await core.backup.write({ ...all, moves: true });
    await core.backup.open(secretOf(passphrase));
    const taken = await Promise.allSettled([core.backup.take(['add']), core.backup.take(['replace'])]);
    const busy = { status: 'rejected', reason: { code: 'busy', reason: 'restore' } };
    expect(taken).toMatchObject([{ status: 'fulfilled', value: 1 }, busy]);
    expect((await core.vault.open(accountId)).refreshToken).toBeUndefined();
  });

  it('opened once more while an account of it is just being written: that one is here', async () => {
    const { core } = await connected();
    await core.backup.write({ ...all, moves: true });
    const other = otherWith(core);
    await other.backup.open(secretOf(passphrase));
    const { save } = other.files;
    const [asked, slow] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    Object.assign(other.files, {
      save: async (...what: Parameters<typeof save>) => {
        asked.resolve();
        await slow.promise;
        return save(...what);
      },
    });
    const taken = expect(other.backup.take(['add'])).rejects.toMatchObject({ code: 'cancelled' });
    await asked.promise;
    other.backup.close();
    const opening = other.backup.open(secretOf(passphrase));
    await settled();
    slow.resolve();
    await taken;
    // Else its refresh token would come to two accounts.
    expect((await opening)?.accounts[0]?.here).toBe('Acme Goods');
  });

  it('replaces what can never be opened again', async () => {
    const { core, accountId, sealer } = await openedOn();
    sealer.key = 'second';
    expect(await core.backup.take(['replace'])).toBe(1);
    expect((await core.vault.open(accountId)).refreshToken).toBeUndefined();
  });

  it('taken in onto a full disk goes on where it stopped, and takes nothing twice', async () => {
    const { core } = await connected('First');
    await core.accounts.connect(readycloudForm({}, 'Second'));
    await core.backup.write(all);
    const other = otherWith(core);
    await other.backup.open(secretOf(passphrase));
    const { save } = other.files;
    let room = 1;
    Object.assign(other.files, {
      save: async (...what: Parameters<typeof save>) => {
        room -= 1;
        if (room < 0) throw new DockpassError('save-failed');
        return save(...what);
      },
    });
    await expect(other.backup.take(['add', 'add'])).rejects.toMatchObject({ code: 'save-failed' });
    room = 9;
    expect(await other.backup.take(['add', 'add'])).toBe(2);
    expect(other.accounts.list().map(({ label }) => label)).toEqual(['First', 'Second']);
  });

  it('replaces the account that it is a backup of, not another one with the same details', async () => {
    const { core } = await connected('First');
    const { accountId } = await core.accounts.connect(readycloudForm({}, 'Second'));
    await core.backup.write({ ...all, ids: [accountId] });
    const opened = await core.backup.open(secretOf(passphrase));
    expect(opened?.accounts[0]?.here).toBe('Second');
    core.http.handle = () => Response.json({ access_token: 'access-2', token_type: 'bearer', expires_in: 3600 });
    for (const { id } of core.vault.list()) await core.accounts.renew(id);
    await core.backup.take(['replace']);
    const tokens = core.vault
      .list()
      .map(async ({ id, record }) => [record?.label, (await core.vault.open(id)).accessToken.reveal()]);
    expect(await Promise.all(tokens)).toEqual([
      ['First', 'access-2'],
      ['Second', 'access-1'],
    ]);
  });

  it('of two accounts with the same details, replaces one here with one of them', async () => {
    const { core } = await connected('First');
    await core.accounts.connect(readycloudForm({}, 'Second'));
    await core.backup.write({ ...all, moves: true });
    let made = 0;
    const random = { fraction: () => 0.5, token: () => `of-other-${++made}` };
    const other = coreOn({ backupFile: core.backupFile, random });
    await other.accounts.connect(readycloudForm({}, 'Here'));
    const opened = await other.backup.open(secretOf(passphrase));
    expect(opened?.accounts.map(({ here }) => here)).toEqual(['Here', undefined]);
    // Else the second would take the place of the first, whose refresh token is nowhere else.
    expect(await other.backup.take(['replace', 'replace'])).toBe(2);
    expect(other.accounts.list().map(({ label }) => label)).toEqual(['Here', 'Second']);
  });

  it('a wrong passphrase, half a file or no file changes nothing', async () => {
    const { core } = await connected();
    await core.backup.write(all);
    const other = otherWith(core);
    await expect(other.backup.open(secretOf('another one'))).rejects.toMatchObject({ code: 'wrong-passphrase' });
    const content = contentOf(core);
    for (const damaged of [[], [''], ['{'], [content.slice(0, -20)], ['{"backup":3,"accounts":[]}']]) {
      core.backupFile.file = { pieces: damaged, passphrase };
      await expect(other.backup.open(secretOf(passphrase))).rejects.toMatchObject({ code: 'backup-damaged' });
    }
    core.backupFile.chosen = false;
    expect(await other.backup.open(secretOf(passphrase))).toBeUndefined();
    expect(other.accounts.list()).toEqual([]);
  });

  it('an account that was sealed for other origins than its details name is not taken', async () => {
    const { core } = await connected();
    await core.backup.write(all);
    const content = contentOf(core).replace('https://www.readycloud.com', 'https://evil.example');
    core.backupFile.file = { pieces: [content], passphrase };
    const other = otherWith(core);
    expect((await other.backup.open(secretOf(passphrase)))?.accounts[0]?.usable).toBe(false);
    expect(await other.backup.take(['add'])).toBe(0);
    expect(other.accounts.list()).toEqual([]);
  });

  it('needs a passphrase of eight characters', async () => {
    const { core } = await connected();
    await expect(core.backup.write({ ...all, passphrase: 'short' })).rejects.toMatchObject({ code: 'bad-input' });
    expect(core.backupFile.file).toBeUndefined();
  });
});
