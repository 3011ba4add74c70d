import { EventEmitter } from 'node:events';
import { expect, it } from 'vitest';
import { createNotifier } from '../../../main/platform/system/notifications.ts';

const aDesktop = (isSupported = true) => {
  const shown: { readonly options: object; readonly notification: EventEmitter }[] = [];
  let clicks = 0;
  const notifier = createNotifier({
    onClick: () => (clicks += 1),
    isSupported: () => isSupported,
    make: options => {
      const notification = Object.assign(new EventEmitter(), {
        show: () => void shown.push({ options, notification }),
      });
      return notification;
    },
  });
  return { notifier, shown, clicks: () => clicks };
};
const notice = { title: 'Token for Acme copied', body: 'Clears in 45 s', silent: true };

it('shows what it is told, and a click opens the panel', () => {
  const { notifier, shown, clicks } = aDesktop();
  notifier.show(notice);
  expect(shown.map(({ options }) => options)).toEqual([notice]);
  shown[0]?.notification.emit('click');
  expect(clicks()).toBe(1);
});

it('does what its notice says instead, where it says so', () => {
  const { notifier, shown, clicks } = aDesktop();
  let done = 0;
  notifier.show({ ...notice, onClick: () => (done += 1) });
  expect(shown.map(({ options }) => options)).toEqual([notice]);
  shown[0]?.notification.emit('click');
  expect([clicks(), done]).toEqual([0, 1]);
});

it('remembers that the last one was refused, until one is shown, and tells of each change once', () => {
  const { notifier, shown } = aDesktop();
  let told = 0;
  notifier.onFailsChanged(() => (told += 1));
  notifier.show(notice);
  expect(notifier.fails()).toBe(false);
  shown[0]?.notification.emit('failed', {}, 'not signed');
  expect(notifier.fails()).toBe(true);
  notifier.show(notice);
  shown[1]?.notification.emit('failed', {}, 'not signed');
  expect([notifier.fails(), told]).toEqual([true, 1]);
  notifier.show(notice);
  shown[2]?.notification.emit('show');
  expect([notifier.fails(), told]).toEqual([false, 2]);
});

it('says nothing where there are no notifications', () => {
  const { notifier, shown } = aDesktop(false);
  notifier.show(notice);
  expect(shown).toEqual([]);
});
