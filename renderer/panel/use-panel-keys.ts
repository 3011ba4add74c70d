import { type RefObject, useEffect, useEffectEvent, useState } from 'react';
import { usePanel } from '../state/panel-context.ts';
import type { PanelStore } from '../state/panel-store.ts';

type Search = RefObject<HTMLInputElement | null>;

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.closest('input, textarea, select, [contenteditable]') !== null;

/** A dialog or a menu has the keys. */
const isCovered = (store: PanelStore): boolean =>
  store.get().overlay !== null || document.querySelector('[popover]:popover-open') !== null;

/** Into the search, over what is typed there: the next letter begins anew. */
const intoSearch = (search: Search): void => {
  search.current?.focus();
  search.current?.select();
};

function useKeyDown(onKeyDown: (event: KeyboardEvent) => void): void {
  const handle = useEffectEvent(onKeyDown);
  useEffect(() => {
    document.addEventListener('keydown', handle);
    return () => document.removeEventListener('keydown', handle);
  }, []);
}

/**
 * The panel's own keys: `/` searches, `N` adds, `?` shows the keys, Down goes into the list. Silent under a dialog and
 * while typing; but no name begins with `?`, and with Ctrl or ⌘ `N` is no letter.
 */
export function usePanelKeys(search: Search, focusRow: RefObject<(index: number) => void>): void {
  const { store } = usePanel();
  const add = (): void => store.set({ overlay: { kind: 'add' } });
  const keys: Readonly<Record<string, () => void>> = {
    '/': () => intoSearch(search),
    n: add,
    '?': () => store.set({ overlay: { kind: 'keys' } }),
    arrowdown: () => focusRow.current(0),
  };
  useKeyDown(event => {
    if (event.defaultPrevented || event.altKey || isCovered(store)) return;
    const key = event.key.toLowerCase();
    const withModifier = event.ctrlKey || event.metaKey;
    const isFirstInSearch = event.target === search.current && search.current?.value === '';
    const counts = withModifier ? key === 'n' : !isTyping(event.target) || (key === '?' && isFirstInSearch);
    const run = counts ? keys[key] : undefined;
    if (run === undefined) return;
    event.preventDefault();
    run();
  });
}

/** When the panel comes up, the search has the focus: a person types a name at once. A dialog that is open keeps it. */
export function useSearchFocus(search: Search): void {
  const { store } = usePanel();
  useEffect(() => {
    const onVisibility = (): void => {
      if (!document.hidden && !isCovered(store)) intoSearch(search);
    };
    document.addEventListener('visibilitychange', onVisibility);
    return () => document.removeEventListener('visibilitychange', onVisibility);
  }, [store, search]);
}

/** Ctrl or ⌘ with 1 to 9 calls `copyNumber`, while typing, too. Gives whether one of them is held. */
export function useNumberKeys(copyNumber: (number: number) => void): boolean {
  const { store } = usePanel();
  const [isHeld, setHeld] = useState(false);
  useKeyDown(event => {
    if (isCovered(store)) return;
    if (event.key === 'Control' || event.key === 'Meta') setHeld(true);
    // By its place on the keyboard: in some layouts a digit takes Shift.
    const digit = /^(?:Digit|Numpad)([1-9])$/.exec(event.code)?.[1];
    if (digit === undefined || event.altKey || event.repeat || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    copyNumber(Number(digit));
  });
  useEffect(() => {
    const release = (): void => setHeld(false);
    const events = ['keyup', 'blur', 'visibilitychange'] as const;
    for (const name of events) addEventListener(name, release);
    return () => {
      for (const name of events) removeEventListener(name, release);
    };
  }, []);
  return isHeld;
}
