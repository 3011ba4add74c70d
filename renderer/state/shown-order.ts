import { needsAttention } from '../../preload/contract/account-state.ts';
import type { AccountView } from '../../preload/contract/account-view.ts';

/** The order of the panel's list. */
interface ShownOrder {
  /** Main's order, for a list that nobody looks at: those that need a person come first. */
  readonly begin: (accounts: readonly AccountView[], now: number) => readonly AccountView[];
  /**
   * For a list that is looked at: every account stays where it was, so that no row moves under the hand. One that comes
   * back gets its place back, a new one stands last, and one that was just pinned or unpinned goes where main has it.
   */
  readonly keep: (accounts: readonly AccountView[]) => readonly AccountView[];
}

export function createShownOrder(): ShownOrder {
  let places: readonly string[] = [];
  let pinned: ReadonlySet<string> = new Set();
  const remember = (accounts: readonly AccountView[]): void => {
    pinned = new Set(accounts.filter(one => one.pinned).map(({ id }) => id));
  };

  const begin: ShownOrder['begin'] = (accounts, now) => {
    const waits = (one: AccountView): boolean => needsAttention(one, now);
    const ordered = [...accounts.filter(waits), ...accounts.filter(one => !waits(one))];
    places = ordered.map(({ id }) => id);
    remember(accounts);
    return ordered;
  };

  /** The places with one account moved behind its neighbour in main's list. */
  const placeAnew = (index: number, accounts: readonly AccountView[]): readonly string[] => {
    const id = accounts[index]?.id ?? '';
    const others = places.filter(one => one !== id);
    const at = others.indexOf(accounts[index - 1]?.id ?? '') + 1;
    return [...others.slice(0, at), id, ...others.slice(at)];
  };

  const keep: ShownOrder['keep'] = accounts => {
    const known = new Set(places);
    for (const [index, { id, pinned: isPinned }] of accounts.entries()) {
      if (!known.has(id)) places = [...places, id];
      else if (pinned.has(id) !== isPinned) places = placeAnew(index, accounts);
    }
    remember(accounts);
    const rank = new Map(places.map((id, index) => [id, index]));
    return [...accounts].sort((one, other) => (rank.get(one.id) ?? 0) - (rank.get(other.id) ?? 0));
  };
  return { begin, keep };
}
