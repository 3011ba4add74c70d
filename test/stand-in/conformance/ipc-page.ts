import { ipcMain } from 'electron';

/** A preload that lets the page call `ipcRenderer` through `api`. */
export const exposed = `
contextBridge.exposeInMainWorld('api', {
  invoke: (channel, ...args) => ipcRenderer.invoke(channel, ...args),
  send: (channel, ...args) => ipcRenderer.send(channel, ...args),
  kinds: channel => ipcRenderer.invoke(channel).then(list => list.map(item => Object.prototype.toString.call(item))),
  failing: kind => {
    const values = { function: () => 1, symbol: Symbol('s'), promise: Promise.resolve(1), node: document, weak: new WeakMap() };
    try { ipcRenderer.send('never', values[kind]); return 'sent'; } catch (error) { return error.message; }
  },
  received: [],
});
`;

/** Handles a channel for the length of one case. */
export async function handling(
  channel: string,
  handler: (...args: unknown[]) => unknown,
  run: () => Promise<void>,
): Promise<void> {
  ipcMain.handle(channel, (_event, ...args) => handler(...args));
  try {
    await run();
  } finally {
    ipcMain.removeHandler(channel);
  }
}
