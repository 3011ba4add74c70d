import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCsv, writeCsv } from '../../../main/core/account-lists/csv-list.ts';
import { readJson, writeJson } from '../../../main/core/account-lists/json-list.ts';
import { listedOf } from '../../../main/core/account-lists/listed-account.ts';
import { tidyGroups } from '../../../main/core/base/groups.ts';
import { tidyLabel } from '../../../main/core/base/labels.ts';
import { Secret } from '../../../main/core/base/secret.ts';
import { originsOf } from '../../../main/core/oauth/origins.ts';
import { providersWith } from '../../../main/providers/index.ts';
import { type ListFormat, listFormats } from '../../../preload/contract/lists/view.ts';
import { aRecord } from '../../platform/storage/a-record.ts';
import { coreOn } from '../../support/fakes/fakes.ts';
import { fillingsOf } from '../../support/provider/provider-forms.ts';

const providers = providersWith({});

/** An account of every provider and of each way to fill its form in, as a record and with the secrets that were typed. */
const everyAccount = async (core: ReturnType<typeof coreOn>) => {
  let count = 0;
  const typed: string[] = [];
  for (const provider of providers) {
    for (const filled of fillingsOf(provider)) {
      count += 1;
      const id = `account-${count}`;
      const secrets = { ...filled.secrets };
      typed.push(...Object.values(secrets).map(one => one.reveal()));
      const record = aRecord(id, {
        provider: provider.id,
        environment: filled.environment.id,
        origins: [...originsOf(provider, filled)],
        values: { ...filled.values, ...foundOnes },
        label: `Account ${count}`,
        groups: ['Dock 4', 'a;b\\c'],
        sealed: '',
      });
      const tokens = ['access', 'refresh'].map(kind => `${kind}-${count}-Xk2pQ7vB`);
      typed.push(...tokens);
      const [accessToken = new Secret(''), refreshToken = new Secret('')] = tokens.map(token => new Secret(token));
      await core.vault.add(id, () => ({ record, secrets: { accessToken, refreshToken, fields: secrets } }));
    }
  }
  return { count, typed };
};
/** What discovery and asking found out, which no form shows. */
const foundOnes = { issuer: 'https://found.example', userinfoAddress: 'https://found.example/me' };

const written = async (core: ReturnType<typeof coreOn>, format: ListFormat): Promise<string> => {
  await core.accountLists.write(format);
  return core.accountListFile.text();
};

describe('a list that is written', () => {
  it.each(listFormats)(
    'as %s holds no secret of any provider, and nothing that only asking found out',
    async format => {
      const core = coreOn();
      const { typed, count } = await everyAccount(core);
      const text = await written(core, format);
      expect(typed.length).toBeGreaterThan(count);
      expect(typed.filter(one => text.includes(one) || text.includes(btoa(one)))).toEqual([]);
      expect(text).not.toContain('found.example');
      expect(text).not.toContain('sealed');
    },
  );

  it.each(listFormats)('as %s brings every account of every provider to another computer', async format => {
    const core = coreOn();
    const { count } = await everyAccount(core);
    await written(core, format);
    const other = coreOn({ accountListFile: core.accountListFile });
    const view = await other.accountLists.open();
    if (view === undefined || 'unreadable' in view) throw new Error('not opened');
    expect(view.refused).toEqual([]);
    expect(await other.accountLists.take(view.addresses.map(({ origin }) => origin))).toBe(count);
    const facts = (of: typeof core) =>
      of.vault
        .list()
        .map(({ record }) => ({
          label: record?.label,
          provider: record?.provider,
          environment: record?.environment,
          groups: record?.groups,
          values: Object.entries(record?.values ?? {})
            .filter(([name, value]) => value !== '' && !Object.hasOwn(foundOnes, name))
            .sort(),
        }))
        .sort((one, next) => (one.label ?? '').localeCompare(next.label ?? ''));
    expect(facts(other)).toEqual(facts(core));
    // Nothing that is here is added once more.
    const again = await other.accountLists.open();
    expect(again).toMatchObject({ added: [], refused: [] });
  });

  it('leaves out of an address what may hold a key, and says of how many accounts', async () => {
    const core = coreOn();
    const values = { apiAddress: 'https://api.example.com/v1/orders?api_key=k-1#part', goodUntil: '' };
    const make = () => ({
      record: aRecord('account-1', { provider: 'own-token', environment: 'typed', values, sealed: '' }),
      secrets: { accessToken: new Secret('at-1'), fields: {} },
    });
    await core.vault.add('account-1', make);
    expect(await core.accountLists.write('csv')).toEqual({ count: 1, shortened: 1, name: 'dockpass-accounts.csv' });
    expect(core.accountListFile.text()).toContain('"https://api.example.com/v1/orders"');
    expect(core.accountListFile.text()).not.toContain('k-1');
  });

  it.each([
    ['https://user:pass@api.example.com/v1', 'https://api.example.com/v1'],
    ['https://token@api.example.com/', 'https://api.example.com/'],
    ['HTTPS://API.example.com/?key=1', 'https://api.example.com/'],
    ['https://[broken?key=1', undefined],
    ['https://api.example.com/V1', 'https://api.example.com/V1'],
    ['client-1', 'client-1'],
  ])('%s stands there as %s', (value, shared) => {
    const provider = providers.find(({ id }) => id === 'own-token');
    if (provider === undefined) throw new Error('no such provider');
    const { account } = listedOf(provider, aRecord('account-1', { values: { apiAddress: value } }));
    expect(account.fields.apiAddress).toBe(shared);
  });

  it('is not made while nothing is here, nor of accounts that were removed', async () => {
    const core = coreOn();
    await expect(core.accountLists.write('csv')).rejects.toMatchObject({ code: 'bad-input', field: 'accounts' });
    await everyAccount(core);
    for (const { id } of core.accounts.list()) await core.accounts.remove(id);
    await expect(core.accountLists.write('json')).rejects.toMatchObject({ code: 'bad-input', field: 'accounts' });
    expect(core.accountListFile.chosen).toBeUndefined();
  });

  it('is not made once the shift has ended', async () => {
    const core = coreOn();
    await everyAccount(core);
    const ending = core.shift.end(false);
    await expect(core.accountLists.write('csv')).rejects.toMatchObject({ code: 'busy' });
    await ending;
    expect(core.accountListFile.chosen).toBeUndefined();
  });
});

describe('what is written and read back', () => {
  const name = fc.string({ unit: 'binary', maxLength: 30 }).map(tidyLabel);
  const word = fc.string({
    unit: fc.constantFrom('a', ',', ';', '"', "'", '=', '@', '-', ' ', '\\', 'ü', '|'),
    maxLength: 12,
  });
  const account = fc.record({
    name,
    provider: fc.constant('packly'),
    environment: fc.constant('live'),
    groups: fc.array(word, { maxLength: 4 }).map(groups => tidyGroups(groups)),
    fields: fc.dictionary(
      fc.constantFrom('clientId', 'scopes', 'username'),
      word.filter(one => one !== ''),
    ),
  });
  const back = (rows: ReturnType<typeof readCsv>) =>
    [...(rows ?? [])].map(row => {
      if (!('account' in row)) throw new Error(`refused: ${row.refused}`);
      const fields = Object.fromEntries(row.account.fields.filter(([, value]) => value !== ''));
      return { ...row.account, fields };
    });

  it('is the same, whatever the names, groups and fields are', () => {
    fc.assert(
      fc.property(fc.array(account, { minLength: 1, maxLength: 5 }), accounts => {
        expect(back(readCsv(writeCsv(accounts).slice(1)))).toEqual(accounts);
        expect(back(readJson(writeJson(accounts)))).toEqual(accounts);
      }),
    );
  });
});
