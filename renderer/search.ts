import type { AccountView } from '../preload/contract.ts';

const plain = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLocaleLowerCase();

const haystacks = new WeakMap<AccountView, string>();
function haystack(account: AccountView): string {
  let text = haystacks.get(account);
  if (text === undefined) {
    text = plain([account.label, account.providerName, account.environment, account.detail].filter(Boolean).join('\n'));
    haystacks.set(account, text);
  }
  return text;
}

/** Accounts that contain every typed word in name, provider, environment or detail; accents and case do not matter. */
export function searchAccounts(accounts: readonly AccountView[], typed: string): readonly AccountView[] {
  const words = plain(typed).split(/\s+/).filter(Boolean);
  return words.length === 0
    ? accounts
    : accounts.filter(account => words.every(word => haystack(account).includes(word)));
}
