import type { SettingsValues } from '../../../preload/contract/settings-fields.ts';
import { locale } from '../../text/text.ts';
import type { StoredAccount } from '../vault/vault.ts';
import { byHand } from './hand-order.ts';

/** How a person wants the list: `used`: the last copied first; `time-left`: what ends first comes first. */
export type ListOrder = SettingsValues['listOrder'];

/** As the language in force sorts. */
const collating = (options: Intl.CollatorOptions) => {
  let made: { readonly locale: string; readonly compare: (one: string, other: string) => number } | undefined;
  return (one: string, other: string): number => {
    if (made?.locale !== locale()) made = { locale: locale(), compare: new Intl.Collator(locale(), options).compare };
    return made.compare(one, other);
  };
};

const compareLabels = collating({});
// Made here because its making takes as long as drawing the first rows, which wait for the first comparison.
compareLabels('', '');

/** For who looks a name up: "Dock 10" comes after "Dock 9". */
export const compareNames = collating({ numeric: true });

type Compare = (one: StoredAccount, other: StoredAccount) => number;

const labelOf = ({ id, record }: StoredAccount): string => record?.label ?? id;
const byLabel: Compare = (one, other) => compareLabels(labelOf(one), labelOf(other));
const byName: Compare = (one, other) => compareNames(labelOf(one), labelOf(other));

const byLastUse: Compare = (one, other) => (other.record?.lastCopiedAt ?? 0) - (one.record?.lastCopiedAt ?? 0);

/** What never ends comes last, and before it what nobody knows the end of. */
const endOf = ({ record }: StoredAccount): number => {
  if (record?.life.kind === 'until') return record.life.expiresAt;
  return record?.life.kind === 'unknown' ? Number.MAX_VALUE : Number.POSITIVE_INFINITY;
};
const byTimeLeft: Compare = (one, other) => {
  const [end, otherEnd] = [endOf(one), endOf(other)];
  return end === otherEnd ? 0 : end - otherEnd;
};

const byPlace: Compare = ({ record }, { record: other }) => {
  if (record === undefined || other === undefined) return Number(record === undefined) - Number(other === undefined);
  return byHand(record, other);
};

const compares: Readonly<Record<ListOrder, readonly Compare[]>> = {
  used: [byLastUse, byLabel],
  name: [byName],
  'time-left': [byTimeLeft, byLabel],
  hand: [byPlace, byLabel],
};

/** Pinned first, in every order. */
const comparing = (order: ListOrder): Compare => {
  const rest = compares[order];
  return (one, other) => {
    const pinned = Number(other.record?.pinned ?? false) - Number(one.record?.pinned ?? false);
    if (pinned !== 0) return pinned;
    for (const compare of rest) {
      const way = compare(one, other);
      if (way !== 0) return way;
    }
    return 0;
  };
};

/** The order of the panel's list, of quick copy and of the tray. */
export const inListOrder = (some: readonly StoredAccount[], order: ListOrder): readonly StoredAccount[] =>
  [...some].sort(comparing(order));

/** The first `count` in that order, for far less than putting a thousand in order takes. */
export const firstInListOrder = (
  some: readonly StoredAccount[],
  count: number,
  order: ListOrder,
): readonly StoredAccount[] => {
  const compare = comparing(order);
  const first: StoredAccount[] = [];
  for (const one of some) {
    const last = first[count - 1];
    if (last !== undefined && compare(last, one) <= 0) continue;
    const at = first.findIndex(other => compare(one, other) < 0);
    first.splice(at < 0 ? first.length : at, 0, one);
    if (first.length > count) first.pop();
  }
  return first;
};
