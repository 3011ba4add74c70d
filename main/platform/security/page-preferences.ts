import { app, type WebPreferences } from 'electron';

/**
 * What every page gets, ours or not: numbers 2, 3, 4, 6, 8, 9 and 11 of Electron's security checklist. Most of it is what
 * Electron does by itself today; it is written down so that no change there, and none here, goes by unseen.
 */
const closedPreferences = {
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  nodeIntegrationInSubFrames: false,
  nodeIntegrationInWorker: false,
  webSecurity: true,
  allowRunningInsecureContent: false,
  experimentalFeatures: false,
  webviewTag: false,
  navigateOnDragDrop: false,
  // The spelling checker would fetch its dictionaries from elsewhere.
  spellcheck: false,
} as const satisfies WebPreferences;

/** For a page of ours that talks to main through the preload. */
export const ownPagePreferences = (preload: string): WebPreferences => ({
  ...closedPreferences,
  preload,
  devTools: !app.isPackaged,
});

/** For pages that are not ours: no preload and no developer tools. */
export const pagePreferences = {
  ...closedPreferences,
  devTools: false,
  // Lets a person stop a page that shows one dialog after the other.
  safeDialogs: true,
} as const satisfies WebPreferences;

/** For a page that only shows something: it runs nothing at all. */
export const stillPagePreferences = {
  ...closedPreferences,
  javascript: false,
  devTools: false,
} as const satisfies WebPreferences;
