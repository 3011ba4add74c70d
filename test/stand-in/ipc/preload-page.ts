/* This function runs inside pages from its own source text: it uses no import and no module variable. */
import type { BridgeNames, createBridgeEnd } from './bridge-page.ts';
import type { decodeTagged, encodeTagged, Tagged } from './wire.ts';

/** What the preload world's script is given, all of it made for this one page. */
export interface PreloadSetting {
  readonly names: BridgeNames;
  readonly binding: string;
  readonly receiver: string;
  readonly path: string;
  readonly process: Record<string, unknown>;
}

/** The functions the script needs, handed over by their source text. */
export interface PreloadTools {
  readonly createEnd: typeof createBridgeEnd;
  readonly encode: typeof encodeTagged;
  readonly decode: typeof decodeTagged;
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

/** The isolated world's script: ipcRenderer, contextBridge, `require`, and then the preload itself. */
export function runPreloadWorld(setting: PreloadSetting, tools: PreloadTools, body: Body): void {
  if (window.parent !== window) return;
  const world = globalThis as unknown as Record<string, unknown>;
  const post = (message: object): void => (world[setting.binding] as (text: string) => void)(JSON.stringify(message));
  const missing = (api: string): never => {
    throw new Error(`stand-in: ${api} not implemented`);
  };
  const gaps = (name: string, built: object): object =>
    new Proxy(built, {
      get: (target, key) =>
        typeof key === 'symbol' || key in target || key === 'then' || key === 'toJSON'
          ? Reflect.get(target, key)
          : missing(`${name}.${key}`),
    });
  const listeners = new Map<string, { listener: Listener; once: boolean }[]>();
  const invocations = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
  let nextId = 0;
  const copy = (args: unknown[]): Tagged => {
    let cloned: unknown;
    try {
      cloned = structuredClone(args);
    } catch {
      throw new Error('An object could not be cloned.');
    }
    return tools.encode(cloned);
  };
  const add = (channel: string, listener: Listener, once: boolean): object => {
    listeners.set(channel, [...(listeners.get(channel) ?? []), { listener, once }]);
    return ipcRenderer;
  };
  const remove = (channel: string, listener: Listener): object => {
    const list = listeners.get(channel) ?? [];
    const at = list.findLastIndex(entry => entry.listener === listener);
    listeners.set(channel, at < 0 ? list : list.toSpliced(at, 1));
    return ipcRenderer;
  };
  const ipcRenderer: object = gaps('ipcRenderer', {
    send: (channel: string, ...args: unknown[]) => post({ kind: 'send', channel, args: copy(args) }),
    async invoke(channel: string, ...args: unknown[]) {
      const encoded = copy(args);
      nextId += 1;
      const id = nextId;
      return new Promise((resolve, reject) => {
        const name = `Error invoking remote method '${channel}': `;
        invocations.set(id, { resolve, reject: error => reject(new Error(name + error.message)) });
        post({ kind: 'invoke', id, channel, args: encoded });
      });
    },
    on: (channel: string, listener: Listener) => add(channel, listener, false),
    addListener: (channel: string, listener: Listener) => add(channel, listener, false),
    once: (channel: string, listener: Listener) => add(channel, listener, true),
    off: remove,
    removeListener: remove,
    removeAllListeners(channel?: string) {
      if (channel === undefined) listeners.clear();
      else listeners.delete(channel);
      return ipcRenderer;
    },
    listenerCount: (channel: string) => listeners.get(channel)?.length ?? 0,
  });
  const receive = (text: string): void => {
    // Only the stand-in's main process calls this, with what dispatch.ts and send.ts write.
    const message = JSON.parse(text) as {
      kind: string;
      id: number;
      channel: string;
      args: Tagged;
      value?: Tagged;
      error?: string;
    };
    if (message.kind === 'reply') {
      const waiting = invocations.get(message.id);
      invocations.delete(message.id);
      if (message.value) waiting?.resolve(tools.decode(message.value));
      else waiting?.reject(new Error(message.error));
      return;
    }
    const args = tools.decode(message.args) as unknown[];
    for (const entry of listeners.get(message.channel) ?? []) {
      if (entry.once) remove(message.channel, entry.listener);
      entry.listener({ sender: ipcRenderer, ports: [] }, ...args);
    }
  };
  Object.defineProperty(globalThis, setting.receiver, { value: receive });
  const end = tools.createEnd(setting.names.toMain, setting.names.toPreload, false, () => undefined);
  const contextBridge = gaps('contextBridge', {
    exposeInMainWorld(key: string, api: unknown) {
      end.request({ kind: 'expose', key, api: end.pack(api) });
    },
  });
  const later = {
    setImmediate: (callback: () => void) => setTimeout(callback, 0),
    clearImmediate: (id: number) => clearTimeout(id),
  };
  const timers = { setTimeout, clearTimeout, setInterval, clearInterval, ...later };
  const modules: Record<string, unknown> = {
    electron: gaps('electron', { contextBridge, ipcRenderer }),
    timers,
    url: { URL, URLSearchParams },
  };
  const require = (name: string): unknown => {
    const short = name.replace(/^node:/, '').replace(/^electron\/(common|renderer)$/, 'electron');
    if (short === 'events') missing(`require('${name}')`);
    const found = Object.hasOwn(modules, short) ? modules[short] : undefined;
    if (found === undefined) throw new Error(`module not found: ${name}`);
    return found;
  };
  post({ kind: 'hello' });
  const module = { exports: {} };
  const process = { ...setting.process, uptime: () => performance.now() / 1000 };
  try {
    body(require, process, module.exports, module, undefined, globalThis, later.setImmediate, later.clearImmediate);
  } catch (error) {
    console.error(`Unable to load preload script: ${setting.path}`);
    console.error(error);
    const text = error instanceof Error ? error : new Error(String(error));
    post({ kind: 'preload-error', message: text.message, stack: text.stack ?? '' });
  }
}
