import type { EventEmitter } from 'node:events';
import { createEvent, emitSafely } from './event-object.ts';
import { isReady } from './ready.ts';
import { onCloseCancelled, onWindowCountChange, windows } from './web/window-registry.ts';

type State = 'running' | 'quitting' | 'over';

const endProcess = process.exit.bind(process);

/** The quit algorithm of Electron's shell/browser/browser.cc, over the windows of the registry. */
export function createLifecycle(app: EventEmitter) {
  let state: State = 'running';
  let loaded = false;
  let exitCode = 0;

  const emitPreventable = (name: string): boolean => {
    const event = createEvent();
    emitSafely(app, name, event);
    return !event.defaultPrevented;
  };

  const finish = (code: number): void => {
    state = 'over';
    exitCode = code;
    emitSafely(app, 'quit', createEvent(), code);
    // Ends when the current turn is over; before the message loop runs, Electron can only note that it has to end.
    if (loaded) setImmediate(() => endProcess(code));
  };

  const shutDown = (): void => {
    if (!emitPreventable('will-quit')) {
      state = 'running';
      return;
    }
    finish(0);
  };

  const closeAll = (): void => {
    for (const window of [...windows]) if (!window.isDestroyed()) window.close();
  };

  const quit = (): void => {
    if (state !== 'running') return;
    state = 'quitting';
    if (!emitPreventable('before-quit')) {
      state = 'running';
      return;
    }
    if (windows.size === 0) shutDown();
    else closeAll();
  };

  const exit = (code = 0): void => {
    if (state === 'over') return;
    state = 'over';
    for (const window of [...windows]) if (!window.isDestroyed()) window.destroy();
    finish(code);
    if (!loaded) endProcess(code);
  };

  onCloseCancelled(() => {
    if (state === 'quitting') state = 'running';
  });
  onWindowCountChange(() => {
    if (windows.size > 0 || state === 'over') return;
    if (state === 'quitting') shutDown();
    else if (app.listenerCount('window-all-closed') > 0) emitSafely(app, 'window-all-closed');
    else quit();
  });

  return {
    quit,
    exit,
    /** The entry module has been evaluated and `ready` emitted; a quit asked for earlier ends the process now. */
    entryLoaded(): void {
      loaded = true;
      if (state === 'over') setImmediate(() => endProcess(exitCode));
    },
    isQuitting: () => state !== 'running',
    isReady,
  };
}
