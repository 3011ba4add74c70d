import { expect, it } from 'vitest';
import { asksForTray } from '../../../main/platform/tray/has-tray.ts';

const gnome = { XDG_SESSION_TYPE: 'wayland', XDG_CURRENT_DESKTOP: 'ubuntu:GNOME' };

it.each([
  ['(true,)\n', true],
  ['(false,)\n', false],
])('on GNOME the session bus answers %j, so an icon can be seen: %s', async (answer, wanted) => {
  const asked: string[] = [];
  const ask = async (command: string, args: readonly string[]): Promise<string> => {
    asked.push([command, ...args].join(' '));
    return answer;
  };
  expect(await asksForTray({ platform: 'linux', environment: gnome, ask })()).toBe(wanted);
  expect(asked).toEqual([
    'gdbus call --session --dest org.freedesktop.DBus --object-path /org/freedesktop/DBus --method org.freedesktop.DBus.NameHasOwner org.kde.StatusNotifierWatcher',
  ]);
});

it('where nobody can be asked it is taken to be seen', async () => {
  const ask = (): Promise<string> => Promise.reject(new Error('ENOENT'));
  expect(await asksForTray({ platform: 'linux', environment: gnome, ask })()).toBe(true);
});

it.each([
  ['win32', {}],
  ['linux', { XDG_SESSION_TYPE: 'x11', XDG_CURRENT_DESKTOP: 'KDE' }],
] as const)('on %s with %j nobody has to be asked', async (platform, environment) => {
  const ask = (): never => {
    throw new Error('asked');
  };
  expect(await asksForTray({ platform, environment, ask })()).toBe(true);
});
