import { DockpassError } from '../base/errors.ts';

// One word each, for one reader each. Throws bad-input with the reason `unsafe-format` for a word that the reader could
// take for something else, however it is quoted.

export const unsafe = (): never => {
  throw new DockpassError('bad-input', { reason: 'unsafe-format' });
};
const oneLine = (word: string): string => (/[\p{Cc}\u2028\u2029]/u.test(word) ? unsafe() : word);

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

/** Quotes one value of a .env file. Readers agree on plain words and on single quotes, and on nothing that would escape one. */
export const dotenv = (value: string): string => {
  // A shell that reads the file would take a leading tilde for someone's home.
  if (/^[\w.+/=-][\w.~+/=-]*$/.test(value)) return value;
  return value.includes("'") ? unsafe() : `'${oneLine(value)}'`;
};
