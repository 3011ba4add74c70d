import type { AccountView } from '../../../preload/contract/account-view.ts';
import { text } from '../../text/text.ts';
import { compareNames } from '../accounts/list-order.ts';
import type { TrayItemView } from '../ports/tray-view.ts';

/** A menu of more lines is longer than the screen of a small laptop. */
const mostLines = 20;
/** Of a name in a heading that has two of them, in characters. */
const longestEnd = 24;

/** A line of a menu, by what it is called. */
interface Line {
  readonly label: string;
  readonly item: TrayItemView;
}

/**
 * Accounts as lines of a menu. Where they are longer than a screen: a submenu for each group, else for each provider, else
 * for a stretch of the alphabet; and where one of those is, too, stretches of the alphabet inside it. An account is in each
 * of its groups.
 */
export const inSections = (
  accounts: readonly AccountView[],
  itemOf: (account: AccountView) => TrayItemView,
): readonly TrayItemView[] => {
  const linesOf = (some: readonly AccountView[]): readonly Line[] =>
    some.map(account => ({ label: account.label, item: itemOf(account) }));
  if (accounts.length <= mostLines) return linesOf(accounts).map(({ item }) => item);
  const sections = byGroup(accounts) ?? byProvider(accounts);
  if (sections === undefined) return fitting(linesOf(accounts));
  return fitting(sections.map(([label, some]) => submenuOf(label, fitting(linesOf(some)))));
};

type Section = readonly [label: string, accounts: readonly AccountView[]];

/** By name, and last those in none. Undefined where there are no groups. */
const byGroup = (accounts: readonly AccountView[]): readonly Section[] | undefined => {
  const sections = sectionsBy(accounts, ({ groups = [] }) => groups);
  const others = accounts.filter(({ groups = [] }) => groups.length === 0);
  if (sections.length === 0) return undefined;
  return others.length === 0 ? sections : [...sections, [text('tray.other-accounts'), others]];
};

/** Undefined where there is only one. */
const byProvider = (accounts: readonly AccountView[]): readonly Section[] | undefined => {
  const sections = sectionsBy(accounts, ({ providerName }) => [providerName]);
  return sections.length > 1 ? sections : undefined;
};

const sectionsBy = (
  accounts: readonly AccountView[],
  namesOf: (account: AccountView) => readonly string[],
): readonly Section[] => {
  const sections = new Map<string, AccountView[]>();
  for (const account of accounts)
    for (const name of namesOf(account)) {
      const some = sections.get(name) ?? [];
      some.push(account);
      sections.set(name, some);
    }
  return [...sections].sort(([one], [other]) => compareNames(one, other));
};

/** In their order where they fit on a screen, else by name, in submenus of about the same length. */
const fitting = (lines: readonly Line[]): readonly TrayItemView[] => {
  if (lines.length <= mostLines) return lines.map(({ item }) => item);
  const sorted = [...lines].sort((one, other) => compareNames(one.label, other.label));
  const length = Math.ceil(sorted.length / Math.ceil(sorted.length / mostLines));
  const stretches: TrayItemView[] = [];
  for (let from = 0; from < sorted.length; from += length) {
    const some = sorted.slice(from, from + length);
    const [first, last] = [endOf(some[0]), endOf(some.at(-1))];
    const label = first === last ? first : text('tray.from-to', { first, last });
    stretches.push(
      submenuOf(
        label,
        some.map(({ item }) => item),
      ).item,
    );
  }
  return stretches;
};

const submenuOf = (label: string, items: readonly TrayItemView[]): Line => ({
  label,
  item: { kind: 'submenu', label, items },
});

const endOf = (line: Line | undefined): string => {
  const letters = Array.from(line?.label ?? '');
  return letters.length > longestEnd ? `${letters.slice(0, longestEnd - 1).join('')}…` : letters.join('');
};
