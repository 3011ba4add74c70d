import type { WebFrameMain } from 'electron';
import { createEvent, emitSafely, type NativeEvent } from '../../event-object.ts';
import type { FrameRecord } from '../page/frames.ts';
import { MAIN, type Navigation, type PageState } from '../page/page-state.ts';

/** The document shown in a frame, by the key of the state's maps. */
export function shownFrame(state: PageState, key: string): FrameRecord | undefined {
  return state.frames.get(key === MAIN ? (state.mainFrameId ?? '') : key);
}

/**
 * Emits one of the navigation events that share their shape: the event object carries the facts, and the deprecated
 * positional arguments follow it (shell/browser/api/electron_api_web_contents.cc, EmitNavigationEvent). Answers
 * whether a listener prevented it.
 */
export function emitNavigation(
  state: PageState,
  name: string,
  key: string,
  facts: Pick<Navigation, 'url' | 'isSameDocument' | 'isMainFrame' | 'initiator'>,
): boolean {
  const frame = shownFrame(state, key);
  const routingId = frame?.routingId ?? 0;
  const living = (): WebFrameMain | null => (frame && !frame.detached ? frame.double : null);
  const event: NativeEvent = createEvent({
    url: facts.url,
    isSameDocument: facts.isSameDocument,
    isMainFrame: facts.isMainFrame,
    processId: state.processId,
    routingId,
    get frame() {
      return living();
    },
    initiator: facts.initiator,
  });
  const { url, isSameDocument, isMainFrame } = facts;
  emitSafely(state.owner, name, event, url, isSameDocument, isMainFrame, state.processId, routingId);
  return event.defaultPrevented;
}

/** Emits an event of this page with a plain event object in front. */
export function emitPlain(state: PageState, name: string, ...args: unknown[]): boolean {
  const event = createEvent();
  emitSafely(state.owner, name, event, ...args);
  return event.defaultPrevented;
}

/** Marks a frame as loading; the first one starts the page's loading. */
export function startLoading(state: PageState, key: string): void {
  const wasIdle = state.loading.size === 0;
  state.loading.add(key);
  if (wasIdle) emitPlain(state, 'did-start-loading');
}

/** Ends a frame's loading; the last one ends the page's. */
export function stopLoading(state: PageState, key: string): void {
  if (!state.loading.delete(key) || state.loading.size > 0) return;
  emitPlain(state, 'did-stop-loading');
}

/** Reports a load that ended on an error page; `did-fail-load` leaves out aborted ones. */
export function emitFailure(state: PageState, key: string, url: string, error: NonNullable<Navigation['error']>): void {
  const frame = shownFrame(state, key);
  const tail = [url, key === MAIN, state.processId, frame?.routingId ?? 0];
  emitPlain(state, 'did-fail-provisional-load', error.code, error.description, ...tail);
  if (error.code !== -3) emitPlain(state, 'did-fail-load', error.code, error.description, ...tail);
}

/** Starts keeping account of a navigation. */
export function createNavigation(start: {
  readonly url: string;
  readonly isMainFrame: boolean;
  readonly isSameDocument: boolean;
  readonly rendererInitiated: boolean;
  readonly isOwn: boolean;
}): Navigation {
  return {
    ...start,
    startUrl: start.url,
    initiator: null,
    loaderId: undefined,
    statusCode: -1,
    statusText: '',
    error: undefined,
    sawStop: false,
    prevented: false,
    askedAbout: undefined,
  };
}

/** Ends a navigation that never committed: the old document stays, and only the loading state changes. */
export function abandon(state: PageState, key: string, navigation: Navigation): void {
  if (state.pending.get(key) !== navigation) return;
  state.pending.delete(key);
  // Chromium reports the end of loading by itself, unless it already did, or never reported the start.
  if (navigation.sawStop || !state.announcedLoading.has(key)) stopLoading(state, key);
}
