import type { AccountLists } from '../account-lists/account-lists.ts';
import type { Accounts } from '../accounts/accounts.ts';
import type { Backup } from '../backup/backup.ts';
import { formatOf } from '../formats/format-copy.ts';
import type { Formats } from '../formats/own-formats.ts';
import { behind, newTokensBehind } from './guarded-calls.ts';

/**
 * The accounts of a vault that may be locked: whatever needs a secret, or would bring one that cannot be sealed, throws
 * locked before it begins. Names, order and removing need none.
 */
export const lockable = (accounts: Accounts, formats: Formats, requireUnlocked: () => void): Accounts => {
  const unlocked = behind(requireUnlocked);
  return {
    ...accounts,
    ...newTokensBehind(accounts, requireUnlocked),
    check: unlocked(accounts.check),
    renew: unlocked(accounts.renew),
    showToken: unlocked(accounts.showToken),
    showQr: unlocked(accounts.showQr),
    refreshOrganizations: unlocked(accounts.refreshOrganizations),
    signOutEverywhere: unlocked(accounts.signOutEverywhere),
    revoke: unlocked(accounts.revoke),
    copy: async (id, format, endpoint) => {
      if (formatOf(formats, format).isPublic !== true) requireUnlocked();
      return accounts.copy(id, format, endpoint);
    },
  };
};

/** Backups of a vault that may be locked: none is written, read or taken in while it is. */
export const lockableBackup = (backup: Backup, requireUnlocked: () => void): Backup => {
  const unlocked = behind(requireUnlocked);
  return {
    ...backup,
    write: unlocked(backup.write),
    open: unlocked(backup.open),
    take: unlocked(backup.take),
    decideMove: unlocked(backup.decideMove),
  };
};

/** Lists of accounts of a vault that may be locked: what they add is sealed, and none is added while it is. */
export const lockableLists = (lists: AccountLists, requireUnlocked: () => void): AccountLists => ({
  ...lists,
  open: behind(requireUnlocked)(lists.open),
  take: behind(requireUnlocked)(lists.take),
});
