import { contextBridge, ipcRenderer } from 'electron';
import { calls, channelOf } from './contract/bridge.ts';
import { events } from './contract/events.ts';

// The sandboxed preload: one method per call of the contract, and `on` for its events. Nothing else crosses.
const bridge: Record<string, unknown> = {
  on: (name: string, listener: (value: unknown) => void) => {
    if (!Object.hasOwn(events, name)) throw new TypeError(`Dockpass has no event ${name}`);
    const heard = (_event: unknown, value: unknown): void => listener(value);
    ipcRenderer.on(channelOf(name), heard);
    return () => void ipcRenderer.off(channelOf(name), heard);
  },
};
for (const name of Object.keys(calls)) {
  bridge[name] = (...args: unknown[]) => {
    const reply = ipcRenderer.invoke(channelOf(name), ...args);
    args.forEach(empty);
    return reply;
  };
}

// The panel's first question is on its way while its scripts are fetched; a second one, or a failed first, is asked anew.
let early = location.pathname === '/index.html' ? ipcRenderer.invoke(channelOf('start')).catch(() => null) : null;
bridge.start = async () => {
  const reply = await early;
  early = null;
  return reply?.ok === true ? reply : ipcRenderer.invoke(channelOf('start'));
};

// `invoke` has copied its arguments when it returns, and keeps them until the answer is there: minutes, for a sign-in.
// So a form, which is this world's own copy, is emptied at once, and a typed secret with it.
function empty(value: unknown): void {
  if (typeof value !== 'object' || value === null) return;
  for (const key of Object.keys(value)) {
    empty(Reflect.get(value, key));
    Reflect.deleteProperty(value, key);
  }
}

contextBridge.exposeInMainWorld('dockpass', bridge);
