import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { app } from '../../app/app.ts';
import type { SessionState } from './session-state.ts';

// "persist:" partitions: of what Electron keeps in their folder the stand-in keeps cookies that have an end date.

export const isPersistent = (state: SessionState): boolean => state.partition.startsWith('persist:');

/** Electron lowers the name's letters for its folder (shell/browser/electron_browser_context.cc, MakePartitionName). */
export const folderOf = (state: SessionState): string =>
  join(
    app.getPath('userData'),
    'Partitions',
    encodeURIComponent(state.partition.slice('persist:'.length).toLowerCase()),
  );

const fileOf = (state: SessionState): string => join(folderOf(state), 'cookies.json');

/** What was saved in an earlier run; nothing where there is no file. */
export function savedCookies(state: SessionState): readonly object[] {
  if (!isPersistent(state)) return [];
  try {
    // Written below, by this same program.
    return JSON.parse(readFileSync(fileOf(state), 'utf8')) as readonly object[];
  } catch {
    return [];
  }
}

/** Cookies without an end date end with the program, as in a browser. */
export function saveCookies(state: SessionState, cookies: readonly { readonly session: boolean }[]): void {
  if (!isPersistent(state)) return;
  mkdirSync(folderOf(state), { recursive: true });
  writeFileSync(fileOf(state), JSON.stringify(cookies.filter(cookie => !cookie.session)));
}
