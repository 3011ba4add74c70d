import type { PageChannel } from '../../chromium/cdp.ts';
import { fromWire } from '../network/protocol.ts';
import { frameOf, removeFrame, replaceDocument } from '../page/frames.ts';
import { keyOf, MAIN, type Navigation, type PageState } from '../page/page-state.ts';
import {
  abandon,
  createNavigation,
  emitFailure,
  emitNavigation,
  emitPlain,
  shownFrame,
  startLoading,
  stopLoading,
} from './navigation-events.ts';
import { netError } from './net-errors.ts';

interface StartedNavigating {
  readonly frameId: string;
  readonly url: string;
  readonly loaderId: string;
  readonly navigationType: string;
}

interface FrameNavigated {
  readonly frame: {
    readonly id: string;
    readonly parentId?: string;
    readonly loaderId: string;
    readonly name?: string;
    readonly url: string;
    readonly urlFragment?: string;
    readonly unreachableUrl?: string;
  };
}

/** Asks the listeners of `will-frame-navigate`, then (main frame) `will-navigate`. Answers whether one prevented it. */
export function askToNavigate(state: PageState, key: string, navigation: Navigation): boolean {
  if (emitNavigation(state, 'will-frame-navigate', key, navigation)) return true;
  return key === MAIN && emitNavigation(state, 'will-navigate', key, navigation);
}

// Pauses of the Fetch domain never happen for the other schemes, so their listeners are asked at the start.
const pausable = /^(https?|file|ftp):/i;

function onStartedNavigating(state: PageState, page: PageChannel, event: StartedNavigating): void {
  const key = keyOf(state, event.frameId);
  const url = fromWire(event.url);
  const rendererInitiated = state.requested.delete(key);
  const own = key === MAIN && !rendererInitiated ? state.sent.findIndex(sent => sent.startUrl === url) : -1;
  const [sent] = own === -1 ? [] : state.sent.splice(own, 1);
  // Electron announced it when the application asked for it.
  if (sent) {
    sent.loaderId = event.loaderId;
    return;
  }
  // A page's own change within its document is announced by its commit alone.
  if (event.navigationType.startsWith('sameDocument')) return;
  const isMainFrame = key === MAIN;
  const navigation = createNavigation({ url, isMainFrame, isSameDocument: false, rendererInitiated, isOwn: false });
  navigation.loaderId = event.loaderId;
  state.pending.set(key, navigation);
  startLoading(state, key);
  emitNavigation(state, 'did-start-navigation', key, navigation);
  if (rendererInitiated && !pausable.test(event.url) && !/^about:/i.test(url)) {
    navigation.prevented = askToNavigate(state, key, navigation);
    if (navigation.prevented) void page.send('Page.stopLoading');
  }
}

function onFrameNavigated(state: PageState, { frame }: FrameNavigated): void {
  const key = keyOf(state, frame.id);
  const found = state.pending.get(key);
  const navigation = found && (found.loaderId === frame.loaderId || found.loaderId === undefined) ? found : undefined;
  // The blank document a page starts with is not a load.
  if (!navigation && key === MAIN && frame.url === 'about:blank' && frameOf(state, frame.id).url === '') return;
  const record = replaceDocument(state, frame.id, frame.parentId);
  record.loaderId = frame.loaderId;
  record.name = frame.name ?? '';
  record.isErrorPage = frame.unreachableUrl !== undefined;
  record.url = fromWire(frame.unreachableUrl ?? `${frame.url}${frame.urlFragment ?? ''}`);
  if (navigation) state.pending.delete(key);
  startLoading(state, key);
  if (record.isErrorPage) {
    emitFailure(state, key, record.url, navigation?.error ?? netError('net::ERR_FAILED'));
    return;
  }
  const { statusCode = -1, statusText = '' } = navigation ?? {};
  const tail = [key === MAIN, state.processId, record.routingId];
  emitPlain(state, 'did-frame-navigate', record.url, statusCode, statusText, ...tail);
  if (key === MAIN) emitPlain(state, 'did-navigate', record.url, statusCode, statusText);
}

function onWithinDocument(state: PageState, event: { readonly frameId: string; readonly url: string }): void {
  const key = keyOf(state, event.frameId);
  const record = frameOf(state, event.frameId);
  const url = fromWire(event.url);
  record.url = url;
  const own = state.pending.get(key);
  const isMainFrame = key === MAIN;
  if (own?.isOwn && own.isSameDocument) state.pending.delete(key);
  else {
    const facts = { url, isMainFrame, isSameDocument: true, initiator: null };
    emitNavigation(state, 'did-start-navigation', key, facts);
  }
  emitPlain(state, 'did-navigate-in-page', url, isMainFrame, state.processId, record.routingId);
  if (own?.sawStop && !state.pending.has(key) && !state.announcedLoading.has(key)) stopLoading(state, key);
}

function onLifecycle(
  state: PageState,
  event: { readonly frameId: string; readonly loaderId: string; readonly name: string },
): void {
  const key = keyOf(state, event.frameId);
  const record = shownFrame(state, key);
  if (!record || record.loaderId !== event.loaderId) return;
  if (event.name === 'DOMContentLoaded' && key === MAIN) emitPlain(state, 'dom-ready');
  if (event.name !== 'load' || record.isFinished) return;
  record.isFinished = true;
  if (record.isErrorPage) return;
  emitPlain(state, 'did-frame-finish-load', key === MAIN, state.processId, record.routingId);
  if (key === MAIN) emitPlain(state, 'did-finish-load');
}

function onStopped(state: PageState, frameId: string): void {
  const key = keyOf(state, frameId);
  state.announcedLoading.delete(key);
  const navigation = state.pending.get(key);
  // The end of an older load, while the next one is under way already, does not end the page's loading.
  if (navigation) navigation.sawStop = true;
  else stopLoading(state, key);
}

function onDetached(state: PageState, event: { readonly frameId: string; readonly reason?: string }): void {
  if (event.reason === 'swap') return;
  const key = keyOf(state, event.frameId);
  removeFrame(state, event.frameId);
  state.pending.delete(key);
  state.announcedLoading.delete(key);
  stopLoading(state, key);
}

function navigationOf(state: PageState, loaderId: string): [string, Navigation] | undefined {
  return [...state.pending].find(([, navigation]) => navigation.loaderId === loaderId);
}

interface Failed {
  readonly requestId: string;
  readonly errorText: string;
}

function onLoadingFailed(state: PageState, event: Failed): void {
  const [key, navigation] = navigationOf(state, event.requestId) ?? [];
  if (key === undefined || !navigation) return;
  navigation.error ??= netError(event.errorText);
  // Every other failure commits an error page, which reports it.
  if (event.errorText !== 'net::ERR_ABORTED') return;
  if (navigation.error.code !== -3) emitFailure(state, key, navigation.url, navigation.error);
  abandon(state, key, navigation);
}

interface Received {
  readonly requestId: string;
  readonly type: string;
  readonly response: { readonly status: number; readonly statusText: string };
}

/** Turns the page's protocol events into Electron's, in Electron's order. */
export function watchNavigation(state: PageState, page: PageChannel): void {
  page.on('Page.frameRequestedNavigation', (event: { frameId: string; disposition: string }) => {
    if (event.disposition === 'currentTab') state.requested.add(keyOf(state, event.frameId));
  });
  page.on('Page.frameStartedNavigating', (event: StartedNavigating) => onStartedNavigating(state, page, event));
  page.on('Page.frameStartedLoading', (event: { frameId: string }) => {
    state.announcedLoading.add(keyOf(state, event.frameId));
    startLoading(state, keyOf(state, event.frameId));
  });
  page.on('Page.frameStoppedLoading', (event: { frameId: string }) => onStopped(state, event.frameId));
  page.on('Page.frameAttached', (event: { frameId: string; parentFrameId: string }) => {
    frameOf(state, event.frameId, event.parentFrameId);
  });
  page.on('Page.frameDetached', (event: { frameId: string; reason?: string }) => onDetached(state, event));
  page.on('Page.frameNavigated', (event: FrameNavigated) => onFrameNavigated(state, event));
  page.on('Page.navigatedWithinDocument', (event: { frameId: string; url: string }) => onWithinDocument(state, event));
  page.on('Page.lifecycleEvent', (event: { frameId: string; loaderId: string; name: string }) =>
    onLifecycle(state, event),
  );
  page.on('Network.responseReceived', (event: Received) => {
    const navigation = event.type === 'Document' ? navigationOf(state, event.requestId)?.[1] : undefined;
    if (!navigation) return;
    navigation.statusCode = event.response.status;
    navigation.statusText = event.response.statusText;
  });
  page.on('Network.loadingFailed', (event: Failed) => onLoadingFailed(state, event));
}
