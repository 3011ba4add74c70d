import type { ClipboardView } from '../../../preload/contract/clipboard-view.ts';
import type { DockpassError } from '../base/errors.ts';
import { createEvent } from '../base/event.ts';
import { createKeyedQueue } from '../base/keyed-queue.ts';
import type { Secret } from '../base/secret.ts';
import type { Clipboard } from '../ports/desktop.ts';
import type { Log } from '../ports/log.ts';
import type { Clock } from '../ports/time.ts';

/** What is said of a copy beside the text itself. */
type CopyNotice = Pick<ClipboardView, 'accountId' | 'text' | 'environment' | 'notProduction' | 'note' | 'olderUntilAt'>;

/** Puts secrets on the clipboard and takes them off again, only while they are still ours. */
export interface ClipboardGuard {
  /** Throws the signal's reason where it is raised before the text is written, and what `refuse` was given. */
  readonly copy: (text: Secret, notice: CopyNotice, signal: AbortSignal) => Promise<ClipboardView>;
  /**
   * A text that holds no secret and stays there. What lay there of ours is gone with it, and nothing is cleared any more.
   * Throws as `copy` does.
   */
  readonly put: (text: Secret, signal: AbortSignal) => Promise<void>;
  /** Takes our value off now. `asked`: a person pressed Clear now, so it is cleared even if it could not be checked. */
  readonly clear: (asked: boolean) => Promise<void>;
  /** The same within this turn, unchecked: for a program that has no other. Never throws. */
  readonly clearNow: () => void;
  /** Nothing is copied from now on. */
  readonly refuse: (why: DockpassError) => void;
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
  /** A clearing waits for a copy that is just being written, and the other way round. */
  const queue = createKeyedQueue();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => queue.run('clipboard', work);
  let refused: DockpassError | undefined;
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
    if (ours === undefined) return;
    const held = await clipboard.holds(ours);
    if (held === 'unknown' && !asked) {
      log.write('clipboard-unchecked');
      cancelAlarm();
      if (view !== null) show({ ...view, unchecked: true });
      return;
    }
    if (held !== 'no') await clipboard.clear();
    forget();
  };

  const copy = async (text: Secret, notice: CopyNotice): Promise<ClipboardView> => {
    await clipboard.write(text);
    cancelAlarm();
    ours = text;
    const copiedAt = clock.now();
    const copied: ClipboardView = { ...notice, copiedAt, clearsAt: copiedAt + clearAfterMs(), unchecked: false };
    cancelAlarm = clock.alarm(copied.clearsAt, () => {
      // Another text may be written just now: that has its own time.
      const clearThis = async (): Promise<void> => (ours === text ? clear(false) : undefined);
      inTurn(clearThis).catch(() => log.write('clipboard-not-cleared'));
    });
    show(copied);
    return copied;
  };

  /** In its turn, unless it is no longer wanted. */
  const whileWanted = <T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> =>
    inTurn(async () => {
      signal.throwIfAborted();
      if (refused !== undefined) throw refused;
      return work();
    });

  return {
    copy: (text, notice, signal) => whileWanted(signal, () => copy(text, notice)),
    put: (text, signal) =>
      whileWanted(signal, async () => {
        await clipboard.write(text);
        if (ours !== undefined) forget();
      }),
    clear: asked => inTurn(() => clear(asked)),
    clearNow: () => {
      if (ours === undefined) return;
      clipboard.clear().catch(() => log.write('clipboard-not-cleared'));
      forget();
    },
    refuse: why => {
      refused = why;
    },
    view: () => view,
    onChange: listener => void changed.listen(listener),
  };
};
