import type { WebPreferences } from 'electron';

/** For pages that are not ours: no preload, nothing of Node, no developer tools, no dictionary downloads. */
export const pagePreferences = {
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  nodeIntegrationInSubFrames: false,
  webviewTag: false,
  webSecurity: true,
  devTools: false,
  spellcheck: false,
  navigateOnDragDrop: false,
  // Lets a person stop a page that shows one dialog after the other.
  safeDialogs: true,
} as const satisfies WebPreferences;
