import { expect, it } from 'vitest';
import { createShortcut } from '../../../main/platform/system/shortcut.ts';

const aSystem = (answer: () => boolean = () => true) => {
  const calls: string[] = [];
  const pressed = new Map<string, () => void>();
  return {
    calls,
    pressed,
    register: (keys: string, press: () => void) => {
      calls.push(`register ${keys}`);
      pressed.set(keys, press);
      return answer();
    },
    unregister: (keys: string) => void calls.push(`unregister ${keys}`),
  };
};

it('holds one key at a time and gives it back', () => {
  const system = aSystem();
  let presses = 0;
  const shortcut = createShortcut({ onPress: () => (presses += 1), system, platform: 'win32' });
  expect(shortcut.state()).toBe('off');
  shortcut.set('Control+Alt+C');
  system.pressed.get('Control+Alt+C')?.();
  expect([shortcut.state(), presses]).toEqual(['works', 1]);
  shortcut.set('Control+Alt+D');
  shortcut.set('');
  expect(shortcut.state()).toBe('off');
  expect(system.calls).toEqual([
    'register Control+Alt+C',
    'unregister Control+Alt+C',
    'register Control+Alt+D',
    'unregister Control+Alt+D',
  ]);
});

it.each([
  ['that another program has', () => false],
  [
    'that the system does not have',
    () => {
      throw new TypeError('conversion failure');
    },
  ],
])('a key %s is not held', (_which, answer) => {
  const system = aSystem(answer);
  const shortcut = createShortcut({ onPress: () => {}, system, platform: 'linux', session: 'x11' });
  shortcut.set('Control+Alt+C');
  shortcut.set('');
  expect(system.calls).toEqual(['register Control+Alt+C']);
  expect(shortcut.state()).toBe('off');
  shortcut.set('Control+Alt+C');
  expect(shortcut.state()).toBe('taken');
});

it('is not believed under Wayland, where a yes proves nothing', () => {
  const shortcut = createShortcut({ onPress: () => {}, system: aSystem(), platform: 'linux', session: 'wayland' });
  shortcut.set('Control+Alt+C');
  expect(shortcut.state()).toBe('unsure');
});
