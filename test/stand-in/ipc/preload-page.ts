import { type BridgeNames, createBridgeEnd, pack, request } from './bridge-page.ts';
import type { PageFunction } from './page-script.ts';
import { decodeTagged, encodeTagged, type Tagged } from './wire.ts';

/* Every function of this file runs inside pages, from its own source text: it may call only the others here and those
   of bridge-page.ts and wire.ts. */

/** What the preload world's script is given, all of it made for this one page. */
export interface PreloadSetting {
  readonly names: BridgeNames;
  readonly binding: string;
  readonly receiver: string;
  readonly path: string;
  readonly process: Record<string, unknown>;
}

type Listener = (event: object, ...args: unknown[]) => void;
type Body = (
  require: (name: string) => unknown,
  process: object,
  exports: object,
  module: object,
  Buffer: undefined,
  global: object,
  setImmediate: (callback: () => void) => unknown,
  clearImmediate: (id: number) => void,
) => void;

interface IpcState {
  readonly post: (message: object) => void;
  readonly listeners: Map<string, readonly { readonly listener: Listener; readonly once: boolean }[]>;
  readonly waiting: Map<number, { resolve(value: unknown): void; reject(error: Error): void }>;
  lastId: number;
  renderer: object;
}

function withPageGaps(name: string, built: object): object {
  return new Proxy(built, {
    get(target, key) {
      if (typeof key === 'symbol' || key in target || key === 'then' || key === 'toJSON')
        return Reflect.get(target, key);
      throw new Error(`stand-in: ${name}.${key} not implemented`);
    },
  });
}

function copyArguments(args: unknown[]): Tagged {
  let copy: unknown;
  try {
    copy = structuredClone(args);
  } catch {
    throw new Error('An object could not be cloned.');
  }
  return encodeTagged(copy);
}

function addListener(state: IpcState, channel: string, listener: Listener, once: boolean): object {
  state.listeners.set(channel, [...(state.listeners.get(channel) ?? []), { listener, once }]);
  return state.renderer;
}

function removeListener(state: IpcState, channel: string, listener: Listener): object {
  const list = state.listeners.get(channel) ?? [];
  const at = list.findLastIndex(entry => entry.listener === listener);
  if (at >= 0) state.listeners.set(channel, list.toSpliced(at, 1));
  return state.renderer;
}

/** Apart from `invoke`, which would hold the copy until the answer comes; Electron's holds the arguments and no copy. */
function postInvoke(state: IpcState, channel: string, args: unknown[]): Promise<unknown> {
  const encoded = copyArguments(args);
  state.lastId += 1;
  const id = state.lastId;
  const answer = new Promise((resolve, reject) => state.waiting.set(id, { resolve, reject }));
  state.post({ kind: 'invoke', id, channel, args: encoded });
  return answer;
}

async function invoke(state: IpcState, channel: string, args: unknown[]): Promise<unknown> {
  try {
    return await postInvoke(state, channel, args);
  } catch (error) {
    throw new Error(`Error invoking remote method '${channel}': ${error instanceof Error ? error.message : error}`);
  }
}

function createIpcRenderer(state: IpcState): object {
  return withPageGaps('ipcRenderer', {
    send: (channel: string, ...args: unknown[]) => state.post({ kind: 'send', channel, args: copyArguments(args) }),
    invoke: (channel: string, ...args: unknown[]) => invoke(state, channel, args),
    on: (channel: string, listener: Listener) => addListener(state, channel, listener, false),
    addListener: (channel: string, listener: Listener) => addListener(state, channel, listener, false),
    once: (channel: string, listener: Listener) => addListener(state, channel, listener, true),
    off: (channel: string, listener: Listener) => removeListener(state, channel, listener),
    removeListener: (channel: string, listener: Listener) => removeListener(state, channel, listener),
    removeAllListeners(channel?: string) {
      if (channel === undefined) state.listeners.clear();
      else state.listeners.delete(channel);
      return state.renderer;
    },
    listenerCount: (channel: string) => state.listeners.get(channel)?.length ?? 0,
  });
}

function receiveFromMain(state: IpcState, text: string): void {
  // Only the stand-in's main process calls this, with what dispatch.ts and send.ts write.
  const message = JSON.parse(text) as { id?: number; channel: string; args: Tagged; value?: Tagged; error?: string };
  if (message.id !== undefined) {
    const waiting = state.waiting.get(message.id);
    state.waiting.delete(message.id);
    if (message.value) waiting?.resolve(decodeTagged(message.value));
    else waiting?.reject(new Error(message.error));
    return;
  }
  // `send.ts` always encodes an array.
  const args = decodeTagged(message.args) as unknown[];
  for (const entry of state.listeners.get(message.channel) ?? []) {
    if (entry.once) removeListener(state, message.channel, entry.listener);
    try {
      entry.listener({ sender: state.renderer, ports: [] }, ...args);
    } catch (error) {
      // One failing listener does not keep the others from the message.
      reportError(error);
    }
  }
}

function createRequire(modules: Readonly<Record<string, unknown>>): (name: string) => unknown {
  return name => {
    const short = name.replace(/^node:/, '').replace(/^electron\/(common|renderer)$/, 'electron');
    if (short === 'events') throw new Error(`stand-in: require('${name}') not implemented`);
    if (!Object.hasOwn(modules, short)) throw new Error(`module not found: ${name}`);
    return modules[short];
  };
}

function createContextBridge(names: BridgeNames): object {
  const end = createBridgeEnd(names.toMain, names.toPreload, false, () => undefined);
  return withPageGaps('contextBridge', {
    exposeInMainWorld(key: string, api: unknown) {
      request(end, { kind: 'expose', key, api: pack(end, api) });
    },
  });
}

/** The isolated world's script: ipcRenderer, contextBridge, `require`, and then the preload itself. */
export function runPreloadWorld(setting: PreloadSetting, body: Body): void {
  if (window.parent !== window) return;
  // The binding is a function that Chromium puts into this world only.
  const send = (globalThis as unknown as Record<string, (text: string) => void>)[setting.binding];
  const post = (message: object): void => send?.(JSON.stringify(message));
  const state: IpcState = { post, listeners: new Map(), waiting: new Map(), lastId: 0, renderer: {} };
  state.renderer = createIpcRenderer(state);
  Object.defineProperty(globalThis, setting.receiver, { value: (text: string) => receiveFromMain(state, text) });
  const setImmediate = (callback: () => void): unknown => setTimeout(callback, 0);
  const clearImmediate = (id: number): void => clearTimeout(id);
  const electron = { contextBridge: createContextBridge(setting.names), ipcRenderer: state.renderer };
  const require = createRequire({
    electron: withPageGaps('electron', electron),
    timers: { setTimeout, clearTimeout, setInterval, clearInterval, setImmediate, clearImmediate },
    url: { URL, URLSearchParams },
  });
  const process = { ...setting.process, uptime: () => performance.now() / 1000 };
  const module = { exports: {} };
  post({ kind: 'hello' });
  try {
    body(require, process, module.exports, module, undefined, globalThis, setImmediate, clearImmediate);
  } catch (error) {
    console.error(`Unable to load preload script: ${setting.path}`);
    console.error(error);
    const text = error instanceof Error ? error : new Error(String(error));
    post({ kind: 'preload-error', message: text.message, stack: text.stack ?? '' });
  }
}

/** The functions above but the last, for the preload world's script. */
export const preloadFunctions: readonly PageFunction[] = [
  ...[withPageGaps, copyArguments, addListener, removeListener, postInvoke, invoke, createIpcRenderer, receiveFromMain],
  ...[createRequire, createContextBridge],
];
