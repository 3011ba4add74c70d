import type { AccountView } from '../../preload/contract/account-view.ts';

const plain = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLocaleLowerCase();

type Searched = Pick<AccountView, 'label' | 'providerName' | 'environment' | 'detail'>;

const haystacks = new WeakMap<Searched, string>();
function haystack(account: Searched): string {
  let text = haystacks.get(account);
  if (text === undefined) {
    text = plain([account.label, account.providerName, account.environment, account.detail].filter(Boolean).join('\n'));
    haystacks.set(account, text);
  }
  return text;
}

/** 0: it has this very name; 1: its name begins so; 2: neither. */
const distance = (account: Searched, typed: string): number => {
  const [name = ''] = haystack(account).split('\n');
  return name === typed ? 0 : name.startsWith(typed) ? 1 : 2;
};

function found<One>(all: readonly One[], textOf: (one: One) => string, typed: string): readonly One[] {
  // Nearly always, and at every start: taking letters apart is slow the first time.
  if (typed === '') return all;
  const words = plain(typed).split(/\s+/).filter(Boolean);
  return words.length === 0 ? all : all.filter(one => words.every(word => textOf(one).includes(word)));
}

/**
 * Accounts that contain every typed word in name, provider, environment or detail; accents and case do not matter. One of
 * this very name comes first, then those whose names begin so: Enter copies the first.
 */
export function searchAccounts<One extends Searched>(accounts: readonly One[], typed: string): readonly One[] {
  const all = found(accounts, haystack, typed);
  if (all === accounts) return accounts;
  const name = plain(typed).trim();
  return [...all].sort((one, other) => distance(one, name) - distance(other, name));
}

/** The same words in anything that has words. */
export const searchTexts = <One>(all: readonly One[], wordsOf: (one: One) => string, typed: string): readonly One[] =>
  found(all, one => plain(wordsOf(one)), typed);
