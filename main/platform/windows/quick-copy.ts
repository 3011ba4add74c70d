import type { quickCalls } from '../../../preload/contract/quick-calls.ts';
import type { Accounts } from '../../core/accounts/accounts.ts';
import { createEvent } from '../../core/base/event.ts';
import { createQuickCopy, type QuickCopy } from '../../core/desktop/quick-copy.ts';
import type { Formats } from '../../core/formats/own-formats.ts';
import type { Clipboard, Shortcut } from '../../core/ports/desktop.ts';
import type { Log } from '../../core/ports/log.ts';
import type { Clock } from '../../core/ports/time.ts';
import type { TrayChoice } from '../../core/ports/tray-view.ts';
import { type Handlers, onlyFrom, serveCalls } from '../ipc/ipc.ts';
import { quickArguments } from '../ipc/ipc-arguments.ts';
import { createShortcut } from '../system/shortcut.ts';
import { restMs } from '../system/this-computer.ts';
import { createQuickWindow } from './quick-window.ts';

interface QuickCopyOptions {
  readonly accounts: Accounts;
  readonly formats: Formats;
  readonly clipboard: Clipboard;
  readonly clock: Clock;
  readonly log: Log;
  readonly preloadPath: string;
  readonly isQuitting: () => boolean;
  readonly act: (choice: TrayChoice) => Promise<void>;
}

const prepareAfterMs = 3000;

/** Quick copy with its window, its calls and the shortcut that brings it. */
export const installQuickCopy = (
  options: QuickCopyOptions,
): { readonly quickCopy: QuickCopy; readonly shortcut: Shortcut } => {
  const { accounts, formats, clipboard, clock, log, preloadPath, isQuitting, act } = options;
  const pressed = createEvent();
  const shortcut = createShortcut({ onPress: pressed.tell });
  const isHeld = (): boolean => shortcut.state() === 'works' || shortcut.state() === 'unsure';
  const window = createQuickWindow({ preloadPath, clock, log, isQuitting, restMs: restMs(), staysReady: isHeld });
  const quickCopy = createQuickCopy({
    quickWindow: window,
    clipboard,
    formats,
    list: accounts.list,
    now: clock.now,
    act,
  });
  pressed.listen(quickCopy.press);
  const handlers: Handlers<typeof quickCalls> = {
    getQuickAccounts: quickCopy.accounts,
    quickCopy: async (id, format) => {
      await quickCopy.choose(id, format);
      return null;
    },
    closeQuickCopy: () => {
      quickCopy.close();
      return null;
    },
  };
  serveCalls(quickArguments, onlyFrom(window.isFrame, handlers), log);
  let cancel = (): void => {};
  const set = (keys: string): void => {
    shortcut.set(keys);
    cancel();
    // Not while the app starts: the panel comes first.
    if (isHeld()) cancel = clock.alarm(clock.now() + prepareAfterMs, window.prepare);
    else window.end();
  };
  return { quickCopy, shortcut: { state: shortcut.state, set } };
};
