import { writeSync } from 'node:fs';
import { join } from 'node:path';
import { app, BrowserWindow, powerMonitor } from 'electron';
import { readArguments, readSecondStart } from '../core/desktop/start-request.ts';
import { registerBundleScheme } from './security/bundle-scheme.ts';

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

type Window = Pick<Electron.BrowserWindow, 'on'>;
type Application = NodeJS.EventEmitter & Pick<Electron.App, 'quit'>;

interface LifecycleOptions {
  /** A second start that asks for nothing else, or a click on the dock. */
  readonly onShow: () => void;
  /** A second start that asks for quick copy, as a key of the desktop's own settings may. */
  readonly onQuickCopy: () => void;
  /**
   * Work to finish before ending; its failure ends nothing. `inAHurry`: the system ends the program, and soon. Asked again
   * while it is under way, it hurries.
   */
  readonly beforeQuit: (inAHurry: boolean) => Promise<void>;
  /** Windows ends the person's session: what is not done when this returns is not done at all. */
  readonly onSessionEnd: () => void;
  readonly application?: Application;
  /** Those that were made before this could listen. */
  readonly windows?: () => readonly Window[];
  /** Tells that the system shuts down (Linux and macOS). */
  readonly power?: Pick<NodeJS.EventEmitter, 'on'>;
}

interface Lifecycle {
  readonly isQuitting: () => boolean;
  /** A person asked for it, so that there is time for answers under way. */
  readonly quit: () => void;
}

/** Keeps the app running without windows, and lets it end only after its last work. Only after the app is ready. */
export const createLifecycle = (options: LifecycleOptions): Lifecycle => {
  const application: Application = options.application ?? app;
  let phase: 'running' | 'finishing' | 'ending' = 'running';
  let askedByPerson = false;
  const quit = (): void => {
    askedByPerson = true;
    application.quit();
    askedByPerson = false;
  };
  application.on('second-instance', (_event: unknown, argv: readonly string[], _folder: unknown, passed: unknown) => {
    const request = readSecondStart(passed, argv);
    if (request === 'show') options.onShow();
    else if (request === 'quick-copy') options.onQuickCopy();
    else if (request === 'quit') quit();
  });
  application.on('activate', options.onShow);
  // Any listener keeps Electron from quitting with the last window.
  application.on('window-all-closed', () => {});
  const finish = async (inAHurry: boolean): Promise<void> => {
    phase = 'finishing';
    await Promise.resolve(inAHurry)
      .then(options.beforeQuit)
      .catch(() => {});
    phase = 'ending';
  };
  // A signal or the system asks in the same way as a person does, and then ends the program soon after.
  application.on('before-quit', (event: Electron.Event) => {
    if (phase === 'ending') return;
    event.preventDefault();
    if (phase === 'running') void finish(!askedByPerson).then(() => application.quit());
    else options.beforeQuit(true).catch(() => {});
  });
  // The system waits for a program that says so and then ends by itself.
  const power: NonNullable<LifecycleOptions['power']> = options.power ?? powerMonitor;
  power.on('shutdown', (event?: Pick<Electron.Event, 'preventDefault'>) => {
    event?.preventDefault();
    application.quit();
  });
  // Windows tells its windows, asks nobody, and ends the program when they have heard it: nothing is waited for.
  let sessionEnded = false;
  const endWithSession = (): void => {
    if (sessionEnded) return;
    sessionEnded = true;
    phase = 'ending';
    options.onSessionEnd();
  };
  const follow = (window: Window): void => void window.on('session-end', endWithSession);
  const windows: NonNullable<LifecycleOptions['windows']> = options.windows ?? BrowserWindow.getAllWindows;
  windows().forEach(follow);
  application.on('browser-window-created', (_event: unknown, window: Window) => follow(window));
  return { isQuitting: () => phase !== 'running', quit };
};
