import { nativeTheme } from 'electron';
import { createAnnouncer } from '../../core/announcer.ts';
import type { Core } from '../../core/core.ts';
import type { ManagedSettings } from '../../core/managed.ts';
import { notePlace, placeToOpen } from '../../core/panel-place.ts';
import { createPanelRequests } from '../../core/panel-requests.ts';
import { createPanelRest } from '../../core/panel-rest.ts';
import { createPersonNotices } from '../../core/person-notices.ts';
import type { Clock, Log } from '../../core/ports.ts';
import type { KeptSettings } from '../../core/settings.ts';
import { createSettingsChooser, type SettingsChooser } from '../../core/settings-chooser.ts';
import { createTrayActions } from '../../core/tray-actions.ts';
import { restMs } from '../surroundings.ts';
import { displays } from './displays.ts';
import { createLifecycle } from './lifecycle.ts';
import { createLoginItem } from './login-item.ts';
import { createNotices } from './notices.ts';
import { createPanel, type Panel } from './panel.ts';
import { restart } from './restart.ts';
import { createTray } from './tray.ts';
import { asksForTray } from './tray-host.ts';

interface DesktopOptions {
  readonly core: Core;
  readonly settings: KeptSettings;
  readonly managed: ManagedSettings;
  readonly dataFolder: string;
  readonly clock: Clock;
  readonly log: Log;
  readonly preloadPath: string;
}

/** What a person has of Dockpass on the desktop: the panel, the tray icon, notices, and how it all ends. */
export interface Desktop {
  readonly panel: Panel;
  readonly chooser: SettingsChooser;
  /** The panel's page has been laid out for the first time, and has its accounts. */
  readonly drawn: Promise<void>;
  /** The panel's page hears events from now on. */
  readonly panelListens: () => void;
  /** The panel's page has its accounts. */
  readonly panelHasAll: () => void;
  /** Draws panel and tray anew. */
  readonly announce: () => void;
  readonly restart: () => void;
}

/** Makes panel, tray, notices and lifecycle, and ties them together. After the app is ready; nothing is shown yet. */
export const createDesktop = ({
  core,
  settings,
  managed,
  dataFolder,
  clock,
  log,
  preloadPath,
}: DesktopOptions): Desktop => {
  const lifecycle = createLifecycle({ onShow: () => panel.show(), beforeQuit: core.finish });
  const [laidOut, filled] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const panel = createPanel({
    preloadPath,
    log,
    isQuitting: lifecycle.isQuitting,
    place: () => placeToOpen(settings.read().panelPlaces, displays()),
    onPlace: bounds =>
      settings.remember({ panelPlaces: [...notePlace(settings.read().panelPlaces, bounds, displays())] }),
    onDrawn: () => laidOut.resolve(),
    onVisible: isVisible => (isVisible ? rest.shown() : rest.hidden()),
    onClosed: () => notices.panelClosed(),
    onLoading: () => requests.loads(),
  });
  const rest = createPanelRest({ clock, restMs: restMs(), end: panel.end });
  const requests = createPanelRequests(panel);
  const showsTray = asksForTray();
  const notices = createNotices({ settings, showsTray, openPanel: panel.show });
  const trayActions = createTrayActions({
    accounts: core.accounts,
    lock: core.lock,
    notifier: notices.notifier,
    openPanel: requests.open,
    quit: lifecycle.quit,
    noticeWanted: () => settings.read().copiedNotice,
  });
  const tray = createTray({ onChoose: trayActions, onActivate: panel.show });
  const toNotices = createPersonNotices({
    notifier: notices.notifier,
    now: clock.now,
    hasBegun: core.hasBegun,
    isLooking: panel.isFocused,
    act: trayActions,
  });
  const { announce } = createAnnouncer({ ...core, clock, toPanel: requests.tell, toTray: tray.render, toNotices });
  const useTheme = (): void => {
    nativeTheme.themeSource = settings.read().theme;
  };
  useTheme();
  const chooser = createSettingsChooser({
    settings,
    managed,
    loginItem: createLoginItem(),
    showsTray,
    log,
    dataFolder,
  });
  chooser.follow();
  settings.onChange(() => {
    useTheme();
    requests.tell('settingsChanged', chooser.view());
  });
  managed.onChange(() => {
    chooser.follow();
    requests.tell('readyMadeChanged', managed.readyMade());
  });
  const restartApp = (): void => restart({ quit: lifecycle.quit });
  const drawn = Promise.all([laidOut.promise, filled.promise]).then(() => {});
  const { listens: panelListens } = requests;
  return { panel, chooser, drawn, panelListens, panelHasAll: filled.resolve, announce, restart: restartApp };
};
