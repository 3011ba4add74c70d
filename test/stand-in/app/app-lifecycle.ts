import type { EventEmitter } from 'node:events';
import { createEvent, emitSafely } from '../event-object.ts';
import { onCloseCancelled, onWindowCountChange, windows } from '../web/windows/window-registry.ts';

type State = 'running' | 'quitting' | 'over';

const endProcess = process.exit.bind(process);

/** Emits an event whose listeners may say no; true when none did. */
function ask(app: EventEmitter, name: string): boolean {
  const event = createEvent();
  emitSafely(app, name, event);
  return !event.defaultPrevented;
}

function living() {
  return [...windows].filter(window => !window.isDestroyed());
}

function createEnding(app: EventEmitter) {
  let loaded = false;
  let code: number | undefined;
  // The process ends when the current turn is over.
  const endSoon = (): void => {
    if (code !== undefined) setImmediate(() => endProcess(code));
  };
  return {
    finish(exitCode: number): void {
      code = exitCode;
      emitSafely(app, 'quit', createEvent(), exitCode);
      // Before the message loop runs, Electron can only note that it has to end.
      if (loaded) endSoon();
    },
    hasLoaded: () => loaded,
    /** The entry module has been evaluated and `ready` emitted; a quit asked for earlier ends the process now. */
    entryLoaded(): void {
      loaded = true;
      endSoon();
    },
  };
}

/** The quit algorithm of Electron's shell/browser/browser.cc, over the windows of the registry. */
export function createLifecycle(app: EventEmitter) {
  let state: State = 'running';
  const ending = createEnding(app);

  const shutDown = (): void => {
    state = ask(app, 'will-quit') ? 'over' : 'running';
    if (state === 'over') ending.finish(0);
  };
  const quit = (): void => {
    if (state !== 'running') return;
    state = 'quitting';
    if (!ask(app, 'before-quit')) state = 'running';
    else if (windows.size === 0) shutDown();
    else for (const window of living()) window.close();
  };
  const exit = (code = 0): void => {
    if (state === 'over') return;
    state = 'over';
    for (const window of living()) window.destroy();
    ending.finish(code);
    if (!ending.hasLoaded()) endProcess(code);
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

  return { quit, exit, hasBegun: () => state !== 'running', entryLoaded: ending.entryLoaded };
}
