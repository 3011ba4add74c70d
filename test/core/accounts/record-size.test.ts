import { describe, expect, it } from 'vitest';
import { longestTyped, longestTypedSecret, mostOrganizations, mostScopes } from '../../../main/core/base/limits.ts';
import { largestRecord } from '../../../main/core/ports/account-record.ts';
import { readycloud } from '../../../main/providers/readycloud.ts';
import { longestGroup, mostGroups } from '../../../preload/contract/account-view.ts';
import { coreOn, readycloudForm } from '../../support/fakes/fakes.ts';

// Whatever a provider or a person gives: what is written of an account can be read again at the next start.

const org = (id: string, name = id) => ({
  url: `https://www.readycloud.com/api/v2/orgs/${encodeURIComponent(id)}/`,
  name,
});
const pageSize = 100;

/** A provider that lists this many organizations, a hundred a page, as ReadyCloud does. */
const listing =
  (all: readonly object[]) =>
  ({ url }: { readonly url: string }): Response => {
    const from = Number(new URL(url).searchParams.get('offset'));
    const next =
      from + pageSize < all.length ? `https://www.readycloud.com/api/v2/orgs/?offset=${from + pageSize}` : null;
    return Response.json({ next, results: all.slice(from, from + pageSize) });
  };
const many = (count: number, name?: string) => Array.from({ length: count }, (_, n) => org(`org-${n}`, name));

/** As the platform writes it: two spaces for each step in, and a line break at the end. */
const bytesOf = (text: string): number =>
  new TextEncoder().encode(`${JSON.stringify(JSON.parse(text), undefined, 2)}\n`).length;

describe('organizations from a provider', () => {
  it('more than anyone has: the first ones are kept', async () => {
    const core = coreOn();
    core.http.handle = listing(many(mostOrganizations + 500));
    await core.accounts.connect(readycloudForm());
    const [account] = core.accounts.list();
    expect(account?.organizations).toHaveLength(mostOrganizations);
    expect(account?.organizations[0]).toEqual({ id: 'org-0', name: 'org-0' });
  });

  it('more than anyone has: the chosen one is kept, wherever it stands by now', async () => {
    const core = coreOn();
    const all = many(mostOrganizations + 500);
    core.http.handle = listing([...all].reverse());
    const { accountId } = await core.accounts.connect(readycloudForm());
    const last = `org-${mostOrganizations + 499}`;
    await core.accounts.chooseOrganization(accountId, last);
    core.http.handle = listing(all);
    const found = await core.accounts.refreshOrganizations(accountId);
    const [account] = core.accounts.list();
    expect(found).toHaveLength(mostOrganizations);
    expect(account?.organizationId).toBe(last);
    expect(account?.organizations).toEqual(found);
    expect(account?.organizations.at(-1)).toEqual({ id: last, name: last });
  });

  it('one whose id nobody could choose is left out, and a long name is cut', async () => {
    const core = coreOn();
    core.http.handle = listing([org('x'.repeat(201)), org('Q7Z', 'Harbour Goods '.repeat(50_000))]);
    await core.accounts.connect(readycloudForm());
    const [account] = core.accounts.list();
    expect(account?.organizations).toEqual([{ id: 'Q7Z', name: expect.stringMatching(/^(Harbour Goods ?){8}/) }]);
    expect(account?.organizations[0]?.name.length).toBeLessThanOrEqual(120);
  });
});

describe('what a person types', () => {
  it.each([
    ['redirectAddress', longestTyped],
    ['appSecret', longestTypedSecret],
  ])('%s: longer than any is refused, by its field, and nobody is asked', async (field, longest) => {
    const core = coreOn();
    const typed = core.accounts.connect(readycloudForm({ [field]: 'x'.repeat(longest + 1) }));
    await expect(typed).rejects.toMatchObject({ code: 'bad-input', field });
    expect(core.browser.requests).toEqual([]);
  });
});

it('the largest record there can be is read again', async () => {
  const core = coreOn();
  // Each takes the most bytes of a file that a character can: six, where JSON has to escape it.
  const widest = (length: number): string => '\ud800'.repeat(length);
  core.http.handle = listing(
    Array.from({ length: mostOrganizations }, (_, n) => org(`${n}-${'中'.repeat(190)}`, widest(50_000))),
  );
  const { accountId } = await core.accounts.connect(readycloudForm({ appSecret: '中'.repeat(longestTypedSecret) }));
  const record = core.vault.record(accountId);
  const texts = readycloud.fields.filter(({ kind }) => kind !== 'secret').map(({ name }) => name);
  const whole = {
    ...record,
    values: Object.fromEntries(texts.map(name => [name, widest(longestTyped)])),
    scopes: Array.from({ length: mostScopes }, () => widest(200)),
    groups: Array.from({ length: mostGroups }, () => widest(2 * longestGroup)),
  };
  expect(bytesOf(JSON.stringify(whole))).toBeLessThan(largestRecord);
});
