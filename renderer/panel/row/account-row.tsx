import { memo, useRef, useState } from 'react';
import { isCopyable, isOver, needsSignIn } from '../../../preload/contract/account-state.ts';
import type { AccountView } from '../../../preload/contract/account-view.ts';
import { tokenFormat } from '../../../preload/contract/copy-formats.ts';
import { CheckIcon, ChevronDownIcon, CopyIcon, PinIcon } from '../../components/icons.tsx';
import { usePanel, usePanelState } from '../../state/panel-context.ts';
import { useTicked } from '../../state/use-tick.ts';
import { RichText } from '../../text/rich-text.tsx';
import { text } from '../../text/text.ts';
import { ByPersonLine, LifeLine, ScopesLine } from './account-life.tsx';
import { AccountTile } from './account-tile.tsx';
import { RunningOut, useCopiedHere } from './copied-here.tsx';
import { FileNotKept } from './file-not-kept.tsx';
import { Reconnect } from './reconnect.tsx';
import { RowMenu } from './row-menu.tsx';
import { RowProblem } from './row-problem.tsx';

const numberKeys = ['Control', 'Meta'];

interface RowProps {
  readonly account: AccountView;
  /** The number key that copies it, 0 for none; Enter in the search copies the first one. */
  readonly number: number;
}

/** One account: who, how long or what is needed, and what can be done. Only itself renders when only it changes. */
export const AccountRow = memo(function AccountRow({ account, number }: RowProps) {
  const canCopy = useTicked(now => isCopyable(account, now));
  const busy = usePanelState(state => state.busy[account.id]);
  const isNew = usePanelState(state => state.firstSuccess === account.id);
  const { copied, isFresh } = useCopiedHere(account.id);
  // A sign-in also brings back one that is over and would renew by itself.
  const offersReconnect = useTicked(
    now => needsSignIn(account, now) || (isOver(account, now) && account.actions.includes('reconnect')),
  );
  return (
    <article
      className={isNew ? 'card pulse' : 'card'}
      aria-busy={busy !== undefined}
      data-enter={number === 1 || undefined}
    >
      <AccountTile account={account} number={number} />
      <div className="who">
        <Name account={account} />
        <Provider account={account} />
        <div className="row-foot">
          <LifeLine account={account} busy={busy} />
          {number === 1 && <EnterCopies />}
        </div>
      </div>
      <RowButtons
        account={account}
        number={number}
        canCopy={canCopy}
        isFresh={isFresh}
        offersReconnect={offersReconnect}
      />
      <ByPersonLine account={account} />
      <ScopesLine account={account} />
      <RowProblem account={account} offersReconnect={offersReconnect} canCopy={canCopy} />
      <FileNotKept account={account} />
      {copied !== null && !isFresh && <RunningOut key={copied.copiedAt} copied={copied} />}
    </article>
  );
});

/** Shown while the search has the focus, which tells it to a screen reader. */
function EnterCopies() {
  return (
    <span className="enter-copies" aria-hidden="true">
      <RichText of="row.enter-copies" values={{ key: <kbd>{text('key.enter')}</kbd> }} />
    </span>
  );
}

function Name({ account }: { readonly account: AccountView }) {
  const { label, environment, environmentKind = environment, notProduction } = account;
  return (
    <div className="name-line">
      <h2 className="name" dir="auto" title={label}>
        {label}
      </h2>
      {environment !== undefined && (
        <span className={notProduction ? 'badge amber' : 'badge'} title={environment}>
          {environmentKind}
        </span>
      )}
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
        {account.groups?.map(name => (
          <span key={name}>
            {' · '}
            <bdi>#{name}</bdi>
          </span>
        ))}
        {/* Last, for where there is no room: the badge has what must be seen of it. */}
        {account.environmentKind !== undefined && ` · ${account.environment}`}
      </span>
      {account.badge !== undefined && <span className="badge">{account.badge}</span>}
      {odd && <span className="badge">{text('row.session-only')}</span>}
    </p>
  );
}

interface ButtonsProps extends RowProps {
  readonly canCopy: boolean;
  readonly isFresh: boolean;
  readonly offersReconnect: boolean;
}
function RowButtons({ account, number, canCopy, isFresh, offersReconnect }: ButtonsProps) {
  const { actions } = usePanel();
  return (
    <div className="row-buttons">
      {canCopy && (
        <button
          type="button"
          className={isFresh ? 'tinted copy fresh' : 'tinted copy'}
          data-primary
          aria-label={text('row.copy-token', { account: account.label })}
          aria-keyshortcuts={number > 0 ? numberKeys.map(key => `${key}+${number}`).join(' ') : undefined}
          onClick={() => void actions.copy(account, tokenFormat)}
        >
          {isFresh ? <CheckIcon /> : <CopyIcon />}
          {isFresh ? <span className="drawn-words" data-words={text('row.copied')} /> : text('row.copy')}
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
        className={split ? 'tinted more' : 'quiet square'}
        aria-label={text('row.more', { account: account.label })}
        aria-keyshortcuts={account.actions.includes('details') ? 'I' : undefined}
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
