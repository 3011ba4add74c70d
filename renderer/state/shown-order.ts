import { needsAttention } from '../../preload/contract/account-state.ts';
import type { AccountView, Side } from '../../preload/contract/account-view.ts';

/** The order of the panel's list. */
export interface ShownOrder {
  /** Main's order, for a list that nobody looks at: those that need a person come first. */
  readonly begin: (accounts: readonly AccountView[], now: number) => readonly AccountView[];
  /**
   * For a list that is looked at: every account stays where it was, so that no row moves under the hand. One that comes
   * back gets its place back, a new one stands last, and one that was just pinned or unpinned goes where main has it.
   */
  readonly keep: (accounts: readonly AccountView[]) => readonly AccountView[];
  /**
   * The account that one goes past on its way up or down among those in sight. None at an end of its part of the list: those
   * that needed a person when the list began, pinned ones, and the others.
   */
  readonly neighbour: (inSight: readonly AccountView[], id: string, way: Way) => AccountView | undefined;
  /** One goes beside another, by a person's hand. */
  readonly move: (accounts: readonly AccountView[], id: string, side: Side, otherId: string) => readonly AccountView[];
}

export type Way = 'up' | 'down';

export function createShownOrder(): ShownOrder {
  let places: readonly string[] = [];
  let pinned: ReadonlySet<string> = new Set();
  let waited: ReadonlySet<string> = new Set();
  const remember = (accounts: readonly AccountView[]): void => {
    pinned = new Set(accounts.filter(one => one.pinned).map(({ id }) => id));
  };

  const begin: ShownOrder['begin'] = (accounts, now) => {
    const waits = (one: AccountView): boolean => needsAttention(one, now);
    const ordered = [...accounts.filter(waits), ...accounts.filter(one => !waits(one))];
    places = ordered.map(({ id }) => id);
    waited = new Set(accounts.filter(waits).map(({ id }) => id));
    remember(accounts);
    return ordered;
  };

  /** The places with one account moved behind its neighbour in main's list. */
  const placeAnew = (index: number, accounts: readonly AccountView[], before: readonly string[]): string[] => {
    const id = accounts[index]?.id ?? '';
    const others = before.filter(one => one !== id);
    const at = others.indexOf(accounts[index - 1]?.id ?? '') + 1;
    return [...others.slice(0, at), id, ...others.slice(at)];
  };

  const keep: ShownOrder['keep'] = accounts => {
    const known = new Set(places);
    let next = [...places];
    for (const [index, { id, pinned: isPinned }] of accounts.entries()) {
      if (!known.has(id)) next.push(id);
      else if (pinned.has(id) !== isPinned) next = placeAnew(index, accounts, next);
    }
    places = next;
    remember(accounts);
    return inPlaces(accounts);
  };
  /** Each of them has a place: `begin` and `keep` see every list. */
  const inPlaces = (accounts: readonly AccountView[]): readonly AccountView[] => {
    const byId = new Map(accounts.map(one => [one.id, one]));
    return places.flatMap(id => byId.get(id) ?? []);
  };

  const neighbour: ShownOrder['neighbour'] = (inSight, id, way) => {
    const at = inSight.findIndex(one => one.id === id);
    const [one, other] = [inSight[at], inSight[way === 'up' ? at - 1 : at + 1]];
    const sameParts = one?.pinned === other?.pinned && waited.has(id) === waited.has(other?.id ?? '');
    return at >= 0 && sameParts ? other : undefined;
  };

  const move: ShownOrder['move'] = (accounts, id, side, otherId) => {
    const others = places.filter(one => one !== id);
    places = others.toSpliced(others.indexOf(otherId) + (side === 'before' ? 0 : 1), 0, id);
    return inPlaces(accounts);
  };
  return { begin, keep, neighbour, move };
}
