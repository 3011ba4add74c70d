import { type RefObject, useEffect } from 'react';
import type { AccountView } from '../../preload/contract/account-view.ts';
import type { Wanted } from '../../preload/contract/events.ts';
import type { PanelActions } from '../state/panel-actions.ts';
import { usePanel, usePanelState } from '../state/panel-context.ts';

/** As long as a row pulses that was just connected. */
const pulseMs = 1600;

/** Does what the tray asked for, and shows an account that was just connected: its organization is asked for, or its row gets the focus. */
export function useAsked(focusRow: RefObject<(index: number) => void>, search: (typed: string) => void): void {
  const { store, actions } = usePanel();
  const asked = usePanelState(state => state.asked);
  // An account may be none of the first ones.
  const ready = usePanelState(state => state.phase === 'ready' && state.hasAll);
  const justConnected = usePanelState(state => state.justConnected);
  const accounts = usePanelState(state => state.accounts);
  const overlay = usePanelState(state => state.overlay);

  useEffect(() => {
    if (asked === null || !ready) return;
    store.set({ asked: null });
    if (asked.kind === 'add-account') return store.set({ overlay: { kind: 'add' } });
    if (asked.kind !== 'show-account') return store.set({ overlay: { kind: asked.kind } });
    const index = store.get().accounts.findIndex(({ id }) => id === asked.id);
    const account = store.get().accounts[index];
    search('');
    // One frame later the unfiltered list is drawn and has the row.
    requestAnimationFrame(() => focusRow.current(index));
    if ('problem' in asked) actions.fail(asked.problem, account, account && again(actions, account, asked.wanted));
  }, [asked, ready, store, actions, focusRow, search]);

  useEffect(() => {
    const account = justConnected === null ? undefined : accounts.find(({ id }) => id === justConnected);
    if (account === undefined || overlay !== null) return;
    if (account.needsOrganization) {
      return store.set({ justConnected: null, overlay: { kind: 'organization', account } });
    }
    store.set({ justConnected: null, firstSuccess: account.id });
    search('');
    // After the dialog has given the focus back, and the unfiltered list is drawn.
    requestAnimationFrame(() => focusRow.current(store.get().accounts.findIndex(({ id }) => id === account.id)));
    setTimeout(() => store.set({ firstSuccess: null }), pulseMs);
  }, [justConnected, accounts, overlay, store, focusRow, search]);
}

const again = (actions: PanelActions, account: AccountView, wanted: Wanted) => (): void =>
  void (wanted.kind === 'reconnect'
    ? actions.reconnect(account)
    : actions.copy(account, wanted.format, wanted.endpoint));
