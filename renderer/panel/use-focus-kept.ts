import { type RefObject, useEffect, useRef } from 'react';
import type { AccountView } from '../../preload/contract/account-view.ts';
import { usePanelState } from '../state/panel-context.ts';

const indexOf = (element: Element): number =>
  Number(element.closest<HTMLElement>('li[data-index]')?.dataset.index ?? Number.NaN);

/**
 * Gives the focus back when what had it is gone from the page: a removed account's to the row in its place, and to its
 * own when it comes back; a notice's to the search.
 */
export function useFocusKept(accounts: readonly AccountView[], focusRow: RefObject<(index: number) => void>): void {
  const notices = usePanelState(state => state.notices);
  const isFree = usePanelState(state => state.overlay === null);
  const shown = useRef(accounts);
  const focused = useRef<Element | null>(null);
  const row = useRef({ id: '', index: -1 });
  /** A row that went with the focus, and the one that was given it instead. */
  const removed = useRef({ id: '', instead: '' });

  useEffect(() => {
    const onFocus = ({ target }: FocusEvent): void => {
      if (!(target instanceof Element) || target.closest('dialog')) return;
      focused.current = target;
      const index = indexOf(target);
      const account = shown.current[index];
      if (account !== undefined) row.current = { id: account.id, index };
    };
    document.addEventListener('focusin', onFocus);
    return () => document.removeEventListener('focusin', onFocus);
  }, []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a notice that goes takes its focus along
  useEffect(() => {
    shown.current = accounts;
    const at = (id: string): number => accounts.findIndex(one => one.id === id);
    const had = focused.current;
    const isLost = had?.isConnected === false && document.activeElement === document.body;
    const { id, instead } = removed.current;
    if (!isFree || accounts.length === 0) return;
    // Brought back by Undo, which goes with its notice; nobody has gone on from there meanwhile.
    if (at(id) >= 0 && (isLost || row.current.id === instead)) {
      focusRow.current(at(id));
      removed.current = { id: '', instead: '' };
    } else if (isLost && at(row.current.id) < 0 && row.current.index >= 0) {
      const next = Math.min(row.current.index, accounts.length - 1);
      removed.current = { id: row.current.id, instead: accounts[next]?.id ?? '' };
      focusRow.current(next);
    } else if (isLost) {
      document.querySelector<HTMLElement>('input[type=search]')?.focus();
    }
  }, [accounts, notices, isFree, focusRow]);
}
