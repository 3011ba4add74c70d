import { needsAttention } from '../../../preload/contract/account-state.ts';
import type { AccountView } from '../../../preload/contract/account-view.ts';
import { type CopyFormat, tokenFormat } from '../../../preload/contract/copy-formats.ts';
import type { QuickAccountView } from '../../../preload/contract/quick-calls.ts';
import { formatOf, menuWords } from '../formats/format-copy.ts';
import type { Formats } from '../formats/own-formats.ts';
import type { Clipboard } from '../ports/desktop.ts';
import type { CopyChoice, TrayChoice } from '../ports/tray-view.ts';
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
  readonly formats: Formats;
  readonly list: () => readonly AccountView[];
  readonly now: () => number;
  readonly clipboard: Pick<Clipboard, 'needsPress' | 'takesText'>;
  /** What the tray does for the same choice: copies, says so, and opens the panel where that fails. */
  readonly act: (choice: TrayChoice) => Promise<void>;
}

export interface QuickCopy {
  /** The shortcut was pressed: once shows the window, once more hides it. */
  readonly press: () => void;
  readonly show: () => void;
  readonly close: () => void;
  /** A choice in the tray's menu. A copy that needs a key or a click in a window of ours asks for it in this one. */
  readonly chooseInTray: (choice: TrayChoice) => void;
  /** The accounts in the panel's order, with the words of the tray; on top the one that the tray was asked to copy of. */
  readonly accounts: () => readonly QuickAccountView[];
  /**
   * This account, in this format. The window goes first, so that the person is back where the token is wanted; where the copy
   * needs its focus, it goes when the copy is there.
   */
  readonly choose: (id: string, format: CopyFormat) => Promise<void>;
}

export const createQuickCopy = ({ quickWindow, clipboard, formats, list, now, act }: QuickCopyDeps): QuickCopy => {
  /** What the tray was asked to copy, while the window asks for a press. */
  let asked: CopyChoice | undefined;
  const show = (choice?: CopyChoice): void => {
    asked = choice;
    quickWindow.show();
  };
  const choiceOf = (id: string, format: CopyFormat): TrayChoice | undefined => {
    if (asked?.id === id && format === tokenFormat) return asked;
    const account = list().find(one => one.id === id);
    if (account === undefined) return undefined;
    const has = account.canCopy && account.formats.includes(format);
    return has ? { kind: 'copy', id, format, endpoint: 0 } : { kind: 'show-account', id };
  };
  return {
    press: () => (quickWindow.isVisible() ? quickWindow.hide() : show()),
    show: () => show(),
    close: quickWindow.hide,
    chooseInTray: choice => {
      if (choice.kind === 'copy' && !clipboard.takesText()) show(choice);
      else void act(choice);
    },
    accounts: () => {
      const accounts = list();
      const first = accounts.filter(({ id }) => id === asked?.id);
      return [...first, ...accounts.filter(({ id }) => id !== asked?.id)].map(account => ({
        ...viewQuick(account, now()),
        ...firstOwn(account, formats),
        ...(asked?.id === account.id && { asked: menuWords(formatOf(formats, asked.format)) }),
      }));
    },
    choose: async (id, format) => {
      const choice = choiceOf(id, format);
      if (!clipboard.needsPress) quickWindow.hide();
      if (choice !== undefined) await act(choice);
      if (clipboard.needsPress) quickWindow.hide();
    },
  };
};

/** The first of the own formats that this account can be copied in. */
const firstOwn = ({ canCopy, formats: offered }: AccountView, formats: Formats): Pick<QuickAccountView, 'own'> => {
  const found = canCopy ? formats().find(({ id, words }) => 'name' in words && offered.includes(id)) : undefined;
  return found !== undefined && 'name' in found.words ? { own: { id: found.id, name: found.words.name } } : {};
};

const viewQuick = (account: AccountView, now: number): QuickAccountView => {
  const { id, label, providerName, monogram, colour, detail, canCopy, formats } = account;
  const { environment, environmentKind, notProduction, groups } = account;
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
    ...(groups !== undefined && { groups }),
    left: timeLeftInWords(account, now),
    needsAttention: needsAttention(account, now),
  };
};
