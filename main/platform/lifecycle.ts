import { writeSync } from 'node:fs';
import { join } from 'node:path';
import { app, powerMonitor } from 'electron';
import { readArguments, readSecondStart } from '../core/desktop/start-request.ts';
import { registerBundleScheme } from './security/bundle-scheme.ts';
import { type After, afterByTimer } from './system/after.ts';

/** Names the app to Windows' notifications; the installer uses the same one. */
const appUserModelId = 'app.dockpass.Dockpass';

/**
 * What must be settled before Electron is ready: where data lies, that every page is sandboxed, our scheme, and that
 * this is the only Dockpass on this data. False: this start is over, since another one is running and has been told, or
 * since it was asked for the version or to end what does not run.
 */
export const prepareApp = (): boolean => {
  const request = readArguments(process.argv);
  if (request === 'version') {
    writeSync(1, `Dockpass ${app.getVersion()}\n`);
    app.exit(0);
    return false;
  }
  const folder = dataFolder(process.env, process.platform, app.isPackaged);
  if (folder !== undefined) app.setPath('userData', folder);
  if (process.platform === 'win32') app.setAppUserModelId(appUserModelId);
  app.enableSandbox();
  registerBundleScheme();
  // The lock lies in the data folder, so the folder comes first.
  if (app.requestSingleInstanceLock({ request }) && request !== 'quit') return true;
  app.quit();
  return false;
};

/**
 * The data folder where it is not Electron's own choice: DOCKPASS_USER_DATA while not packaged, and on Windows the local
 * profile, since a roaming one is copied to other computers, where the keychain opens nothing.
 */
export const dataFolder = (
  environment: Readonly<Record<string, string | undefined>>,
  platform: NodeJS.Platform,
  isPackaged: boolean,
): string | undefined => {
  const { DOCKPASS_USER_DATA: given, LOCALAPPDATA: local } = environment;
  if (!isPackaged && given !== undefined && given !== '') return given;
  return platform === 'win32' && local !== undefined ? join(local, 'Dockpass') : undefined;
};

type Application = NodeJS.EventEmitter & Pick<Electron.App, 'quit'>;

interface LifecycleOptions {
  /** A second start that asks for nothing else, or a click on the dock. */
  readonly onShow: () => void;
  /** A second start that asks for quick copy, as a key of the desktop's own settings may. */
  readonly onQuickCopy: () => void;
  /** Work to finish before ending, such as clearing the clipboard. It gets three seconds, and its failure ends nothing. */
  readonly beforeQuit: () => Promise<void>;
  readonly application?: Application;
  /** Tells that the system shuts down (Linux and macOS). */
  readonly power?: Pick<NodeJS.EventEmitter, 'on'>;
  readonly after?: After;
}

interface Lifecycle {
  readonly isQuitting: () => boolean;
  readonly quit: () => void;
}

const quitLimitMs = 3000;

/** Keeps the app running without windows, and lets it end only after its last work. Only after the app is ready. */
export const createLifecycle = (options: LifecycleOptions): Lifecycle => {
  const { after = afterByTimer } = options;
  const application: Application = options.application ?? app;
  let phase: 'running' | 'finishing' | 'ending' = 'running';
  application.on('second-instance', (_event: unknown, argv: readonly string[], _folder: unknown, passed: unknown) => {
    const request = readSecondStart(passed, argv);
    if (request === 'show') options.onShow();
    else if (request === 'quick-copy') options.onQuickCopy();
    else if (request === 'quit') application.quit();
  });
  application.on('activate', options.onShow);
  // Any listener keeps Electron from quitting with the last window.
  application.on('window-all-closed', () => {});
  const finish = async (): Promise<void> => {
    phase = 'finishing';
    await finished(options.beforeQuit, after);
    phase = 'ending';
  };
  application.on('before-quit', (event: Electron.Event) => {
    if (phase === 'ending') return;
    event.preventDefault();
    if (phase === 'running') void finish().then(() => application.quit());
  });
  // The system waits for a program that says so and then ends by itself.
  const power: NonNullable<LifecycleOptions['power']> = options.power ?? powerMonitor;
  power.on('shutdown', (event?: Pick<Electron.Event, 'preventDefault'>) => {
    event?.preventDefault();
    application.quit();
  });
  // Windows tells its windows, asks nobody, and ends the program soon after: there is no quitting to wait for.
  application.on('browser-window-created', (_event: unknown, window: Pick<NodeJS.EventEmitter, 'on'>) => {
    window.on('session-end', () => {
      if (phase === 'running') void finish();
    });
  });
  return { isQuitting: () => phase !== 'running', quit: () => application.quit() };
};

function finished(work: () => Promise<void>, after: After): Promise<void> {
  return new Promise(resolve => {
    const cancel = after(quitLimitMs, resolve);
    Promise.resolve()
      .then(work)
      .catch(() => {})
      .finally(() => {
        cancel();
        resolve();
      });
  });
}
