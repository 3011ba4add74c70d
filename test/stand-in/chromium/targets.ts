import type { BrowserChannel, PageChannel } from './cdp.ts';
import { startChromium } from './start.ts';

/** A page that was attached while it waits for the debugger: give it its set-up commands, then `resume`. */
export interface AttachedPage {
  readonly targetId: string;
  readonly channel: PageChannel;
  readonly browserContextId: string | undefined;
  /** Lets the page run; the promise ends when every command sent before was carried out. */
  resume(): Promise<void>;
  /** Removes a page that nothing wants, without one request leaving it. */
  refuse(): void;
}

interface TargetInfo {
  readonly targetId: string;
  readonly type: string;
  readonly url: string;
  readonly openerId?: string;
  readonly browserContextId?: string;
}

interface Attached {
  readonly sessionId: string;
  readonly targetInfo: TargetInfo;
}

type Take = (page: AttachedPage) => void;

const wanted = new Map<string, Take>();
const unclaimed = new Map<string, AttachedPage>();
const childTakers = new Map<string, Take>();
const strayTakers = new Set<(page: AttachedPage) => boolean>();
const goneListeners = new Map<string, () => void>();
/** Pages by their target, from when anyone asked or it was let run. */
const runs = new Map<string, PromiseWithResolvers<void>>();
const serviceWorkers = new Set<string>();
let creating = 0;
let routed: Promise<BrowserChannel> | undefined;

// A page that is refused asks for its first document at once, if it asks at all.
const refusedLifeMs = 5000;

function runOf(targetId: string): PromiseWithResolvers<void> {
  const run = runs.get(targetId) ?? Promise.withResolvers<void>();
  runs.set(targetId, run);
  return run;
}

/** Everything that this page needs before it runs was said: another debugger may let it run, too. */
export const whenItRuns = (targetId: string): Promise<void> => runOf(targetId).promise;

/**
 * Closing a waiting page would leave its opener stuck inside window.open, and closing it with a paused request would
 * let that request go: so it runs, its request is failed, and then it is closed.
 */
function refuse(browser: BrowserChannel, channel: PageChannel, targetId: string): void {
  const close = (): void => {
    clearTimeout(timer);
    void browser.send('Target.closeTarget', { targetId });
  };
  const timer = setTimeout(close, refusedLifeMs).unref();
  channel.on('Fetch.requestPaused', (paused: { requestId: string }) => {
    const failed = channel.send('Fetch.failRequest', { requestId: paused.requestId, errorReason: 'Aborted' });
    failed.then(close, close);
  });
  // Should a document reach it all the same, on a busy machine, that one opens no windows of its own.
  void channel.send('Emulation.setScriptExecutionDisabled', { value: true });
  void channel.send('Fetch.enable');
  void letRun(channel, targetId);
}

/** Ends when every command sent before was carried out; from then on another debugger may let the page run, too. */
function letRun(channel: PageChannel, targetId: string): Promise<void> {
  const done = channel.send('Runtime.runIfWaitingForDebugger').then(() => undefined);
  const told = runOf(targetId).resolve;
  // A page that is gone before it ran is no defect of whoever did not wait for it.
  done.then(told, told);
  return done;
}

function attachedPage(browser: BrowserChannel, event: Attached): AttachedPage {
  const channel = browser.page(event.sessionId);
  return {
    targetId: event.targetInfo.targetId,
    channel,
    browserContextId: event.targetInfo.browserContextId,
    resume: () => letRun(channel, event.targetInfo.targetId),
    refuse: () => refuse(browser, channel, event.targetInfo.targetId),
  };
}

function release(): void {
  if (creating > 0) return;
  for (const page of unclaimed.values()) void page.resume();
  unclaimed.clear();
}

const workerKey = (browserContextId: string | undefined, url: string): string =>
  `${browserContextId} ${URL.canParse(url) ? new URL(url).origin : ''}`;

/** Whether a service worker of this origin has run there: it may answer what the origin's pages ask for. */
export const hasServiceWorker = (browserContextId: string | undefined, url: string): boolean =>
  serviceWorkers.has(workerKey(browserContextId, url));

function onAttached(browser: BrowserChannel, event: Attached): void {
  const { type, browserContextId, url } = event.targetInfo;
  if (type === 'service_worker') serviceWorkers.add(workerKey(browserContextId, url));
  const page = attachedPage(browser, event);
  if (type !== 'page') return void page.resume();
  const take = wanted.get(page.targetId) ?? childTakers.get(event.targetInfo.openerId ?? '');
  if (take) {
    wanted.delete(page.targetId);
    take(page);
    return;
  }
  for (const taker of strayTakers) if (taker(page)) return;
  unclaimed.set(page.targetId, page);
  release();
}

async function route(): Promise<BrowserChannel> {
  const browser = await startChromium();
  browser.on('Target.attachedToTarget', (event: Attached) => onAttached(browser, event));
  browser.on('Target.detachedFromTarget', (event: { targetId?: string }) => {
    const targetId = event.targetId ?? '';
    childTakers.delete(targetId);
    const listener = goneListeners.get(targetId);
    goneListeners.delete(targetId);
    listener?.();
  });
  await browser.send('Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: true, flatten: true });
  return browser;
}

/** The browser-level channel, with every new page routed to whoever wants it. */
export function browserChannel(): Promise<BrowserChannel> {
  routed ??= route();
  return routed;
}

/**
 * A view has no size when it is made. What its page sees is emulated; Chromium's own window around it is never smaller
 * than this, as the whole Chromium paints nothing in a window of one pixel.
 */
const leastWindow = 64;

/** Opens a blank page in its own window. `take` runs synchronously when the page is attached and waiting. */
export async function openTarget(
  where: { readonly browserContextId: string | undefined; readonly width: number; readonly height: number },
  take: Take,
): Promise<void> {
  const browser = await browserChannel();
  creating += 1;
  try {
    const { targetId } = await browser.send<{ targetId: string }>('Target.createTarget', {
      url: 'about:blank',
      newWindow: true,
      width: Math.max(leastWindow, where.width),
      height: Math.max(leastWindow, where.height),
      ...(where.browserContextId !== undefined && { browserContextId: where.browserContextId }),
    });
    const page = unclaimed.get(targetId);
    unclaimed.delete(targetId);
    if (page) take(page);
    else wanted.set(targetId, take);
  } finally {
    creating -= 1;
    release();
  }
}

/** Hands every page that this one opens to `take`, synchronously, while it waits. */
export function onChildTarget(targetId: string, take: Take): void {
  childTakers.set(targetId, take);
}

/** Offers pages without a known opener (a shift-click's, say); the taker answers whether it takes the page. */
export function onStrayTarget(taker: (page: AttachedPage) => boolean): void {
  strayTakers.add(taker);
}

/** Calls back once when the page is closed, from whichever side. */
export function onTargetGone(targetId: string, listener: () => void): void {
  goneListeners.set(targetId, listener);
}
