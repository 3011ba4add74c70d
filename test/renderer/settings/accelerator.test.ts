import { expect, it } from 'vitest';
import { isAccelerator } from '../../../main/core/settings/accelerator.ts';
import { acceleratorOf, shortcutWords } from '../../../renderer/settings/accelerator.ts';

const press = (key: string, code: string, ...held: readonly ('ctrlKey' | 'altKey' | 'shiftKey' | 'metaKey')[]) => ({
  key,
  code,
  ctrlKey: false,
  altKey: false,
  shiftKey: false,
  metaKey: false,
  ...Object.fromEntries(held.map(one => [one, true])),
});

it.each([
  [press('c', 'KeyC', 'ctrlKey', 'altKey'), 'Control+Alt+C'],
  // A French keyboard has its A where others have the Q.
  [press('a', 'KeyQ', 'ctrlKey'), 'Control+A'],
  // With Option a Mac makes another character of the key.
  [press('ç', 'KeyC', 'altKey'), 'Alt+C'],
  [press('!', 'Digit1', 'ctrlKey', 'shiftKey'), 'Control+Shift+1'],
  [press('F9', 'F9', 'metaKey'), 'Meta+F9'],
  [press(' ', 'Space', 'altKey'), 'Alt+Space'],
  [press('ArrowUp', 'ArrowUp', 'ctrlKey', 'metaKey'), 'Control+Meta+Up'],
  [press('~', 'Backquote', 'ctrlKey', 'shiftKey'), 'Control+Shift+`'],
])('%j is a shortcut that main takes: %s', (pressed, wanted) => {
  expect(acceleratorOf(pressed)).toBe(wanted);
  expect(isAccelerator(wanted)).toBe(true);
});

it.each([
  press('c', 'KeyC'),
  press('C', 'KeyC', 'shiftKey'),
  press('Control', 'ControlLeft', 'ctrlKey'),
  press('Enter', 'Enter', 'ctrlKey'),
])('%j is none', pressed => {
  expect(acceleratorOf(pressed)).toBeUndefined();
});

it.each([
  ['Control+Alt+C', 'Linux', 'Ctrl + Alt + C'],
  ['Meta+Space', 'macOS', 'Cmd + Space'],
  ['Meta+Space', 'Windows', 'Win + Space'],
  ['Meta+Space', 'Linux', 'Super + Space'],
])('%s reads on %s as %s', (accelerator, platform, words) => {
  expect(shortcutWords(accelerator, platform)).toBe(words);
});
