import { afterAll, describe, expect, it } from 'vitest';
import { viewProvider } from '../../main/core/accounts/account-view.ts';
import { opensWindow } from '../../main/core/oauth/provider.ts';
import { providersWith } from '../../main/providers/index.ts';
import type { ConnectForm } from '../../preload/contract/connect-form.ts';
import type { FieldView } from '../../preload/contract/provider-view.ts';
import { type DemoAccount, demoTable, startDemo } from './demo-servers.ts';
import { coreOn } from './fakes/fakes.ts';
import { fetchHttp } from './fakes/fetch-http.ts';

const demo = await startDemo();
afterAll(demo.close);
const providers = providersWith(demo.environments);

/** What the panel's form would hold once a person has typed what the demo says, and left the rest as it is. */
const formOf = ({ card, fields }: DemoAccount): ConnectForm => {
  const provider = providers.map(viewProvider).find(({ name }) => name === card);
  const environment = provider?.environments.find(one => one.preselected);
  if (provider === undefined || environment === undefined) throw new Error(`no card ${card}`);
  const typed = new Map(fields);
  const typedInto = (field: FieldView): string => {
    const given = typed.get(field.label);
    typed.delete(field.label);
    if (field.kind === 'select' || field.kind === 'choice')
      return (field.options.find(({ label }) => label === given) ?? field.options[0])?.value ?? '';
    if (given !== undefined) return given;
    if (field.kind === 'names') return field.preselected;
    if (field.kind === 'checkbox') return field.preselected ? 'yes' : '';
    return field.kind === 'permissions' ? (field.presets[0]?.value ?? '') : '';
  };
  const values = Object.fromEntries(provider.fields.map(field => [field.name, typedInto(field)]));
  expect([...typed.keys()], `labels that ${card} does not have`).toEqual([]);
  return { provider: provider.id, environment: environment.id, accountName: '', values };
};

describe('the demo', () => {
  it('has every provider', () => {
    const cards = new Set(demo.accounts.map(({ card }) => card));
    expect([...cards]).toEqual(providers.map(one => viewProvider(one).name));
  });

  it.each(demo.accounts.map(account => [`${account.card}: ${account.fields[0]?.[1]}`, account] as const))(
    '%s connects, and what is copied is its token',
    async (_name, account) => {
      const core = coreOn({}, demo.environments, { http: fetchHttp() });
      const form = formOf(account);
      core.browser.answer = async ({ authorizationUrl }) => {
        const page = await fetch(authorizationUrl, { redirect: 'manual' });
        expect(page.status).toBeLessThan(400);
        throw new Error('a person signs in here');
      };
      const provider = providers.find(({ id }) => id === form.provider);
      const connecting = core.accounts.connect(form);
      if (provider !== undefined && opensWindow(provider, form.values)) {
        await expect(connecting).rejects.toThrow('a person signs in here');
        expect(account.afterwards).toMatch(/^sign in/);
        return;
      }
      const { accountId, note } = await connecting;
      expect(note).toBeUndefined();
      await core.accounts.copy(accountId, 'token', 0);
      expect(core.clipboard.text).not.toBe('');
    },
  );

  it('says what to type in a table that fits a terminal', () => {
    for (const line of demoTable(demo.accounts).split('\n')) expect(line.length).toBeLessThanOrEqual(110);
  });
});
