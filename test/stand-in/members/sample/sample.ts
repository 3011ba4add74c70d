import { app, BrowserWindow, ipcMain } from 'electron';

// One use of each kind, for the test of `used-members.ts`, beside things of other makers with the same names.

interface Handles {
  readonly handle: (channel: string, listener: () => unknown) => void;
}
type Application = NodeJS.EventEmitter & Pick<Electron.App, 'quit'>;
type Leaving = 'before-quit' | 'will-quit';

export function sample(event: Leaving, tray: Pick<Electron.Tray, 'setImage'>): void {
  const handles: Handles = ipcMain;
  handles.handle('x', () => undefined);
  const application: Application = app;
  application.on(event, () => undefined);
  const window = new BrowserWindow({ webPreferences: { sandbox: true } });
  const { webContents } = window;
  webContents.on('did-navigate', () => tray.setImage('x'));
  const ours = { hide: () => undefined };
  ours.hide();
  process.on('exit', () => undefined);
}
