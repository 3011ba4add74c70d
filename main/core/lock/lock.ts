import { minuteMs } from '../../../preload/contract/durations.ts';
import type { Backup } from '../backup/backup.ts';
import { DockpassError } from '../base/errors.ts';
import type { OperationKind, Operations } from '../base/operations.ts';
import type { Secret } from '../base/secret.ts';
import type { ClipboardGuard } from '../copy/clipboard-guard.ts';
import type { SecretWindow, Signals } from '../ports/desktop.ts';
import type { Log } from '../ports/log.ts';
import type { VaultKey } from '../ports/storage.ts';
import type { Clock } from '../ports/time.ts';
import type { SettingsStore } from '../settings/settings.ts';
import type { LockState } from '../vault/lock-state.ts';
import type { Vault } from '../vault/vault.ts';

/** What locking works with. */
interface LockDeps {
  readonly vaultKey: VaultKey;
  readonly vault: Pick<Vault, 'whenLoaded'>;
  readonly lockState: Pick<LockState, 'view'>;
  readonly operations: Pick<Operations, 'abort'>;
  readonly clipboardGuard: ClipboardGuard;
  readonly secretWindow: SecretWindow;
  /** One that was opened holds secrets until it is taken in. */
  readonly backup: Pick<Backup, 'close'>;
  readonly settings: Pick<SettingsStore, 'read' | 'onChange'>;
  readonly signals: Pick<Signals, 'idleForMs'>;
  readonly clock: Clock;
  readonly log: Log;
  /** Whoever locks goes away, also where no passphrase locks anything. */
  readonly onLeft: () => void;
  readonly onLocked: () => void;
  readonly onUnlocked: () => void;
}

/**
 * Locking what a passphrase keeps: by hand, with the screen, before sleep, and when nobody has touched the computer for
 * as long as the settings say.
 */
export interface Lock {
  /** `why` stands in the log. */
  readonly lock: (why: 'person' | 'screen' | 'sleep' | 'idle') => void;
  /**
   * Once the records have been read. Throws what reading them throws; wrong-passphrase (reason wait: too soon after the
   * last try); record-unreadable for a damaged key file.
   */
  readonly unlock: (passphrase: Secret) => Promise<void>;
  /** The idle time may be over by now: it does not count while the computer sleeps. */
  readonly watchIdle: () => void;
}

/** What needs secrets opened. A sign-in and a renewal only bring some. */
const endsWithLock: readonly OperationKind[] = [
  'copy',
  'details',
  'hand-over',
  'keep-file',
  'look-up',
  'sign-out',
  'edit',
  'backup',
  'move',
  'restore',
  'account-list',
];

export const createLock = (deps: LockDeps): Lock => {
  const { vaultKey, lockState, operations, clipboardGuard, settings, signals, clock, log } = deps;
  let cancelIdle = (): void => {};

  const lock: Lock['lock'] = why => {
    cancelIdle();
    operations.abort(({ kind }) => kind === 'preparation', new DockpassError('locked'));
    deps.onLeft();
    if (vaultKey.state() !== 'unlocked') return;
    vaultKey.lock();
    // An answer that brings tokens is still sealed; nothing is opened or handed out any more.
    operations.abort(({ kind }) => endsWithLock.includes(kind), new DockpassError('locked'));
    deps.secretWindow.close();
    deps.backup.close();
    clipboardGuard.clear(false).catch(() => log.write('clipboard-not-cleared'));
    log.write('locked', { why });
    deps.onLocked();
  };

  /** One alarm for the first instant at which nobody can have touched the computer for long enough. */
  const watchIdle = (): void => {
    cancelIdle();
    const limitMs = settings.read().lockMinutes * minuteMs;
    if (limitMs === 0 || lockState.view() !== 'unlocked') return;
    const leftMs = limitMs - signals.idleForMs();
    if (leftMs <= 0) lock('idle');
    else cancelIdle = clock.alarm(clock.now() + leftMs, watchIdle);
  };

  settings.onChange(watchIdle);
  return {
    lock,
    watchIdle,
    unlock: async passphrase => {
      // Before, it would look as if there were no accounts: a key that nothing needs is dropped, and so is a move of none.
      await deps.vault.whenLoaded();
      await vaultKey.unlock(passphrase);
      log.write('unlocked');
      deps.onUnlocked();
    },
  };
};
