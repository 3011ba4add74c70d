import { Notification } from 'electron';
import type { Notifier } from '../../core/ports/desktop.ts';

interface NotifierOptions {
  readonly onClick: () => void;
  readonly isSupported?: () => boolean;
  readonly make?: (options: Electron.NotificationConstructorOptions) => Shown;
}
type Shown = NodeJS.EventEmitter & Pick<Electron.Notification, 'show'>;

/** The system's notifications; where there are none, nothing happens. */
export const createNotifier = (options: NotifierOptions): Notifier => {
  const { isSupported = () => Notification.isSupported() } = options;
  const make: NonNullable<NotifierOptions['make']> = options.make ?? (given => new Notification(given));
  // Held until they are gone: one that is collected loses its click.
  const shown = new Set<Shown>();
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
      notification.on('failed', forget);
      notification.show();
    },
  };
};
