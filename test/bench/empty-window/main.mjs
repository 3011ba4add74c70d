// What a start is measured against: one hidden window, one page of one line, on the same stand-in.
import { join } from 'node:path';
import { app, BrowserWindow } from 'electron';

app.setPath('userData', process.env.DOCKPASS_USER_DATA);
void app.whenReady().then(() => {
  const window = new BrowserWindow({
    width: 440,
    height: 680,
    show: false,
    webPreferences: { preload: join(import.meta.dirname, 'preload.cjs') },
  });
  window.once('ready-to-show', () => window.show());
  void window.loadURL('data:text/html,<!doctype html><title>Empty</title><h1 data-usable>Empty</h1>');
});
