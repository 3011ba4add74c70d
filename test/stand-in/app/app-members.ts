import { spawn } from 'node:child_process';
import type { EventEmitter } from 'node:events';
import type { App } from 'electron';
import { Menu } from '../desktop/menu.ts';
import { createEvent, emitSafely } from '../event-object.ts';
import { merge } from '../merge.ts';
import { startUp } from '../start-up.ts';
import type { createLifecycle } from './app-lifecycle.ts';
import { getPath, setPath } from './app-paths.ts';
import { createCommandLine } from './command-line.ts';
import { systemLanguages } from './languages.ts';
import { isReady } from './ready.ts';
import { hasLock, releaseLock, requestLock, type SecondInstance } from './single-instance.ts';
import { userAgent } from './user-agent.ts';

function locale(): string {
  return systemLanguages().find(tag => tag !== 'C' && tag !== 'POSIX') ?? 'en-US';
}

function createIdentity(): Pick<
  App,
  'name' | 'getName' | 'setName' | 'getVersion' | 'setDesktopName' | 'setAppUserModelId'
> {
  let name = startUp.name;
  return {
    get name() {
      return name;
    },
    set name(value: string) {
      name = value;
    },
    getName: () => name,
    setName(value) {
      name = value;
    },
    getVersion: () => startUp.version,
    setDesktopName() {},
    setAppUserModelId() {},
  };
}

function createInstanceLock(emitter: EventEmitter, userData: () => string) {
  const announce = (second: SecondInstance): void => {
    const tell = () => {
      // Chromium adds switches of its own on the way; an application must not rely on the exact list.
      const [executable = '', ...rest] = second.argv;
      const argv = [executable, '--original-process-start-time=1', ...rest];
      emitSafely(emitter, 'second-instance', createEvent(), argv, second.workingDirectory, second.additionalData);
    };
    if (isReady()) tell();
    else emitter.once('ready', () => setImmediate(tell));
  };
  return {
    requestSingleInstanceLock(additionalData?: Record<string, unknown>) {
      return requestLock(userData(), process.argv, JSON.parse(JSON.stringify(additionalData ?? null)), announce);
    },
    hasSingleInstanceLock: hasLock,
    releaseSingleInstanceLock: releaseLock,
  } satisfies Partial<App>;
}

function createLoginItems() {
  return {
    // On Linux both calls exist and do nothing (shell/browser/browser_linux.cc).
    setLoginItemSettings() {},
    getLoginItemSettings: () => ({
      openAtLogin: false,
      openAsHidden: false,
      wasOpenedAtLogin: false,
      wasOpenedAsHidden: false,
      restoreState: false,
      status: 'not-registered' as const,
      executableWillLaunchAtLogin: false,
      launchItems: [],
    }),
    setAsDefaultProtocolClient: () => false,
    isDefaultProtocolClient: () => false,
    removeAsDefaultProtocolClient: () => false,
  };
}

function createLocale() {
  return {
    getLocale: locale,
    getSystemLocale: locale,
    getPreferredSystemLanguages: () => [...systemLanguages()],
  };
}

function createMenuMember() {
  return {
    get applicationMenu() {
      return Menu.getApplicationMenu();
    },
    set applicationMenu(menu) {
      Menu.setApplicationMenu(menu);
    },
  };
}

function relaunch(options?: { args?: string[]; execPath?: string }): void {
  const args = options?.args ?? process.argv.slice(1);
  process.once('exit', () => {
    spawn(options?.execPath ?? startUp.executable, args, { detached: true, stdio: 'ignore' }).unref();
  });
}

/** The members of `app` over its emitter; events come from the emitter itself. */
export function createAppMembers(emitter: EventEmitter, lifecycle: ReturnType<typeof createLifecycle>) {
  const identity = createIdentity();
  const whenReady = new Promise<void>(resolve => {
    emitter.once('ready', () => resolve());
  });
  const paths = {
    getPath: (key: string) => getPath(key, identity.name),
    setPath: (key: string, value: string) => setPath(key, value, identity.name),
    getAppPath: () => startUp.appPath,
    setAppLogsPath: (value?: string) => {
      if (value !== undefined) setPath('logs', value, identity.name);
    },
  };
  const members = {
    ...paths,
    ...createInstanceLock(emitter, () => paths.getPath('userData')),
    ...createLoginItems(),
    ...createLocale(),
    quit: lifecycle.quit,
    exit: lifecycle.exit,
    isReady,
    whenReady: () => whenReady,
    relaunch,
    focus() {},
    enableSandbox() {},
    disableHardwareAcceleration() {
      if (isReady()) throw new Error('app.disableHardwareAcceleration() can only be called before app is ready');
    },
    setBadgeCount: () => false,
    badgeCount: 0,
    isPackaged: false,
    commandLine: createCommandLine(startUp.switches),
    userAgentFallback: userAgent(),
  };
  return merge(merge(members, identity), createMenuMember()) satisfies AppMembers;
}

type AppMembers = Pick<
  App,
  | 'name'
  | 'getName'
  | 'setName'
  | 'getVersion'
  | 'setDesktopName'
  | 'setAppUserModelId'
  | 'getPath'
  | 'setPath'
  | 'getAppPath'
  | 'setAppLogsPath'
  | 'requestSingleInstanceLock'
  | 'hasSingleInstanceLock'
  | 'releaseSingleInstanceLock'
  | 'setLoginItemSettings'
  | 'getLoginItemSettings'
  | 'setAsDefaultProtocolClient'
  | 'isDefaultProtocolClient'
  | 'removeAsDefaultProtocolClient'
  | 'quit'
  | 'exit'
  | 'isReady'
  | 'whenReady'
  | 'relaunch'
  | 'focus'
  | 'getLocale'
  | 'getSystemLocale'
  | 'getPreferredSystemLanguages'
  | 'enableSandbox'
  | 'disableHardwareAcceleration'
  | 'setBadgeCount'
  | 'badgeCount'
  | 'isPackaged'
  | 'commandLine'
  | 'userAgentFallback'
>;
