import { renameSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { app } from './app.ts';
import { debugPort } from './chromium/start.ts';
import { callCounts } from './desktop/calls.ts';
import { clipboardFormats, copyElsewhere, refuseClipboardReading } from './desktop/clipboard.ts';
import { queueDialogAnswers } from './desktop/dialog.ts';
import { setSystemDark } from './desktop/native-theme.ts';
import { clickNotification, shownNotifications } from './desktop/notification.ts';
import { power, setIdleState } from './desktop/power-monitor.ts';
import { setKeychainMode } from './desktop/safe-storage.ts';
import { shellCalls } from './desktop/shell.ts';
import { chooseFromTray, Tray } from './desktop/tray.ts';
import { deliveredToPages } from './ipc/delivered.ts';
import { setOnline } from './online.ts';
import { listProcesses } from './processes.ts';
import { describeWindows } from './web/describe.ts';
import { windows } from './web/window-registry.ts';

type Params = Readonly<Record<string, unknown>>;

function text(params: Params, name: string): string {
  const value = params[name];
  if (typeof value !== 'string') throw new TypeError(`${name} must be a string`);
  return value;
}

function texts(params: Params, name: string): string[] {
  const value = params[name];
  if (!Array.isArray(value)) throw new TypeError(`${name} must be an array`);
  return value.map(String);
}

/** What a test can ask of the pretended computer; each is the work of one double. */
const methods: Readonly<Record<string, (params: Params) => unknown>> = {
  debugPort,
  windows: describeWindows,
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
  power: params => power(text(params, 'event')),
  idleState: params => setIdleState(text(params, 'state')),
  online: params => setOnline(params.is === true),
  shellCalls,
  dialogAnswers: params => queueDialogAnswers(Array.isArray(params.answers) ? params.answers : []),
  setCalls: callCounts,
  deliveredToPages,
  keychainMode: params => setKeychainMode(text(params, 'mode')),
  themeDark: params => setSystemDark(params.dark === true),
  logsFolder: () => app.getPath('logs'),
  userData: () => app.getPath('userData'),
  quit: () => setImmediate(() => app.quit()) && null,
};

function windowOf(params: Params): Electron.BaseWindow {
  const window = [...windows].find(open => open.id === params.id && !open.isDestroyed());
  if (!window) throw new Error(`no window ${params.id}`);
  return window;
}

/** What a person does with the mouse on a window's edges. */
function moveWindow(params: Params): void {
  const [x = 0, y = 0, width = 0, height = 0] = ['x', 'y', 'width', 'height'].map(name => Number(params[name]));
  windowOf(params).setBounds({ x, y, width, height });
}

async function answer(line: string): Promise<object> {
  // The only writer is the test's own launch code, through a socket only this user can open.
  const { id, method, params = {} } = JSON.parse(line) as { id: number; method: string; params?: Params };
  try {
    const run = methods[method];
    if (!run) throw new Error(`no such control method: ${method}`);
    return { id, result: (await run(params)) ?? null };
  } catch (error) {
    return { id, error: error instanceof Error ? error.message : String(error) };
  }
}

function serve(socket: Socket): void {
  let rest = '';
  socket.setEncoding('utf8');
  socket.on('error', () => socket.destroy());
  socket.on('data', (chunk: string) => {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) void answer(line).then(reply => socket.write(`${JSON.stringify(reply)}\n`));
  });
}

/** Listens for a test on the Unix socket named by `DOCKPASS_STAND_IN_CONTROL`; without the variable it does nothing. */
export async function startControl(): Promise<void> {
  const path = process.env.DOCKPASS_STAND_IN_CONTROL;
  delete process.env.DOCKPASS_STAND_IN_CONTROL;
  if (path === undefined) return;
  const server = createServer(serve);
  // The file is there before anyone listens: whoever waits for it by its name must find it answering.
  const early = `${path}.early`;
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(early, resolve));
  renameSync(early, path);
  server.unref();
}
