import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import { type ComponentProps, type RefObject, useLayoutEffect, useState } from 'react';
import type { AccountView } from '../../preload/contract/account-view.ts';
import { text } from '../text/text.ts';
import { AccountRow } from './account-row.tsx';

const rowHeight = 92;

export interface RowsProps {
  readonly accounts: readonly AccountView[];
  /** The row that stays in the page wherever the list is scrolled; below 0 for none. */
  readonly active: number;
  readonly shared: ComponentProps<'ul'> & { readonly ref: RefObject<HTMLUListElement | null> };
}

/** The rows in sight of a long list, inside the element that scrolls. */
export function VirtualRows({ accounts, active, shared }: RowsProps) {
  // State and not a ref: the rows' own effects run before there is a list, and would find nothing to measure.
  const [scroller, setScroller] = useState<HTMLElement | null>(null);
  const { ref: list } = shared;
  useLayoutEffect(() => setScroller(list.current?.parentElement ?? null), [list]);
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
    <ul
      aria-label={text('panel.accounts')}
      className="accounts"
      style={{ blockSize: `${rows.getTotalSize()}px` }}
      {...shared}
    >
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
