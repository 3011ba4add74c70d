import { join } from 'node:path';
import { app, type BrowserWindow } from 'electron';
import { viewProvider } from './core/accounts/account-view.ts';
import { createCore } from './core/core.ts';
import type { Log } from './core/ports/ports.ts';
import { createManaged } from './core/settings/managed.ts';
import { createSettings } from './core/settings/settings.ts';
import { createDesktop } from './platform/desktop.ts';
import { onlyFrom, serveCalls } from './platform/ipc/ipc.ts';
import { panelArguments, signInBarArguments } from './platform/ipc/ipc-arguments.ts';
import { createPanelHandlers } from './platform/ipc/panel-calls.ts';
import { createHttp } from './platform/network/http.ts';
import { createLoopbackListener } from './platform/network/loopback-listener.ts';
import { signInBarUrl } from './platform/security/bundle-scheme.ts';
import { createOpenExternal } from './platform/security/open-external.ts';
import { createBrowser } from './platform/sign-in/browser.ts';
import { createKeptSessions } from './platform/sign-in/kept-sessions.ts';
import { createLastGoodPolicy } from './platform/storage/last-good-policy.ts';
import { createPolicyFile } from './platform/storage/policy-file.ts';
import { createSettingsFile } from './platform/storage/settings-file.ts';
import { createStoragePorts } from './platform/storage/storage-ports.ts';
import { createClipboard } from './platform/system/clipboard.ts';
import { createClock } from './platform/system/clock.ts';
import { about, localOrigins, policyPlace, runtime, startsHidden } from './platform/system/environment.ts';
import { openFolder } from './platform/system/open-folder.ts';
import { createRandom } from './platform/system/random.ts';
import { createSignals } from './platform/system/signals.ts';
import { installAppMenu } from './platform/windows/menu.ts';
import { createSecretWindow } from './platform/windows/secret-window.ts';
import { providersWith } from './providers/index.ts';

/** What entry.ts has made before this could be loaded; no window where the start is a hidden one. */
interface StartOptions {
  readonly log: Log;
  readonly preloadPath: string;
  readonly panelWindow: BrowserWindow | undefined;
}

/** Puts everything together. Every call has its answer when this returns its promise, which ends with the start's work. */
export async function start({ log, preloadPath, panelWindow }: StartOptions): Promise<void> {
  // The world: what the core asks for.
  const userData = app.getPath('userData');
  installAppMenu();
  const providers = providersWith(localOrigins());
  const [clock, random, signals, clipboard] = [createClock(), createRandom(), createSignals(), createClipboard()];
  const policy = createPolicyFile(policyPlace());
  const managed = createManaged({ policy, lastGood: createLastGoodPolicy(userData, log), providers, log });
  const settings = createSettings({ file: createSettingsFile({ folder: userData }), managed, log });
  const http = createHttp({ version: app.getVersion() });
  const openExternal = createOpenExternal();
  const browser = createBrowser({ preloadPath, signInBarUrl, clock, log, clipboard, openExternal });

  // The core: accounts and what keeps them fresh.
  const core = createCore({
    ...createStoragePorts(userData),
    ...{ browser, sessions: createKeptSessions({ folder: join(userData, 'Partitions') }) },
    ...{ loopback: createLoopbackListener(), http, clipboard, secretWindow: createSecretWindow() },
    ...{ signals, clock, random, log, providers, settings, managed, about: about(), runtime: runtime() },
  });
  const { vault, scheduler, clipboardGuard } = core;

  // The panel, the tray and the notices.
  const { panel, chooser, drawn, panelListens, panelHasAll, publish, restart } = createDesktop({
    ...{ core, settings, managed, dataFolder: userData, clock, log, preloadPath, panelWindow },
    startsHidden: startsHidden(),
  });

  // What an organization decided is read beside all this, and again when the computer was asleep.
  void managed.refresh();
  signals.on('resume', () => void managed.refresh());

  // The accounts are read while the panel's page is loaded. Then the calls, then everything starts.
  if (!startsHidden()) panel.show();
  const loaded = vault.load();
  const tryNow = (): void => {
    scheduler.catchUp();
    publish();
  };
  const offered = { providers: providers.map(viewProvider), loaded, tryNow, panelListens, panelHasAll };
  serveCalls(
    panelArguments,
    onlyFrom(
      panel.isPanelFrame,
      createPanelHandlers({
        ...core,
        ...offered,
        managed,
        chooser,
        openFolder,
        restart,
      }),
    ),
    log,
  );
  serveCalls(signInBarArguments, browser.signInBarHandlers, log);
  signals.on('lock', () => void clipboardGuard.clear(false));
  await core.begin(loaded, drawn);
}
