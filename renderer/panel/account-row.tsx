import { memo, useRef, useState } from 'react';
import { isOver, needsAttention } from '../../preload/contract/account-state.ts';
import type { AccountView } from '../../preload/contract/account-view.ts';
import { tokenFormat } from '../../preload/contract/copy-formats.ts';
import { ChevronDownIcon, CopyIcon, PinIcon } from '../components/icons.tsx';
import { usePanel, usePanelState } from '../state/panel-context.ts';
import { useTicked } from '../state/use-tick.ts';
import { text } from '../text/text.ts';
import { ByPersonLine, LifeLine, ScopesLine } from './account-life.tsx';
import { Reconnect } from './reconnect.tsx';
import { RowMenu } from './row-menu.tsx';
import { RowProblem } from './row-problem.tsx';

/** One account: who, how long or what is needed, and what can be done. Only itself renders when only it changes. */
export const AccountRow = memo(function AccountRow({ account }: { readonly account: AccountView }) {
  const over = useTicked(now => isOver(account, now));
  const busy = usePanelState(state => state.busy[account.id]);
  // A sign-in also brings back one that is over and would renew by itself.
  const offersReconnect = useTicked(
    now => needsAttention(account, now) || (isOver(account, now) && account.actions.includes('reconnect')),
  );
  return (
    <article className="card" aria-busy={busy !== undefined}>
      <span className="tile" aria-hidden="true" style={{ '--tile': account.colour }}>
        {account.monogram}
      </span>
      <div className="who">
        <Name account={account} />
        <Provider account={account} />
        <LifeLine account={account} over={over} busy={busy} />
      </div>
      <RowButtons account={account} canCopy={account.canCopy && !over} offersReconnect={offersReconnect} />
      <ByPersonLine account={account} />
      <ScopesLine account={account} />
      <RowProblem account={account} offersReconnect={offersReconnect} canCopy={account.canCopy && !over} />
    </article>
  );
});

function Name({ account }: { readonly account: AccountView }) {
  return (
    <div className="name-line">
      <h2 className="name" dir="auto" title={account.label}>
        {account.label}
      </h2>
      {account.pinned && (
        <span className="pin" role="img" aria-label={text('row.pinned')} title={text('row.pinned')}>
          <PinIcon />
        </span>
      )}
    </div>
  );
}

function Provider({ account }: { readonly account: AccountView }) {
  const odd = usePanelState(state => !account.onDisk && state.status?.storage !== 'session-only');
  return (
    <p className="sub">
      <span className="clip">
        {account.providerName}
        {account.detail !== undefined && (
          <>
            {' · '}
            <bdi>{account.detail}</bdi>
          </>
        )}
      </span>
      {account.badge !== undefined && <span className="badge">{account.badge}</span>}
      {account.environment !== undefined && <span className="badge">{account.environment}</span>}
      {odd && <span className="badge">{text('row.session-only')}</span>}
    </p>
  );
}

interface ButtonsProps {
  readonly account: AccountView;
  readonly canCopy: boolean;
  readonly offersReconnect: boolean;
}
function RowButtons({ account, canCopy, offersReconnect }: ButtonsProps) {
  const { actions } = usePanel();
  return (
    <div className="row-buttons">
      {canCopy && (
        <button
          type="button"
          className="primary copy"
          data-primary
          aria-label={text('row.copy-token', { account: account.label })}
          onClick={() => void actions.copy(account, tokenFormat)}
        >
          <CopyIcon />
          {text('row.copy')}
        </button>
      )}
      {!canCopy && offersReconnect && <Reconnect account={account} primary />}
      <MoreButton account={account} split={canCopy} />
    </div>
  );
}

function MoreButton({ account, split }: { readonly account: AccountView; readonly split: boolean }) {
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const wasOpen = useRef(false);
  return (
    <>
      <button
        ref={button}
        type="button"
        className={split ? 'primary more' : 'quiet square'}
        aria-label={text('row.more', { account: account.label })}
        aria-haspopup="menu"
        aria-expanded={open}
        onPointerDown={() => {
          wasOpen.current = open;
        }}
        onClick={event => setOpen(event.detail === 0 ? !open : !wasOpen.current)}
      >
        <ChevronDownIcon />
      </button>
      {open && <RowMenu account={account} opener={button} onClose={() => setOpen(false)} />}
    </>
  );
}
