import type { EventEmitter } from 'node:events';
import { emitSafely } from '../../event-object.ts';

interface Focusable extends EventEmitter {
  isDestroyed(): boolean;
  isVisible(): boolean;
}

let focused: Focusable | undefined;
let pressed = false;

/** The window that has the focus. */
export function focusedWindow(): Focusable | undefined {
  return focused;
}

/** Takes the focus away from a window that is hidden, minimised, blurred or destroyed. */
export function dropFocus(window: Focusable): void {
  if (focused !== window) return;
  focused = undefined;
  pressed = false;
  emitSafely(window, 'blur');
}

/** Gives a window the focus a turn later, as a window system does: `blur` of the other one comes first. */
export function takeFocus(window: Focusable): void {
  setImmediate(() => {
    if (window.isDestroyed() || focused === window || !window.isVisible()) return;
    if (focused) dropFocus(focused);
    focused = window;
    emitSafely(window, 'focus');
  });
}

/** A person pressed a key or a button of the mouse in the window that has the focus. */
export function notePress(): void {
  pressed = focused !== undefined;
}

/** Whether the focus has stayed where a person last pressed something. */
export const hasPress = (): boolean => pressed;
