import {
  type ComponentType,
  type KeyboardEvent,
  type RefObject,
  use,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import type { AccountView } from '../../preload/contract/account-view.ts';
import { nextIndex } from '../components/menu.tsx';
import { useFetched } from '../components/use-fetched.ts';
import { usePanel, usePanelState } from '../state/panel-context.ts';
import { text } from '../text/text.ts';
import { AccountRow } from './row/account-row.tsx';
import { MoveContext } from './use-moving.ts';
import type { RowsProps } from './virtual-rows.tsx';

interface ListProps {
  readonly accounts: readonly AccountView[];
  /** Ids of those that the number keys copy, in their order. */
  readonly numbered: readonly string[];
  /** Filled in by the list: focuses the main button of the row at an index. */
  readonly focusRow: RefObject<(index: number) => void>;
}

/** Above this many only the rows in sight (and the focused one) are in the page. */
const plainLimit = 40;

const rowOf = (target: EventTarget): HTMLElement | null =>
  target instanceof Element ? target.closest<HTMLElement>('li[data-index]') : null;

/**
 * Keys of a row: arrows go to others, `I` shows its details. Which account is active, and giving its main button the focus
 * once it is drawn. By id and not by place: where another account goes, the focus stays. A row beyond the first `drawable`
 * waits for it.
 */
function useRowFocus(accounts: readonly AccountView[], focusRow: ListProps['focusRow'], drawable: number) {
  const { store } = usePanel();
  const list = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState<{ readonly id: string; readonly wants: boolean }>({ id: '', wants: false });
  const at = accounts.findIndex(({ id }) => id === active.id);
  useEffect(() => {
    focusRow.current = index => {
      const account = accounts[index];
      if (account !== undefined) setActive({ id: account.id, wants: true });
    };
  }, [focusRow, accounts]);
  useLayoutEffect(() => {
    const row = list.current?.querySelector(`li[data-index="${at}"]`);
    if (active.wants && at < drawable) {
      const button = row?.querySelector<HTMLElement>('[data-primary]') ?? row?.querySelector<HTMLElement>('button');
      button?.focus({ preventScroll: true });
    }
    if (active.wants || row?.querySelector(':focus-visible')) row?.scrollIntoView({ block: 'nearest' });
  }, [active, at, drawable]);
  useEffect(() => {
    if (list.current === null) return;
    // What is said at the foot takes its room from the list: a row that was just copied by key stays in sight.
    const keepInSight = new ResizeObserver(() => {
      list.current?.querySelector('li:has(:focus-visible)')?.scrollIntoView({ block: 'nearest' });
    });
    keepInSight.observe(list.current);
    return () => keepInSight.disconnect();
  }, []);
  const moveOf = use(MoveContext);
  const moveBy = (event: KeyboardEvent, account: AccountView | undefined): void => {
    const way = event.key === 'ArrowUp' ? 'up' : event.key === 'ArrowDown' ? 'down' : undefined;
    if (way === undefined || account === undefined) return;
    event.preventDefault();
    moveOf(account, way)?.();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey) return;
    const index = Number(rowOf(event.target)?.dataset.index ?? -1);
    const account = accounts[index];
    if (event.altKey) moveBy(event, account);
    if (!event.altKey && event.key.toLowerCase() === 'i' && account?.actions.includes('details')) {
      event.preventDefault();
      store.set({ overlay: { kind: 'details', account } });
    }
    const next = index < 0 || event.altKey ? undefined : nextIndex(event.key, index, accounts.length);
    if (next === undefined) return;
    event.preventDefault();
    focusRow.current(next);
  };
  const onFocus = (event: { readonly target: EventTarget }): void => {
    const id = accounts[Number(rowOf(event.target)?.dataset.index ?? -1)]?.id ?? '';
    if (id !== active.id || active.wants) setActive({ id, wants: false });
  };
  return { list, active: at, onKeyDown, onFocus };
}

/** What draws a long list. Its code is fetched once it is known that there is one: the first rows never need it. */
function useVirtualRows(count: number): ComponentType<RowsProps> | null {
  const isLong = usePanelState(state => !state.hasAll) || count > plainLimit;
  return useFetched(fetchVirtualRows, isLong);
}
const fetchVirtualRows = async (): Promise<ComponentType<RowsProps>> =>
  (await import('./virtual-rows.tsx')).VirtualRows;

/** All accounts, main's order. Long lists are virtual and still say how long they are and where each row stands. */
export function AccountList({ accounts, numbered, focusRow }: ListProps) {
  // What is found of a long list is drawn as the whole of it is: fewer rows are made anew at each letter.
  const isLong = usePanelState(state => state.accounts.length > plainLimit);
  const VirtualRows = useVirtualRows(accounts.length);
  const { list, active, onKeyDown, onFocus } = useRowFocus(
    accounts,
    focusRow,
    VirtualRows === null ? plainLimit : accounts.length,
  );
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys of the list inside it, whose rows have buttons of their own
    <div className="scroller" ref={list} onKeyDown={onKeyDown} onFocus={onFocus}>
      {isLong && VirtualRows !== null ? (
        <VirtualRows accounts={accounts} numbered={numbered} active={active} />
      ) : (
        <ul aria-label={text('panel.accounts')} className="accounts">
          {accounts.slice(0, plainLimit).map((account, index) => (
            <li key={account.id} data-index={index}>
              <AccountRow account={account} number={numbered.indexOf(account.id) + 1} />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
