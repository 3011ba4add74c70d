import { type AccountView, readAccounts, type Side } from '../../preload/contract/account-view.ts';
import type { DockpassBridge } from '../../preload/contract/bridge.ts';
import type { ClipboardView } from '../../preload/contract/clipboard-view.ts';
import type { DeviceSignInView, ReadyMadeView } from '../../preload/contract/connect-form.ts';
import type { CopyFormatView } from '../../preload/contract/copy-formats.ts';
import type { Failure } from '../../preload/contract/errors.ts';
import type { PanelRequest } from '../../preload/contract/events.ts';
import type { ProviderView } from '../../preload/contract/provider-view.ts';
import type { StatusView } from '../../preload/contract/status-view.ts';
import { asReply } from './bridge.ts';
import { keepSame } from './keep-same.ts';
import { createShownOrder, type ShownOrder } from './shown-order.ts';

/** What is under way for one account, for its row to say in words. */
export type Busy = 'copy' | 'check' | 'renew' | 'sign-in';

/** What opens over the panel about one account. */
export type AccountOverlay =
  | 'details'
  | 'edit'
  | 'rename'
  | 'groups'
  | 'remove'
  | 'organization'
  | 'sign-out-everywhere'
  | 'revoke';

/** The one dialog that is open over the panel. */
export type Overlay =
  | { readonly kind: 'add'; readonly providerId?: string }
  | { readonly kind: AccountOverlay; readonly account: AccountView }
  /** `again`: what was asked for when the lock was met, done once it is open. */
  | { readonly kind: 'unlock'; readonly again?: () => void }
  /** `back`: what it was opened from, which is one step back. */
  | { readonly kind: Exclude<SettingsPage, 'programs'>; readonly back?: Overlay | null }
  /** `id`: of the account whose menu it came from. */
  | { readonly kind: 'programs'; readonly id?: string; readonly back?: Overlay | null }
  /** `from`: the page that the person comes back from. */
  | { readonly kind: 'settings'; readonly from?: SettingsPage }
  | { readonly kind: 'keys' };

/** What the settings lead to. */
export type SettingsPage =
  | 'programs'
  | 'storage'
  | 'end-of-shift'
  | 'backup'
  | 'take-backup'
  | 'account-list'
  | 'activity';

/** Something to say at the foot of the panel until it is dismissed or its time is over. */
export type Notice = { readonly key: string; readonly untilAt?: number } & (
  | {
      readonly kind: 'said';
      readonly text: string;
      readonly note?: Failure;
      /** It was done, and not all of it. */
      readonly warns?: true;
      readonly accountId?: string;
      /** For a screen reader only: what the keys do now. */
      readonly heard?: string;
    }
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
  /** In the order of the list, which stands still while the panel is looked at. */
  readonly accounts: readonly AccountView[];
  /** Every account is in `accounts`, not only the first ones. */
  readonly hasAll: boolean;
  readonly providers: readonly ProviderView[];
  /** Accounts that the organization set up. */
  readonly readyMade: readonly ReadyMadeView[];
  readonly copyFormats: readonly CopyFormatView[];
  /** Those on another device that wait for a person, the latest last. */
  readonly deviceSignIns: readonly DeviceSignInView[];
  readonly status: StatusView | null;
  readonly clipboard: ClipboardView | null;
  readonly busy: Readonly<Record<string, Busy>>;
  readonly notices: readonly Notice[];
  /** What the tray asked the panel for, until the panel has done it. */
  readonly asked: PanelRequest | null;
  readonly overlay: Overlay | null;
  /** An account just connected: if it has several organizations, the person is asked to pick one. */
  readonly justConnected: string | null;
  /** An account just connected, whose row is being shown. */
  readonly firstSuccess: string | null;
}

/** Holds the panel's state; data flows one way: snapshots come in here, views read, actions call out. */
export interface PanelStore {
  readonly get: () => PanelState;
  readonly subscribe: (listener: () => void) => () => void;
  readonly set: (change: Partial<PanelState>) => void;
  /** The account that one goes past when it is moved, among those in sight. */
  readonly neighbour: ShownOrder['neighbour'];
  /** Shows an account beside another one, at once. */
  readonly move: (id: string, side: Side, otherId: string) => void;
  /** Shows the list in main's order. */
  readonly orderAnew: () => void;
  /** Listens to main and fetches the first snapshots. */
  readonly start: () => Promise<void>;
}

/** What the store needs of the page. */
interface PageView {
  readonly now: () => number;
  readonly isHidden: () => boolean;
  readonly onVisibility: (changed: () => void) => void;
  /** What was set last is in the page, and its picture begins to be made. */
  readonly drawing: () => Promise<void>;
  /** That picture is on the screen, or would be if the page were. */
  readonly drawn: () => Promise<void>;
}

const empty: PanelState = {
  phase: 'starting',
  accounts: [],
  hasAll: false,
  providers: [],
  readyMade: [],
  copyFormats: [],
  deviceSignIns: [],
  status: null,
  clipboard: null,
  busy: {},
  notices: [],
  asked: null,
  overlay: null,
  justConnected: null,
  firstSuccess: null,
};

/** What stops being true when the network is back. */
const saysOffline = (notice: Notice): boolean => notice.kind === 'failed' && notice.failure.code === 'offline';

/** Takes main's snapshots in: the first ones, and those it pushes once all accounts were asked for. */
function createFeed(bridge: DockpassBridge, page: PageView, get: PanelStore['get'], set: PanelStore['set']) {
  /** A list that was pushed is newer than the answer that was under way. */
  let heard = false;
  const order = createShownOrder();
  /** Main's own list, as it came last. */
  let latest: readonly AccountView[] = [];
  const inOrder = (accounts: readonly AccountView[]): readonly AccountView[] => {
    latest = accounts;
    const standsStill = get().hasAll && !page.isHidden();
    return keepSame(get().accounts, standsStill ? order.keep(accounts) : order.begin(accounts, page.now()));
  };
  const orderAnew = (): void => set({ accounts: keepSame(get().accounts, order.begin(latest, page.now())) });
  const listen = (): void => {
    // At hiding, so that the panel comes up in its new order; at showing for what ran out meanwhile.
    page.onVisibility(orderAnew);
    bridge.on('accountsChanged', pushed => {
      const accounts = inOrder(readAccounts(pushed));
      heard = true;
      if (accounts !== get().accounts || !get().hasAll) set({ accounts, hasAll: true });
    });
    bridge.on('statusChanged', status => {
      const isBack = status.online && get().status?.online === false;
      const isOtherOrder = (get().status?.listOrder ?? status.listOrder) !== status.listOrder;
      set({ status, ...(isBack && { notices: get().notices.filter(notice => !saysOffline(notice)) }) });
      // Main told the accounts in that order before.
      if (isOtherOrder) orderAnew();
    });
    bridge.on('clipboardChanged', clipboard => set({ clipboard }));
    bridge.on('deviceSignInsChanged', deviceSignIns => set({ deviceSignIns }));
    bridge.on('copyFormatsChanged', copyFormats => set({ copyFormats }));
    bridge.on('readyMadeChanged', readyMade => set({ readyMade }));
    bridge.on('panelAsked', asked => set({ asked }));
  };
  const fetchProviders = async (): Promise<void> => {
    const providers = await asReply(bridge.listProviders());
    set(providers.ok ? { providers: providers.value } : { phase: providers.error });
  };
  const fetchAll = async (): Promise<void> => {
    const first = await asReply(bridge.start());
    if (!first.ok) return set({ phase: first.error });
    const { all, providers, ...parts } = first.value;
    const known = providers ?? get().providers;
    set({
      phase: 'ready',
      ...parts,
      providers: known,
      accounts: inOrder(parts.accounts),
      hasAll: all,
    });
    // Main puts a thousand others together while these are drawn, and not before: a computer of two cores has enough to do
    // until then. Once these are seen, the others no longer keep anyone waiting.
    await page.drawing();
    const asked = asReply(bridge.listAccounts());
    await page.drawn();
    if (providers === null) void fetchProviders();
    const whole = await asked;
    if (!whole.ok) return set({ phase: whole.error });
    if (!heard) set({ accounts: inOrder(readAccounts(whole.value)), hasAll: true });
  };
  const move: PanelStore['move'] = (id, side, otherId) =>
    set({ accounts: order.move(get().accounts, id, side, otherId) });
  return { listen, fetchAll, orderAnew, move, neighbour: order.neighbour };
}

/** The store over a bridge. Unchanged accounts keep their identity from snapshot to snapshot. */
export function createPanelStore(bridge: DockpassBridge, page: PageView): PanelStore {
  const listeners = new Set<() => void>();
  let state = empty;
  const set = (change: Partial<PanelState>): void => {
    state = { ...state, ...change };
    for (const listener of [...listeners]) listener();
  };
  const feed = createFeed(bridge, page, () => state, set);
  let listening = false;
  return {
    get: () => state,
    subscribe: listener => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    set,
    neighbour: feed.neighbour,
    move: feed.move,
    orderAnew: feed.orderAnew,
    start: () => {
      if (!listening) feed.listen();
      listening = true;
      return feed.fetchAll();
    },
  };
}
