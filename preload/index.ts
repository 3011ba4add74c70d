import { contextBridge, ipcRenderer } from 'electron';
import { calls, channelOf, events } from './contract.ts';

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
  bridge[name] = (...args: unknown[]) => ipcRenderer.invoke(channelOf(name), ...args);
}
contextBridge.exposeInMainWorld('dockpass', bridge);
