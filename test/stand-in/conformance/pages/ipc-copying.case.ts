import { ipcMain } from 'electron';
import type { ConformanceCase } from '../case.ts';
import { same, throws } from '../expect.ts';
import { exposed, handling } from '../ipc-page.ts';
import { inPage, openWithPreload } from '../preload-page.ts';

function once(channel: string): Promise<unknown[]> {
  return new Promise(resolve => ipcMain.once(channel, (_event, ...args) => resolve(args)));
}

export const cases: readonly ConformanceCase[] = [
  {
    name: 'ipc: structured clone keeps dates, maps, sets, bytes, errors and undefined on the way to main',
    source: 'docs/tutorial/ipc.md object serialization',
    async run() {
      const window = await openWithPreload(`
        contextBridge.exposeInMainWorld('go', () => ipcRenderer.send('values', new Date(7), new Map([['a', 1]]), new Set([2]),
          new Uint8Array([3, 4]), new TypeError('five'), undefined, { six: undefined }, NaN, -0, 7n, /x/g));`);
      const arrived = once('values');
      await inPage(window, 'go()');
      const [date, map, set, bytes, error, nothing, holder, nan, zero, big, pattern] = await arrived;
      same([date, map, set, bytes], [new Date(7), new Map([['a', 1]]), new Set([2]), new Uint8Array([3, 4])]);
      same(error instanceof TypeError && error.message, 'five');
      same([nothing, holder, nan, zero, big, pattern], [undefined, { six: undefined }, Number.NaN, -0, 7n, /x/g]);
    },
  },
  {
    name: 'ipc: structured clone keeps the same kinds on the way to the page',
    source: 'docs/tutorial/ipc.md object serialization',
    run: () =>
      handling(
        'kinds',
        () => [new Date(1), new Map(), new Set(), Buffer.from('x'), new Error('e'), undefined],
        async () => {
          const window = await openWithPreload(exposed);
          const kinds = ['Date', 'Map', 'Set', 'Uint8Array', 'Error', 'Undefined'].map(kind => `[object ${kind}]`);
          same(await inPage(window, `api.kinds('kinds')`), kinds);
        },
      ),
  },
  {
    name: 'ipc: a reference that occurs twice, or within itself, stays one object',
    source: 'docs/tutorial/ipc.md object serialization',
    async run() {
      const window = await openWithPreload(`
        contextBridge.exposeInMainWorld('go', () => { const a = { list: [] }; a.list.push(a); ipcRenderer.send('loop', a, a); });`);
      const arrived = once('loop');
      await inPage(window, 'go()');
      // The page sent this shape.
      const [first, second] = (await arrived) as { list: unknown[] }[];
      same([first === second, first?.list[0] === first], [true, true]);
    },
  },
  {
    name: 'ipc: a reference that occurs twice stays one object on the way to the preload',
    source: 'docs/tutorial/ipc.md object serialization',
    run: () =>
      handling(
        'twice',
        () => {
          const one = { deep: ['x'] };
          return { one, list: [one, { one }], other: { deep: ['x'] } };
        },
        async () => {
          const window = await openWithPreload(`
            contextBridge.exposeInMainWorld('go', async () => {
              const { one, list, other } = await ipcRenderer.invoke('twice');
              return [one === list[0], one === list[1].one, one === other, one.deep[0] + other.deep[0]];
            });`);
          same(await inPage(window, 'go()'), [true, true, false, 'xx']);
        },
      ),
  },
  {
    name: 'ipc: classes arrive as plain objects',
    source: 'docs/tutorial/ipc.md object serialization',
    run: () =>
      handling(
        'class',
        () => {
          class Point {
            x = 1;
            get double(): number {
              return this.x * 2;
            }
          }
          return new Point();
        },
        async () => {
          const window = await openWithPreload(exposed);
          same(await inPage(window, `api.invoke('class').then(p => [JSON.stringify(p), p.constructor === Object])`), [
            '{"x":1}',
            true,
          ]);
        },
      ),
  },
  ...['function', 'symbol', 'promise', 'node', 'weak'].map(
    (kind): ConformanceCase => ({
      name: `ipc: send throws for a ${kind}`,
      source: 'docs/api/ipc-renderer.md send',
      async run() {
        const window = await openWithPreload(exposed);
        same(await inPage(window, `api.failing('${kind}')`), 'An object could not be cloned.');
      },
    }),
  ),
  {
    name: 'ipc: webContents.send throws at once for what cannot be cloned',
    source: 'docs/api/web-contents.md send',
    async run() {
      const window = await openWithPreload(exposed);
      throws(
        () => window.webContents.send('news', () => 1),
        /^(Failed to serialize arguments|An object could not be cloned\.)$/,
      );
    },
  },
];
