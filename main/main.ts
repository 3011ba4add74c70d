import { join } from 'node:path';
import { app, type BrowserWindow } from 'electron';
import { createCore } from './core/core.ts';
import { createManaged } from './core/managed.ts';
import type { Log } from './core/ports.ts';
import { viewProvider } from './core/present.ts';
import { createSettings } from './core/settings.ts';
import { stripUrl } from './edge/bundle-scheme.ts';
import { createClipboard } from './edge/desktop/clipboard.ts';
import { createClock } from './edge/desktop/clock.ts';
import { createDesktop } from './edge/desktop/desktop.ts';
import { installAppMenu } from './edge/desktop/menu.ts';
import { openFolder } from './edge/desktop/open-folder.ts';
import { createRandom } from './edge/desktop/random.ts';
import { createSecretWindow } from './edge/desktop/secret-window.ts';
import { createSignals } from './edge/desktop/signals.ts';
import { onlyFrom, serveCalls } from './edge/ipc.ts';
import { panelArguments, stripArguments } from './edge/ipc-arguments.ts';
import { createKeepingPorts } from './edge/keeping/keeping-ports.ts';
import { createLastGoodPolicy } from './edge/keeping/last-good-policy.ts';
import { createPolicyFile } from './edge/keeping/policy-file.ts';
import { createSettingsFile } from './edge/keeping/settings.ts';
import { createHttp } from './edge/network/http.ts';
import { createLoopbackListener } from './edge/network/loopback.ts';
import { createOpenExternal } from './edge/open-external.ts';
import { createPanelHandlers } from './edge/panel-calls.ts';
import { createBrowser } from './edge/sign-in/browser.ts';
import { createKeptSessions } from './edge/sign-in/kept-sessions.ts';
import { about, localOrigins, policyPlace, runtime, startsHidden } from './edge/surroundings.ts';
import { providersWith } from './providers/index.ts';

/** What entry.ts has made before this could be loaded; no window where the start is a hidden one. */
interface Begun {
  readonly log: Log;
  readonly preloadPath: string;
  readonly panelWindow: BrowserWindow | undefined;
}

/** Puts everything together. Every call has its answer when this returns its promise, which ends with the start's work. */
export async function start({ log, preloadPath, panelWindow }: Begun): Promise<void> {
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
  const browser = createBrowser({ preloadPath, stripUrl, clock, log, clipboard, openExternal });

  // The core: accounts and what keeps them fresh.
  const core = createCore({
    ...createKeepingPorts(userData),
    ...{ browser, sessions: createKeptSessions({ folder: join(userData, 'Partitions') }) },
    ...{ loopback: createLoopbackListener(), http, clipboard, secretWindow: createSecretWindow() },
    ...{ signals, clock, random, log, providers, settings, managed, about: about(), runtime: runtime() },
  });
  const { vault, renewer, keeper } = core;

  // The panel, the tray and the notices.
  const { panel, chooser, drawn, panelListens, panelHasAll, announce, restart } = createDesktop({
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
    renewer.catchUp();
    announce();
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
  serveCalls(stripArguments, browser.stripHandlers, log);
  signals.on('lock', () => void keeper.clear(false));
  await core.begin(loaded, drawn);
}
