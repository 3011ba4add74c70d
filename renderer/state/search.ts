import type { AccountView } from '../../preload/contract/account-view.ts';
import { language } from '../text/text.ts';
import { folded, foldings } from './fold.ts';
import { inGroupsAsked } from './group-filter.ts';

type Searched = Pick<AccountView, 'label' | 'providerName' | 'environment' | 'detail' | 'groups'>;

let haystacks = new WeakMap<Searched, string>();
let haystacksOf = language();
function haystack(account: Searched): string {
  if (haystacksOf !== language()) haystacks = new WeakMap();
  haystacksOf = language();
  let text = haystacks.get(account);
  if (text === undefined) {
    const { label, providerName, environment, detail, groups = [] } = account;
    text = foldings([label, providerName, environment, detail, ...groups].filter(Boolean).join('\n')).join('\n');
    haystacks.set(account, text);
  }
  return text;
}

/** Those of this very name, then those whose names begin so, then the others; each kind in the order that it had. */
function nearestFirst<One extends Searched>(all: readonly One[], typed: string): readonly One[] {
  const same: One[] = [];
  const begins: One[] = [];
  const others: One[] = [];
  for (const one of all) {
    const text = haystack(one);
    // The name is its first line.
    if (!text.startsWith(typed)) others.push(one);
    else if (text.length === typed.length || text[typed.length] === '\n') same.push(one);
    else begins.push(one);
  }
  return [...same, ...begins, ...others];
}

function found<One>(all: readonly One[], textOf: (one: One) => string, typed: string): readonly One[] {
  // Nearly always, and at every start: taking letters apart is slow the first time.
  if (typed === '') return all;
  const words = folded(typed).split(/\s+/).filter(Boolean);
  return words.length === 0 ? all : all.filter(one => words.every(word => textOf(one).includes(word)));
}

/**
 * Accounts that contain every typed word in name, provider, environment, detail or groups, and are in a group of each name
 * behind a `#`; accents and case do not matter. One of this very name comes first, then those whose names begin so: Enter
 * copies the first.
 */
export function searchAccounts<One extends Searched>(accounts: readonly One[], typed: string): readonly One[] {
  const asked = inGroupsAsked(accounts, typed);
  const all = found(asked.accounts, haystack, asked.words);
  if (all === asked.accounts) return all;
  return nearestFirst(all, folded(asked.words).trim());
}

/** The same words in anything that has words. */
export const searchTexts = <One>(all: readonly One[], wordsOf: (one: One) => string, typed: string): readonly One[] =>
  found(all, one => folded(wordsOf(one)), typed);
