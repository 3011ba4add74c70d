import { locale } from '../../text/text.ts';
import type { StoredAccount } from '../vault/vault.ts';

/** Made here because its making takes as long as drawing the first rows, which wait for the first comparison. */
let names = { locale: locale(), compare: new Intl.Collator(locale()).compare };

/** As the language in force sorts names. */
const compareNames = (one: string, other: string): number => {
  if (names.locale !== locale()) names = { locale: locale(), compare: new Intl.Collator(locale()).compare };
  return names.compare(one, other);
};

/** Pinned first, then the most recently used, then by name. */
const byPlace = (one: StoredAccount, other: StoredAccount): number => {
  const [a, b] = [one.record, other.record];
  return (
    Number(b?.pinned ?? false) - Number(a?.pinned ?? false) ||
    (b?.lastCopiedAt ?? 0) - (a?.lastCopiedAt ?? 0) ||
    compareNames(a?.label ?? one.id, b?.label ?? other.id)
  );
};

/** The order of the panel's list. */
export const inListOrder = (some: readonly StoredAccount[]): readonly StoredAccount[] => [...some].sort(byPlace);

/** The first `count` in the order of the panel's list, for far less than putting a thousand in order takes. */
export const firstInListOrder = (some: readonly StoredAccount[], count: number): readonly StoredAccount[] => {
  const first: StoredAccount[] = [];
  for (const one of some) {
    const last = first[count - 1];
    if (last !== undefined && byPlace(last, one) <= 0) continue;
    const at = first.findIndex(other => byPlace(one, other) < 0);
    first.splice(at < 0 ? first.length : at, 0, one);
    if (first.length > count) first.pop();
  }
  return first;
};
