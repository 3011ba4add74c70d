import type { BrowserWindow } from 'electron';
import { createEvent } from '../../core/base/event.ts';
import { notePlace, placeToOpen } from '../../core/desktop/panel-place.ts';
import { createPanelRequests, type PanelRequests } from '../../core/desktop/panel-requests.ts';
import { createPanelRest } from '../../core/desktop/panel-rest.ts';
import type { Log } from '../../core/ports/log.ts';
import type { Clock } from '../../core/ports/time.ts';
import type { SettingsStore } from '../../core/settings/settings.ts';
import { restMs } from '../system/this-computer.ts';
import { displays } from './displays.ts';
import { createPanel, type Panel } from './panel.ts';

interface ShownPanelOptions {
  readonly settings: SettingsStore;
  readonly clock: Clock;
  readonly log: Log;
  readonly preloadPath: string;
  readonly panelWindow: BrowserWindow | undefined;
  readonly isQuitting: () => boolean;
  /** The person closed the panel and Dockpass goes on. */
  readonly onClosed: () => void;
}

interface ShownPanel {
  readonly panel: Panel;
  readonly requests: PanelRequests;
  /** The page has been laid out for the first time. */
  readonly laidOut: Promise<void>;
}

/** The panel with what it remembers: where it was, what it was asked before its page listened, and when to rest. */
export const createShownPanel = (options: ShownPanelOptions): ShownPanel => {
  const { settings, clock, log, preloadPath, panelWindow, isQuitting, onClosed } = options;
  const laidOut = Promise.withResolvers<void>();
  const visible = createEvent<[isVisible: boolean]>();
  const loading = createEvent();
  const panel = createPanel({
    preloadPath,
    log,
    panelWindow,
    isQuitting,
    place: () => placeToOpen(settings.read().panelPlaces, displays()),
    onPlace: bounds =>
      settings.remember({ panelPlaces: [...notePlace(settings.read().panelPlaces, bounds, displays())] }),
    onDrawn: () => laidOut.resolve(),
    onVisible: visible.tell,
    onClosed,
    onLoading: loading.tell,
  });
  const rest = createPanelRest({ clock, restMs: restMs(), end: panel.end });
  visible.listen(isVisible => (isVisible ? rest.shown() : rest.hidden()));
  const requests = createPanelRequests(panel);
  loading.listen(requests.loads);
  return { panel, requests, laidOut: laidOut.promise };
};
