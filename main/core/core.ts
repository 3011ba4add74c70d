import type { StatusView } from '../../preload/contract/status-view.ts';
import { type Accounts, createAccounts } from './accounts/accounts.ts';
import { createConnect } from './accounts/connect.ts';
import { type Activity, type ActivityFile, createActivity } from './activity/activity.ts';
import { createDiagnosis } from './activity/diagnosis.ts';
import { type Backup, createBackup } from './backup/backup.ts';
import { createTurns } from './base/keyed-queue.ts';
import { type ClipboardKeeper, createClipboardKeeper } from './copy/clipboard-guard.ts';
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
import { createClockWatch } from './renewal/clock-skew.ts';
import { createRenewer, type Renewer } from './renewal/renewal-scheduler.ts';
import type { ManagedSettings } from './settings/managed.ts';
import type { KeptSettings } from './settings/settings.ts';
import type { Browser, KeptSessions, LoopbackListener } from './sign-in/sign-in-ports.ts';
import { createMakers } from './vault/active-sealer.ts';
import { createKeeping, type Keeping } from './vault/storage-choice.ts';
import { createGuardedKey } from './vault/throttled-key.ts';
import { createVault, type Vault } from './vault/vault.ts';

/** Everything the core asks of the world, and what it is told at the start. */
export interface CorePorts {
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
  readonly settings: KeptSettings;
  /** What an organization has decided; nothing where it is left out. */
  readonly managed?: ManagedSettings;
  readonly about: Pick<StatusView, 'version' | 'platform' | 'standIn'>;
  /** Electron's, Chromium's and Node's versions, and the system's: for a report to support. */
  readonly runtime: string;
  readonly activityFile: ActivityFile;
}

export interface Core {
  readonly vault: Vault;
  readonly renewer: Renewer;
  readonly keeper: ClipboardKeeper;
  readonly accounts: Accounts;
  readonly status: Status;
  readonly keeping: Keeping;
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
export const createCore = (given: CorePorts): Core => {
  const activity = createActivity({ ...given, vault: () => vault });
  const ports = { ...given, log: activity.log };
  const inTurn = createTurns();
  const isBusy = (): boolean => vault.list().some(({ id }) => renewer.isRenewing(id));
  const vaultKey = createGuardedKey({ ...ports, isBusy });
  const cipher = createMakers({ ...ports, vaultKey });
  const vault = createVault({ ...ports, cipher, inTurn });
  const mayOpen = (): boolean => lock.state() !== 'locked';
  const onSkew = (skewMs: number | undefined): void => status.noteClockSkew(skewMs);
  const { http, look: lookAtClock, skewOf } = createClockWatch({ ...ports, vault, onSkew });
  const renewer = createRenewer({ ...ports, http, vault, inTurn, lookAtClock, skewOf, mayOpen });
  renewer.onChange(vaultKey.settled);
  const clearAfterMs = (): number => ports.settings.read().clipboardSeconds * 1000;
  const keeper = createClipboardKeeper({ ...ports, clearAfterMs });
  const shiftsEnded = (): number => shift.count();
  const connect = createConnect({ ...ports, http, skewOf, cipher, vault, renewer, inTurn, shiftsEnded });
  const copying = createCopying({ ...ports, lookAtClock, vault, renewer, keeper });
  const requireUnlocked = (): void => lock.requireUnlocked();
  const accounts = lockable(createAccounts({ ...ports, vault, renewer, connect, copying, inTurn }), requireUnlocked);
  const status = createStatus({ ...ports, cipher, nextTryAt: renewer.nextTryAt, lock: () => lock.state() });
  const onChange = status.noteKeeping;
  const keeping = createKeeping({ ...ports, vaultKey, vault, cipher, onChange });
  const onUnlocked = (): void => {
    renewer.catchUp();
    void keeping.settle();
  };
  const backup = lockableBackup(createBackup({ ...ports, vault, renewer, inTurn }), requireUnlocked);
  const lock = createLock({ ...ports, vaultKey, vault, keeper, backup, onChange, onUnlocked });
  const onEnded = (): void => {
    renewer.plan();
    onChange();
  };
  const shift = createEndOfShift({
    ...ports,
    forgetActivity: activity.forget,
    vaultKey,
    vault,
    keeper,
    backup,
    inTurn,
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
    renewer.plan();
    // Opening a thousand records would hold up the panel that is just being drawn; should it never be, they are opened too.
    const atLatest = new Promise<void>(resolve => {
      ports.clock.alarm(ports.clock.now() + checkAtLatestMs, resolve);
    });
    await Promise.race([drawn, atLatest]);
    await keeping.settle();
    await tidySessions(ports, vault);
    await activity.load();
  };
  const finish = async (): Promise<void> => {
    lookAtClock();
    await keeper.clear(false);
    await vault.saveUnsaved();
  };
  return {
    vault,
    renewer,
    keeper,
    accounts,
    status,
    keeping,
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
const tidySessions = async ({ sessions, log }: CorePorts, vault: Vault): Promise<void> => {
  const records = vault.list().map(one => one.record);
  if (records.includes(undefined)) return;
  const names = records.flatMap(record => record?.keptSession ?? []);
  await sessions.keepOnly(names).catch(() => log.write('sessions-not-tidied'));
};
