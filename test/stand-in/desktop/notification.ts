import { EventEmitter } from 'node:events';
import type { NotificationConstructorOptions } from 'electron';
import { requireReady } from '../app/ready.ts';
import { createEvent, emitSafely } from '../event-object.ts';
import { notImplemented } from '../not-implemented.ts';

type Implemented = Pick<
  Electron.Notification,
  'title' | 'body' | 'subtitle' | 'silent' | 'urgency' | 'timeoutType' | 'actions' | 'show' | 'close'
>;

const shown: Notification[] = [];

/** Electron's Notification: nothing is shown, everything is recorded. */
export class Notification extends EventEmitter implements Implemented {
  title: string;
  body: string;
  subtitle: string;
  silent: boolean;
  urgency: 'normal' | 'critical' | 'low';
  timeoutType: 'default' | 'never';
  actions: Electron.NotificationAction[];

  constructor(options: NotificationConstructorOptions = {}) {
    requireReady('Cannot create Notification before app is ready');
    super();
    this.title = options.title ?? '';
    this.body = options.body ?? '';
    this.subtitle = options.subtitle ?? '';
    this.silent = options.silent ?? false;
    this.urgency = options.urgency ?? 'normal';
    this.timeoutType = options.timeoutType ?? 'default';
    this.actions = options.actions ?? [];
  }

  static isSupported(): boolean {
    return true;
  }

  static getHistory(): never {
    throw notImplemented('Notification.getHistory');
  }

  show(): void {
    // As macOS answers a program that is not signed (docs/api/notification.md).
    if (process.env.DOCKPASS_STAND_IN_NOTIFICATIONS === 'refused') {
      setImmediate(() =>
        emitSafely(this, 'failed', createEvent(), 'Notifications are not allowed for this application'),
      );
      return;
    }
    shown.push(this);
    setImmediate(() => emitSafely(this, 'show', createEvent()));
  }

  close(): void {
    if (shown.includes(this)) setImmediate(() => emitSafely(this, 'close', createEvent()));
  }
}

/** For tests: every notification so far, oldest first. */
export function shownNotifications(): { title: string; body: string; silent: boolean }[] {
  return shown.map(({ title, body, silent }) => ({ title, body, silent }));
}

/** For tests: a person clicks a notification. */
export function clickNotification(index: number): void {
  const notification = shown[index];
  if (!notification) throw new Error(`there is no notification ${index}, only ${shown.length}`);
  emitSafely(notification, 'click', createEvent());
}
