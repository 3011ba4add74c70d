import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import type { Delivered } from '../../stand-in/ipc/delivered.ts';
import type { DockpassRun } from '../launch.ts';
import { heapOf } from './heap.ts';
import type { Place } from './search.ts';

/** Every file below a folder, as its bytes. */
export function filesBelow(folder: string): readonly Place[] {
  if (statSync(folder, { throwIfNoEntry: false }) === undefined) return [];
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter(entry => entry.isFile());
  return files.map(file => {
    const whole = path.join(file.parentPath, file.name);
    return { name: `file ${path.relative(folder, whole)}`, content: readFileSync(whole) };
  });
}

/** Runs in the page: all it shows, holds in its fields and could have put away. */
function everythingOn(): string {
  const fields = [...document.querySelectorAll('input, textarea, select')].map(one =>
    'value' in one ? one.value : '',
  );
  const entries = performance.getEntries().map(({ name }) => name);
  const kept = [localStorage, sessionStorage].map(storage => ({ ...storage }));
  const about = { fields, entries, kept, title: document.title, address: location.href, state: history.state };
  return `${document.documentElement.outerHTML}\n${JSON.stringify(about)}`;
}

const domOf = async (name: string, page: Page): Promise<Place> => ({
  name: `DOM of the ${name}`,
  content: await page.evaluate(everythingOn),
});

export const heapPlace = async (name: string, page: Page): Promise<Place> => ({
  name: `heap of the ${name}`,
  content: await heapOf(page),
});

/** What each page was sent by main so far: replies and pushes. Needs the app to be started with `recordingIpc`. */
async function ipcOf(run: DockpassRun): Promise<readonly Place[]> {
  const all = await run.control<readonly Delivered[]>('deliveredToPages');
  const byPage = Map.groupBy(all, ({ url }) => url);
  return [...byPage].map(([url, some]) => ({
    name: `IPC to ${url}`,
    content: some.map(({ payload }) => payload).join('\n'),
  }));
}

export const recordingIpc: Readonly<Record<string, string>> = { DOCKPASS_STAND_IN_RECORD_IPC: '1' };

/** What shows outside the app's pages: notifications, tray, titles; and what the app wrote. */
async function outside(run: DockpassRun): Promise<readonly Place[]> {
  const windows = await run.control<readonly { readonly title: string }[]>('windows');
  return [
    { name: 'log and output', content: await run.logs() },
    { name: 'notifications', content: JSON.stringify(await run.control('notifications')) },
    { name: 'tray', content: JSON.stringify([await run.control('tray'), await run.trayMenu()]) },
    { name: 'window titles', content: JSON.stringify(windows.map(({ title }) => title)) },
    ...filesBelow(run.userData),
  ];
}

/** Everywhere but the heaps, for the pages there are now. */
export async function placesOf(run: DockpassRun, pages: Readonly<Record<string, Page>>): Promise<readonly Place[]> {
  const doms = await Promise.all(Object.entries(pages).map(([name, page]) => domOf(name, page)));
  return [...(await ipcOf(run)), ...doms, ...(await outside(run))];
}
