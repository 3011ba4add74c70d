import type { AccountView } from './account-view.ts';

/**
 * A list of accounts on its way to a window, as one text. Objects cross part by part, which for ten thousand accounts
 * takes seconds; and most of what is said of one is said of many, so it is written once: `{ common, rows }`, where each
 * row is `[index in common, what is its own]`.
 */
export type AccountsText = string;

type Own = Pick<AccountView, 'id' | 'label' | 'detail' | 'life' | 'organizations' | 'organizationId'>;
type Common = Omit<AccountView, keyof Own>;
type Row = readonly [common: number, own: Own];

/** An account's two parts as they are written. Views are never altered, and most are written many times. */
const written = new WeakMap<AccountView, readonly [common: string, own: string]>();

function parts(account: AccountView): readonly [common: string, own: string] {
  const known = written.get(account);
  if (known !== undefined) return known;
  const { id, label, detail, life, organizations, organizationId, ...common } = account;
  const made = [
    JSON.stringify(common),
    JSON.stringify({ id, label, detail, life, organizations, organizationId }),
  ] as const;
  written.set(account, made);
  return made;
}

export function writeAccounts(accounts: readonly AccountView[]): AccountsText {
  const common = new Map<string, number>();
  const rows = accounts.map(account => {
    const [shared, own] = parts(account);
    const at = common.get(shared) ?? common.size;
    common.set(shared, at);
    return `[${at},${own}]`;
  });
  return `{"common":[${[...common.keys()].join()}],"rows":[${rows.join()}]}`;
}

/** Reads what `writeAccounts` wrote, in the same order. */
export function readAccounts(text: AccountsText): readonly AccountView[] {
  // Nobody else writes these.
  const { common, rows } = JSON.parse(text) as { readonly common: readonly Common[]; readonly rows: readonly Row[] };
  return rows.map(([at, own]) => ({ ...(common[at] as Common), ...own }));
}
