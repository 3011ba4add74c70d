import { BrowserWindow, session } from 'electron';
import { stillPagePreferences } from '../security/page-preferences.ts';

/**
 * A window that nobody sees and that shows nothing, for as long as Dockpass runs: Windows tells the end of a person's
 * session to windows only, and Electron passes it on from a BrowserWindow alone.
 * https://www.electronjs.org/docs/latest/api/browser-window#event-session-end-windows
 */
export const openSessionWindow = (): BrowserWindow => {
  const own = session.fromPartition('session-end');
  return new BrowserWindow({
    show: false,
    width: 1,
    height: 1,
    frame: false,
    focusable: false,
    skipTaskbar: true,
    webPreferences: { ...stillPagePreferences, session: own },
  });
};
