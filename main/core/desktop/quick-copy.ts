import { needsAttention } from '../../../preload/contract/account-state.ts';
import type { AccountView } from '../../../preload/contract/account-view.ts';
import type { CopyFormat } from '../../../preload/contract/copy-formats.ts';
import type { QuickAccountView } from '../../../preload/contract/quick-calls.ts';
import type { TrayChoice } from '../ports/tray-view.ts';
import { timeLeftInWords } from './time-left.ts';

/** The small search window, as quick copy moves it. */
export interface QuickWindow {
  /** Makes it where it is not there, and shows it, emptied and with the focus. */
  readonly show: () => void;
  readonly hide: () => void;
  readonly isVisible: () => boolean;
}

interface QuickCopyDeps {
  readonly quickWindow: QuickWindow;
  readonly list: () => readonly AccountView[];
  readonly now: () => number;
  /** What the tray does for the same choice: copies, says so, and opens the panel where that fails. */
  readonly act: (choice: TrayChoice) => void;
}

export interface QuickCopy {
  /** The shortcut was pressed: once shows the window, once more hides it. */
  readonly press: () => void;
  readonly show: () => void;
  readonly close: () => void;
  /** The accounts in the panel's order, with the words of the tray. */
  readonly accounts: () => readonly QuickAccountView[];
  /** This account, in this format: the window goes first, so that the person is back where it is wanted. */
  readonly choose: (id: string, format: CopyFormat) => void;
}

export const createQuickCopy = ({ quickWindow, list, now, act }: QuickCopyDeps): QuickCopy => ({
  press: () => (quickWindow.isVisible() ? quickWindow.hide() : quickWindow.show()),
  show: quickWindow.show,
  close: quickWindow.hide,
  accounts: () => list().map(account => viewQuick(account, now())),
  choose: (id, format) => {
    quickWindow.hide();
    const account = list().find(one => one.id === id);
    if (account === undefined) return;
    const has = account.canCopy && account.formats.includes(format);
    act(has ? { kind: 'copy', id, format, endpoint: 0 } : { kind: 'show-account', id });
  },
});

const viewQuick = (account: AccountView, now: number): QuickAccountView => {
  const { id, label, providerName, monogram, colour, detail, canCopy, formats } = account;
  const { environment, environmentKind, notProduction } = account;
  return {
    id,
    label,
    providerName,
    monogram,
    colour,
    canCopy,
    formats,
    ...(environment !== undefined && { environment }),
    ...(environmentKind !== undefined && { environmentKind }),
    ...(notProduction && { notProduction }),
    ...(detail !== undefined && { detail }),
    left: timeLeftInWords(account, now),
    needsAttention: needsAttention(account, now),
  };
};
