import type { LoadURLOptions, WebContents } from 'electron';
import { toWire } from '../network/protocol.ts';
import { MAIN, type Navigation, type PageState } from '../page/page-state.ts';
import {
  abandon,
  createNavigation,
  emitFailure,
  emitNavigation,
  shownFrame,
  startLoading,
} from './navigation-events.ts';
import { netError } from './net-errors.ts';

interface LoadError {
  readonly errorCode: number;
  readonly errorDescription: string;
  readonly url: string;
}

type Listeners = Record<string, (...args: never[]) => void>;

function rejection(error: LoadError): Error {
  const shown = error.url.slice(0, 2048);
  const message = `${error.errorDescription} (${error.errorCode}) loading '${shown}'`;
  return Object.assign(new Error(message), { errno: error.errorCode, code: error.errorDescription, url: error.url });
}

/** What decides the promise of `loadURL`: the page's own events from now on (lib/browser/api/web-contents.ts). */
function outcomeListeners(url: string, settle: (error?: LoadError) => void): Listeners {
  let failure: LoadError | undefined;
  let started = false;
  let inPageOfBrowser = false;
  const finish = (): void => settle(failure);
  const stopped = (): void => {
    failure ??= { errorCode: -2, errorDescription: 'ERR_FAILED', url };
    finish();
  };
  return {
    'did-finish-load': finish,
    'did-fail-load': (
      _event: unknown,
      errorCode: number,
      errorDescription: string,
      failed: string,
      isMain: boolean,
    ) => {
      if (!isMain) return;
      failure ??= { errorCode, errorDescription, url: failed };
      if (!started) finish();
    },
    'did-start-navigation': (_event: unknown, target: string, isSameDocument: boolean, isMain: boolean) => {
      if (!isMain) return;
      if (started && !isSameDocument) return settle({ errorCode: -3, errorDescription: 'ERR_ABORTED', url: target });
      inPageOfBrowser = started && isSameDocument;
      started = true;
    },
    'did-navigate-in-page': () => {
      if (!inPageOfBrowser) finish();
    },
    'did-stop-loading': stopped,
    destroyed: stopped,
  };
}

function watchOutcome(owner: WebContents, url: string): Promise<void> {
  // The emitter's types list each event apart; here they come from a table.
  const emitter = owner as unknown as NodeJS.EventEmitter;
  const outcome = new Promise<void>((resolve, reject) => {
    const listeners = outcomeListeners(url, error => {
      for (const [name, listener] of Object.entries(listeners)) {
        emitter.removeListener(name, listener as (...args: unknown[]) => void);
      }
      if (error) reject(rejection(error));
      else resolve();
    });
    for (const [name, listener] of Object.entries(listeners)) {
      emitter.on(name, listener as (...args: unknown[]) => void);
    }
  });
  outcome.catch(() => undefined);
  return outcome;
}

const maximumUrlLength = 2 * 1024 * 1024;

function parsed(url: string): string | undefined {
  if (url.length > maximumUrlLength || !URL.canParse(url)) return undefined;
  return new URL(url).href;
}

/** A load that stays in the shown document, as only the fragment differs. */
function isFragmentOnly(shown: string, next: string): boolean {
  const [before] = shown.split('#');
  const hash = next.indexOf('#');
  return hash !== -1 && shown !== '' && next.slice(0, hash) === before;
}

interface NavigateAnswer {
  readonly loaderId?: string;
  readonly errorText?: string;
}

function finishUnannounced(state: PageState, navigation: Navigation, error: string): void {
  if (state.pending.get(MAIN) !== navigation || navigation.loaderId !== undefined) return;
  state.pending.delete(MAIN);
  emitFailure(state, MAIN, navigation.url, netError(error));
  navigation.sawStop = true;
  state.pending.set(MAIN, navigation);
  abandon(state, MAIN, navigation);
}

async function navigate(state: PageState, navigation: Navigation, options: LoadURLOptions): Promise<void> {
  const page = await state.ready;
  // A later load took its place before the page existed.
  if (state.pending.get(MAIN) !== navigation) return;
  const { httpReferrer, userAgent } = options;
  if (userAgent !== undefined) void page.send('Network.setUserAgentOverride', { userAgent });
  const referrer = typeof httpReferrer === 'string' ? httpReferrer : httpReferrer?.url;
  state.sent.push(navigation);
  try {
    const answer = await page.send<NavigateAnswer>('Page.navigate', {
      url: toWire(navigation.url),
      ...(referrer !== undefined && { referrer }),
    });
    if (answer.errorText === 'net::ERR_ABORTED') abandon(state, MAIN, navigation);
    else if (answer.errorText !== undefined) finishUnannounced(state, navigation, answer.errorText);
  } catch {
    finishUnannounced(state, navigation, 'net::ERR_INVALID_URL');
  } finally {
    const unannounced = state.sent.indexOf(navigation);
    if (unannounced !== -1) state.sent.splice(unannounced, 1);
  }
}

/**
 * Electron's `loadURL`: the navigation counts as started when this returns. The promise resolves at `did-finish-load`
 * and rejects with `code`, `errno` and `url`; not awaiting it is safe.
 */
export function loadUrl(state: PageState, url: string, options: LoadURLOptions = {}): Promise<void> {
  for (const option of ['extraHeaders', 'postData', 'baseURLForDataURL'] as const) {
    if (options[option] !== undefined) throw new Error(`stand-in: loadURL option ${option} not implemented`);
  }
  const outcome = watchOutcome(state.owner, url);
  const href = parsed(url);
  if (href === undefined) {
    emitFailure(state, MAIN, url, netError('net::ERR_INVALID_URL'));
    return outcome;
  }
  const isSameDocument = !state.pending.has(MAIN) && isFragmentOnly(shownFrame(state, MAIN)?.url ?? '', href);
  const navigation = createNavigation({
    url: href,
    isMainFrame: true,
    isSameDocument,
    rendererInitiated: false,
    isOwn: true,
  });
  state.requested.delete(MAIN);
  state.pending.set(MAIN, navigation);
  startLoading(state, MAIN);
  emitNavigation(state, 'did-start-navigation', MAIN, navigation);
  navigate(state, navigation, options).catch(() => undefined);
  return outcome;
}
