import { notImplemented } from './not-implemented.ts';

export { app } from './app/app.ts';
export { ClipboardItem, clipboard } from './desktop/clipboard.ts';
export { dialog } from './desktop/dialog.ts';
export { globalShortcut } from './desktop/global-shortcut.ts';
export { Menu } from './desktop/menu.ts';
export { MenuItem } from './desktop/menu-item.ts';
export { nativeImage } from './desktop/native-image.ts';
export { nativeTheme } from './desktop/native-theme.ts';
export { Notification } from './desktop/notification.ts';
export { powerMonitor } from './desktop/power-monitor.ts';
export { safeStorage } from './desktop/safe-storage.ts';
export { screen } from './desktop/screen.ts';
export { shell } from './desktop/shell.ts';
export { Tray } from './desktop/tray.ts';
export { ipcMain } from './ipc/ipc-main.ts';
export { net } from './web/network/net.ts';
export { protocol } from './web/network/protocol-module.ts';
export { webContents } from './web/page/web-contents.ts';
export { session } from './web/session/session.ts';
export { BaseWindow } from './web/windows/base-window.ts';
export { BrowserWindow } from './web/windows/browser-window.ts';
export { WebContentsView } from './web/windows/web-contents-view.ts';

function gap(name: string): object {
  const fail = (): never => {
    throw notImplemented(name);
  };
  // A function, so that calling and constructing it throw the same error as reading a member.
  return new Proxy(function missing() {}, {
    get: (_target, key) => (typeof key === 'symbol' || key === 'then' ? undefined : fail()),
    apply: fail,
    construct: fail,
  });
}

export const View = gap('View');
export const autoUpdater = gap('autoUpdater');
export const contentTracing = gap('contentTracing');
export const crashReporter = gap('crashReporter');
export const desktopCapturer = gap('desktopCapturer');
export const MessageChannelMain = gap('MessageChannelMain');
export const netLog = gap('netLog');
export const powerSaveBlocker = gap('powerSaveBlocker');
export const systemPreferences = gap('systemPreferences');
export const utilityProcess = gap('utilityProcess');
export const webFrameMain = gap('webFrameMain');
