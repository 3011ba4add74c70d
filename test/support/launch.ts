import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { addressesWithMore } from './leaks/addresses.ts';
import { type AppPages, connectPages } from './pages/app-pages.ts';
import { projectRoot } from './project-root.ts';
import { type StartedApp, startApp } from './started-app.ts';

const deadlineMs = 45_000;

/** How the application is started; everything may be left out. */
export interface LaunchOptions {
  /** Kept for ever when given; otherwise a fresh folder that goes away with the test process. */
  readonly userData?: string;
  /** Origins that replace the hosts of a provider, by provider id. */
  readonly environments?: Record<string, string>;
  readonly env?: Record<string, string>;
  /** The computer's keychain; survives kill and relaunch on the same `userData`. Default `keyring`. */
  readonly keychain?: 'keyring' | 'basic' | 'locked' | 'reset' | 'rotated' | 'garbage';
  readonly offline?: boolean;
}

/** One entry of the tray menu, as last handed to the tray; separators and hidden entries are left out. */
export interface TrayItem {
  readonly label: string;
  readonly enabled: boolean;
  readonly submenu?: TrayItem[];
}

/** A running Dockpass. */
export interface DockpassRun {
  /** The page of the main window as it is now. */
  readonly panel: Page;
  /** The provider's page of the open sign-in window; waits for it. */
  signInPage(): Promise<Page>;
  /** The sign-in bar above the provider's page; waits for it. */
  stripPage(): Promise<Page>;
  /** How many sign-in windows are open now. */
  openSignIns(): number;
  trayMenu(): Promise<TrayItem[]>;
  /** Clicks an entry by the labels on the way to it; rejects where a person could not click. */
  clickTray(...labels: string[]): Promise<void>;
  /** Formats by name; `text/plain` is the text. */
  clipboard(): Promise<Record<string, string>>;
  notifications(): Promise<{ title: string; body: string }[]>;
  /** All the application printed and logged. */
  logs(): Promise<string>;
  /** On Linux a lock shows only in `powerMonitor.getSystemIdleState()`, as in Electron. */
  power(event: 'suspend' | 'resume' | 'lock-screen' | 'unlock-screen'): Promise<void>;
  online(is: boolean): Promise<void>;
  quit(): Promise<void>;
  /** SIGKILL, Chromium too. */
  kill(): Promise<void>;
  readonly userData: string;
  /** Asks the pretended computer directly, for what the members above do not cover; see test/stand-in/control.ts. */
  control<T>(method: string, params?: object): Promise<T>;
}

/** As most computers are: what moves, moves. Tests run otherwise on one whose person wants less of it. */
export const withMotion = { DOCKPASS_STAND_IN_REDUCED_MOTION: '0' } as const;

interface MenuEntry {
  readonly label: string;
  readonly type: string;
  readonly enabled: boolean;
  readonly visible: boolean;
  readonly submenu?: readonly MenuEntry[];
}

function freshFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'dockpass-test-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  // One level down, so that what lies beside the user data (the pretended keychain) goes with it.
  return path.join(folder, 'user-data');
}

function trayItems(menu: readonly MenuEntry[]): TrayItem[] {
  return menu
    .filter(({ type, visible }) => visible && type !== 'separator')
    .map(({ label, enabled, submenu }) => ({ label, enabled, ...(submenu && { submenu: trayItems(submenu) }) }));
}

function readLogs(userData: string): string {
  const folder = path.join(userData, 'logs');
  if (!existsSync(folder)) return '';
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter(entry => entry.isFile());
  return files.map(file => readFileSync(path.join(file.parentPath, file.name), 'utf8')).join('\n');
}

/** Where a test puts the file of an organization's IT. */
export const managedFile = (userData: string): string => path.join(path.dirname(userData), 'managed', 'managed.json');

function environment(options: LaunchOptions, userData: string): Record<string, string> {
  return {
    // Beside the user data, so that no test reads what an organization left on the computer it runs on.
    DOCKPASS_MANAGED: managedFile(userData),
    // What moves is drawn sixty times a second, which is a seventh of what all these tests take of a processor.
    DOCKPASS_STAND_IN_REDUCED_MOTION: '1',
    ...options.env,
    DOCKPASS_USER_DATA: userData,
    DOCKPASS_STAND_IN_KEYCHAIN: options.keychain ?? 'keyring',
    DOCKPASS_STAND_IN_DEBUG_PORT: '0',
    ...(options.environments && { DOCKPASS_ENVIRONMENTS: JSON.stringify(options.environments) }),
    ...(options.offline === true && { DOCKPASS_STAND_IN_OFFLINE: '1' }),
  };
}

/** No run of any test ends with an address that was said with its query or fragment: tokens stand there. */
async function expectDiscreet(app: StartedApp, userData: string): Promise<void> {
  const { ask } = app.control;
  // One that has ended, or hangs, can be judged by its output alone.
  const shown = ['titlesShown', 'detailsShown', 'notifications', 'tray', 'trayMenu'];
  const told = shown.map(what => ask(what, {}, 5000).catch(() => ''));
  const said = (await Promise.all(told)).map(each => JSON.stringify(each));
  const found = addressesWithMore([...said, app.output(), readLogs(userData)].join('\n'));
  if (found.length === 0) return;
  const places = found.map(address => address.replace(/[?#].*$/s, '')).join(', ');
  throw new Error(`addresses were logged or shown with their query or fragment: ${places}`);
}

function createRun(app: StartedApp, pages: AppPages, userData: string): DockpassRun {
  const { ask } = app.control;
  const leave = async (end: () => Promise<void>): Promise<void> => {
    const discreet = expectDiscreet(app, userData);
    await discreet.catch(() => undefined);
    await end();
    app.control.close();
    await pages.disconnect();
    await discreet;
  };
  return {
    get panel() {
      return pages.panel();
    },
    signInPage: pages.signIn,
    stripPage: pages.bar,
    openSignIns: pages.signInCount,
    trayMenu: async () => trayItems(await ask<MenuEntry[]>('trayMenu')),
    clickTray: (...labels) => ask('clickTray', { path: labels }),
    clipboard: () => ask('clipboard'),
    notifications: async () =>
      (await ask<{ title: string; body: string }[]>('notifications')).map(({ title, body }) => ({ title, body })),
    logs: async () => `${app.output()}\n${readLogs(userData)}`,
    power: event => ask('power', { event }),
    online: is => ask('online', { is }),
    async quit() {
      if (app.hasEnded()) return leave(app.ended);
      await leave(async () => {
        const ended = app.ended();
        ended.catch(() => undefined);
        // It may be on its way out already.
        await ask('quit').catch(() => undefined);
        await ended;
      });
    },
    kill: () => leave(app.kill),
    userData,
    control: ask,
  };
}

/** Starts what is built, on the stand-in, and waits until its panel is loaded. */
export async function launchDockpass(options: LaunchOptions = {}): Promise<DockpassRun> {
  if (!existsSync(path.join(projectRoot, 'dist/main/main.js'))) throw new Error('nothing is built: run npm run build');
  const userData = options.userData ?? freshFolder();
  const app = await startApp(['.'], environment(options, userData), deadlineMs);
  try {
    const pages = await connectPages(app.control, deadlineMs, app.lastLines);
    await pages.waitForPanel();
    return createRun(app, pages, userData);
  } catch (error) {
    await app.kill();
    throw error;
  }
}
