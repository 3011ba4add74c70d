import { ipcMain } from 'electron';
import type { ConformanceCase } from '../case.ts';
import { same, throws } from '../expect.ts';
import { exposed, handling } from '../ipc-page.ts';
import { errorInPage, inPage, openWithPreload } from '../preload-page.ts';
import { settled } from '../recorder.ts';

const handlers: readonly ConformanceCase[] = [
  {
    name: 'ipc: a second handler for a channel is refused',
    source: 'spec/api-ipc-main-spec.ts; lib/browser/ipc-main-impl.ts',
    run: () =>
      handling(
        'taken',
        () => 1,
        async () => {
          throws(() => ipcMain.handle('taken', () => 2), "Attempted to register a second handler for 'taken'");
        },
      ),
  },
  {
    name: 'ipc: a handler that is no function is refused',
    source: 'lib/browser/ipc-main-impl.ts',
    run() {
      const wrong: unknown = 'text';
      // The wrong type is the case itself.
      throws(
        () => ipcMain.handle('wrong', wrong as () => void),
        "Expected handler to be a function, but found type 'string'",
        'TypeError',
      );
    },
  },
  {
    name: 'ipc: the channel named error is an ordinary one',
    source: 'lib/browser/ipc-main-impl.ts',
    run() {
      ipcMain.emit('error', {}, 1);
    },
  },
  {
    name: 'ipc: invoke gives what the handler gives, now or later',
    source: 'spec/api-ipc-spec.ts invoke',
    run: () =>
      handling(
        'add',
        async (a, b) => Number(a) + Number(b),
        async () => {
          const window = await openWithPreload(exposed);
          same(await inPage(window, `api.invoke('add', 2, 40)`), 42);
        },
      ),
  },
  {
    name: 'ipc: an error in a handler reaches the page as one text',
    source: 'spec/api-ipc-spec.ts invoke; lib/renderer/api/ipc-renderer.ts',
    run: () =>
      handling(
        'fails',
        () => Promise.reject(new RangeError('too far')),
        async () => {
          const window = await openWithPreload(exposed);
          same(
            await errorInPage(window, `api.invoke('fails')`),
            "Error invoking remote method 'fails': RangeError: too far",
          );
        },
      ),
  },
  {
    name: 'ipc: invoke without a handler rejects',
    source: 'spec/api-ipc-spec.ts invoke',
    async run() {
      const window = await openWithPreload(exposed);
      same(
        await errorInPage(window, `api.invoke('nobody')`),
        "Error invoking remote method 'nobody': Error: No handler registered for 'nobody'",
      );
    },
  },
  {
    name: 'ipc: handleOnce answers once',
    source: 'docs/api/ipc-main.md handleOnce',
    async run() {
      const window = await openWithPreload(exposed);
      ipcMain.handleOnce('single', () => 'first');
      same(await inPage(window, `api.invoke('single')`), 'first');
      same(
        await errorInPage(window, `api.invoke('single')`),
        "Error invoking remote method 'single': Error: No handler registered for 'single'",
      );
    },
  },
  {
    name: 'ipc: a result that cannot be cloned rejects',
    source: 'docs/tutorial/ipc.md object serialization',
    run: () =>
      handling(
        'function',
        () => () => 1,
        async () => {
          const window = await openWithPreload(exposed);
          same(
            await errorInPage(window, `api.invoke('function')`),
            "Error invoking remote method 'function': Error: An object could not be cloned.",
          );
        },
      ),
  },
];

const delivery: readonly ConformanceCase[] = [
  {
    name: 'ipc: messages of one frame arrive in the order they were sent',
    source: 'docs/tutorial/message-ports.md; spec/api-ipc-spec.ts ordering',
    async run() {
      const window = await openWithPreload(exposed);
      const order: unknown[] = [];
      const note = (_event: unknown, value: unknown): void => void order.push(value);
      ipcMain.on('order', note);
      ipcMain.handle('order', (_event, value) => void order.push(value));
      await inPage(
        window,
        `api.send('order', 1), api.invoke('order', 2), api.send('order', 3), api.invoke('order', 4)`,
      );
      ipcMain.off('order', note);
      ipcMain.removeHandler('order');
      same(order, [1, 2, 3, 4]);
    },
  },
  {
    name: 'ipc: the sender is the window, and its frame the main frame',
    source: 'docs/api/structures/ipc-main-invoke-event.md',
    async run() {
      const window = await openWithPreload(exposed);
      ipcMain.handle('who', event => [
        event.sender === window.webContents,
        event.senderFrame === window.webContents.mainFrame,
        event.senderFrame?.parent === null,
        event.type,
      ]);
      const seen = await inPage(window, `api.invoke('who')`);
      ipcMain.removeHandler('who');
      same(seen, [true, true, true, 'frame']);
    },
  },
  {
    name: 'ipc: a channel whose listeners were all removed hears nothing more',
    source: 'docs/api/ipc-main.md ipcMain.removeAllListeners',
    async run() {
      const window = await openWithPreload(exposed);
      let heard = 0;
      ipcMain.on('told', () => {
        heard += 1;
      });
      await inPage(window, `api.send('told')`);
      await settled(window);
      ipcMain.removeAllListeners('told');
      await inPage(window, `api.send('told')`);
      await settled(window);
      same(heard, 1);
    },
  },
  {
    name: 'ipc: event.reply answers the frame that sent',
    source: 'docs/api/structures/ipc-main-event.md',
    async run() {
      const window = await openWithPreload(`
        contextBridge.exposeInMainWorld('ask', () => new Promise(resolve => {
          ipcRenderer.once('pong', (event, value) => resolve([value, event.ports.length, event.sender === ipcRenderer]));
          ipcRenderer.send('ping', 'x');
        }));`);
      ipcMain.once('ping', (event, value) => event.reply('pong', `${value}y`));
      same(await inPage(window, 'ask()'), ['xy', 0, true]);
    },
  },
  {
    name: 'ipc: a removed page listener hears nothing more',
    source: 'docs/api/ipc-renderer.md off',
    async run() {
      const window = await openWithPreload(`
        let count = 0;
        const listener = () => { count += 1; };
        ipcRenderer.on('tick', listener);
        contextBridge.exposeInMainWorld('count', () => count);
        contextBridge.exposeInMainWorld('deafen', () => { ipcRenderer.off('tick', listener); });
        contextBridge.exposeInMainWorld('mark', () => new Promise(resolve => ipcRenderer.once('mark', () => resolve(count))));`);
      const marked = inPage(window, 'mark()');
      await inPage(window, '1');
      window.webContents.send('tick');
      window.webContents.send('mark');
      same(await marked, 1);
      await inPage(window, 'deafen()');
      const again = inPage(window, 'mark()');
      await inPage(window, '1');
      window.webContents.send('tick');
      window.webContents.send('mark');
      same(await again, 1);
    },
  },
  {
    name: 'ipc: a frame inside the page has no preload',
    source: 'docs/api/structures/web-preferences.md nodeIntegrationInSubFrames',
    async run(site) {
      site.page('/', '<iframe src="/inner"></iframe>');
      site.page('/inner', '<title>inner</title>');
      const window = await openWithPreload(exposed, `${site.origin}/`);
      same(await inPage(window, '[typeof api, typeof frames[0].api]'), ['object', 'undefined']);
    },
  },
];

export const cases: readonly ConformanceCase[] = [...handlers, ...delivery];
