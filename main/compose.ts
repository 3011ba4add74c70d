import { join } from 'node:path';
import { app, type BrowserWindow } from 'electron';
import type { Language } from '../preload/text/languages.ts';
import { viewProvider } from './core/accounts/account-view.ts';
import { createCore } from './core/core.ts';
import { providerOf } from './core/oauth/filled-form.ts';
import type { Log } from './core/ports/log.ts';
import { createManaged } from './core/settings/managed.ts';
import { createSettings } from './core/settings/settings.ts';
import { createAccountListFile } from './platform/account-lists/account-list-file.ts';
import { createBackupFile } from './platform/backup/backup-file.ts';
import { createUnfinishedBackups } from './platform/backup/unfinished-backups.ts';
import { createDesktop } from './platform/desktop.ts';
import { onlyFrom, serveCalls } from './platform/ipc/ipc.ts';
import { panelArguments, signInBarArguments } from './platform/ipc/ipc-arguments.ts';
import { createPanelHandlers } from './platform/ipc/panel-calls.ts';
import { createLanguage } from './platform/language.ts';
import { createHttp } from './platform/network/http.ts';
import { createLoopbackListener } from './platform/network/loopback-listener.ts';
import { createKeptFileWriter } from './platform/programs/kept-file.ts';
import { createKeptFileJournal } from './platform/programs/kept-file-journal.ts';
import { makePipePlace } from './platform/programs/pipe-place.ts';
import { installQuestions, servePrograms } from './platform/programs/serve-programs.ts';
import { socketPlace } from './platform/programs/socket-place.ts';
import { signInBarUrl } from './platform/security/bundle-scheme.ts';
import { createOpenExternal } from './platform/security/open-external.ts';
import { createBrowser } from './platform/sign-in/browser.ts';
import { createKeptSessions } from './platform/sign-in/kept-sessions.ts';
import { originOf } from './platform/sign-in/page-address.ts';
import { createAccountFiles } from './platform/storage/account-files.ts';
import { createActivityFile } from './platform/storage/activity-file.ts';
import { createKnownText } from './platform/storage/keychain-known-text.ts';
import { createKeychainSealer } from './platform/storage/keychain-sealer.ts';
import { createLastGoodPolicy } from './platform/storage/last-good-policy.ts';
import { createMoveJournal } from './platform/storage/move-journal.ts';
import { createPolicyFile } from './platform/storage/policy-file.ts';
import { policyPlace } from './platform/storage/policy-place.ts';
import { createSettingsFile } from './platform/storage/settings-file.ts';
import { createVaultKey } from './platform/storage/vault-key.ts';
import { createClipboard } from './platform/system/clipboard.ts';
import { createClock } from './platform/system/clock.ts';
import { openFolder } from './platform/system/open-folder.ts';
import { createRandom } from './platform/system/random.ts';
import { createSignals } from './platform/system/signals.ts';
import {
  about,
  commandLine,
  isOnWayland,
  localOrigins,
  runtime,
  socketFolders,
  startsHidden,
} from './platform/system/this-computer.ts';
import { installAppMenu } from './platform/windows/menu.ts';
import { tellPages } from './platform/windows/own-pages.ts';
import { watchPresses } from './platform/windows/presses.ts';
import { createSecretWindow } from './platform/windows/secret-window.ts';
import { providersWith } from './providers/index.ts';
import { language } from './text/text.ts';

/** What main.ts has made before this could be loaded; no window where the start is a hidden one. */
interface StartOptions {
  readonly log: Log;
  readonly preloadPath: string;
  readonly panelWindow: BrowserWindow | undefined;
  /** Every call has its answer from now on, and the pages their language. */
  readonly answers: (language: () => Language) => void;
}

/** Puts everything together. Ends with the start's work. */
export async function start({ log, preloadPath, panelWindow, answers }: StartOptions): Promise<void> {
  // The world: what the core asks for.
  const dataFolder = app.getPath('userData');
  const hidden = startsHidden();
  const providers = providersWith(localOrigins());
  const clock = createClock();
  const clipboard = createClipboard({ hasPress: isOnWayland() ? watchPresses() : undefined });
  const managed = createManaged({
    policy: createPolicyFile(policyPlace()),
    lastGood: createLastGoodPolicy(dataFolder, log),
    providers,
    log,
  });
  const settings = createSettings({ file: createSettingsFile({ folder: dataFolder }), managed, log });
  // Nothing has been said yet: the first word is in the right language.
  const spoken = createLanguage(settings, log);
  await spoken.begin();
  const secretWindow = createSecretWindow();
  const openExternal = createOpenExternal();
  const browser = createBrowser({ preloadPath, signInBarUrl, clock, log, clipboard, openExternal });

  const { questionWindow, answerTo } = installQuestions({ preloadPath, log });

  // The core: accounts and what keeps them fresh.
  const core = createCore({
    files: createAccountFiles({ folder: join(dataFolder, 'accounts') }),
    keychain: createKeychainSealer({ knownText: createKnownText({ folder: dataFolder }) }),
    vaultKey: createVaultKey({ folder: dataFolder }),
    backupFile: createBackupFile(undefined, createUnfinishedBackups({ folder: dataFolder })),
    accountListFile: createAccountListFile(),
    moveJournal: createMoveJournal({ folder: dataFolder }),
    activityFile: createActivityFile({ folder: dataFolder }),
    browser,
    loopback: createLoopbackListener(),
    openExternal,
    sessions: createKeptSessions({ folder: join(dataFolder, 'Partitions') }),
    http: createHttp({ version: app.getVersion() }),
    clipboard,
    secretWindow,
    questionWindow,
    keptFileWriter: createKeptFileWriter(),
    keptFileJournal: createKeptFileJournal({ folder: dataFolder }),
    signals: createSignals(),
    clock,
    random: createRandom(),
    log,
    providers,
    settings,
    managed,
    about: about(),
    runtime: runtime(),
  });

  // Programs of this computer.
  answerTo(core.programs);
  const served = servePrograms({
    programs: core.programs,
    settings,
    place: () =>
      process.platform === 'win32'
        ? makePipePlace(dataFolder)
        : { path: socketPlace({ dataFolder, ...socketFolders() }) },
    version: app.getVersion(),
    log,
  });
  app.once('will-quit', served.close);

  // The panel, the tray and the notices.
  const desktop = createDesktop({
    core,
    settings,
    managed,
    clipboard,
    dataFolder,
    clock,
    log,
    preloadPath,
    startsHidden: hidden,
    panelWindow,
  });
  installAppMenu(desktop.quit);
  spoken.onChange(() => {
    installAppMenu(desktop.quit);
    browser.retitle();
    secretWindow.redraw();
    tellPages('languageChanged', language());
    desktop.publish();
  });

  // What an organization decided, and the accounts, are read while the panel's page is loaded.
  void managed.refresh();
  if (!hidden) desktop.panel.show();
  const loaded = core.vault.load();

  // The windows' calls. Then everything starts.
  const panelHandlers = createPanelHandlers({
    accounts: core.accounts,
    connectReadyMade: core.connectReadyMade,
    formats: core.formats,
    clipboardGuard: core.clipboardGuard,
    status: core.status,
    storage: core.storage,
    backup: core.backup,
    accountLists: core.accountLists,
    lock: core.lock,
    shift: core.shift,
    preparation: core.preparation,
    deviceSignIns: core.deviceSignIns,
    activity: core.activity,
    diagnosis: core.diagnosis,
    details: core.details,
    programs: core.programs,
    programState: async () => {
      await served.settled();
      return served.state();
    },
    commandLine: commandLine(),
    clipboard,
    scheduler: core.scheduler,
    managed,
    chooser: desktop.chooser,
    providers: () => providers.map(viewProvider),
    loaded,
    openFolder,
    openGuide: async id => {
      const { guide = '' } = providerOf(providers, id);
      await openExternal(guide, [originOf(guide)]);
    },
    restart: desktop.restart,
    publish: desktop.publish,
    panelListens: desktop.panelListens,
    panelHasAll: desktop.panelHasAll,
  });
  serveCalls(panelArguments, onlyFrom(desktop.panel.isPanelFrame, panelHandlers), log);
  serveCalls(signInBarArguments, browser.signInBarHandlers, log);
  answers(language);
  await core.start.begin(loaded, desktop.drawn);
}
