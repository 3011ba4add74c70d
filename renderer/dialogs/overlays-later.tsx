import type { ComponentType } from 'react';
import { useFetched } from '../components/use-fetched.ts';
import { usePanelState } from '../state/panel-context.ts';
import { fetchPart } from '../text/text.ts';

/**
 * The dialogs. Their code and their texts are fetched once the accounts are drawn: nobody opens one before, and they are
 * half of the panel's own.
 */
export function OverlaysLater() {
  const drawn = usePanelState(state => state.phase !== 'starting');
  const Overlays = useFetched(fetchOverlays, drawn);
  return Overlays && <Overlays />;
}

const fetchOverlays = async (): Promise<ComponentType> => {
  const [{ Overlays }] = await Promise.all([import('./overlays.tsx'), fetchPart('dialogs')]);
  return Overlays;
};
