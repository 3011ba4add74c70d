import { createContext, type RefObject, useCallback, useEffect, useRef, useState } from 'react';
import type { AccountView } from '../../preload/contract/account-view.ts';
import { usePanel } from '../state/panel-context.ts';
import type { Way } from '../state/shown-order.ts';
import { text } from '../text/text.ts';

/** What moves an account up or down in the list; undefined where that cannot be, as in an order that nobody makes by hand. */
export type MoveOf = (account: AccountView, way: Way) => (() => void) | undefined;

/** The same object for the life of the page. */
export const MoveContext = createContext<MoveOf>(() => undefined);

/** Moves accounts among those in sight, with the focus; `moved` says for a screen reader where the last one stands now. */
export function useMoving(
  inSight: readonly AccountView[],
  focusRow: RefObject<(index: number) => void>,
): { readonly moveOf: MoveOf; readonly moved: string } {
  const { store, actions } = usePanel();
  const [moved, setMoved] = useState('');
  const shown = useRef(inSight);
  useEffect(() => {
    shown.current = inSight;
  }, [inSight]);
  const moveOf = useCallback<MoveOf>(
    (account, way) => {
      if (store.get().status?.listOrder !== 'hand') return undefined;
      const other = store.neighbour(shown.current, account.id, way);
      if (other === undefined) return undefined;
      return () => {
        const at = shown.current.findIndex(({ id }) => id === account.id);
        focusRow.current(at);
        void actions.move(account, way === 'up' ? 'before' : 'after', other);
        const place = (way === 'up' ? at - 1 : at + 1) + 1;
        setMoved(text('search.moved', { account: account.label, place, count: shown.current.length }));
      };
    },
    [store, actions, focusRow],
  );
  return { moveOf, moved };
}
