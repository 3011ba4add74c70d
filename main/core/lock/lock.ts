import type { LockView } from '../../../preload/contract/storage-view.ts';
import type { Backup } from '../backup/backup.ts';
import { DockpassError } from '../base/errors.ts';
import type { Secret } from '../base/secret.ts';
import type { ClipboardGuard } from '../copy/clipboard-guard.ts';
import type { Clock, Log, SecretWindow, Signals, VaultKey } from '../ports/ports.ts';
import type { SettingsStore } from '../settings/settings.ts';
import { isSealedByPassphrase } from '../vault/active-sealer.ts';
import type { Vault } from '../vault/vault.ts';

/** What locking works with. */
export interface LockDeps {
  readonly vaultKey: VaultKey;
  readonly vault: Pick<Vault, 'list'>;
  readonly clipboardGuard: ClipboardGuard;
  readonly secretWindow: SecretWindow;
  /** One that was opened holds secrets until it is taken in. */
  readonly backup: Pick<Backup, 'close'>;
  readonly settings: Pick<SettingsStore, 'read' | 'onChange'>;
  readonly signals: Signals;
  readonly clock: Clock;
  readonly log: Log;
  readonly onChange: () => void;
  /** Opened again: what waited for it can go on. */
  readonly onUnlocked: () => void;
}

/**
 * Locking what a passphrase keeps: by hand, with the screen, before sleep, and when nobody has touched the computer for
 * as long as the settings say.
 */
export interface Lock {
  /** `none`: no passphrase is needed for anything here. */
  readonly state: () => LockView;
  readonly lock: () => void;
  /** Throws wrong-passphrase (reason wait: too soon after the last try); record-unreadable for a damaged key file. */
  readonly unlock: (passphrase: Secret) => Promise<void>;
  /** Throws locked. */
  readonly requireUnlocked: () => void;
}

const minuteMs = 60_000;

export const createLock = (ports: LockDeps): Lock => {
  const { vaultKey, vault, clipboardGuard, settings, signals, clock, log } = ports;
  let cancelIdle = (): void => {};

  const state = (): LockView => {
    const key = vaultKey.state();
    if (key === 'none') return 'none';
    // Left from another choice: it matters only for what is still sealed with it.
    const { keeping } = settings.read();
    const inUse = keeping === 'passphrase' || keeping === null;
    const needed = inUse || vault.list().some(({ record }) => isSealedByPassphrase(record?.sealed ?? ''));
    if (!needed) return 'none';
    return key === 'unlocked' ? 'unlocked' : 'locked';
  };

  const lock = (why: string): void => {
    cancelIdle();
    if (vaultKey.state() !== 'unlocked') return;
    vaultKey.lock();
    ports.secretWindow.close();
    ports.backup.close();
    clipboardGuard.clear(false).catch(() => log.write('clipboard-not-cleared'));
    log.write('locked', { why });
    ports.onChange();
  };

  /** One alarm for the first instant at which nobody can have touched the computer for long enough. */
  const watchIdle = (): void => {
    cancelIdle();
    const limitMs = settings.read().lockMinutes * minuteMs;
    if (limitMs === 0 || state() !== 'unlocked') return;
    const leftMs = limitMs - signals.idleForMs();
    if (leftMs <= 0) lock('idle');
    else cancelIdle = clock.alarm(clock.now() + leftMs, watchIdle);
  };

  signals.on('lock', () => lock('screen'));
  signals.on('suspend', () => lock('sleep'));
  signals.on('resume', watchIdle);
  settings.onChange(watchIdle);
  return {
    state,
    lock: () => lock('person'),
    unlock: async passphrase => {
      await vaultKey.unlock(passphrase);
      log.write('unlocked');
      watchIdle();
      ports.onChange();
      ports.onUnlocked();
    },
    requireUnlocked: () => {
      if (state() === 'locked') throw new DockpassError('locked');
    },
  };
};
