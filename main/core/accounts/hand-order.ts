import type { Side } from '../../../preload/contract/account-view.ts';
import type { AccountRecord } from '../ports/account-record.ts';

// The order that a person makes by hand. Each account has its own place in it, a number: so one that is moved is one file
// that changes, its place goes along in a backup and goes when the account goes, and two of them are never at odds.

type Placed = Pick<AccountRecord, 'id' | 'place' | 'createdAt'>;

/** An account that nobody moved stands where it was made: new ones come last. */
const placeOf = ({ place, createdAt }: Placed): number => place ?? createdAt;

/** Compares by place; the id settles those that are at the same one. */
export const byHand = (one: Placed, other: Placed): number =>
  placeOf(one) - placeOf(other) || (one.id < other.id ? -1 : Number(one.id > other.id));

/** Between two accounts that are moved apart, so that many fit between them later; of places, which are near epoch ms. */
const step = 1000;
/** Nearer than this, numbers of that size are soon the same. */
const leastApart = 1 / 64;

/**
 * The places that change when an account goes beside another one, by id: its own, and those of its new neighbours where
 * there is no number left between them. Nothing for accounts that are not there.
 */
export const placesAfterMove = (
  all: readonly Placed[],
  id: string,
  side: Side,
  otherId: string,
): ReadonlyMap<string, number> => {
  const moved = all.find(one => one.id === id);
  const others = all.filter(one => one.id !== id).sort(byHand);
  const found = others.findIndex(one => one.id === otherId);
  if (moved === undefined || found < 0) return new Map();
  const at = side === 'before' ? found : found + 1;
  const ordered = others.toSpliced(at, 0, moved);
  for (let width = 0; ; width = width * 2 + 1) {
    const places = spread(ordered, at - width, at + width);
    if (places !== undefined) return places;
  }
};

/** The places of the accounts from `first` to `last`, even between those around them; undefined where there is no room. */
const spread = (ordered: readonly Placed[], first: number, last: number): ReadonlyMap<string, number> | undefined => {
  const from = Math.max(0, first);
  const some = ordered.slice(from, last + 1);
  const [before, after] = [ordered[from - 1], ordered[last + 1]];
  const low = before === undefined ? undefined : placeOf(before);
  const high = after === undefined ? undefined : placeOf(after);
  const start = low ?? (high ?? 0) - step * (some.length + 1);
  const apart = low === undefined || high === undefined ? step : (high - low) / (some.length + 1);
  if (apart < leastApart) return undefined;
  return new Map(some.map(({ id }, index) => [id, start + apart * (index + 1)]));
};
