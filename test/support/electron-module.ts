import { EventEmitter } from 'node:events';

/**
 * What `electron` is in unit tests: nothing but names. A part under test is given its doubles; one that reaches for
 * Electron itself fails here with its name. electron-store alone needs two real answers, `app` paths and `ipcMain`.
 */
const absent = (name: string): object => {
  const fail = (): never => {
    throw new Error(`electron.${name} is not there in a unit test: give the part a double`);
  };
  return new Proxy(function missing() {}, {
    get: (_target, key) => (typeof key === 'symbol' || key === 'then' ? undefined : fail()),
    apply: fail,
    construct: fail,
  });
};

export const app = Object.assign(new EventEmitter(), {
  isPackaged: false,
  getPath: (): string => '/nonexistent/dockpass-unit-tests',
  getVersion: (): string => '0.0.0-test',
});
export const ipcMain = new EventEmitter();

export const BaseWindow = absent('BaseWindow');
export const BrowserWindow = absent('BrowserWindow');
export const ClipboardItem = absent('ClipboardItem');
export const Menu = absent('Menu');
export const Notification = absent('Notification');
export const Tray = absent('Tray');
export const WebContentsView = absent('WebContentsView');
export const clipboard = absent('clipboard');
export const dialog = absent('dialog');
export const globalShortcut = absent('globalShortcut');
export const nativeImage = absent('nativeImage');
export const nativeTheme = absent('nativeTheme');
export const net = absent('net');
export const powerMonitor = absent('powerMonitor');
export const protocol = absent('protocol');
export const safeStorage = absent('safeStorage');
export const screen = absent('screen');
export const session = absent('session');
export const shell = absent('shell');
export const webContents = absent('webContents');

// electron-store asks for the default export.
const electron = { app, ipcMain, shell };

export { electron as default };
