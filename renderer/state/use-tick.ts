import { useSyncExternalStore } from 'react';
import { createTick } from './tick.ts';

const pageTick = createTick({
  now: () => Date.now(),
  startTimer: (run, delayMs) => window.setTimeout(run, delayMs),
  stopTimer: timer => window.clearTimeout(timer),
  isHidden: () => document.hidden,
  onVisibility: changed => document.addEventListener('visibilitychange', changed),
});

/** What `read` says now. The component renders again only when that string, number or flag changes, not each second. */
export function useTicked<T extends string | number | boolean>(read: (now: number) => T): T {
  return useSyncExternalStore(pageTick.subscribe, () => read(pageTick.now()));
}
