import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

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

/** The Chromium to run: `DOCKPASS_STAND_IN_CHROMIUM`, else the first installed one. Throws with what to install. */
export function findChromium(): string {
  const wanted = process.env.DOCKPASS_STAND_IN_CHROMIUM;
  if (wanted !== undefined && wanted !== '') return wanted;
  const onPath = (process.env.PATH ?? '')
    .split(delimiter)
    .flatMap(folder => (names[process.platform] ?? []).map(name => join(folder, name)));
  const found = [...onPath, ...(installed[process.platform] ?? [])].find(canRun);
  if (found !== undefined) return found;
  throw new Error(
    'stand-in: no Chromium found. Install one (Debian: `apt install chromium`) ' +
      'or name its program in DOCKPASS_STAND_IN_CHROMIUM.',
  );
}
