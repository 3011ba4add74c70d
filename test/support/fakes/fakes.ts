import { DockpassError } from '../../../main/core/base/errors.ts';
import { Secret } from '../../../main/core/base/secret.ts';
import { type CoreDeps, createCore } from '../../../main/core/core.ts';
import type { Provider } from '../../../main/core/oauth/provider.ts';
import type { Clipboard, ShownSecret, Signals } from '../../../main/core/ports/desktop.ts';
import type { Log } from '../../../main/core/ports/log.ts';
import type { Http, HttpRequest } from '../../../main/core/ports/network.ts';
import type { Random } from '../../../main/core/ports/random.ts';
import type { Clock } from '../../../main/core/ports/time.ts';
import { createSettings } from '../../../main/core/settings/settings.ts';
import { createClock } from '../../../main/platform/system/clock.ts';
import { providersWith } from '../../../main/providers/index.ts';
import { fakeBrowser, fakeLoopback } from './browser-fakes.ts';
import { fakeAccountListFile } from './fake-account-list-file.ts';
import { fakeActivityFile } from './fake-activity-file.ts';
import { fakeBackupFile } from './fake-backup-file.ts';
import { fakeKeptFiles } from './fake-kept-files.ts';
import { fakeMoveJournal } from './fake-move-journal.ts';
import { fakeSessions } from './fake-sessions.ts';
import { fakeSettingsFile } from './fake-settings-file.ts';
import { type FakeVaultKey, fakeFiles, fakeSealer, fakeVaultKey } from './storage-fakes.ts';

// Ports for unit tests: small and honest. Files are text in a map, so that what is "on disk" can be asserted.

/** A clock that stands still until `advanceTo` rings what is due on the way; `set` is somebody setting it, rings nothing. */
export const fakeClock = (
  startAt = Date.UTC(2026, 0, 5, 9),
): Clock & { advanceTo: (at: number) => void; set: (at: number) => void; alarms: () => number } => {
  let now = startAt;
  let setBy = 0;
  const alarms = new Map<symbol, { at: number; ring: () => void }>();
  return {
    now: () => now,
    running: () => now - startAt - setBy,
    endOfDay: createClock().endOfDay,
    isoTime: createClock().isoTime,
    alarm: (at, ring) => {
      const key = Symbol();
      alarms.set(key, { at, ring });
      return () => void alarms.delete(key);
    },
    advanceTo: at => {
      for (;;) {
        const next = [...alarms].filter(([, one]) => one.at <= at).sort(([, a], [, b]) => a.at - b.at)[0];
        if (next === undefined) break;
        alarms.delete(next[0]);
        now = Math.max(now, next[1].at);
        next[1].ring();
      }
      now = at;
    },
    set: at => {
      setBy += at - now;
      now = at;
    },
    alarms: () => alarms.size,
  };
};

/** A network of one handler; what it throws is thrown to the caller. With `now`, answers carry the provider's time. */
export const fakeHttp = (
  now?: () => number,
): Http & {
  sent: HttpRequest[];
  handle: (request: HttpRequest) => Response | Promise<Response>;
} => {
  const http = {
    sent: [] as HttpRequest[],
    handle: (_request: HttpRequest): Response | Promise<Response> => Response.json({ next: null, results: [] }),
    send: async (request: HttpRequest) => {
      http.sent.push(request);
      const serverAt = now?.();
      const response = await http.handle(request);
      const retryAfter = response.headers.get('retry-after');
      return {
        response,
        ...(serverAt !== undefined && { serverAt }),
        ...(retryAfter !== null && { retryAfterMs: Number(retryAfter) * 1000 }),
      };
    },
  };
  return http;
};

export const fakeClipboard = (): Clipboard & {
  text: string;
  readable: boolean;
  pressed: boolean;
  write: Clipboard['write'];
  holds: Clipboard['holds'];
} => {
  const clipboard = {
    text: '',
    readable: true,
    pressed: true,
    needsPress: false,
    takesText: () => clipboard.pressed,
    write: async (text: Secret) => {
      if (!clipboard.pressed) throw new DockpassError('needs-press');
      clipboard.text = text.reveal();
    },
    holds: async (text: Secret) =>
      clipboard.readable
        ? clipboard.text === text.reveal()
          ? ('yes' as const)
          : ('no' as const)
        : ('unknown' as const),
    read: async () => new Secret(clipboard.text),
    clear: async () => {
      clipboard.text = '';
    },
  };
  return clipboard;
};

export const fakeSignals = (): Signals & {
  online: boolean;
  idleMs: number;
  fire: (name: Parameters<Signals['on']>[0]) => void;
} => {
  const listeners = new Map<string, Set<() => void>>();
  const signals = {
    online: true,
    isOnline: () => signals.online,
    idleMs: 0,
    idleForMs: () => signals.idleMs,
    on: (name: string, listener: () => void) => {
      const some = listeners.get(name) ?? new Set();
      listeners.set(name, some.add(listener));
      return () => void some.delete(listener);
    },
    fire: (name: string) => {
      for (const listener of listeners.get(name) ?? []) listener();
    },
  };
  return signals;
};

/** Tokens that count up: `token-1`, `token-2`, long enough to be an account's id. */
const fakeRandom = (): Random => {
  let count = 0;
  return { fraction: () => 0.5, token: () => `token-${String(++count).padStart(4, '0')}` };
};

export const fakeLog = (): Log & { lines: string[] } => {
  const lines: string[] = [];
  return { lines, write: (event, facts = {}) => void lines.push(JSON.stringify({ event, ...facts })) };
};

/** The whole core over fake ports; give it the ports of an earlier one to "start again" on the same files, or real ones. */
export const coreOn = (
  earlier: Partial<Core> = {},
  localOrigins: Readonly<Record<string, string>> = {},
  ports: Partial<CoreDeps> = {},
) => {
  const files = earlier.files ?? fakeFiles();
  const sealer = earlier.sealer ?? fakeSealer();
  const clock = earlier.clock ?? fakeClock();
  const vaultKey = earlier.vaultKey?.restarted() ?? fakeVaultKey();
  const settingsFile = earlier.settingsFile ?? fakeSettingsFile();
  const sessions = fakeSessions();
  const backupFile = earlier.backupFile ?? fakeBackupFile();
  const accountListFile = earlier.accountListFile ?? fakeAccountListFile();
  const moveJournal = earlier.moveJournal ?? fakeMoveJournal();
  const keptFiles = earlier.keptFiles ?? fakeKeptFiles();
  const activityFile = earlier.activityFile ?? fakeActivityFile();
  const [browser, http, clipboard, signals, random, log] = [
    earlier.browser ?? fakeBrowser(),
    fakeHttp(earlier.now),
    fakeClipboard(),
    fakeSignals(),
    earlier.random ?? fakeRandom(),
    fakeLog(),
  ];
  const providers = earlier.providers ?? providersWith(localOrigins);
  const settings = createSettings({ file: settingsFile, log });
  const shown: ShownSecret[] = [];
  const loopback = fakeLoopback();
  const opened: string[] = [];
  const secretWindow = {
    show: async (one: ShownSecret) => void shown.push(one),
    close: () => void shown.splice(0),
  };
  const questionWindow = {
    shown: 0,
    show: () => {
      questionWindow.shown += 1;
    },
    close: () => {},
  };
  const core = createCore({
    files,
    keychain: sealer,
    vaultKey,
    ...{
      browser,
      backupFile,
      accountListFile,
      moveJournal,
      sessions,
      loopback,
      openExternal: async (url: string) => void opened.push(url),
      http,
      clipboard,
      secretWindow,
      questionWindow,
      keptFileWriter: keptFiles.writer,
      keptFileJournal: keptFiles.journal,
      signals,
      clock,
      random,
      log,
      providers,
    },
    settings,
    about: { version: '0.0.0', platform: 'Linux', standIn: false },
    runtime: 'Electron 45.0.0',
    activityFile,
    ...ports,
  });
  return {
    ...core,
    settings,
    files,
    sealer,
    vaultKey,
    clock,
    browser,
    loopback,
    sessions,
    backupFile,
    accountListFile,
    moveJournal,
    activityFile,
    http,
    clipboard,
    signals,
    log,
    providers,
    settingsFile,
    shown,
    opened,
    questionWindow,
    keptFiles,
  };
};
type Core = {
  activityFile: ReturnType<typeof fakeActivityFile>;
  backupFile: ReturnType<typeof fakeBackupFile>;
  accountListFile: ReturnType<typeof fakeAccountListFile>;
  moveJournal: ReturnType<typeof fakeMoveJournal>;
  keptFiles: ReturnType<typeof fakeKeptFiles>;
  files: ReturnType<typeof fakeFiles>;
  sealer: ReturnType<typeof fakeSealer>;
  vaultKey: FakeVaultKey;
  settingsFile: ReturnType<typeof fakeSettingsFile>;
  clock: ReturnType<typeof fakeClock>;
  browser: ReturnType<typeof fakeBrowser>;
  random: Random;
  providers: readonly Provider[];
  /** The time as the network knows it (epoch ms): every answer then tells it. */
  now: () => number;
};

/** What a person would type to connect ReadyCloud. */
export const readycloudForm = (values: Readonly<Record<string, string>> = {}, accountName = 'Acme Goods') => ({
  provider: 'readycloud',
  environment: 'production',
  accountName,
  values: { appId: 'app-1', appSecret: 'shh-1', permissions: 'order', redirectAddress: '', ...values },
});
