import { type RefObject, useEffect } from 'react';
import { usePanel } from '../state/panel-context.ts';

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.closest('input, textarea, select, [contenteditable]') !== null;

/** The panel's own keys: `/` searches, `N` adds, `?` shows the keys, Down goes into the list. Silent under a dialog. */
export function usePanelKeys(
  search: RefObject<HTMLInputElement | null>,
  focusRow: RefObject<(index: number) => void>,
): void {
  const { store } = usePanel();
  useEffect(() => {
    const keys: Readonly<Record<string, () => void>> = {
      '/': () => search.current?.focus(),
      n: () => store.set({ overlay: { kind: 'add' } }),
      '?': () => store.set({ overlay: { kind: 'keys' } }),
      arrowdown: () => focusRow.current(0),
    };
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      if (store.get().overlay !== null || document.querySelector('[popover]:popover-open') !== null) return;
      const run = keys[event.key.toLowerCase()];
      if (run === undefined) return;
      event.preventDefault();
      run();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [store, search, focusRow]);
}
