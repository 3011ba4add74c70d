import { longestName, longestWords } from './limits.ts';

/**
 * A name fit to show: one line, no control or bidirectional-override characters, at most 120 characters. Empty where
 * nothing in it would be seen.
 */
export const tidyLabel = (text: string): string => {
  const oneLine = text
    .slice(0, longestWords)
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]+/gu, ' ')
    .trim();
  const isSeen = /[^\p{C}\p{Z}\p{Default_Ignorable_Code_Point}]/u.test(oneLine);
  return isSeen ? Array.from(oneLine).slice(0, longestName).join('').trim() : '';
};

/** The same for two names that people cannot tell apart: by case, or by how a letter and its accent are written. */
export const nameKey = (label: string): string => label.normalize('NFC').toLowerCase();

/** Whether people cannot tell these two names apart. */
export const isSameLabel = (one: string, other: string): boolean => nameKey(one) === nameKey(other);

/** The names of accounts, by their ids: no two get names that people cannot tell apart. */
interface Names {
  /** An account has these names from now on, such as one in memory and another on disk; without any, it is gone. */
  readonly set: (id: string, labels: readonly string[]) => void;
  /**
   * `wanted`, or `wanted (2)` and so on where another account has that name, or is just getting it. Until `release` no
   * other one gets it, whether this account has it by then or not.
   */
  readonly reserve: (id: string, wanted: string) => string;
  readonly release: (id: string) => void;
}

export const createNames = (): Names => {
  const labels = new Map<string, readonly string[]>();
  const reserved = new Map<string, string>();
  /** Whose each name is. Files may hold one name twice. */
  const owners = new Map<string, Set<string>>();
  /** Where counting goes on for a name that many new accounts want. */
  const nextNumbers = new Map<string, number>();

  const namesOf = (id: string): ReadonlySet<string> => {
    const beside = reserved.get(id);
    return new Set([...(labels.get(id) ?? []), ...(beside === undefined ? [] : [beside])].map(nameKey));
  };
  const update = (id: string, change: () => void): void => {
    const before = namesOf(id);
    change();
    const after = namesOf(id);
    for (const name of after) owners.set(name, (owners.get(name) ?? new Set()).add(id));
    for (const name of before) {
      if (after.has(name)) continue;
      owners.get(name)?.delete(id);
      nextNumbers.clear();
    }
  };
  const isFree = (id: string, label: string): boolean => {
    const some = owners.get(nameKey(label)) ?? new Set();
    return some.size === 0 || (some.size === 1 && some.has(id));
  };

  return {
    set: (id, next) => {
      const known = labels.get(id) ?? [];
      if (next.length === known.length && next.every((label, at) => label === known[at])) return;
      update(id, () => void (next.length === 0 ? labels.delete(id) : labels.set(id, next)));
    },
    reserve: (id, wanted) => {
      // One that has a name may have an earlier number already.
      const isNew = !labels.has(id);
      let number = isNew ? (nextNumbers.get(wanted) ?? 2) : 2;
      let label = wanted;
      for (; !isFree(id, label); number += 1) label = `${wanted} (${number})`;
      update(id, () => void reserved.set(id, label));
      if (isNew) nextNumbers.set(wanted, number);
      return label;
    },
    release: id => {
      if (reserved.has(id)) update(id, () => void reserved.delete(id));
    },
  };
};
