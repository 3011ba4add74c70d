import { describe, expect, it, vi } from 'vitest';
import { DockpassError } from '../../../main/core/base/errors.ts';
import { Secret } from '../../../main/core/base/secret.ts';
import { coreOn, readycloudForm } from '../../support/fakes/fakes.ts';
import { settled } from '../../support/fakes/settled.ts';
import { fakeSealer } from '../../support/fakes/storage-fakes.ts';

const org = (path: string, name: string) => ({ url: `https://www.readycloud.com/api/v2/orgs/${path}/`, name });
const orgs =
  (...results: readonly object[]) =>
  () =>
    Response.json({ next: null, results });

describe('connecting', () => {
  it('asks whose the token is while it is being saved, and shows and tells nothing before it is on disk, sealed', async () => {
    const core = coreOn();
    const disk = Promise.withResolvers<void>();
    let onDisk = '';
    vi.spyOn(core.files, 'save').mockImplementationOnce(async record => {
      await disk.promise;
      onDisk = JSON.stringify(record);
    });
    core.http.handle = orgs(org('Q7Z', 'Acme'));
    let connected: unknown;
    const connecting = core.accounts.connect(readycloudForm()).then(view => {
      connected = view;
    });
    await settled();
    expect([core.http.sent.length, core.accounts.list(), connected]).toEqual([1, [], undefined]);
    disk.resolve();
    await connecting;
    expect(connected).toEqual({ accountId: expect.any(String), label: 'Acme Goods' });
    expect(onDisk).toContain('"appId":"app-1"');
    for (const secret of ['access-1', 'refresh-1', 'shh-1']) expect(onDisk).not.toContain(secret);
  });

  it('keeps the token when the look-up fails, and says so', async () => {
    const core = coreOn();
    core.http.handle = () => new Response('{}', { status: 503 });
    const view = await core.accounts.connect(readycloudForm());
    expect(view.note).toEqual({ code: 'provider-down', detail: 'www.readycloud.com', reason: '503' });
    await core.accounts.copy(view.accountId, 'token', 0);
    expect(core.clipboard.text).toBe('access-1');
  });

  it('makes one account when Connect is pressed twice', async () => {
    const core = coreOn();
    const both = await Promise.all([core.accounts.connect(readycloudForm()), core.accounts.connect(readycloudForm())]);
    expect(both[0]).toEqual(both[1]);
    expect(core.accounts.list()).toHaveLength(1);
    expect(core.browser.requests).toHaveLength(1);
    expect(core.browser.inFront.at(-1)).toBe(core.browser.requests[0]?.key);
  });

  it('names the account by its organization where the person gave no name, and never twice the same', async () => {
    const core = coreOn();
    core.http.handle = orgs(org('Q7Z', 'Acme'));
    await core.accounts.connect(readycloudForm({}, ''));
    await core.accounts.connect(readycloudForm({ appId: 'app-2' }, ''));
    expect(core.accounts.list().map(one => one.label)).toEqual(['Acme', 'Acme (2)']);
  });

  it('takes the last path segment as the org’s id, whatever its length', async () => {
    const core = coreOn();
    core.http.handle = orgs(org('1', 'Tiny'));
    await core.accounts.connect(readycloudForm());
    expect(core.accounts.list()[0]?.detail).toBe('org 1');
  });

  it('reads every page of organizations, and lets the person pick and change', async () => {
    const core = coreOn();
    core.http.handle = ({ url }) =>
      url.includes('offset')
        ? Response.json({ next: null, results: [org('B2', 'Beta')] })
        : Response.json({ next: 'https://www.readycloud.com/api/v2/orgs/?offset=1', results: [org('A1', 'Alpha')] });
    const { accountId } = await core.accounts.connect(readycloudForm({}, ''));
    expect(core.accounts.list()[0]).toMatchObject({ needsOrganization: true, label: 'ReadyCloud' });
    await core.accounts.chooseOrganization(accountId, 'B2');
    expect(core.accounts.list()[0]).toMatchObject({ needsOrganization: false, label: 'Beta', detail: 'org B2' });
    await core.accounts.chooseOrganization(accountId, 'A1');
    expect(core.accounts.list()[0]).toMatchObject({ label: 'Alpha', detail: 'org A1' });
  });

  it('follows no page to another origin', async () => {
    const core = coreOn();
    core.http.handle = () => Response.json({ next: 'https://evil.example/orgs/', results: [] });
    const view = await core.accounts.connect(readycloudForm());
    expect(view.note?.code).toBe('bad-reply');
    expect(core.http.sent.map(one => new URL(one.url).host)).toEqual(['www.readycloud.com']);
  });

  it('says that it cannot renew by itself without an App Secret, and without a refresh token', async () => {
    const core = coreOn();
    await core.accounts.connect(readycloudForm({ appSecret: '' }, 'No secret'));
    core.browser.answer = async () => ({ kind: 'token', accessToken: new Secret('access-2'), expiresInSeconds: 600 });
    await core.accounts.connect(readycloudForm({}, 'No refresh token'));
    const beforeAt = core.clock.now();
    expect(core.accounts.list().map(one => [one.label, one.renewal])).toEqual([
      ['No refresh token', { kind: 'by-person', beforeAt: beforeAt + 600_000 }],
      ['No secret', { kind: 'by-person', beforeAt: beforeAt + 31_536_000_000 }],
    ]);
  });

  it('keeps nothing on disk where no keyring is', async () => {
    const core = coreOn({ sealer: fakeSealer('session-only') });
    const { accountId } = await core.accounts.connect(readycloudForm());
    expect(core.files.texts.size).toBe(0);
    expect(core.accounts.list()[0]?.onDisk).toBe(false);
    await core.accounts.copy(accountId, 'token', 0);
    expect(core.clipboard.text).toBe('access-1');
  });

  describe.each([
    ['locked', 'keychain-locked', {}],
    ['locked or missing', 'keychain-unsure', { reason: 'or-missing' }],
  ] as const)('behind a keyring that is %s', (_name, mode, reason) => {
    it('no sign-in begins, and none is silently for this session', async () => {
      const core = coreOn({ sealer: fakeSealer(mode) });
      const refused = { code: 'keyring-locked', ...reason };
      let pages = 0;
      core.browser.answer = async () => {
        pages += 1;
        return { kind: 'token', accessToken: new Secret('access-1') };
      };
      await expect(core.accounts.connect(readycloudForm())).rejects.toMatchObject(refused);
      expect([pages, core.accounts.list()]).toEqual([0, []]);

      core.storage.keepForSession();
      expect(await core.status.view()).toMatchObject({ storage: 'session-only' });
      await core.accounts.connect(readycloudForm());
      expect(core.accounts.list()[0]).toMatchObject({ onDisk: false });
      expect(core.files.texts.size).toBe(0);
    });

    it('an account on disk is not signed in anew, whatever was chosen for new ones', async () => {
      const before = coreOn();
      const { accountId } = await before.accounts.connect(readycloudForm());
      const core = coreOn({ files: before.files, sealer: Object.assign(fakeSealer(mode), { key: before.sealer.key }) });
      await core.vault.load();
      core.storage.keepForSession();
      await expect(core.accounts.reconnect(accountId)).rejects.toMatchObject({ code: 'keyring-locked' });
      expect(core.accounts.list()[0]).toMatchObject({ onDisk: true });
    });
  });

  it('loses nothing on a full disk: the account works, and is saved once there is room', async () => {
    const core = coreOn();
    core.files.failing = true;
    await expect(core.accounts.connect(readycloudForm())).rejects.toMatchObject({ code: 'save-failed' });
    const [row] = core.accounts.list();
    expect(row).toMatchObject({ onDisk: false, problem: { code: 'save-failed', reason: 'disk-full' } });
    await core.accounts.copy(row?.id ?? '', 'token', 0);
    expect(core.clipboard.text).toBe('access-1');
    core.files.failing = false;
    await core.vault.saveUnsaved();
    expect(core.accounts.list()[0]).toMatchObject({ onDisk: true });
    const again = coreOn({ files: core.files, sealer: core.sealer, clock: core.clock });
    await again.vault.load();
    expect((await again.vault.open(row?.id ?? '')).refreshToken?.reveal()).toBe('refresh-1');
  });

  it.each([
    ['an empty App Id', { appId: '  ' }, 'appId'],
    ['no permission at all', { permissions: '' }, 'permissions'],
    ['a redirect address that is none', { redirectAddress: 'example.com/cb' }, 'redirectAddress'],
    ['a redirect address with a fragment', { redirectAddress: 'https://example.com/cb#x' }, 'redirectAddress'],
    ['a redirect address on plain http', { redirectAddress: 'http://example.com/cb' }, 'redirectAddress'],
    ['a line break in the App Secret', { appSecret: 'a\nb' }, 'appSecret'],
  ])('refuses %s before any window opens, naming the field', async (_what, values, field) => {
    const core = coreOn();
    await expect(core.accounts.connect(readycloudForm(values))).rejects.toMatchObject({ code: 'bad-input', field });
    expect(core.browser.requests).toEqual([]);
  });

  it('asks for the permissions given and with a state, and sends a redirect address only where one was typed', async () => {
    const core = coreOn();
    await core.accounts.connect(readycloudForm({ permissions: 'order order-read_only' }));
    await core.accounts.connect(readycloudForm({ redirectAddress: 'https://example.com/cb' }));
    const [plain, own] = core.browser.requests.map(request => new URL(request.authorizationUrl).searchParams);
    expect([...(plain?.keys() ?? [])]).toEqual(['response_type', 'client_id', 'scope', 'state']);
    expect(plain?.get('scope')).toBe('order order-read_only');
    expect(own?.get('redirect_uri')).toBe('https://example.com/cb');
    expect(plain?.get('state')).not.toBe(own?.get('state'));
  });

  it.each([
    ['access_denied', 'provider-refused'],
    ['invalid_client', 'wrong-app-id'],
    ['invalid_scope', 'unknown-scope'],
    ['unauthorized_client', 'not-allowed-for-app'],
    ['server_error', 'provider-down'],
    ['other', 'provider-refused'],
  ] as const)('turns the answer %s into %s and keeps no account', async (error, code) => {
    const core = coreOn();
    core.browser.answer = async () => ({ kind: 'refused', error });
    await expect(core.accounts.connect(readycloudForm())).rejects.toMatchObject({ code });
    expect(core.accounts.list()).toEqual([]);
  });
});

describe('connecting again', () => {
  it('replaces the tokens and keeps name, pin and organization', async () => {
    const core = coreOn();
    core.http.handle = orgs(org('A1', 'Alpha'), org('B2', 'Beta'));
    const { accountId } = await core.accounts.connect(readycloudForm());
    await core.accounts.chooseOrganization(accountId, 'B2');
    await core.accounts.setPinned(accountId, true);
    core.browser.answer = async () => ({ kind: 'token', accessToken: new Secret('access-9'), expiresInSeconds: 60 });
    await core.accounts.reconnect(accountId);
    expect(core.accounts.list()).toHaveLength(1);
    expect(core.accounts.list()[0]).toMatchObject({ label: 'Acme Goods', detail: 'org B2', pinned: true });
    await core.accounts.copy(accountId, 'token', 0);
    expect(core.clipboard.text).toBe('access-9');
  });

  it('keeps a name that was given while the window was open', async () => {
    const core = coreOn();
    const { accountId } = await core.accounts.connect(readycloudForm());
    core.browser.answer = async () => {
      await core.accounts.rename(accountId, 'Acme, new');
      return { kind: 'token', accessToken: new Secret('access-9') };
    };
    await core.accounts.reconnect(accountId);
    expect(core.accounts.list()[0]?.label).toBe('Acme, new');
  });

  it('changes nothing when cancelled', async () => {
    const core = coreOn();
    const { accountId } = await core.accounts.connect(readycloudForm());
    const before = core.files.texts.get(accountId);
    core.browser.answer = async () => {
      throw new DockpassError('cancelled');
    };
    await expect(core.accounts.reconnect(accountId)).rejects.toMatchObject({ code: 'cancelled' });
    const edit = readycloudForm({ appId: 'another', appSecret: '' });
    await expect(core.accounts.edit(accountId, edit)).rejects.toMatchObject({ code: 'cancelled' });
    expect(core.files.texts.get(accountId)).toBe(before);
  });

  it('takes a new App Secret without signing in, and never shows the old one', async () => {
    const core = coreOn();
    const { accountId } = await core.accounts.connect(readycloudForm({ appSecret: '' }));
    expect(core.accounts.getEdit(accountId).secretsKept).toEqual([]);
    await core.accounts.edit(accountId, readycloudForm({ appSecret: 'late' }));
    expect(core.browser.requests).toHaveLength(1);
    expect(core.accounts.list()[0]?.renewal).toEqual({ kind: 'by-itself' });
    expect(JSON.stringify(core.accounts.getEdit(accountId))).not.toContain('late');
  });
});

describe('what happens meanwhile', () => {
  it('a name given just as Reconnect is pressed stays', async () => {
    const core = coreOn();
    const { accountId } = await core.accounts.connect(readycloudForm());
    const reconnected = core.accounts.reconnect(accountId);
    await core.accounts.rename(accountId, 'Acme North');
    await reconnected;
    expect(core.accounts.list()[0]?.label).toBe('Acme North');
    expect([...core.files.texts.values()].join()).toContain('"label":"Acme North"');
  });

  it('new details saved beside a renewal keep the tokens that the renewal brought', async () => {
    const core = coreOn();
    const { accountId } = await core.accounts.connect(readycloudForm());
    core.http.handle = () =>
      Response.json({ access_token: 'access-2', token_type: 'bearer', expires_in: 3600, refresh_token: 'refresh-2' });
    const renewed = core.accounts.renew(accountId);
    const edited = core.accounts.edit(accountId, readycloudForm({ appSecret: 'shh-2' }, 'Acme East'));
    await Promise.all([renewed, edited]);
    const secrets = await core.vault.open(accountId);
    expect([secrets.accessToken.reveal(), secrets.refreshToken?.reveal(), secrets.fields.appSecret?.reveal()]).toEqual([
      'access-2',
      'refresh-2',
      'shh-2',
    ]);
    expect(core.accounts.list()[0]?.label).toBe('Acme East');
  });
});
