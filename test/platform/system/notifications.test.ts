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

it('says nothing where there are no notifications', () => {
  const { notifier, shown } = aDesktop(false);
  notifier.show(notice);
  expect(shown).toEqual([]);
});
