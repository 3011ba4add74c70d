import { isCopyable } from '../../preload/contract/account-state.ts';
import type { AccountView } from '../../preload/contract/account-view.ts';
import { useTicked } from '../state/use-tick.ts';

const mostNumbers = 9;

/** The first nine that can be copied now: the number keys copy these, and Enter in the search the first. */
export function useNumbered(accounts: readonly AccountView[]): readonly AccountView[] {
  // As one text, which is the same until another account is among them.
  const places = useTicked(now => {
    const found: number[] = [];
    for (const [index, account] of accounts.entries()) {
      if (found.length === mostNumbers) break;
      if (isCopyable(account, now)) found.push(index);
    }
    return found.join(' ');
  });
  return places.split(' ').flatMap(index => (index === '' ? [] : (accounts[Number(index)] ?? [])));
}
