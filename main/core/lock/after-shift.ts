import type { Accounts } from '../accounts/accounts.ts';
import type { Backup } from '../backup/backup.ts';

/**
 * Nothing new is kept before the last shift is over: its end is finished at the next start at the latest, and would wipe
 * that as well. `requireOver` finishes it now, or throws.
 */
export const afterShift = (accounts: Accounts, requireOver: () => Promise<void>): Accounts => {
  const later = behind(requireOver);
  return {
    ...accounts,
    connect: later(accounts.connect),
    reconnect: later(accounts.reconnect),
    edit: later(accounts.edit),
    signInAsSomeoneElse: later(accounts.signInAsSomeoneElse),
  };
};

/** The same of what a backup brings. */
export const afterShiftBackup = (backup: Backup, requireOver: () => Promise<void>): Backup => ({
  ...backup,
  take: behind(requireOver)(backup.take),
});

const behind =
  (requireOver: () => Promise<void>) =>
  <Args extends readonly unknown[], T>(call: (...args: Args) => Promise<T>) =>
  async (...args: Args): Promise<T> => {
    await requireOver();
    return call(...args);
  };
