import { Notification } from 'electron';
import { createEvent } from '../../core/base/event.ts';
import type { Notifier } from '../../core/ports/desktop.ts';

interface NotifierOptions {
  readonly onClick: () => void;
  readonly isSupported?: () => boolean;
  readonly make?: (options: Electron.NotificationConstructorOptions) => Shown;
}
type Shown = NodeJS.EventEmitter & Pick<Electron.Notification, 'show'>;

/** What also tells how the system answered. */
export interface SystemNotifier extends Notifier {
  /** The last one was refused: macOS shows none of a program that is not signed. */
  readonly fails: () => boolean;
  /** It is otherwise with this one than with the one before. */
  readonly onFailsChanged: (listener: () => void) => void;
}

/** The system's notifications; where there are none, nothing happens. https://www.electronjs.org/docs/latest/api/notification */
export const createNotifier = (options: NotifierOptions): SystemNotifier => {
  const { isSupported = () => Notification.isSupported() } = options;
  const make: NonNullable<NotifierOptions['make']> = options.make ?? (given => new Notification(given));
  // Held until they are gone: one that is collected loses its click.
  const shown = new Set<Shown>();
  let fails = false;
  const changed = createEvent();
  const note = (now: boolean): void => {
    const isNew = fails !== now;
    fails = now;
    if (isNew) changed.tell();
  };
  return {
    show: notice => {
      if (!isSupported()) return;
      const notification = make({ title: notice.title, body: notice.body, silent: notice.silent });
      shown.add(notification);
      const forget = (): void => void shown.delete(notification);
      notification.on('click', () => {
        forget();
        (notice.onClick ?? options.onClick)();
      });
      notification.on('close', forget);
      notification.on('show', () => note(false));
      notification.on('failed', () => {
        note(true);
        forget();
      });
      notification.show();
    },
    fails: () => fails,
    onFailsChanged: changed.listen,
  };
};
