import { existsSync } from 'node:fs';
import type { Shell } from 'electron';
import { withGaps } from '../not-implemented.ts';

const calls: { member: string; argument: string }[] = [];

function record(member: string, argument: string): void {
  calls.push({ member, argument });
}

/** Electron's `shell`: records what it was asked to open and never starts another program. */
export const shell = withGaps('shell', {
  async openExternal(url: string) {
    if (!URL.canParse(url)) throw new TypeError('Invalid URL');
    record('openExternal', url);
    // The rest of the address may hold secrets, so it is kept for tests and not printed.
    console.log(`stand-in: would open ${new URL(url).origin} in the browser`);
  },
  async openPath(path: string) {
    record('openPath', path);
    return existsSync(path) ? '' : 'File not found';
  },
  showItemInFolder: (path: string) => record('showItemInFolder', path),
  beep: () => record('beep', ''),
} satisfies Pick<Shell, 'openExternal' | 'openPath' | 'showItemInFolder' | 'beep'>);

/** For tests: every call so far, oldest first. */
export function shellCalls(): { member: string; argument: string }[] {
  return [...calls];
}
