import { DockpassError } from '../base/errors.ts';

// One word each, for one reader each. Throws bad-input with the reason `unsafe-format` for a word that the reader could
// take for something else, however it is quoted.

export const unsafe = (): never => {
  throw new DockpassError('bad-input', { reason: 'unsafe-format' });
};
const oneLine = (word: string): string => (/[\p{Cc}\u2028\u2029]/u.test(word) ? unsafe() : word);

/** Leaves a word as it is, on one line. */
export const plain = oneLine;

/** A string of JSON, quotes included. */
export const json = (word: string): string => JSON.stringify(word);

/** One word within an address: of its path, or a value of its query. */
export const url = (word: string): string => (word.isWellFormed() ? encodeURIComponent(word) : unsafe());

/** Quotes one word for POSIX shells: nothing is special inside single quotes but the quote itself. */
export const posix = (word: string): string => `'${oneLine(word).replaceAll("'", `'\\''`)}'`;

/**
 * Quotes one word for PowerShell: inside single quotes only a quote is special, and PowerShell takes the typographic
 * ones for quotes too. https://learn.microsoft.com/powershell/module/microsoft.powershell.core/about/about_quoting_rules
 */
export const powershell = (word: string): string => `'${oneLine(word).replace(/['\u2018-\u201b]/g, '$&$&')}'`;

/**
 * Quotes one word for cmd.exe and the program it starts. Inside double quotes cmd still expands `%NAME%` (and `!NAME!`
 * where that is switched on), and nothing there can be escaped so that both cmd and the program read it alike.
 */
export const cmd = (word: string): string => {
  if (/["%!]/.test(word) || word.endsWith('\\')) unsafe();
  return `"${oneLine(word)}"`;
};

/**
 * Quotes one value of a .env file. Shells, Node, python-dotenv and Docker's --env-file agree on plain words; on single
 * quotes all but Docker do, which keeps them. python-dotenv undoes a backslash before a backslash or a quote there and
 * puts variables in for `${`, so a value with those has no form that all of them read alike.
 */
export const dotenv = (value: string): string => {
  // A shell that reads the file would take a tilde at the beginning, or behind a colon, for someone's home.
  if (/^[\w.+/=@%,:-][\w.~+/=@%,:-]*$/.test(value) && !value.includes(':~')) return value;
  return /'|\\\\|\\$|\$\{/.test(value) ? unsafe() : `'${oneLine(value)}'`;
};
