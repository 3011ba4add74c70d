import type { StatusView } from '../../preload/contract/status-view.ts';
import { type Accounts, createAccounts } from './accounts/accounts.ts';
import { createConnect } from './accounts/connect.ts';
import { type Activity, type ActivityFile, createActivity } from './activity/activity.ts';
import { createDiagnosis } from './activity/diagnosis.ts';
import { type Backup, createBackup } from './backup/backup.ts';
import { createKeyedQueue } from './base/keyed-queue.ts';
import { type ClipboardGuard, createClipboardGuard } from './copy/clipboard-guard.ts';
import { createCopying } from './copy/copying.ts';
import { createStatus, type Status } from './desktop/status.ts';
import { createEndOfShift, type EndOfShift } from './lock/end-of-shift.ts';
import { createLock, type Lock } from './lock/lock.ts';
import { lockable, lockableBackup } from './lock/locked-accounts.ts';
import type { Provider } from './oauth/provider.ts';
import type { BackupFile } from './ports/backup-ports.ts';
import type {
  AccountFiles,
  Clipboard,
  Clock,
  Http,
  Keychain,
  Log,
  Random,
  SecretWindow,
  Signals,
  VaultKey,
} from './ports/ports.ts';
import { createClockSkew } from './renewal/clock-skew.ts';
import { createRenewalScheduler, type RenewalScheduler } from './renewal/renewal-scheduler.ts';
import type { ManagedSettings } from './settings/managed.ts';
import type { SettingsStore } from './settings/settings.ts';
import type { Browser, KeptSessions, LoopbackListener } from './sign-in/sign-in-ports.ts';
import { createActiveSealer } from './vault/active-sealer.ts';
import { type AccountStorage, createAccountStorage } from './vault/storage-choice.ts';
import { createThrottledKey } from './vault/throttled-key.ts';
import { createVault, type Vault } from './vault/vault.ts';

/** Everything the core asks of the world, and what it is told at the start. */
export interface CoreDeps {
  readonly files: AccountFiles;
  readonly keychain: Keychain;
  readonly vaultKey: VaultKey;
  readonly backupFile: BackupFile;
  readonly browser: Browser;
  readonly loopback: LoopbackListener;
  readonly sessions: KeptSessions;
  readonly http: Http;
  readonly clipboard: Clipboard;
  readonly secretWindow: SecretWindow;
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
  readonly activityFile: ActivityFile;
}

export interface Core {
  readonly vault: Vault;
  readonly scheduler: RenewalScheduler;
  readonly clipboardGuard: ClipboardGuard;
  readonly accounts: Accounts;
  readonly status: Status;
  readonly storage: AccountStorage;
  readonly lock: Lock;
  readonly shift: EndOfShift;
  readonly backup: Backup;
  readonly activity: Activity;
  readonly diagnosis: { readonly copy: () => Promise<void> };
  /** Once the records are `loaded`: finishes removals, renews what is due, and opens every record after the panel is `drawn`. */
  readonly begin: (loaded: Promise<void>, drawn: Promise<void>) => Promise<void>;
  /** The records have been read: what is said of accounts from now on is of all of them. */
  readonly hasBegun: () => boolean;
  /** Before the end: takes our value off the clipboard and saves what could wait. */
  readonly finish: () => Promise<void>;
}

const checkAtLatestMs = 5000;

/** Puts the core together; the same in the app and in tests. Nothing runs before `vault.load` and `renewer.plan`. */
export const createCore = (given: CoreDeps): Core => {
  const activity = createActivity({ ...given, vault: () => vault });
  const ports = { ...given, log: activity.log };
  const enqueue = createKeyedQueue();
  const isBusy = (): boolean => vault.list().some(({ id }) => scheduler.isRenewing(id));
  const vaultKey = createThrottledKey({ ...ports, isBusy });
  const sealer = createActiveSealer({ ...ports, vaultKey });
  const vault = createVault({ ...ports, sealer, enqueue });
  const mayOpen = (): boolean => lock.state() !== 'locked';
  const onSkew = (skewMs: number | undefined): void => status.noteClockSkew(skewMs);
  const { http, check: checkClock, skewOf } = createClockSkew({ ...ports, vault, onSkew });
  const scheduler = createRenewalScheduler({ ...ports, http, vault, enqueue, checkClock, skewOf, mayOpen });
  scheduler.onChange(vaultKey.zeroIfIdle);
  const clearAfterMs = (): number => ports.settings.read().clipboardSeconds * 1000;
  const clipboardGuard = createClipboardGuard({ ...ports, clearAfterMs });
  const shiftsEnded = (): number => shift.count();
  const connect = createConnect({ ...ports, http, skewOf, sealer, vault, scheduler, enqueue, shiftsEnded });
  const copying = createCopying({ ...ports, checkClock, vault, scheduler, clipboardGuard });
  const requireUnlocked = (): void => lock.requireUnlocked();
  const accounts = lockable(createAccounts({ ...ports, vault, scheduler, connect, copying, enqueue }), requireUnlocked);
  const status = createStatus({ ...ports, sealer, nextTryAt: scheduler.nextTryAt, lock: () => lock.state() });
  const onChange = status.noteStorage;
  const storage = createAccountStorage({ ...ports, vaultKey, vault, sealer, onChange });
  const onUnlocked = (): void => {
    scheduler.catchUp();
    void storage.reseal();
  };
  const backup = lockableBackup(createBackup({ ...ports, vault, scheduler, enqueue }), requireUnlocked);
  const lock = createLock({ ...ports, vaultKey, vault, clipboardGuard, backup, onChange, onUnlocked });
  const onEnded = (): void => {
    scheduler.plan();
    onChange();
  };
  const shift = createEndOfShift({
    ...ports,
    forgetActivity: activity.forget,
    vaultKey,
    vault,
    clipboardGuard,
    backup,
    enqueue,
    onEnded,
  });
  const diagnosis = createDiagnosis({ ...ports, vault, status, activity });
  let begun = false;
  const begin = async (loaded: Promise<void>, drawn: Promise<void>): Promise<void> => {
    await loaded;
    begun = true;
    await shift.finish();
    await accounts.finishRemovals();
    await backup.goOnRenewing();
    scheduler.plan();
    // Opening a thousand records would hold up the panel that is just being drawn; should it never be, they are opened too.
    const atLatest = new Promise<void>(resolve => {
      ports.clock.alarm(ports.clock.now() + checkAtLatestMs, resolve);
    });
    await Promise.race([drawn, atLatest]);
    await storage.reseal();
    await tidySessions(ports, vault);
    await activity.load();
  };
  const finish = async (): Promise<void> => {
    checkClock();
    await clipboardGuard.clear(false);
    await vault.saveUnsaved();
  };
  return {
    vault,
    scheduler,
    clipboardGuard,
    accounts,
    status,
    storage,
    lock,
    shift,
    backup,
    activity,
    diagnosis,
    begin,
    hasBegun: () => begun,
    finish,
  };
};

/** Forgets sessions of accounts that are gone. One unreadable account may own any of them, so then all stay. */
const tidySessions = async ({ sessions, log }: CoreDeps, vault: Vault): Promise<void> => {
  const records = vault.list().map(one => one.record);
  if (records.includes(undefined)) return;
  const names = records.flatMap(record => record?.keptSession ?? []);
  await sessions.keepOnly(names).catch(() => log.write('sessions-not-tidied'));
};
