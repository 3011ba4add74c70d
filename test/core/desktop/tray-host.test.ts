import { expect, it } from 'vitest';
import { createHideNotice } from '../../../main/core/desktop/hide-notice.ts';
import { showsTray } from '../../../main/core/desktop/tray-host.ts';

it.each([
  ['win32', undefined, '', '', true],
  ['linux', true, 'wayland', 'ubuntu:GNOME', true],
  ['linux', false, 'wayland', 'GNOME', false],
  ['linux', false, 'x11', 'GNOME', false],
  ['linux', false, 'wayland', 'sway', false],
  ['linux', false, 'x11', 'XFCE', true],
  ['linux', undefined, 'wayland', 'GNOME', true],
])('%s, watched: %s, %s, %s: an icon can be seen: %s', (platform, watcher, session, desktop, wanted) => {
  expect(showsTray({ platform, watcher, session, desktop })).toBe(wanted);
});

it.each([
  [true, 'Find it in the tray. To quit, use its menu.'],
  [
    false,
    'This desktop shows no tray icon. Start Dockpass again to see its panel. Settings explains how to get an icon.',
  ],
])('closing the panel for the first time, with an icon to be seen: %s', async (isShown, body) => {
  const said: string[] = [];
  let wasShown = false;
  const closed = createHideNotice({
    notifier: { show: notice => said.push(notice.body) },
    showsTray: async () => isShown,
    wasShown: () => wasShown,
    markShown: () => {
      wasShown = true;
    },
  });
  await Promise.all([closed(), closed()]);
  await closed();
  expect(said).toEqual([body]);
});
