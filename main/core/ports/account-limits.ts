/** What is longer than these is refused before anything looks at it, wherever it comes from. Lengths are in characters. */

/** Ids of accounts, organizations, providers: the providers' own ids are kept short by nothing but this. */
export const longestId = 200;
/** As somebody gives it; what is kept of it is shorter. */
export const longestName = 500;
/** A person may paste a long address or token into any field. No token and no other text of an account is longer. */
export const longestText = 20_000;
/** Accounts in one backup. */
export const mostAccounts = 100_000;

/** True where no text anywhere in a value, names of members too, is longer than any text of an account. */
export const hasShortTexts = (value: unknown): boolean => {
  const waiting: unknown[] = [value];
  while (waiting.length > 0) {
    const next = waiting.pop();
    if (typeof next === 'string' && next.length > longestText) return false;
    if (typeof next !== 'object' || next === null) continue;
    // A loop and no spread: that would put every part on the stack at once.
    for (const [name, part] of Object.entries(next)) waiting.push(name, part);
  }
  return true;
};
