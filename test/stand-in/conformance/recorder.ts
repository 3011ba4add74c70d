import { BrowserWindow, type WebContents } from 'electron';

const navigationEvents = [
  ...['did-start-loading', 'did-start-navigation', 'will-frame-navigate', 'will-navigate', 'will-redirect'],
  ...['did-redirect-navigation', 'did-frame-navigate', 'did-navigate', 'did-navigate-in-page'],
  ...['did-fail-provisional-load', 'did-fail-load', 'dom-ready', 'did-frame-finish-load', 'did-finish-load'],
  ...['did-stop-loading', 'destroyed'],
] as const;

/** The emitter part of a webContents or window with names known at run time only. */
export function emitterOf(object: object): NodeJS.EventEmitter {
  // Electron's objects are Node emitters; their types list each event apart.
  return object as unknown as NodeJS.EventEmitter;
}

/** Collects the names of the page's navigation events from now on. `skip` leaves out what a case is not about. */
export function recordEvents(contents: WebContents, skip: readonly string[] = []): string[] {
  const seen: string[] = [];
  for (const name of navigationEvents) {
    if (!skip.includes(name)) emitterOf(contents).on(name, () => seen.push(name));
  }
  return seen;
}

/** Waits for one event and gives its arguments. */
export function next(object: object, name: string): Promise<unknown[]> {
  return new Promise(resolve => {
    emitterOf(object).once(name, (...args: unknown[]) => resolve(args));
  });
}

let partitions = 0;

/** A partition no other case uses. */
export function ownPartition(): string {
  partitions += 1;
  return `case-${process.pid}-${partitions}`;
}

/** A hidden window with a session of its own. */
export function openWindow(partition = ownPartition()): BrowserWindow {
  return new BrowserWindow({ show: false, webPreferences: { partition, sandbox: true } });
}

/** A hidden window that has loaded this address and stopped loading. */
export async function openOn(address: string, partition?: string): Promise<BrowserWindow> {
  const window = openWindow(partition);
  const stopped = next(window.webContents, 'did-stop-loading');
  await window.loadURL(address);
  await stopped;
  return window;
}

/** Runs code in the page as if a person had clicked, without waiting for what it leads to. */
export function act(window: BrowserWindow, code: string): void {
  window.webContents.executeJavaScript(`${code}; undefined`, true).catch(() => undefined);
}

/** Settles when the page's protocol and renderer have answered once more, so that late events would have come. */
export async function settled(window: BrowserWindow): Promise<void> {
  await window.webContents.executeJavaScript('new Promise(done => requestAnimationFrame(() => setTimeout(done, 60)))');
}
