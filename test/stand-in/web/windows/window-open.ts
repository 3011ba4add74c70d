import type { HandlerDetails, WindowOpenHandlerResponse } from 'electron';
import type { PageChannel } from '../../chromium/cdp.ts';
import { type AttachedPage, onChildTarget, onStrayTarget } from '../../chromium/targets.ts';
import { emitSafely } from '../../event-object.ts';
import { shownFrame } from '../navigation/navigation-events.ts';
import { fromWire } from '../network/protocol.ts';
import { MAIN, type PageState } from '../page/page-state.ts';

type Handler = (details: HandlerDetails) => WindowOpenHandlerResponse;

/** What makes the window of an allowed child; set by browser-window.ts, which this file cannot import. */
export interface ChildWindows {
  /** Without a page that Chromium opened, the window loads the address itself. */
  create(
    opener: PageState,
    child: AttachedPage | undefined,
    details: HandlerDetails,
    answer: WindowOpenHandlerResponse,
  ): void;
}

const handlers = new WeakMap<PageState, Handler>();
const decided = new WeakMap<PageState, (page: AttachedPage) => void>();
const strays: { decide: (page: AttachedPage) => void }[] = [];
let childWindows: ChildWindows | undefined;

/** Tells who makes the windows of allowed children. */
export function setChildWindows(makers: ChildWindows): void {
  childWindows = makers;
}

/** `setWindowOpenHandler`; null takes it away, and everything is allowed again. */
export function setOpenHandler(state: PageState, handler: Handler | null): void {
  if (handler) handlers.set(state, handler);
  else handlers.delete(state);
}

function ask(state: PageState, details: HandlerDetails): WindowOpenHandlerResponse {
  const handler = handlers.get(state);
  if (!handler) return { action: 'allow' };
  try {
    const answer: unknown = handler(details);
    if (typeof answer === 'object' && answer !== null && 'action' in answer) {
      // Read from an object that has the member; anything but the two words is refused below.
      const response = answer as WindowOpenHandlerResponse;
      if (response.action === 'allow' || response.action === 'deny') return response;
    }
    console.error('The window open handler response must be an object with an "action" property.');
  } catch (error) {
    process.nextTick(() => {
      throw error;
    });
  }
  return { action: 'deny' };
}

function decide(state: PageState, details: HandlerDetails): (page: AttachedPage) => void {
  const answer = ask(state, details);
  if (answer.action === 'deny') return page => page.refuse();
  return page => {
    if (childWindows) childWindows.create(state, page, details, answer);
    else page.refuse();
  };
}

function detailsOf(
  state: PageState,
  asked: Pick<HandlerDetails, 'url' | 'frameName' | 'features' | 'disposition'>,
): HandlerDetails {
  const url = shownFrame(state, MAIN)?.url.split('#')[0] ?? '';
  const referrer = { url, policy: 'strict-origin-when-cross-origin' } as const;
  return { ...asked, url: fromWire(asked.url), referrer };
}

interface WindowOpen {
  readonly url: string;
  readonly windowName: string;
  readonly windowFeatures: readonly string[];
}

// Chromium adds these to what the page wrote.
const impliedFeatures = new Set(['menubar', 'toolbar', 'status', 'scrollbars', 'resizable']);

const dispositions: Readonly<Record<string, HandlerDetails['disposition']>> = {
  newTab: 'foreground-tab',
  newWindow: 'new-window',
};

onStrayTarget(page => {
  const next = strays.shift();
  next?.decide(page);
  return next !== undefined;
});

/** Puts every window this page wants to open before its handler, while the new page waits and nothing was requested. */
export function watchWindowOpen(state: PageState, page: PageChannel): void {
  page.on('Page.windowOpen', (event: WindowOpen) => {
    const written = event.windowFeatures.filter(feature => !impliedFeatures.has(feature));
    const isSized = written.some(feature => /^(width|height|left|top|popup)\b/.test(feature));
    const details = detailsOf(state, {
      url: event.url,
      frameName: event.windowName === '_blank' ? '' : event.windowName,
      features: written.join(','),
      disposition: isSized ? 'new-window' : 'foreground-tab',
    });
    decided.set(state, decide(state, details));
  });
  page.on('Page.frameRequestedNavigation', (event: { url: string; disposition: string }) => {
    const disposition = dispositions[event.disposition];
    if (disposition === undefined) return;
    const details = detailsOf(state, { url: event.url, frameName: '', features: '', disposition });
    strays.push({ decide: decide(state, details) });
  });
  onChildTarget(state.targetId ?? '', child => {
    const take = decided.get(state);
    decided.delete(state);
    if (take) take(child);
    else child.refuse();
  });
}

/** A link was clicked so that it opens beside this page: asks the handler, then opens a window if that allows it. */
export function openAside(state: PageState, url: string, disposition: HandlerDetails['disposition']): void {
  const details = detailsOf(state, { url, frameName: '', features: '', disposition });
  const answer = ask(state, details);
  if (answer.action === 'allow') childWindows?.create(state, undefined, details, answer);
}

/** Tells the opener about its child's window. */
export function announceChild(opener: PageState, window: object, details: HandlerDetails, options: object): void {
  const { url, frameName, disposition, referrer } = details;
  emitSafely(opener.owner, 'did-create-window', window, { url, frameName, options, disposition, referrer });
}
