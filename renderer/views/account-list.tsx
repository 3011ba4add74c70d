import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import {
  type ComponentProps,
  type KeyboardEvent,
  type RefObject,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import type { AccountView } from '../../preload/contract.ts';
import { AccountRow } from './account-row.tsx';
import { nextIndex } from './menu.tsx';

interface ListProps {
  readonly accounts: readonly AccountView[];
  /** Filled in by the list: focuses the main button of the row at an index. */
  readonly focusRow: RefObject<(index: number) => void>;
}

/** Above this many only the rows in sight (and the focused one) are in the page. */
const plainLimit = 40;
const rowHeight = 92;

const rowOf = (target: EventTarget): HTMLElement | null =>
  target instanceof Element ? target.closest<HTMLElement>('li[data-index]') : null;

/**
 * Arrow keys between rows: which account is active, and giving its main button the focus once it is drawn. By id and not
 * by place: a copy moves its account to the top, and the focus goes along.
 */
function useRowFocus(accounts: readonly AccountView[], focusRow: ListProps['focusRow']) {
  const list = useRef<HTMLUListElement>(null);
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
    if (active.wants) {
      const button = row?.querySelector<HTMLElement>('[data-primary]') ?? row?.querySelector<HTMLElement>('button');
      button?.focus({ preventScroll: true });
    }
    if (active.wants || row?.querySelector(':focus-visible')) row?.scrollIntoView({ block: 'nearest' });
  }, [active, at]);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const index = Number(rowOf(event.target)?.dataset.index ?? -1);
    const next = index < 0 ? undefined : nextIndex(event.key, index, accounts.length);
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

/** All accounts, main's order. Long lists are virtual and still say how long they are and where each row stands. */
export function AccountList({ accounts, focusRow }: ListProps) {
  // State and not a ref: the rows' own effects run before a parent's ref is set, and would find nothing to measure.
  const [scroller, setScroller] = useState<HTMLDivElement | null>(null);
  const { list, active, onKeyDown, onFocus } = useRowFocus(accounts, focusRow);
  const shared = { ref: list, onKeyDown, onFocus };
  return (
    <div className="scroller" ref={setScroller}>
      {accounts.length > plainLimit ? (
        <VirtualRows accounts={accounts} scroller={scroller} active={active} shared={shared} />
      ) : (
        <ul aria-label="Accounts" className="accounts" {...shared}>
          {accounts.map((account, index) => (
            <li key={account.id} data-index={index}>
              <AccountRow account={account} />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

interface VirtualProps {
  readonly accounts: readonly AccountView[];
  readonly scroller: HTMLDivElement | null;
  readonly active: number;
  readonly shared: ComponentProps<'ul'>;
}
function VirtualRows({ accounts, scroller, active, shared }: VirtualProps) {
  const rows = useVirtualizer({
    count: accounts.length,
    getScrollElement: () => scroller,
    estimateSize: () => rowHeight,
    getItemKey: index => accounts[index]?.id ?? index,
    overscan: 4,
    // Until the scroller is measured, after the first drawing: as tall as it can be, so that the rows are drawn at once.
    initialRect: { width: 0, height: innerHeight },
    rangeExtractor: range => {
      const seen = defaultRangeExtractor(range);
      // The row with the focus stays, however far the list is scrolled: the focus must not fall out of the page.
      if (active < 0 || active >= accounts.length || seen.includes(active)) return seen;
      return [...seen, active].sort((one, other) => one - other);
    },
  });
  return (
    <ul aria-label="Accounts" className="accounts" style={{ blockSize: `${rows.getTotalSize()}px` }} {...shared}>
      {rows.getVirtualItems().map(({ index, key, start }) => {
        const account = accounts[index];
        if (account === undefined) return null;
        return (
          <li
            key={key}
            ref={rows.measureElement}
            className="placed"
            data-index={index}
            aria-posinset={index + 1}
            aria-setsize={accounts.length}
            style={{ transform: `translateY(${start}px)` }}
          >
            <AccountRow account={account} />
          </li>
        );
      })}
    </ul>
  );
}
