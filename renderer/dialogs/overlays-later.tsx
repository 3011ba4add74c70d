import { type ComponentType, useEffect, useState } from 'react';
import { usePanelState } from '../state/panel-context.ts';

/** The dialogs. Their code is fetched once the accounts are drawn: nobody opens one before, and it is half of the panel's own. */
export function OverlaysLater() {
  const drawn = usePanelState(state => state.phase !== 'starting');
  const [Overlays, setOverlays] = useState<ComponentType | null>(null);
  useEffect(() => {
    if (drawn) void import('./overlays.tsx').then(loaded => setOverlays(() => loaded.Overlays));
  }, [drawn]);
  return Overlays === null ? null : <Overlays />;
}
