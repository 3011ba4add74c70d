import { type AccountView, writeAccounts } from '../../../preload/contract/account-view.ts';
import type { ValueOf } from '../../../preload/contract/call.ts';
import type { Events } from '../../../preload/contract/events.ts';
import type { Accounts } from '../accounts/accounts.ts';
import type { Operations } from '../base/operations.ts';
import type { ClipboardGuard } from '../copy/clipboard-guard.ts';
import type { Formats } from '../formats/own-formats.ts';
import type { Clock } from '../ports/time.ts';
import type { TrayView } from '../ports/tray-view.ts';
import type { LockState } from '../vault/lock-state.ts';
import type { Vault } from '../vault/vault.ts';
import type { Status } from './status.ts';
import { trayChangesAt } from './tray-clock.ts';
import { viewQuittingTray, viewTray } from './tray-menu.ts';

/** Where snapshots come from and go to. */
interface SnapshotPublisherDeps {
  readonly accounts: Accounts;
  readonly formats: Formats;
  readonly vault: Vault;
  readonly operations: Pick<Operations, 'count' | 'onChange'>;
  readonly clipboardGuard: ClipboardGuard;
  readonly status: Status;
  readonly lockState: Pick<LockState, 'view'>;
  /** Dockpass waits for answers before it ends. */
  readonly quit: { readonly isWaiting: () => boolean; readonly onChange: (listener: () => void) => void };
  readonly clock: Clock;
  /** A long list is not announced before that: a starting panel gets its first accounts first. */
  readonly begun: Promise<void>;
  readonly toPanel: <Name extends keyof Events>(name: Name, value: ValueOf<Events[Name]>) => void;
  readonly toTray: (view: TrayView) => void;
  /** Every snapshot, and again when time has passed. */
  readonly toNotices: readonly ((accounts: readonly AccountView[]) => void)[];
}

const crowdPauseMs = 250;

interface SnapshotPublisher {
  readonly publish: () => void;
  /** The panel hears what is told from now on, and nothing of what was told before. */
  readonly begins: () => void;
  /** The panel has been given these, which it asked for itself: they are not sent to it again. */
  readonly answered: (accounts: readonly AccountView[]) => void;
}

/** An account that did not change is the same object as before. */
const areSame = (some: readonly AccountView[], others: readonly AccountView[] | undefined): boolean =>
  some.length === others?.length && some.every((one, index) => one === others[index]);

/**
 * Data flows one way: whatever changed, the panel and the tray get whole new snapshots, many changes at once as one.
 * The tray is drawn anew when its words for the time left change, at most once a minute.
 */
export const createSnapshotPublisher = (deps: SnapshotPublisherDeps): SnapshotPublisher => {
  const { accounts, clock } = deps;
  let waiting = false;
  let publishedAt = Number.NEGATIVE_INFINITY;
  let told: readonly AccountView[] | undefined;
  let cancelTick = (): void => {};

  const drawTray = (views: readonly AccountView[]): void => {
    const lock = deps.lockState.view();
    deps.toTray(
      deps.quit.isWaiting()
        ? viewQuittingTray(views, clock.now(), lock)
        : viewTray(views, accounts.copiedLast(), clock.now(), lock, deps.formats()),
    );
    for (const tell of deps.toNotices) tell(views);
    cancelTick();
    const changesAt = trayChangesAt(views, clock.now());
    if (changesAt !== undefined) cancelTick = clock.alarm(changesAt, () => drawTray(accounts.list()));
  };
  /**
   * Of a thousand renewals each changes the list a few times, and so does each account that is added from a backup or a
   * list: it is drawn a few times a second, and when they end.
   */
  const isCrowded = (): boolean =>
    (deps.operations.count('renewal') > 1 || deps.operations.count('restore', 'account-list') > 0) &&
    clock.running() < publishedAt + crowdPauseMs &&
    accounts.isLong();
  const publishNow = (): void => {
    waiting = false;
    publishedAt = clock.running();
    const views = accounts.list();
    // Copying a long list to the panel keeps both busy.
    if (!areSame(views, told)) deps.toPanel('accountsChanged', writeAccounts(views));
    told = views;
    drawTray(views);
    void deps.status.view().then(view => deps.toPanel('statusChanged', view));
  };
  const publish = (): void => {
    if (waiting || isCrowded()) return;
    waiting = true;
    void (accounts.isLong() ? deps.begun : Promise.resolve()).then(publishNow);
  };
  deps.vault.onChange(publish);
  deps.operations.onChange(kind => {
    // Nothing that is drawn shows it.
    if (kind !== 'preparation') publish();
  });
  deps.status.onChange(publish);
  deps.quit.onChange(publish);
  deps.clipboardGuard.onChange(view => deps.toPanel('clipboardChanged', view));
  return {
    publish,
    begins: () => {
      told = undefined;
    },
    answered: views => {
      // What was sent meanwhile may reach the panel first, and then counts there.
      told ??= views;
    },
  };
};
