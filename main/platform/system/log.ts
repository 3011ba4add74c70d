import { appendFileSync, mkdirSync, renameSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { longestFact } from '../../core/base/limits.ts';
import type { Log } from '../../core/ports/log.ts';
import { systemCodeOf } from './system-code.ts';

interface LogOptions {
  readonly folder: string;
  /** Whether lines are printed too; for an app that is not packaged. */
  readonly print?: boolean;
  readonly printLine?: (line: string) => void;
  readonly now?: () => number;
}

const largestFile = 1024 * 1024;
const longestWritten = 200;
const withheld = '[withheld]';

/**
 * Lines of JSON `{ at, event, ...facts }` in `<folder>/dockpass.log` (0600), turned over at 1 MiB to `dockpass.1.log`.
 * A fact that looks like an address with a query or fragment, or like a token, is withheld. Never throws: a full disk
 * costs log lines and nothing else.
 */
export const createLog = ({ folder, print = false, printLine = toStderr, now = Date.now }: LogOptions): Log => {
  const path = join(folder, 'dockpass.log');
  let size: number | undefined;
  const append = (line: string): void => {
    const bytes = Buffer.byteLength(line);
    size ??= openFolder(folder, path);
    if (size > 0 && size + bytes > largestFile) {
      renameSync(path, join(folder, 'dockpass.1.log'));
      size = 0;
    }
    appendFileSync(path, line, { mode: 0o600 });
    size += bytes;
  };
  return {
    write: (event, facts = {}) => {
      const shown = Object.fromEntries(Object.entries(facts).map(([name, fact]) => [name, forLog(fact)]));
      const line = `${JSON.stringify({ at: new Date(now()).toISOString(), event: forLog(event), ...shown })}\n`;
      if (print) printLine(line);
      try {
        append(line);
      } catch (problem) {
        size = undefined;
        if (print) printLine(`${JSON.stringify({ event: 'log-failed', reason: systemCodeOf(problem) })}\n`);
      }
    },
  };
};

/** Past `process.stderr`, which turns a reader that went away into an error of the whole app. */
function toStderr(line: string): void {
  try {
    writeSync(2, line);
  } catch {
    // Nobody reads it.
  }
}

function openFolder(folder: string, path: string): number {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}

function forLog(fact: string | number | boolean): string | number | boolean {
  if (typeof fact !== 'string') return fact;
  return fact.length > longestFact || looksSecret(fact) ? withheld : fact.slice(0, longestWritten);
}

function looksSecret(text: string): boolean {
  // A JSON Web Token, or something encoded in base64 or hex. Our own ids are shorter, hosts have dots.
  return /eyJ[\w-]{8}|[A-Za-z0-9+/_=-]{41}/.test(text) || text.split(/\s+/).some(isAddressWithMore);
}

/** An address with a query or fragment, or a form body. */
function isAddressWithMore(word: string): boolean {
  const scheme = word.search(/[a-z0-9+.-]:/i);
  const field = word.search(/\w=/);
  return (scheme !== -1 && /[?#]/.test(word.slice(scheme))) || (field !== -1 && /&\w+=/.test(word.slice(field)));
}
