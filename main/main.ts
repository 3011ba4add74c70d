import { join } from 'node:path';
import { app } from 'electron';
import type { Language } from '../preload/text/languages.ts';
import { prepareApp } from './platform/lifecycle.ts';
import { serveBundle } from './platform/security/bundle-scheme.ts';
import { installGuard } from './platform/security/guard.ts';
import { createLog } from './platform/system/log.ts';
import { startsHidden } from './platform/system/this-computer.ts';
import { logUnhandled } from './platform/system/unhandled.ts';
import { openPanelWindow } from './platform/windows/panel-window.ts';

// Electron becomes ready only after this module was evaluated, so nothing here waits for that at the top level.
if (prepareApp()) void app.whenReady().then(begin);

/**
 * The guard, then the panel's window, and everything else while its page's process starts: main.ts and what it brings
 * take longer to load than all this. The page gets nothing before main.ts can answer it.
 */
async function begin(): Promise<void> {
  const preloadPath = join(import.meta.dirname, '../preload/index.cjs');
  const log = createLog({ folder: join(app.getPath('userData'), 'logs'), print: !app.isPackaged });
  logUnhandled(log, process, app);
  installGuard(log);
  const answering = Promise.withResolvers<() => Language>();
  serveBundle(join(import.meta.dirname, '../renderer'), answering.promise);
  const panelWindow = startsHidden() ? undefined : openPanelWindow({ preloadPath, log });
  const { start } = await import('./compose.ts');
  void start({ log, preloadPath, panelWindow, answers: answering.resolve });
}
