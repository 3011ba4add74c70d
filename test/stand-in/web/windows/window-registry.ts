import type { BaseWindow } from 'electron';

/** Every window that is not destroyed, in creation order. */
export const windows: Set<BaseWindow> = new Set();

const listeners = new Set<(count: number) => void>();
const cancelListeners = new Set<(window: BaseWindow) => void>();

/** Calls back after each creation or destruction of a window with the number of windows left. */
export function onWindowCountChange(listener: (count: number) => void): void {
  listeners.add(listener);
}

/** Calls back when a window's `close()` was stopped: by `preventDefault` in `close`, or by the page's `beforeunload`. */
export function onCloseCancelled(listener: (window: BaseWindow) => void): void {
  cancelListeners.add(listener);
}

/** Tells that a window exists now. */
export function addWindow(window: BaseWindow): void {
  windows.add(window);
  for (const listener of listeners) listener(windows.size);
}

/** Tells that a window is destroyed. */
export function removeWindow(window: BaseWindow): void {
  if (!windows.delete(window)) return;
  for (const listener of listeners) listener(windows.size);
}

/** Tells that a window stays open after `close()` was called. */
export function closeCancelled(window: BaseWindow): void {
  for (const listener of cancelListeners) listener(window);
}
