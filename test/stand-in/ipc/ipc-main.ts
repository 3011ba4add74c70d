import { EventEmitter } from 'node:events';
import type { IpcMain, IpcMainInvokeEvent } from 'electron';

type Handler = (event: IpcMainInvokeEvent, ...args: unknown[]) => unknown;

const handlersOf = new WeakMap<object, Map<string, Handler>>();

/** The handler of one channel, when this object (ipcMain, webContents.ipc, frame.ipc) has one. */
export function handlerOf(ipc: object | undefined, channel: string): Handler | undefined {
  return ipc && handlersOf.get(ipc)?.get(channel);
}

/** Makes an object with Electron's IpcMain surface (lib/browser/ipc-main-impl.ts); `webContents.ipc` is one too. */
export function createIpc(): IpcMain {
  const handlers = new Map<string, Handler>();
  const emitter = new EventEmitter();
  // Without a listener of its own a channel named 'error' would throw.
  emitter.on('error', () => undefined);
  const handle = (channel: string, handler: Handler): void => {
    if (handlers.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`);
    if (typeof handler !== 'function') {
      throw new TypeError(`Expected handler to be a function, but found type '${typeof handler}'`);
    }
    handlers.set(channel, handler);
  };
  const double = Object.assign(emitter, {
    handle,
    handleOnce(channel: string, handler: Handler) {
      handle(channel, (event, ...args) => {
        handlers.delete(channel);
        return handler(event, ...args);
      });
    },
    removeHandler(channel: string) {
      handlers.delete(channel);
    },
  }) satisfies IpcMain;
  handlersOf.set(double, handlers);
  return double;
}

/** Electron's `ipcMain`. */
export const ipcMain: IpcMain = createIpc();
