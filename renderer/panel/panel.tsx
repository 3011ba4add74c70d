import { useEffect, useMemo, useRef, useState } from 'react';
import { needsAttention } from '../../preload/contract/account-state.ts';
import { tokenFormat } from '../../preload/contract/copy-formats.ts';
import { AgainButton } from '../components/again-button.tsx';
import { GearIcon, PlusIcon } from '../components/icons.tsx';
import { InstructionBox } from '../components/instruction.tsx';
import { OverlaysLater } from '../dialogs/overlays-later.tsx';
import { usePanel, usePanelState } from '../state/panel-context.ts';
import { searchAccounts } from '../state/search.ts';
import { text } from '../text/text.ts';
import { AccountList } from './account-list.tsx';
import { FirstStart } from './first-start.tsx';
import { Footer } from './footer.tsx';
import { GroupButtons } from './group-buttons.tsx';
import { LockButton, LockedBar } from './locked.tsx';
import { SearchField } from './search-field.tsx';
import { SearchResult } from './search-result.tsx';
import { Status } from './status.tsx';
import { useAsked } from './use-asked.ts';
import { useFocusKept } from './use-focus-kept.ts';
import { MoveContext, useMoving } from './use-moving.ts';
import { useNumbered } from './use-numbered.ts';
import { useNumberKeys, usePanelKeys, useSearchFocus } from './use-panel-keys.ts';

/** The whole panel: header, search, the accounts or the providers to begin with, what is to be said, the foot. */
export function Panel() {
  const { actions } = usePanel();
  const accounts = usePanelState(state => state.accounts);
  const phase = usePanelState(state => state.phase);
  const [typed, setTyped] = useState('');
  const found = useMemo(() => searchAccounts(accounts, typed), [accounts, typed]);
  const search = useRef<HTMLInputElement>(null);
  const focusRow = useRef<(index: number) => void>(() => {});
  usePanelKeys(search, focusRow);
  useSearchFocus(search);
  useAsked(focusRow, setTyped);
  useFocusKept(found, focusRow);
  useEffect(() => {
    if (search.current !== null && search.current.value !== typed) search.current.value = typed;
  }, [typed]);
  const { moveOf, moved } = useMoving(found, focusRow);
  const numbered = useNumbered(found);
  const copyNumber = (number: number): void => {
    const account = numbered[number - 1];
    if (account !== undefined) void actions.copy(account, tokenFormat);
  };
  const holdsNumbers = useNumberKeys(copyNumber);
  const shownWaiting = useRef(-1);
  const showWaiting = (): void => {
    const waits = accounts.flatMap((one, index) => (needsAttention(one, Date.now()) ? [index] : []));
    shownWaiting.current = waits.find(index => index > shownWaiting.current) ?? waits[0] ?? -1;
    setTyped('');
    // One frame later the unfiltered list is drawn and has the row.
    requestAnimationFrame(() => focusRow.current(shownWaiting.current));
  };
  return (
    <>
      <Head />
      <main className="main" data-numbers={holdsNumbers || undefined}>
        {typeof phase === 'object' && <StartFailed />}
        <LockedBar />
        {phase === 'ready' && accounts.length > 0 && (
          <SearchField
            ref={search}
            onType={setTyped}
            onDown={() => focusRow.current(0)}
            onEnter={() => copyNumber(1)}
            enterCopies={numbered[0]?.label}
          />
        )}
        <GroupButtons typed={typed} onType={setTyped} />
        {typed !== '' && <SearchResult count={found.length} of={accounts.length} onClear={() => setTyped('')} />}
        {phase === 'ready' && accounts.length === 0 && <FirstStart />}
        {found.length > 0 && (
          <MoveContext value={moveOf}>
            <AccountList accounts={found} numbered={numbered.map(({ id }) => id)} focusRow={focusRow} />
          </MoveContext>
        )}
        <p className="unseen" aria-live="polite">
          {moved}
        </p>
        <Status />
      </main>
      <Footer onShowWaiting={showWaiting} />
      <OverlaysLater />
    </>
  );
}

function Head() {
  const { store } = usePanel();
  return (
    <header className="head">
      <h1>Dockpass</h1>
      <button type="button" className="button" data-home onClick={() => store.set({ overlay: { kind: 'add' } })}>
        <PlusIcon />
        {text('panel.add-account')}
      </button>
      <LockButton />
      <button
        type="button"
        className="button square"
        aria-label={text('panel.settings')}
        title={text('panel.settings')}
        onClick={() => store.set({ overlay: { kind: 'settings' } })}
      >
        <GearIcon />
      </button>
    </header>
  );
}

function StartFailed() {
  const { store } = usePanel();
  const phase = usePanelState(state => state.phase);
  if (typeof phase !== 'object') return null;
  return <InstructionBox failure={phase} extra={<AgainButton onPress={() => void store.start()} />} />;
}
