import { hasBegunToQuit } from '../../app/app.ts';
import { createEvent, emitSafely } from '../../event-object.ts';
import { BrowserWindowDouble } from './browser-window.ts';

/**
 * For tests: the session of the person ends, as on Windows. It is told to BrowserWindows alone, and nobody is waited for:
 * the process ends with the turn of the listeners, unless the application is quitting already (electron PR 52604).
 */
export function endSession(): void {
  for (const window of BrowserWindowDouble.getAllWindows()) {
    emitSafely(window, 'session-end', createEvent({ reasons: ['shutdown'] }));
  }
  if (!hasBegunToQuit()) process.exit(0);
}
