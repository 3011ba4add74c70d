import type { AccountLists } from '../account-lists/account-lists.ts';
import type { Accounts } from '../accounts/accounts.ts';
import type { Backup } from '../backup/backup.ts';
import { behind, newTokensBehind } from './guarded-calls.ts';

/**
 * Nothing new is kept before the last shift is over: its end is finished at the next start at the latest, and would wipe
 * that as well. `requireOver` finishes it now, or throws.
 */
export const afterShift = (accounts: Accounts, requireOver: () => Promise<void>): Accounts => ({
  ...accounts,
  ...newTokensBehind(accounts, requireOver),
});

/** The same of what a backup brings. */
export const afterShiftBackup = (backup: Backup, requireOver: () => Promise<void>): Backup => ({
  ...backup,
  take: behind(requireOver)(backup.take),
});

/** The same of what a list adds. */
export const afterShiftLists = (lists: AccountLists, requireOver: () => Promise<void>): AccountLists => ({
  ...lists,
  take: behind(requireOver)(lists.take),
});
