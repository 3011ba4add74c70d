import { app } from './app/app.ts';
import { debugPort } from './chromium/start.ts';
import { whenItRuns } from './chromium/targets.ts';
import { type ControlMethods, type ControlParams, serveControl } from './control-server.ts';
import { callCounts } from './desktop/calls.ts';
import { clipboardFormats, copyElsewhere, refuseClipboardReading } from './desktop/clipboard.ts';
import { queueDialogAnswers } from './desktop/dialog.ts';
import { pressShortcut, takeShortcut } from './desktop/global-shortcut.ts';
import { menusShown } from './desktop/menu.ts';
import { setSystemDark } from './desktop/native-theme.ts';
import { clickNotification, shownNotifications } from './desktop/notification.ts';
import { power, setIdleState } from './desktop/power-monitor.ts';
import { setKeychainMode } from './desktop/safe-storage.ts';
import { shellCalls } from './desktop/shell.ts';
import { chooseFromTray, Tray } from './desktop/tray.ts';
import { deliveredToPages, detailsShown } from './ipc/delivered.ts';
import { listProcesses } from './processes.ts';
import { setOnline } from './web/network/online.ts';
import { describeWindows } from './web/page/describe.ts';
import { endSession } from './web/windows/session-end.ts';
import { titlesShown } from './web/windows/titles.ts';
import { windows } from './web/windows/window-registry.ts';

function text(params: ControlParams, name: string): string {
  const value = params[name];
  if (typeof value !== 'string') throw new TypeError(`${name} must be a string`);
  return value;
}

function texts(params: ControlParams, name: string): string[] {
  const value = params[name];
  if (!Array.isArray(value)) throw new TypeError(`${name} must be an array`);
  return value.map(String);
}

/** What a test can ask of the pretended computer; each is the work of one double. */
const methods: ControlMethods = {
  debugPort,
  pageRuns: async params => {
    await whenItRuns(text(params, 'targetId'));
    return null;
  },
  windows: describeWindows,
  titlesShown,
  closeWindow: params => windowOf(params).close(),
  moveWindow: params => moveWindow(params),
  processes: () => listProcesses(),
  tray: () => Tray.shown() ?? null,
  trayMenu: () => Tray.shown()?.menu ?? [],
  clickTray: params => chooseFromTray(texts(params, 'path')),
  activateTray: () => Tray.activate(),
  clipboard: clipboardFormats,
  copyElsewhere: params => copyElsewhere(text(params, 'text')),
  clipboardRefuses: params => refuseClipboardReading(params.is === true),
  notifications: shownNotifications,
  notificationClick: params => clickNotification(Number(params.index)),
  pressShortcut: params => pressShortcut(text(params, 'keys')),
  takeShortcut: params => takeShortcut(text(params, 'keys')),
  power: params => power(text(params, 'event')),
  endSession,
  menusShown,
  idleState: params => setIdleState(text(params, 'state')),
  online: params => setOnline(params.is === true),
  shellCalls,
  dialogAnswers: params => queueDialogAnswers(Array.isArray(params.answers) ? params.answers : []),
  setCalls: callCounts,
  deliveredToPages,
  detailsShown,
  keychainMode: params => setKeychainMode(text(params, 'mode')),
  themeDark: params => setSystemDark(params.dark === true),
  logsFolder: () => app.getPath('logs'),
  userData: () => app.getPath('userData'),
  quit: () => setImmediate(() => app.quit()) && null,
};

function windowOf(params: ControlParams): Electron.BaseWindow {
  const window = [...windows].find(open => open.id === params.id && !open.isDestroyed());
  if (!window) throw new Error(`no window ${params.id}`);
  return window;
}

/** What a person does with the mouse on a window's edges. */
function moveWindow(params: ControlParams): void {
  const [x = 0, y = 0, width = 0, height = 0] = ['x', 'y', 'width', 'height'].map(name => Number(params[name]));
  windowOf(params).setBounds({ x, y, width, height });
}

/** Listens for a test on the Unix socket named by `DOCKPASS_STAND_IN_CONTROL`; without the variable it does nothing. */
export async function startControl(): Promise<void> {
  const path = process.env.DOCKPASS_STAND_IN_CONTROL;
  delete process.env.DOCKPASS_STAND_IN_CONTROL;
  if (path !== undefined) await serveControl(path, methods);
}
