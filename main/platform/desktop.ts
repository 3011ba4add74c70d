import type { BrowserWindow } from 'electron';
import type { AccountView } from '../../preload/contract/account-view.ts';
import { secondMs } from '../../preload/contract/durations.ts';
import { createEvent } from '../core/base/event.ts';
import type { Core } from '../core/core.ts';
import { createEndWarnings } from '../core/desktop/end-warnings.ts';
import { createPersonNotices } from '../core/desktop/person-notices.ts';
import { createSnapshotPublisher } from '../core/desktop/snapshot-publisher.ts';
import { createTrayActions } from '../core/desktop/tray-actions.ts';
import { viewCopyFormats } from '../core/formats/format-copy.ts';
import type { Clipboard } from '../core/ports/desktop.ts';
import type { Log } from '../core/ports/log.ts';
import type { Clock } from '../core/ports/time.ts';
import type { ManagedSettings } from '../core/settings/managed.ts';
import type { SettingsStore } from '../core/settings/settings.ts';
import type { SettingsChooser } from '../core/settings/settings-chooser.ts';
import { language } from '../text/text.ts';
import { applySettings } from './apply-settings.ts';
import { viewDeviceSignIn } from './device-sign-in-view.ts';
import { createLifecycle } from './lifecycle.ts';
import { createNotices } from './system/notices.ts';
import { restart } from './system/restart.ts';
import { asksForTray } from './tray/has-tray.ts';
import { createTray } from './tray/tray.ts';
import type { Panel } from './windows/panel.ts';
import { installQuickCopy } from './windows/quick-copy.ts';
import { openSessionWindow } from './windows/session-window.ts';
import { createShownPanel } from './windows/shown-panel.ts';

interface DesktopOptions {
  readonly core: Core;
  readonly settings: SettingsStore;
  readonly managed: ManagedSettings;
  readonly clipboard: Clipboard;
  readonly dataFolder: string;
  readonly clock: Clock;
  readonly log: Log;
  readonly preloadPath: string;
  readonly startsHidden: boolean;
  readonly panelWindow: BrowserWindow | undefined;
}

/** What a person has of Dockpass on the desktop: the panel, the tray icon, notices, and how it all ends. */
interface Desktop {
  readonly panel: Panel;
  readonly chooser: SettingsChooser;
  /** The panel's page has been laid out for the first time, and has its accounts. */
  readonly drawn: Promise<void>;
  /** The panel's page hears events from now on. */
  readonly panelListens: () => void;
  /** The panel's page has been given these, all there are. */
  readonly panelHasAll: (accounts: readonly AccountView[]) => void;
  /** Draws panel and tray anew. */
  readonly publish: () => void;
  readonly restart: () => void;
  readonly quit: () => void;
}

/** A tray without its accounts helps nobody, should the panel be long in coming. */
const trayWaitsMs = secondMs;

/** What a page is given leaves, and is drawn, before this program is busy again: with the tray, and with what a start does. */
const panelDrawsMs = 100;

/** Makes panel, tray, notices and lifecycle, and ties them together. After the app is ready; nothing is shown yet. */
export const createDesktop = (options: DesktopOptions): Desktop => {
  const { core, settings, managed, clipboard, dataFolder, clock, log, preloadPath, startsHidden, panelWindow } =
    options;
  const showAsked = createEvent();
  const quickCopyAsked = createEvent();
  const panelClosed = createEvent();

  const lifecycle = createLifecycle({
    onShow: showAsked.tell,
    onQuickCopy: quickCopyAsked.tell,
    beforeQuit: core.quit.begin,
    onSessionEnd: core.quit.endNow,
  });
  const { panel, requests, laidOut } = createShownPanel({
    preloadPath,
    log,
    clock,
    settings,
    panelWindow,
    isQuitting: lifecycle.isQuitting,
    onClosed: panelClosed.tell,
  });
  const showsTray = asksForTray();
  const { notifier, answers, sayStillRunning } = createNotices({
    settings,
    showsTray,
    openPanel: panel.show,
  });
  const act = createTrayActions({
    accounts: core.accounts,
    lock: core.lock,
    notifier,
    openPanel: requests.open,
    quit: lifecycle.quit,
    noticeWanted: () => settings.read().copiedNotice,
  });
  const { quickCopy, shortcut } = installQuickCopy({
    accounts: core.accounts,
    formats: core.formats,
    clipboard,
    clock,
    log,
    preloadPath,
    isQuitting: lifecycle.isQuitting,
    act,
  });
  const tray = createTray({ onChoose: quickCopy.chooseInTray, onActivate: panel.show });
  showAsked.listen(panel.show);
  quickCopyAsked.listen(quickCopy.show);
  panelClosed.listen(sayStillRunning);

  // What is said of the accounts: to the panel, the tray, and in notices.
  const personNotices = createPersonNotices({
    notifier,
    act,
    now: clock.now,
    hasBegun: core.start.hasBegun,
    isLooking: panel.isFocused,
  });
  const endWarnings = createEndWarnings({
    vault: core.vault,
    notifier,
    act,
    now: clock.now,
    hasBegun: core.start.hasBegun,
    isWanted: () => settings.read().notifications && !panel.isFocused(),
  });
  const hasAll = Promise.withResolvers<void>();
  // A start that stays hidden has no panel to wait for.
  const drawn = startsHidden ? Promise.resolve() : Promise.all([laidOut, hasAll.promise]).then(() => {});
  // Where there is no panel; and with it, what a start has to do comes first.
  if (process.platform === 'win32') void drawn.then(openSessionWindow);
  const soon = new Promise<void>(resolve => void clock.alarm(clock.now() + trayWaitsMs, resolve));
  const { publish, begins, answered } = createSnapshotPublisher({
    accounts: core.accounts,
    formats: core.formats,
    vault: core.vault,
    operations: core.operations,
    clipboardGuard: core.clipboardGuard,
    status: core.status,
    lockState: core.lockState,
    quit: core.quit,
    clock,
    begun: Promise.race([drawn, soon]),
    toPanel: requests.tell,
    toTray: tray.render,
    toNotices: [personNotices, endWarnings],
  });
  core.programs.onUnlockWanted(() => requests.open({ kind: 'unlock' }));
  core.programs.keptFiles.onChange(publish);
  core.onDetailsOver(() => requests.tell('detailsOver', null));
  const tellDeviceSignIns = (): void =>
    requests.tell('deviceSignInsChanged', core.deviceSignIns.list().map(viewDeviceSignIn));
  core.deviceSignIns.onChange(isNew => {
    tellDeviceSignIns();
    // Its code is there to be read.
    if (isNew) panel.show();
  });
  core.backup.onProgress(progress => requests.tell('backupProgress', progress));
  core.accountLists.onProgress(progress => requests.tell('listProgress', progress));
  const tellFormats = (): void => requests.tell('copyFormatsChanged', viewCopyFormats(core.formats()));
  let formats = core.formats();
  settings.onChange(() => {
    if (core.formats() !== formats) tellFormats();
    formats = core.formats();
  });
  const chooser = applySettings({
    settings,
    managed,
    shortcut,
    notifications: answers,
    showsTray,
    dataFolder,
    log,
    tell: requests.tell,
  });

  return {
    panel,
    chooser,
    drawn,
    panelListens: () => {
      begins();
      requests.listens();
      // What changed since the page's first question, for nobody told it then.
      requests.tell('languageChanged', language());
      tellDeviceSignIns();
      requests.tell('clipboardChanged', core.clipboardGuard.view());
      requests.tell('readyMadeChanged', managed.readyMade());
      tellFormats();
      void core.status.view().then(view => requests.tell('statusChanged', view));
    },
    panelHasAll: accounts => {
      answered(accounts);
      clock.alarm(clock.now() + panelDrawsMs, hasAll.resolve);
    },
    publish,
    restart: () => restart({ quit: lifecycle.quit }),
    quit: lifecycle.quit,
  };
};
