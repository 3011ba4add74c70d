import type { Accounts } from './accounts.ts';
import { isPublicFormat } from './copy-formats.ts';

/**
 * The accounts of a vault that may be locked: whatever needs a secret, or would bring one that cannot be sealed, throws
 * locked before it begins. Names, order and removing need none.
 */
export const lockable = (accounts: Accounts, requireUnlocked: () => void): Accounts => {
  const unlocked =
    <Args extends readonly unknown[], T>(call: (...args: Args) => Promise<T>) =>
    async (...args: Args): Promise<T> => {
      requireUnlocked();
      return call(...args);
    };
  return {
    ...accounts,
    connect: unlocked(accounts.connect),
    reconnect: unlocked(accounts.reconnect),
    edit: unlocked(accounts.edit),
    check: unlocked(accounts.check),
    renew: unlocked(accounts.renew),
    showToken: unlocked(accounts.showToken),
    refreshOrganizations: unlocked(accounts.refreshOrganizations),
    signOutEverywhere: unlocked(accounts.signOutEverywhere),
    copy: async (id, format, endpoint) => {
      if (!isPublicFormat(format)) requireUnlocked();
      return accounts.copy(id, format, endpoint);
    },
  };
};
