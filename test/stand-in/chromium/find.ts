import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/**
 * What shows no window. It is Chromium's content layer alone, which Electron is made of, too, without Chrome's own parts:
 * it starts in half the time, and keeps the same cases of Electron's documents.
 */
const unseen = ['chromium-headless-shell', 'chrome-headless-shell'];

const names: Partial<Record<NodeJS.Platform, readonly string[]>> = {
  linux: ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'microsoft-edge'],
};

const installed: Partial<Record<NodeJS.Platform, readonly string[]>> = {
  darwin: [
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  ],
  win32: ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].map(variable =>
    join(process.env[variable] ?? 'C:\\', 'Google', 'Chrome', 'Application', 'chrome.exe'),
  ),
};

function canRun(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

const onPath = (programs: readonly string[]): string | undefined =>
  programs.flatMap(name => (process.env.PATH ?? '').split(delimiter).map(folder => join(folder, name))).find(canRun);

/** The one that shows no window, where it is installed. */
export const findUnseen = (): string | undefined => onPath(unseen);

/**
 * The Chromium to run: `DOCKPASS_STAND_IN_CHROMIUM`, else the first installed one, for windows on a display one that has
 * them. Throws with what to install.
 */
export function findChromium(use: 'unseen' | 'on a display'): string {
  const wanted = process.env.DOCKPASS_STAND_IN_CHROMIUM;
  if (wanted !== undefined && wanted !== '') return wanted;
  const found =
    (use === 'unseen' ? findUnseen() : undefined) ??
    onPath(names[process.platform] ?? []) ??
    (installed[process.platform] ?? []).find(canRun);
  if (found !== undefined) return found;
  throw new Error(
    'stand-in: no Chromium found. Install one (Debian: `apt install chromium`) ' +
      'or name its program in DOCKPASS_STAND_IN_CHROMIUM.',
  );
}
