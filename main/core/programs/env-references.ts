import { DockpassError } from '../base/errors.ts';

// Lines of an env file in which a value may be a reference (`dockpass://Acme Goods/token`). The whole value is one, or none is.

/** What a reference asks for: an account by its name, percent-encoded where that is easier, and a way to copy. */
interface Reference {
  readonly account: string;
  readonly format: string;
}

/** A variable and what it is to hold. */
interface EnvLine {
  readonly name: string;
  readonly value: string | Reference;
}

const mostLines = 1000;
const nameForm = /^[A-Za-z_][A-Za-z0-9_]{0,199}$/;
const scheme = 'dockpass://';

const bad = (line: number): DockpassError =>
  new DockpassError('bad-input', { reason: 'env-line', detail: String(line) });

/**
 * Reads `NAME=value` lines. A value reaches to the end of its line, byte for byte; one pair of quotes around all of it comes
 * off. Empty lines and those that begin with `#` say nothing. Throws bad-input (reason env-line, detail: its number).
 */
export const readEnv = (text: string): readonly EnvLine[] => {
  const lines = text.split('\n');
  if (lines.length > mostLines) throw bad(mostLines);
  return lines.flatMap((whole, index): readonly EnvLine[] => {
    const line = whole.endsWith('\r') ? whole.slice(0, -1) : whole;
    if (/^\s*(#|$)/.test(line)) return [];
    const at = line.indexOf('=');
    const name = line.slice(0, at).replace(/^\s*(export\s+)?/, '');
    const value = withoutQuotes(line.slice(at + 1));
    if (at < 0 || !nameForm.test(name) || !isOneLine(value)) throw bad(index + 1);
    if (!value.startsWith(scheme)) return [{ name, value }];
    const reference = readReference(value);
    if (reference === undefined) throw bad(index + 1);
    return [{ name, value: reference }];
  });
};

/** The lines with what their references stand for. Throws bad-input for a value that is not one line. */
export const writeEnv = (lines: readonly { readonly name: string; readonly value: string }[]): string =>
  lines
    .map(({ name, value }) => {
      if (!isOneLine(value)) throw new DockpassError('bad-input', { reason: 'env-value', detail: name });
      return `${name}=${value}\n`;
    })
    .join('');

/** Nothing that a shell or a child would take for the end of a value. */
const isOneLine = (value: string): boolean => !/[\n\r\0]/.test(value);

const withoutQuotes = (value: string): string => {
  const quote = value[0];
  const isQuoted = value.length >= 2 && (quote === '"' || quote === "'") && value.endsWith(quote);
  return isQuoted ? value.slice(1, -1) : value;
};

const readReference = (value: string): Reference | undefined => {
  const path = value.slice(scheme.length);
  const at = path.lastIndexOf('/');
  const [account, format] = [decoded(path.slice(0, Math.max(0, at))), path.slice(at + 1)];
  return account === undefined || account === '' || format === '' ? undefined : { account, format };
};
const decoded = (text: string): string | undefined => {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
};
