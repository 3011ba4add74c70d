import type { ClipboardView } from '../../../preload/contract/clipboard-view.ts';
import { createEvent } from '../base/event.ts';
import type { Secret } from '../base/secret.ts';
import type { Clipboard } from '../ports/desktop.ts';
import type { Log } from '../ports/log.ts';
import type { Clock } from '../ports/time.ts';

/** What is said of a copy beside the text itself. */
type CopyNotice = Pick<ClipboardView, 'text' | 'environment' | 'note' | 'olderUntilAt'>;

/** Puts secrets on the clipboard and takes them off again, only while they are still ours. */
export interface ClipboardGuard {
  readonly copy: (text: Secret, notice: CopyNotice) => Promise<ClipboardView>;
  /** Takes our value off now. `asked`: a person pressed Clear now, so it is cleared even if it could not be checked. */
  readonly clear: (asked: boolean) => Promise<void>;
  readonly view: () => ClipboardView | null;
  readonly onChange: (listener: (view: ClipboardView | null) => void) => void;
}

/** What the guard works with; `clearAfterMs` is read at each copy. */
interface ClipboardGuardDeps {
  readonly clipboard: Clipboard;
  readonly clock: Clock;
  readonly log: Log;
  readonly clearAfterMs: () => number;
}

export const createClipboardGuard = ({ clipboard, clock, log, clearAfterMs }: ClipboardGuardDeps): ClipboardGuard => {
  let ours: Secret | undefined;
  let view: ClipboardView | null = null;
  let cancelAlarm = (): void => {};
  const changed = createEvent<[view: ClipboardView | null]>();
  const show = (next: ClipboardView | null): void => {
    view = next;
    changed.tell(next);
  };
  const forget = (): void => {
    ours = undefined;
    cancelAlarm();
    show(null);
  };

  const clear = async (asked: boolean): Promise<void> => {
    const mine = ours;
    if (mine === undefined) return;
    const held = await clipboard.holds(mine);
    // Something newer was copied through us while we looked: that one has its own alarm.
    if (ours !== mine) return;
    if (held === 'unknown' && !asked) {
      log.write('clipboard-unchecked');
      cancelAlarm();
      if (view !== null) show({ ...view, unchecked: true });
      return;
    }
    if (held !== 'no') await clipboard.clear();
    if (ours === mine) forget();
  };

  /** From the beginning of the copy on, so that a clearing that is under way leaves the new text alone. */
  const write = async (text: Secret): Promise<void> => {
    const before = ours;
    ours = text;
    try {
      await clipboard.write(text);
    } catch (error) {
      if (ours === text) ours = before;
      throw error;
    }
  };

  return {
    copy: async (text, notice) => {
      await write(text);
      cancelAlarm();
      ours = text;
      const copiedAt = clock.now();
      const copied: ClipboardView = { ...notice, copiedAt, clearsAt: copiedAt + clearAfterMs(), unchecked: false };
      cancelAlarm = clock.alarm(copied.clearsAt, () => {
        clear(false).catch(() => log.write('clipboard-not-cleared'));
      });
      show(copied);
      return copied;
    },
    clear,
    view: () => view,
    onChange: listener => void changed.listen(listener),
  };
};
