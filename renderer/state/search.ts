import type { AccountView } from '../../preload/contract/account-view.ts';
import { language } from '../text/text.ts';

/** Letters that stand for others without being an accented form of them. */
const alike: Readonly<Record<string, string>> = { ı: 'i', ß: 'ss', ø: 'o', đ: 'd', ł: 'l', æ: 'ae', œ: 'oe' };
/** How German is written where there are no umlauts: "Muenchen". */
const umlauts: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue' };

/**
 * A text without case and accents, so that "zurich" finds "Zürich", and every i of Turkish every other one. Lower case
 * first: İ becomes an i with a dot above, which then goes like an accent.
 */
export const folded = (text: string): string =>
  text
    .toLowerCase()
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[ıßøđłæœ]/g, letter => alike[letter] ?? letter);

/** The same, and in German also as it is written without umlauts. */
const foldings = (text: string): string => {
  if (language() !== 'de') return folded(text);
  const spelled = text
    .normalize('NFC')
    .toLowerCase()
    .replaceAll(/[äöü]/g, letter => umlauts[letter] ?? letter);
  return `${folded(text)}\n${folded(spelled)}`;
};

type Searched = Pick<AccountView, 'label' | 'providerName' | 'environment' | 'detail'>;

let haystacks = new WeakMap<Searched, string>();
let haystacksOf = language();
function haystack(account: Searched): string {
  if (haystacksOf !== language()) haystacks = new WeakMap();
  haystacksOf = language();
  let text = haystacks.get(account);
  if (text === undefined) {
    const { label, providerName, environment, detail } = account;
    text = foldings([label, providerName, environment, detail].filter(Boolean).join('\n'));
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
  const words = folded(typed).split(/\s+/).filter(Boolean);
  return words.length === 0 ? all : all.filter(one => words.every(word => textOf(one).includes(word)));
}

/**
 * Accounts that contain every typed word in name, provider, environment or detail; accents and case do not matter. One of
 * this very name comes first, then those whose names begin so: Enter copies the first.
 */
export function searchAccounts<One extends Searched>(accounts: readonly One[], typed: string): readonly One[] {
  const all = found(accounts, haystack, typed);
  if (all === accounts) return accounts;
  const name = folded(typed).trim();
  return [...all].sort((one, other) => distance(one, name) - distance(other, name));
}

/** The same words in anything that has words. */
export const searchTexts = <One>(all: readonly One[], wordsOf: (one: One) => string, typed: string): readonly One[] =>
  found(all, one => folded(wordsOf(one)), typed);
