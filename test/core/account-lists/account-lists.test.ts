import { describe, expect, it } from 'vitest';
import { Secret } from '../../../main/core/base/secret.ts';
import type { Progress } from '../../../preload/contract/events.ts';
import type { AccountListView } from '../../../preload/contract/lists/view.ts';
import { coreOn } from '../../support/fakes/fakes.ts';
import { fakeSealer } from '../../support/fakes/storage-fakes.ts';

type Core = ReturnType<typeof coreOn>;

const opened = async (core: Core, text: string): Promise<AccountListView> => {
  core.accountListFile.chosen = { name: 'list.csv', text };
  const view = await core.accountLists.open();
  if (view === undefined || 'unreadable' in view) throw new Error(`not opened: ${view?.unreadable}`);
  return view;
};
/** A list with all that is in it added. */
const taken = async (core: Core, text: string): Promise<number> => {
  const { addresses } = await opened(core, text);
  return core.accountLists.take(addresses.map(({ origin }) => origin));
};

const twoProviders = [
  'name,provider,environment,groups,appId,permissions,clientId,tokenAddress,way',
  'Acme Goods,readycloud,production,Dock 4; Returns,app-1,order,,,',
  'Harbour,oauth2,typed,,,,dock,https://id.example.com/token,client_credentials',
].join('\r\n');

describe('a list that is opened', () => {
  it('says what it would add, and adds nothing', async () => {
    const core = coreOn();
    expect(await opened(core, twoProviders)).toEqual({
      file: 'list.csv',
      format: 'csv',
      added: [
        { at: 2, label: 'Acme Goods', providerName: 'ReadyCloud', groups: ['Dock 4', 'Returns'], origins: [] },
        {
          at: 3,
          label: 'Harbour',
          providerName: 'Other OAuth 2.0',
          groups: [],
          origins: ['https://id.example.com'],
        },
      ],
      here: [],
      refused: [],
      addresses: [{ origin: 'https://id.example.com', whole: ['https://id.example.com/token'] }],
      ignored: [],
    });
    expect(core.accounts.list()).toEqual([]);
  });

  it('skips what is here under the same name, provider and environment, and names what stands there twice', async () => {
    const core = coreOn();
    await taken(core, twoProviders);
    const again = await opened(
      core,
      `${twoProviders}\r\nACME goods,packly,,,,,box-1,,\r\nAcme goods,packly,live,,,,box-1,,`,
    );
    expect(again.here.map(({ at }) => at)).toEqual([2, 3]);
    expect(again.added).toMatchObject([{ at: 4, label: 'ACME goods (2)' }]);
    expect(again.refused).toEqual([{ at: 5, reason: 'twice', about: 'Acme goods' }]);
  });

  it.each([
    [',readycloud,,a', 'name', undefined],
    ['\u202e,readycloud,,a', 'name', undefined],
    ['A,shopify,,a', 'provider', 'shopify'],
    ['A,readycloud,moon,a', 'environment', 'moon'],
    ['A,readycloud,,', 'field', 'App Id'],
    ['A,readycloud,,a\u0001b', 'field', 'App Id'],
    [`A,readycloud,,${'a'.repeat(9000)}`, 'too-long', 'App Id'],
    ['A,readycloud,,a,shh', 'secret', 'App Secret'],
    ['A,readycloud,,a,,https://id.example.com', 'other-field', 'tokenAddress'],
    ['A,oauth2,,,,http://id.example.com/token,c', 'field', 'Token address'],
    ['A,oauth2,,,,https://user:pass@id.example.com/token,c', 'field', 'Token address'],
    ['A,oauth2,,,,javascript:alert(1),c', 'field', 'Token address'],
    ['A,readycloud,,a,,,,extra', 'cells', undefined],
    ['"A"x,readycloud,,a', 'quotes', undefined],
    ['"A,readycloud,,a', 'quotes', undefined],
    [`A,readycloud,,${'a'.repeat(200_000)}`, 'too-long', undefined],
  ])('refuses %s by its line (%s)', async (line, reason, about) => {
    const header = 'name,provider,environment,appId,appSecret,tokenAddress,clientId';
    const { added, refused } = await opened(coreOn(), `${header}\n\nGood,readycloud,,a\n${line}\nFine,readycloud,,a`);
    expect(added.map(({ at }) => at)).toEqual([3, 5]);
    expect(refused).toEqual([{ at: 4, reason, ...(about !== undefined && { about }) }]);
  });

  it.each([
    ['semicolons', 'Name;Provider;appId\r\nBüro;ReadyCloud;a', 'Büro'],
    ['tabs', 'Name\tProvider\tappId\r\nBüro\tReadyCloud\ta', 'Büro'],
    ['a line for spreadsheets', 'sep=;\r\nname;provider;appId\r\nB;readycloud;a', 'B'],
    ['old line ends', 'name,provider,appId\rB,readycloud,a\r', 'B'],
    ['columns in any order, and a mark of its encoding', '\uFEFFappId,provider,name\na,readycloud,B', 'B'],
    ['quotation marks', '"name","provider","appId"\n"A ""B"", C","readycloud","a"', 'A "B", C'],
    ['a formula', 'name,provider,appId\n=1+1,readycloud,a', '=1+1'],
    ['a formula that was made a text', "name,provider,appId\n'=1+1,readycloud,a", '=1+1'],
  ])('reads %s', async (_what, text, label) => {
    const { added, refused } = await opened(coreOn(), text);
    expect([added.map(one => one.label), refused]).toEqual([[label], []]);
  });

  it('names columns that mean nothing to it', async () => {
    const { ignored, added } = await opened(coreOn(), 'name,provider,appId,Notes,__proto__\nA,readycloud,a,x,y');
    expect([ignored, added.length]).toEqual([['Notes', '__proto__'], 1]);
  });

  it.each([
    ['nothing', ''],
    ['other columns', 'first,second\n1,2'],
    ['a column twice', 'name,provider,Name\nA,readycloud,B'],
    ['a page', '<!doctype html><p>hello'],
    ['damaged JSON', '{"format":"dockpass-accounts","version":1,"accounts":[{'],
    ['another format', '{"format":"dockpass-backup","version":2}'],
    ['a newer version', '{"format":"dockpass-accounts","version":2,"accounts":[]}'],
    ['a deep hole', '['.repeat(1_000_000)],
  ])('is no list where there is %s', async (_what, text) => {
    const core = coreOn();
    core.accountListFile.chosen = { name: 'any', text };
    expect(await core.accountLists.open()).toEqual({ unreadable: 'no-list' });
    await expect(core.accountLists.take([])).rejects.toMatchObject({ code: 'cancelled' });
  });

  it.each([
    ['lines', `name,provider,appId\n${'A,readycloud,a\n'.repeat(200_000)}`],
    [
      'entries',
      JSON.stringify({ format: 'dockpass-accounts', version: 1, accounts: Array.from({ length: 5001 }, () => ({})) }),
    ],
  ])('is not read to its end where it has too many %s', async (_what, text) => {
    const core = coreOn();
    core.accountListFile.chosen = { name: 'any', text };
    expect(await core.accountLists.open()).toEqual({ unreadable: 'too-many' });
  });

  it('names the entry of JSON that cannot be taken, and why', async () => {
    const accounts = [
      { name: 'A', provider: 'readycloud', fields: { appId: 'a' } },
      { name: 'B', provider: 'readycloud', fields: { appId: 7 } },
      { name: 'C', provider: 'readycloud', token: 'shh' },
      { name: 'D', provider: 'readycloud', fields: { appId: 'a', appSecret: 'shh' } },
      null,
      { name: 'E', provider: 'readycloud', groups: 'Dock', fields: { appId: 'a' } },
    ];
    const list = JSON.stringify({ format: 'dockpass-accounts', version: 1, accounts });
    const { format, added, refused } = await opened(coreOn(), list);
    expect([format, added.map(({ at }) => at)]).toEqual(['json', [1]]);
    expect(refused).toEqual([
      { at: 2, reason: 'form', about: 'fields.appId' },
      { at: 3, reason: 'form', about: 'token' },
      { at: 4, reason: 'secret', about: 'App Secret' },
      { at: 5, reason: 'form', about: '' },
      { at: 6, reason: 'form', about: 'groups' },
    ]);
  });
});

describe('accounts of a list', () => {
  it('wait for a sign-in, on disk, and nothing is sent', async () => {
    const core = coreOn();
    expect(await taken(core, twoProviders)).toBe(2);
    expect(core.accounts.list()).toMatchObject([
      { label: 'Acme Goods', groups: ['Dock 4', 'Returns'], renewal: { kind: 'sign-in-needed' }, onDisk: true },
      { label: 'Harbour', renewal: { kind: 'sign-in-needed', byTyping: true }, onDisk: true },
    ]);
    expect([core.http.sent, core.browser.requests]).toEqual([[], []]);
    const again = coreOn(core);
    await again.vault.load();
    await again.vault.checkAll();
    expect(again.accounts.list().map(({ problem }) => problem)).toEqual([undefined, undefined]);
  });

  it('are not added where one of their addresses was not confirmed', async () => {
    const core = coreOn();
    await opened(core, twoProviders);
    expect(await core.accountLists.take(['https://id.example.com.evil.example'])).toBe(1);
    expect(core.accounts.list().map(({ label }) => label)).toEqual(['Acme Goods']);
  });

  it('sign in by the form that is filled in, at the address that was confirmed', async () => {
    const core = coreOn();
    await taken(core, twoProviders);
    const { id = '' } = core.accounts.list().find(({ label }) => label === 'Harbour') ?? {};
    await expect(core.accounts.reconnect(id)).rejects.toMatchObject({ code: 'needs-details' });
    const form = core.accounts.getEdit(id);
    expect(form).toMatchObject({ values: { tokenAddress: 'https://id.example.com/token' }, secretsKept: [] });
    core.http.handle = () => Response.json({ access_token: 'at-1', token_type: 'bearer', expires_in: 3600 });
    await core.accounts.edit(id, { ...form, values: { ...form.values, clientSecret: 'shh-1' } });
    expect(core.http.sent.map(({ url }) => url)).toEqual(['https://id.example.com/token']);
    await core.accounts.copy(id, 'token', 0);
    expect(core.clipboard.text).toBe('at-1');
    expect(core.vault.record(id).awaitsFirstSignIn).toBeUndefined();
  });

  it('sign in on the provider’s page, with a secret or without', async () => {
    const core = coreOn();
    await taken(core, twoProviders);
    const { id = '' } = core.accounts.list().find(({ label }) => label === 'Acme Goods') ?? {};
    await expect(core.accounts.reconnect(id)).rejects.toMatchObject({ code: 'needs-details' });
    await core.accounts.edit(id, core.accounts.getEdit(id));
    expect(core.browser.requests).toHaveLength(1);
    expect(core.accounts.list().find(one => one.id === id)?.renewal.kind).toBe('by-person');
  });

  it('send nobody to an address that was changed in the file since', async () => {
    const core = coreOn();
    await taken(core, twoProviders);
    for (const [id, text] of core.files.texts)
      core.files.texts.set(id, text.replaceAll('id.example.com', 'evil.example'));
    const again = coreOn(core);
    await again.vault.load();
    const { id = '' } = again.accounts.list().find(({ label }) => label === 'Harbour') ?? {};
    await expect(again.accounts.reconnect(id)).rejects.toMatchObject({ code: 'record-unreadable' });
    const form = again.accounts.getEdit(id);
    const values = { ...form.values, clientSecret: 'shh-1' };
    const editing = again.accounts.edit(id, { ...form, values });
    await expect(editing).rejects.toMatchObject({ code: 'record-unreadable', reason: 'typed-addresses' });
    expect([again.http.sent, again.browser.requests]).toEqual([[], []]);
  });

  it('give no token, whatever is asked of them', async () => {
    const core = coreOn();
    await taken(core, twoProviders);
    // Even on a clock that was set back to before they came.
    core.clock.set(core.clock.now() - 86_400_000);
    for (const { id } of core.accounts.list()) {
      for (const work of [
        core.accounts.copy(id, 'token', 0),
        core.accounts.showToken(id),
        core.accounts.renew(id),
        core.accounts.refreshOrganizations(id),
      ])
        await expect(work).rejects.toMatchObject({ code: 'needs-sign-in' });
    }
    expect([core.clipboard.text, core.shown, core.http.sent]).toEqual(['', [], []]);
  });

  it('are in no backup, and keep no other account out of one', async () => {
    const core = coreOn();
    await taken(core, twoProviders);
    const passphrase = 'correct horse';
    const { id = '' } = core.accounts.list().find(({ label }) => label === 'Acme Goods') ?? {};
    await core.accounts.edit(id, core.accounts.getEdit(id));
    expect(await core.backup.write({ ids: [], moves: false, passphrase })).toMatchObject({ count: 1 });
    const other = coreOn({ backupFile: core.backupFile });
    expect(await other.backup.open(new Secret(passphrase))).toMatchObject({ accounts: [{ label: 'Acme Goods' }] });
  });

  it('are names like any other after the end of a shift', async () => {
    const core = coreOn();
    await taken(core, twoProviders);
    await core.shift.end(true);
    expect(core.accounts.list().map(({ label }) => label)).toEqual(['Acme Goods', 'Harbour']);
    expect([...core.files.texts.values()].every(text => JSON.parse(text).sealed === '')).toBe(true);
  });
});

describe('adding a list', () => {
  it('ends with the shift, and leaves nothing of it', async () => {
    const core = coreOn();
    await opened(core, twoProviders);
    const adding = core.accountLists.take(['https://id.example.com']);
    const ending = core.shift.end(false);
    await expect(adding).rejects.toMatchObject({ code: 'cancelled' });
    await ending;
    expect([core.accounts.list(), core.files.texts.size]).toEqual([[], 0]);
    // What was opened before it is not added after it.
    await expect(core.accountLists.take(['https://id.example.com'])).rejects.toMatchObject({ code: 'cancelled' });
  });

  it('ends where it is closed', async () => {
    const core = coreOn();
    await opened(core, twoProviders);
    const adding = core.accountLists.take(['https://id.example.com']);
    core.accountLists.close();
    await expect(adding).rejects.toMatchObject({ code: 'cancelled' });
    expect(core.accounts.list()).toEqual([]);
  });

  it('says how far it is, ends in the middle where it is closed, and goes on from there', async () => {
    const core = coreOn();
    const shops = (count: number): string =>
      Array.from({ length: count }, (_, at) => `Shop ${at},packly,c-${at}`).join('\n');
    const text = `name,provider,clientId\n${shops(70)}`;
    await opened(core, text);
    const told: (Progress | null)[] = [];
    core.accountLists.onProgress(progress => {
      told.push(progress);
      if (told.length === 2) core.accountLists.close();
    });
    await expect(core.accountLists.take([])).rejects.toMatchObject({ code: 'cancelled' });
    expect(told).toEqual([{ done: 20, of: 70 }, { done: 40, of: 70 }, null]);
    expect(core.accounts.list()).toHaveLength(40);
    expect((await opened(core, text)).here).toHaveLength(40);
    expect(await core.accountLists.take([])).toBe(30);
    expect(told.slice(3)).toEqual([{ done: 20, of: 30 }, { done: 30, of: 30 }, null]);
  });

  it('is added once at a time, and nothing of it twice', async () => {
    const core = coreOn();
    const { addresses } = await opened(core, twoProviders);
    const origins = addresses.map(({ origin }) => origin);
    const taken = await Promise.allSettled([core.accountLists.take(origins), core.accountLists.take(origins)]);
    const busy = { status: 'rejected', reason: { code: 'busy', reason: 'account-list' } };
    expect(taken).toMatchObject([{ status: 'fulfilled', value: 2 }, busy]);
    expect(core.accounts.list().map(({ label }) => label)).toEqual(['Acme Goods', 'Harbour']);
  });

  it('goes on after a full disk where it stopped, and adds nothing twice', async () => {
    const core = coreOn();
    const { addresses } = await opened(core, twoProviders);
    const confirmed = addresses.map(({ origin }) => origin);
    core.files.failing = true;
    await expect(core.accountLists.take(confirmed)).rejects.toMatchObject({ code: 'save-failed' });
    core.files.failing = false;
    await core.accountLists.take(confirmed);
    expect(core.accounts.list().map(({ label }) => label)).toEqual(['Acme Goods', 'Harbour']);
  });

  it('is refused while it is locked, and while nothing could be sealed', async () => {
    const core = coreOn();
    await core.storage.choose('passphrase', new Secret('correct horse'));
    await opened(core, twoProviders);
    core.lock.lock('person');
    await expect(core.accountLists.take([])).rejects.toMatchObject({ code: 'locked' });
    await expect(core.accountLists.open()).rejects.toMatchObject({ code: 'locked' });
    const keyless = coreOn({ sealer: Object.assign(fakeSealer(), { state: async () => 'keychain-locked' as const }) });
    await opened(keyless, twoProviders);
    await expect(keyless.accountLists.take([])).rejects.toMatchObject({ code: 'keyring-locked' });
    expect(keyless.accounts.list()).toEqual([]);
  });

  it('stands in the activity without a name', async () => {
    const core = coreOn();
    await taken(core, twoProviders);
    await core.accountLists.write('csv');
    expect((await core.activity.list()).map(({ kind, account }) => [kind, account])).toEqual([
      ['list-written', undefined],
      ['list-taken', undefined],
    ]);
  });
});
