import { mkdtempSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { app, BrowserWindow } from 'electron';

const bridge = `
const { contextBridge, ipcRenderer } = require('electron');
`;

/** A file of this text, in a folder that goes away with the run. */
export function preloadFile(text: string): string {
  const file = path.join(mkdtempSync(path.join(app.getPath('userData'), 'preload-')), 'preload.cjs');
  writeFileSync(file, text);
  return file;
}

/** Opens a hidden window on `address` with this preload source; `contextBridge` and `ipcRenderer` are in scope. */
export async function openWithPreload(
  source: string,
  address = 'data:text/html,<title>case</title>',
): Promise<BrowserWindow> {
  const preload = preloadFile(bridge + source);
  const window = new BrowserWindow({ show: false, webPreferences: { preload, sandbox: true, contextIsolation: true } });
  await window.loadURL(address);
  return window;
}

/** Runs an expression in the page's main world and gives its (awaited) value. */
export function inPage(window: BrowserWindow, expression: string): Promise<unknown> {
  return window.webContents.executeJavaScript(expression);
}

/** The message of the error the expression throws or rejects with, as the page sees it. */
export function errorInPage(window: BrowserWindow, expression: string): Promise<unknown> {
  return inPage(
    window,
    `(async () => { try { await (${expression}); return 'no error'; } catch (e) { return e.message; } })()`,
  );
}
