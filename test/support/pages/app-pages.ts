import { setTimeout as pause } from 'node:timers/promises';
import { type Browser, chromium, type Page } from 'playwright-core';
import type { ControlClient } from '../control-client.ts';
import { isElectron } from '../test-host.ts';
import { waitFor } from '../wait-for.ts';
import { debuggerTransport } from './debugger-transport.ts';

/** One page of the application as the stand-in reports it; addresses are as the application sees them. */
interface ListedView {
  readonly targetId: string | null;
  readonly url: string;
}

interface ListedWindow extends ListedView {
  readonly kind: 'BrowserWindow' | 'BaseWindow';
  readonly views: readonly ListedView[];
}

/** The application's pages by their place in it. */
export interface AppPages {
  /** The main window's page as it is now; throws while there is none. */
  panel(): Page;
  waitForPanel(): Promise<void>;
  signIn(): Promise<Page>;
  bar(): Promise<Page>;
  signInCount(): number;
  disconnect(): Promise<void>;
}

// The stand-in shows Chromium `app://host/path` as `https://host.app.invalid/path`; Electron shows it as it is.
const panelAddress = /^(https:\/\/[^/]+\.app\.invalid|app:\/\/[^/]+)\/index\.html/;
const signInBarAddress = /^(https:\/\/[^/]+\.app\.invalid|app:\/\/[^/]+)\/sign-in-bar\.html/;

function createFinder(browser: Browser) {
  const ids = new WeakMap<Page, Promise<string>>();
  const readId = async (page: Page): Promise<string> => {
    const session = await page.context().newCDPSession(page);
    const { targetInfo } = await session.send('Target.getTargetInfo');
    await session.detach();
    return targetInfo.targetId;
  };
  const idOf = (page: Page): Promise<string> => {
    const known = ids.get(page);
    if (known) return known;
    const asked = readId(page);
    ids.set(page, asked);
    // A page that closes while it is asked has no id; it is asked again if it turns up again.
    asked.catch(() => ids.delete(page));
    return asked;
  };
  const all = (): Page[] =>
    browser
      .contexts()
      .flatMap(context => context.pages())
      .filter(page => !page.isClosed());
  /** Side by side and not for ever: a page whose load hangs may not answer, and must not keep the others from being found. */
  const byId = (targetId: string): Promise<Page | undefined> => {
    const asked = all().map(async page => {
      if ((await idOf(page)) !== targetId) throw new Error('another page');
      return page;
    });
    return Promise.race([Promise.any(asked).catch(() => undefined), pause(500, undefined, { ref: false })]);
  };
  return { all, byId };
}

function viewsOf(windows: readonly ListedWindow[]): readonly ListedView[] {
  return windows.filter(window => window.kind === 'BaseWindow').flatMap(window => window.views);
}

function isPanel(window: ListedWindow): boolean {
  return window.kind === 'BrowserWindow' && /^app:\/\/[^/]+\/index\.html/.test(window.url);
}

async function connectBrowser(control: ControlClient, deadlineMs: number): Promise<Browser> {
  const port = await control.ask<number | null>('debugPort', {}, deadlineMs);
  if (port === null) throw new Error('the stand-in opened no debugging port');
  // A host inside Electron answers before Electron listens for debuggers.
  const address = await waitFor('the debugging port', () => debuggerAddress(port), deadlineMs);
  // Electron itself is no debugger of its pages.
  const mayRun = async (targetId: string): Promise<unknown> => isElectron || control.ask('pageRuns', { targetId });
  return chromium.connectOverCDP(debuggerTransport(new WebSocket(address), mayRun), { timeout: deadlineMs });
}

/** Where Chromium listens for a debugger of all its pages; undefined while it does not. */
async function debuggerAddress(port: number): Promise<string | undefined> {
  const answer = await fetch(`http://127.0.0.1:${port}/json/version`).catch(() => undefined);
  // https://chromedevtools.github.io/devtools-protocol/#endpoints has this member.
  return ((await answer?.json()) as { readonly webSocketDebuggerUrl: string } | undefined)?.webSocketDebuggerUrl;
}

type Pick = (windows: readonly ListedWindow[]) => ListedView | undefined;

const pickPanel: Pick = windows => windows.findLast(isPanel);
const pickProvider: Pick = windows => viewsOf(windows).findLast(view => /^https?:/.test(view.url));
const pickSignInBar: Pick = windows =>
  viewsOf(windows).findLast(view => /^app:\/\/[^/]+\/sign-in-bar\.html/.test(view.url));

/** Connects Playwright to the Chromium that shows the application's pages. */
export async function connectPages(
  control: ControlClient,
  deadlineMs: number,
  context: () => string,
): Promise<AppPages> {
  const browser = await connectBrowser(control, deadlineMs);
  const { all, byId } = createFinder(browser);
  const addresses = (): string =>
    all()
      .map(page => page.url().replace(/[?#].*$/s, ''))
      .join(', ');
  const wait = (what: string, pick: Pick): Promise<Page> => {
    const look = async (): Promise<Page | undefined> => {
      const view = pick(await control.ask<ListedWindow[]>('windows'));
      return view?.targetId ? byId(view.targetId) : undefined;
    };
    return waitFor(what, look, deadlineMs, () => `pages now: ${addresses()}\n${context()}`);
  };
  const loaded = async (page: Page): Promise<Page> => {
    await page.waitForLoadState('domcontentloaded', { timeout: deadlineMs }).catch(() => undefined);
    return page;
  };
  return {
    panel() {
      const page = all().findLast(candidate => panelAddress.test(candidate.url()));
      if (!page) throw new Error(`the panel is not open\n${context()}`);
      return page;
    },
    async waitForPanel() {
      const page = await wait('the panel', pickPanel);
      await page.waitForLoadState('load', { timeout: deadlineMs });
      const hasAddress = (): true | undefined => panelAddress.test(page.url()) || undefined;
      await waitFor('the panel to have its address', hasAddress, deadlineMs, context);
    },
    signIn: async () => loaded(await wait("the provider's page", pickProvider)),
    bar: async () => loaded(await wait('the sign-in bar', pickSignInBar)),
    signInCount: () => all().filter(page => signInBarAddress.test(page.url())).length,
    disconnect: () => browser.close(),
  };
}
