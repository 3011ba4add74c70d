import { EventEmitter } from 'node:events';
import { expect, it } from 'vitest';
import { watchPresses } from '../../../main/platform/windows/presses.ts';

/** A program with a panel that was there before, and another window that comes later. */
const aProgram = () => {
  const application = new EventEmitter();
  const aWindow = () => ({ page: new EventEmitter(), window: new EventEmitter(), focused: true, destroyed: false });
  const panel = aWindow();
  const later = aWindow();
  const shown = [panel, later].map(one => ({
    page: one.page,
    on: (name: string, listener: () => void) => one.window.on(name, listener),
    isFocused: () => one.focused,
    isDestroyed: () => one.destroyed,
  }));
  const hasPress = watchPresses({
    application,
    pages: () => [panel.page],
    windowOf: page => shown.find(one => one.page === page),
  });
  application.emit('web-contents-created', {}, later.page);
  const press = (one: typeof panel, type = 'mouseDown') => one.page.emit('input-event', {}, { type });
  const blur = (one: typeof panel) => one.window.emit('blur');
  return { panel, later, hasPress, press, blur };
};

it('a key or a click counts, and the mouse that only moves does not', () => {
  const { panel, hasPress, press } = aProgram();
  expect(hasPress()).toBe(false);
  press(panel, 'mouseMove');
  press(panel, 'keyUp');
  expect(hasPress()).toBe(false);
  press(panel);
  expect(hasPress()).toBe(true);
});

it('a window that loses the focus takes its press along, another one does not', () => {
  const { panel, later, hasPress, press, blur } = aProgram();
  press(later, 'rawKeyDown');
  blur(panel);
  expect(hasPress()).toBe(true);
  blur(later);
  expect(hasPress()).toBe(false);
});

it('counts only while the window is there and has the focus', () => {
  const { panel, hasPress, press } = aProgram();
  press(panel);
  panel.focused = false;
  expect(hasPress()).toBe(false);
  panel.focused = true;
  expect(hasPress()).toBe(true);
  panel.destroyed = true;
  expect(hasPress()).toBe(false);
});
