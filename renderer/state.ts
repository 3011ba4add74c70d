import type {
  AccountView,
  ClipboardView,
  DockpassBridge,
  Failure,
  PanelRequest,
  ProviderView,
  StatusView,
} from '../preload/contract.ts';
import { settle } from './bridge.ts';
import { keepSame } from './keep-same.ts';

/** What is under way for one account, for its row to say in words. */
export type Busy = 'copy' | 'check' | 'renew' | 'sign-in';

/** The one dialog that is open over the panel. */
export type Overlay =
  | { readonly kind: 'add'; readonly providerId?: string }
  | { readonly kind: 'edit' | 'rename' | 'remove' | 'organization'; readonly account: AccountView }
  | { readonly kind: 'keys' };

/** Something to say at the foot of the panel until it is dismissed or its time is over. */
export type Notice = { readonly key: string; readonly untilAt?: number } & (
  | { readonly kind: 'said'; readonly text: string; readonly note?: Failure; readonly accountId?: string }
  | { readonly kind: 'removed'; readonly label: string; readonly accountId: string; readonly untilAt: number }
  | {
      readonly kind: 'failed';
      readonly failure: Failure;
      /** The account's name, when it is about one. */
      readonly about?: string;
      readonly accountId?: string;
      readonly again?: () => void;
    }
);

export interface PanelState {
  /** `ready` once the first snapshots are here; a failure when main did not give them. */
  readonly phase: 'starting' | 'ready' | Failure;
  readonly accounts: readonly AccountView[];
  readonly providers: readonly ProviderView[];
  readonly status: StatusView | null;
  readonly clipboard: ClipboardView | null;
  readonly busy: Readonly<Record<string, Busy>>;
  readonly notices: readonly Notice[];
  /** What the tray asked the panel for, until the panel has done it. */
  readonly asked: PanelRequest | null;
  readonly overlay: Overlay | null;
  /** An account just connected: if it has several organizations, the person is asked to pick one. */
  readonly justConnected: string | null;
}

/** Holds the panel's state; data flows one way: snapshots come in here, views read, actions call out. */
export interface PanelStore {
  readonly get: () => PanelState;
  readonly subscribe: (listener: () => void) => () => void;
  readonly set: (change: Partial<PanelState>) => void;
  /** Listens to main and fetches the first snapshots. */
  readonly start: () => Promise<void>;
}

const empty: PanelState = {
  phase: 'starting',
  accounts: [],
  providers: [],
  status: null,
  clipboard: null,
  busy: {},
  notices: [],
  asked: null,
  overlay: null,
  justConnected: null,
};

/** The store over a bridge. Unchanged accounts keep their identity from snapshot to snapshot. */
export function createPanelStore(bridge: DockpassBridge): PanelStore {
  const listeners = new Set<() => void>();
  let state = empty;
  const set = (change: Partial<PanelState>): void => {
    state = { ...state, ...change };
    for (const listener of [...listeners]) listener();
  };
  const takeAccounts = (accounts: readonly AccountView[]): void => {
    const kept = keepSame(state.accounts, accounts);
    if (kept !== state.accounts) set({ accounts: kept });
  };
  // A push that arrives before the first answers is newer than they are.
  const heard = new Set<string>();
  const listen = (): void => {
    bridge.on('accountsChanged', accounts => {
      heard.add('accounts');
      takeAccounts(accounts);
    });
    bridge.on('statusChanged', status => {
      heard.add('status');
      set({ status });
    });
    bridge.on('clipboardChanged', clipboard => {
      heard.add('clipboard');
      set({ clipboard });
    });
    bridge.on('panelAsked', asked => set({ asked }));
  };
  const fetchAll = async (): Promise<void> => {
    const [accounts, providers, status, clipboard] = await Promise.all([
      settle(bridge.listAccounts()),
      settle(bridge.listProviders()),
      settle(bridge.getStatus()),
      settle(bridge.getClipboard()),
    ]);
    for (const reply of [accounts, providers, status]) {
      if (!reply.ok) return set({ phase: reply.error });
    }
    set({
      phase: 'ready',
      ...(accounts.ok && !heard.has('accounts') ? { accounts: keepSame(state.accounts, accounts.value) } : {}),
      ...(providers.ok ? { providers: providers.value } : {}),
      ...(status.ok && !heard.has('status') ? { status: status.value } : {}),
      ...(clipboard.ok && !heard.has('clipboard') ? { clipboard: clipboard.value } : {}),
    });
  };
  let listening = false;
  return {
    get: () => state,
    subscribe: listener => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    set,
    start: () => {
      if (!listening) listen();
      listening = true;
      return fetchAll();
    },
  };
}
