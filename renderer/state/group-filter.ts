import type { AccountView } from '../../preload/contract/account-view.ts';
import { locale } from '../text/text.ts';
import { foldings } from './fold.ts';

// Groups in the search: `#dock` asks for the groups that begin so. A name of several words counts as far as some group is
// called so; with a space behind its whole name a group is meant alone.

type Grouped = Pick<AccountView, 'groups'>;

/** A group that is asked for, folded as the search folds. */
interface GroupAsked {
  readonly name: string;
  /** That very name, and not what begins with it. */
  readonly whole: boolean;
}

/** What is typed in the search, taken apart. */
interface Asked {
  readonly groups: readonly GroupAsked[];
  /** The rest. */
  readonly words: string;
}

/** The names of all groups, sorted as the language in force sorts. */
export function groupsOf(accounts: readonly Grouped[]): readonly string[] {
  const names = [...new Set(accounts.flatMap(one => one.groups ?? []))];
  // A collator takes as long to make as the first rows take to draw, and most people have no groups.
  return names.length < 2 ? names : names.sort(new Intl.Collator(locale(), { numeric: true }).compare);
}

/** Of the few names that there are, each is folded once. */
function foldedNames(accounts: readonly Grouped[]): ReadonlyMap<string, readonly string[]> {
  const folded = new Map<string, readonly string[]>();
  for (const { groups = [] } of accounts)
    for (const name of groups) if (!folded.has(name)) folded.set(name, foldings(name));
  return folded;
}

/** As many of these words as some group is called; none where no group begins with the first. */
function groupAsked(typed: string, names: readonly string[], isLast: boolean): GroupAsked & { readonly rest: string } {
  const [folded = ''] = foldings(typed);
  const words = folded.split(/\s+/).filter(Boolean);
  let count = words.length;
  const begun = (): string => words.slice(0, count).join(' ');
  while (count > 0 && !names.some(name => name.startsWith(begun()))) count -= 1;
  const name = begun();
  const isEnded = count < words.length || !isLast || /\s$/.test(typed);
  return {
    name,
    whole: isEnded && names.includes(name),
    rest: typed.split(/\s+/).filter(Boolean).slice(count).join(' '),
  };
}

function readAsked(typed: string, names: readonly string[]): Asked {
  const [before = '', ...parts] = typed.split(/(?:^|\s)#/);
  const groups: GroupAsked[] = [];
  const words = [before];
  for (const [index, part] of parts.entries()) {
    const { rest, ...asked } = groupAsked(part, names, index === parts.length - 1);
    // No group is called so: then it is a word like any other.
    if (asked.name === '' && (rest !== '' || names.length === 0)) words.push(`#${part}`);
    else {
      groups.push(asked);
      words.push(rest);
    }
  }
  return { groups, words: words.filter(Boolean).join(' ') };
}

/** The accounts of the groups that are asked for, and what else is typed. */
export function inGroupsAsked<One extends Grouped>(
  accounts: readonly One[],
  typed: string,
): { readonly accounts: readonly One[]; readonly words: string } {
  if (!typed.includes('#')) return { accounts, words: typed };
  const folded = foldedNames(accounts);
  const { groups, words } = readAsked(typed, [...folded.values()].flat());
  if (groups.length === 0) return { accounts, words };
  const fits = (group: string, { name, whole }: GroupAsked): boolean =>
    folded.get(group)?.some(one => (whole ? one === name : one.startsWith(name))) ?? false;
  const chosen = groups.map(asked => new Set([...folded.keys()].filter(group => fits(group, asked))));
  return {
    accounts: accounts.filter(one => chosen.every(names => one.groups?.some(name => names.has(name)))),
    words,
  };
}

/** The one group of these names that the search shows, if it is one. */
export function groupShown(typed: string, names: readonly string[]): string | undefined {
  if (!typed.includes('#')) return undefined;
  const { groups } = readAsked(typed, names.flatMap(foldings));
  const [asked] = groups;
  return groups.length === 1 && asked?.whole ? names.find(name => foldings(name).includes(asked.name)) : undefined;
}

/** What stands in the search to see this group alone, or none; its other words stay. */
export function searchForGroup(typed: string, names: readonly string[], group: string | undefined): string {
  const words = typed.includes('#') ? readAsked(typed, names.flatMap(foldings)).words : typed.trim();
  // The words first: behind the name they could be taken for more of it.
  return [words, group === undefined ? '' : `#${group} `].filter(Boolean).join(' ');
}
