import { createContext, use } from 'react';
import { type CustomContainerComponentProps, type CustomItemComponentProps, Virtualizer } from 'virtua';
import type { AccountView } from '../../preload/contract/account-view.ts';
import { text } from '../text/text.ts';
import { AccountRow } from './row/account-row.tsx';

const rowHeight = 72;
const rowsBeyond = 3;

export interface RowsProps {
  readonly accounts: readonly AccountView[];
  readonly numbered: readonly string[];
  /** The row that stays in the page wherever the list is scrolled; below 0 for none. */
  readonly active: number;
}

const CountContext = createContext(0);

function List({ style, children, ref }: CustomContainerComponentProps) {
  return (
    <ul ref={ref} aria-label={text('panel.accounts')} className="accounts" style={style}>
      {children}
    </ul>
  );
}

function Row({ style, index, children, ref }: CustomItemComponentProps) {
  const count = use(CountContext);
  // A row that was not measured yet is hidden by the library; one that gets the focus must not be.
  return (
    <li
      ref={ref}
      style={{ ...style, visibility: 'visible' }}
      data-index={index}
      aria-posinset={index + 1}
      aria-setsize={count}
    >
      {children}
    </li>
  );
}

/** The rows in sight of a long list, inside the element that scrolls. */
export function VirtualRows({ accounts, numbered, active }: RowsProps) {
  return (
    <CountContext value={accounts.length}>
      <Virtualizer
        as={List}
        item={Row}
        data={accounts}
        itemSize={rowHeight}
        bufferSize={rowsBeyond * rowHeight}
        // The row with the focus stays, however far the list is scrolled: the focus must not fall out of the page.
        keepMounted={active < 0 || active >= accounts.length ? [] : [active]}
      >
        {account => <AccountRow key={account.id} account={account} number={numbered.indexOf(account.id) + 1} />}
      </Virtualizer>
    </CountContext>
  );
}
