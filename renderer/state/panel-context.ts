import { createContext, use, useSyncExternalStore } from 'react';
import type { DockpassBridge } from '../../preload/contract/bridge.ts';
import type { PanelActions } from './panel-actions.ts';
import type { PanelState, PanelStore } from './panel-store.ts';

/** What every view of the panel can reach. All three stay the same object for the life of the page. */
export interface PanelDeps {
  readonly store: PanelStore;
  readonly actions: PanelActions;
  readonly bridge: DockpassBridge;
}
export const PanelContext = createContext<PanelDeps | null>(null);

export function usePanel(): PanelDeps {
  const ports = use(PanelContext);
  if (ports === null) throw new Error('a panel view was drawn outside the panel');
  return ports;
}

/** One part of the state; the component renders again only when that part changes. */
export function usePanelState<T>(select: (state: PanelState) => T): T {
  const { store } = usePanel();
  return useSyncExternalStore(store.subscribe, () => select(store.get()));
}
