import type { Accounts } from '../accounts/accounts.ts';

/** A call that is made only once `guard` lets it; what that throws is what the call throws. */
export const behind =
  (guard: () => void | Promise<void>) =>
  <Args extends readonly unknown[], T>(call: (...args: Args) => Promise<T>) =>
  async (...args: Args): Promise<T> => {
    const waiting = guard();
    // Nothing may come between an answer that is there at once and the call.
    if (waiting !== undefined) await waiting;
    return call(...args);
  };

/** The calls that bring a token that was not there before, each put behind `guard`. */
export const newTokensBehind = (accounts: Accounts, guard: () => void | Promise<void>) => {
  const later = behind(guard);
  return {
    connect: later(accounts.connect),
    reconnect: later(accounts.reconnect),
    edit: later(accounts.edit),
    signInAsSomeoneElse: later(accounts.signInAsSomeoneElse),
  };
};
