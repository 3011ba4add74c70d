import type { StatusView } from '../../preload/contract/status-view.ts';
import { type AccountLists, createAccountLists } from './account-lists/account-lists.ts';
import { type Accounts, createAccounts } from './accounts/accounts.ts';
import { createConnect } from './accounts/connect.ts';
import { type ConnectReadyMade, createConnectReadyMade } from './accounts/ready-made.ts';
import { createRemoval } from './accounts/remove-and-undo.ts';
import { createRevocation } from './accounts/revocation.ts';
import { type Activity, createActivity } from './activity/activity.ts';
import { createDiagnosis } from './activity/diagnosis.ts';
import { logDomainEvents } from './activity/event-log.ts';
import { type Backup, createBackup } from './backup/backup.ts';
import { createDomainEvents } from './base/domain-events.ts';
import { createEvent } from './base/event.ts';
import { createOperations, type Operations } from './base/operations.ts';
import { type ClipboardGuard, createClipboardGuard } from './copy/clipboard-guard.ts';
import { createCopying } from './copy/copying.ts';
import { createStatus, type Status } from './desktop/status.ts';
import { createDetails, type Details } from './details/details.ts';
import { createFormats, type Formats } from './formats/own-formats.ts';
import { afterShift, afterShiftBackup, afterShiftLists } from './lock/after-shift.ts';
import { createEndOfShift, type EndOfShift } from './lock/end-of-shift.ts';
import { createLock, type Lock } from './lock/lock.ts';
import { lockable, lockableBackup, lockableLists } from './lock/locked-accounts.ts';
import { isWithinOrigins } from './oauth/filled-form.ts';
import type { Provider } from './oauth/provider.ts';
import type { Clipboard, SecretWindow, Signals } from './ports/desktop.ts';
import type { Log } from './ports/log.ts';
import type { Http } from './ports/network.ts';
import type { KeptFileJournal, KeptFileWriter, QuestionWindow } from './ports/programs.ts';
import type { Random } from './ports/random.ts';
import type {
  AccountFiles,
  AccountListFile,
  ActivityFile,
  BackupFile,
  Keychain,
  MoveJournal,
  VaultKey,
} from './ports/storage.ts';
import type { Clock } from './ports/time.ts';
import { createKeptFiles } from './programs/kept-files.ts';
import { createPrograms, type Programs } from './programs/programs.ts';
import { createClockSkew } from './renewal/clock-skew.ts';
import { createRenewalScheduler, type RenewalScheduler } from './renewal/renewal-scheduler.ts';
import type { ManagedSettings } from './settings/managed.ts';
import { unmanaged } from './settings/managed-file.ts';
import type { SettingsStore } from './settings/settings.ts';
import { createDeviceSignIns, type DeviceSignIns } from './sign-in/device-sign-ins.ts';
import { createPreparation, type Preparation } from './sign-in/preparation.ts';
import type { Browser, KeptSessions, LoopbackListener } from './sign-in/sign-in-ports.ts';
import { followNetwork } from './system/network-change.ts';
import { createQuit, type Quit } from './system/quit.ts';
import { followScreenLock } from './system/screen-lock.ts';
import { followSleepAndWake } from './system/sleep-and-wake.ts';
import { createStart, type Start } from './system/start.ts';
import { createActiveSealer } from './vault/active-sealer.ts';
import { createLockState, type LockState } from './vault/lock-state.ts';
import { type AccountStorage, createAccountStorage } from './vault/storage-choice.ts';
import { createThrottledKey } from './vault/throttled-key.ts';
import { createVault, type Vault } from './vault/vault.ts';

/** Everything the core asks of the world, and what it is told at the start. */
export interface CoreDeps {
  readonly files: AccountFiles;
  readonly keychain: Keychain;
  readonly vaultKey: VaultKey;
  readonly backupFile: BackupFile;
  readonly accountListFile: AccountListFile;
  readonly moveJournal: MoveJournal;
  readonly activityFile: ActivityFile;
  readonly browser: Browser;
  readonly loopback: LoopbackListener;
  /** The person's own browser, for an address at one of these origins. */
  readonly openExternal: (url: string, origins: readonly string[]) => Promise<void>;
  readonly sessions: KeptSessions;
  readonly http: Http;
  readonly clipboard: Clipboard;
  readonly secretWindow: SecretWindow;
  readonly questionWindow: QuestionWindow;
  readonly keptFileWriter: KeptFileWriter;
  readonly keptFileJournal: KeptFileJournal;
  readonly signals: Signals;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  readonly providers: readonly Provider[];
  readonly settings: SettingsStore;
  /** What an organization has decided; nothing where it is left out. */
  readonly managed?: ManagedSettings;
  readonly about: Pick<StatusView, 'version' | 'platform' | 'standIn'>;
  /** Electron's, Chromium's and Node's versions, and the system's: for a report to support. */
  readonly runtime: string;
}

export interface Core {
  readonly vault: Vault;
  readonly scheduler: RenewalScheduler;
  readonly operations: Operations;
  readonly clipboardGuard: ClipboardGuard;
  readonly accounts: Accounts;
  readonly connectReadyMade: ConnectReadyMade;
  readonly formats: Formats;
  readonly status: Status;
  readonly storage: AccountStorage;
  readonly lock: Lock;
  readonly lockState: LockState;
  readonly shift: EndOfShift;
  readonly backup: Backup;
  readonly accountLists: AccountLists;
  readonly programs: Programs;
  readonly preparation: Preparation;
  readonly deviceSignIns: DeviceSignIns;
  readonly activity: Activity;
  readonly diagnosis: { readonly copy: () => Promise<void> };
  readonly details: Details;
  /** Nobody may go on seeing the details that are shown. */
  readonly onDetailsOver: (listener: () => void) => void;
  readonly start: Start;
  readonly quit: Quit;
}

/** Puts the core together; the same in the app and in tests. Nothing runs before `vault.load` and `start.begin`. */
export const createCore = (deps: CoreDeps): Core => {
  const { signals, clock, random, log, providers, settings, managed, sessions, clipboard, secretWindow } = deps;

  // What several parts share: who does what for which account, and what they tell each other.
  const operations = createOperations();
  const events = createDomainEvents();
  logDomainEvents(events, log);
  const storageChanged = createEvent();
  const locked = createEvent();
  const unlocked = createEvent();
  const detailsOver = createEvent();

  // Accounts on this computer, sealed.
  const vaultKey = createThrottledKey({ vaultKey: deps.vaultKey, clock, operations });
  const sealer = createActiveSealer({ keychain: deps.keychain, vaultKey, settings });
  const vault = createVault({
    files: deps.files,
    sealer,
    log,
    isWithinOrigins: record => isWithinOrigins(providers, record),
  });
  const lockState = createLockState({ vaultKey, vault, settings });
  const storage = createAccountStorage({
    vault,
    sealer,
    keychain: deps.keychain,
    vaultKey,
    settings,
    log,
    operations,
    onChange: storageChanged.tell,
    onUnlocked: unlocked.tell,
  });

  // Keeping their tokens fresh.
  const clockSkew = createClockSkew({ clock, http: deps.http, vault });
  const { http, skewOf } = clockSkew;
  const checkClock = clockSkew.check;
  const scheduler = createRenewalScheduler({
    vault,
    providers,
    http,
    clock,
    random,
    signals,
    operations,
    events,
    lockState,
    skewOf,
    checkClock,
  });
  clockSkew.onMoved(scheduler.plan);

  // Handing them over, and over to another computer.
  const clipboardGuard = createClipboardGuard({
    clipboard,
    clock,
    log,
    clearAfterMs: () => settings.read().clipboardSeconds * 1000,
  });
  const formats = createFormats({
    given: () => managed?.current().formats ?? unmanaged.formats,
    own: () => settings.read().ownFormats,
  });
  const copying = createCopying({
    vault,
    providers,
    formats,
    scheduler,
    clipboardGuard,
    secretWindow,
    signals,
    clock,
    operations,
    events,
    settings,
    checkClock,
  });
  const keptFiles = createKeptFiles({
    writer: deps.keptFileWriter,
    journal: deps.keptFileJournal,
    vault,
    copying,
    operations,
    settings,
    lockState,
    clock,
    log,
  });
  const openBackup = createBackup({
    vault,
    scheduler,
    providers,
    backupFile: deps.backupFile,
    moveJournal: deps.moveJournal,
    random,
    events,
    operations,
    log,
  });
  const openAccountLists = createAccountLists({
    vault,
    sealer,
    scheduler,
    providers,
    file: deps.accountListFile,
    clock,
    random,
    operations,
    events,
  });

  // What a person does with them.
  const deviceSignIns = createDeviceSignIns({ operations, random, openExternal: deps.openExternal });
  const connect = createConnect({
    vault,
    sealer,
    providers,
    scheduler,
    browser: deps.browser,
    loopback: deps.loopback,
    deviceSignIns,
    sessions,
    http,
    clock,
    random,
    events,
    operations,
    skewOf,
  });
  const preparation = createPreparation({
    browser: deps.browser,
    operations,
    clock,
    log,
    requireUnlocked: lockState.requireUnlocked,
  });
  const revocation = createRevocation({ vault, providers, scheduler, http, clock, operations, events });
  const removal = createRemoval({ vault, scheduler, sessions, events, operations, clock, log, revocation });
  const openAccounts = createAccounts({
    vault,
    providers,
    formats,
    scheduler,
    connect,
    copying,
    removal,
    revocation,
    operations,
    listOrder: () => settings.read().listOrder,
    fileFailureOf: keptFiles.failureOf,
  });

  // What may be done while it is locked.
  const accounts = lockable(openAccounts, formats, lockState.requireUnlocked);
  const backup = lockableBackup(openBackup, lockState.requireUnlocked);
  const accountLists = lockableLists(openAccountLists, lockState.requireUnlocked);

  // Tokens for programs of this computer.
  const programs = createPrograms({
    vault,
    accounts,
    providers,
    copying,
    keptFiles,
    questionWindow: deps.questionWindow,
    operations,
    events,
    settings,
    lockState,
    clock,
  });

  // Locking, and the end of a shift.
  const lock = createLock({
    vault,
    vaultKey,
    lockState,
    operations,
    clipboardGuard,
    secretWindow,
    backup,
    settings,
    signals,
    clock,
    log,
    onLeft: detailsOver.tell,
    onLocked: locked.tell,
    onUnlocked: unlocked.tell,
  });
  const shift = createEndOfShift({
    vault,
    vaultKey,
    settings,
    clipboardGuard,
    browser: deps.browser,
    sessions,
    secretWindow,
    backup,
    takeFilesAway: keptFiles.takeAway,
    revocation,
    operations,
    events,
    clock,
    log,
    onEnded: () => {
      detailsOver.tell();
      accountLists.close();
      programs.endGrants();
      scheduler.plan();
      storageChanged.tell();
    },
  });
  locked.listen(() => {
    programs.endGrants();
    void keptFiles.settle();
    storageChanged.tell();
  });
  unlocked.listen(() => {
    lock.watchIdle();
    storageChanged.tell();
    programs.unlocked();
    scheduler.catchUp();
    void keptFiles.settle();
    void openBackup.resolveMoves().finally(scheduler.plan);
    void storage.reseal();
  });

  // Nothing new before the last shift is over.
  const accountsAfterShift = afterShift(accounts, shift.requireOver);
  const connectReadyMade = createConnectReadyMade({ connect: accountsAfterShift.connect, operations });

  // What is said of all this.
  const status = createStatus({
    sealer,
    signals,
    settings,
    ...(managed !== undefined && { managed }),
    scheduler,
    lockState,
    clockSkew,
    shift,
    storageChanged,
    about: deps.about,
  });
  const activity = createActivity({ activityFile: deps.activityFile, events, clock, providers, vault });
  const diagnosis = createDiagnosis({ vault, status, activity, clipboard, clock, providers, runtime: deps.runtime });

  // What a token is and may do.
  const details = createDetails({
    vault,
    accounts,
    providers,
    scheduler,
    activity,
    clipboardGuard,
    operations,
    lockState,
    clock,
  });

  // What follows from the computer's own doings.
  followSleepAndWake({ signals, clockSkew, scheduler, lock, programs, ...(managed !== undefined && { managed }) });
  followNetwork({ signals, scheduler, status });
  followScreenLock({ signals, lock, clipboardGuard, scheduler, programs });
  const start = createStart({
    shift,
    keptFiles,
    accounts,
    backup,
    scheduler,
    storage,
    vault,
    sessions,
    activity,
    clock,
    log,
  });

  return {
    vault,
    scheduler,
    operations,
    clipboardGuard,
    formats,
    accounts: accountsAfterShift,
    connectReadyMade,
    status,
    storage,
    lock,
    lockState,
    shift,
    backup: afterShiftBackup(backup, shift.requireOver),
    accountLists: afterShiftLists(accountLists, shift.requireOver),
    preparation,
    deviceSignIns,
    programs,
    activity,
    diagnosis,
    details,
    onDetailsOver: listener => void detailsOver.listen(listener),
    start,
    quit: createQuit({
      operations,
      keptFiles,
      scheduler,
      clockSkew,
      clipboardGuard,
      vault,
      removal,
      clock,
      log,
    }),
  };
};
