import { EventEmitter } from 'node:events';
import type { BaseWindow, HandlerDetails, Session, WebContents, WindowOpenHandlerResponse } from 'electron';
import { readVisited, type Trail } from '../../../main/core/oauth/answer-author.ts';
import { type ExpectedRedirect, readOtherAddress } from '../../../main/core/oauth/redirect.ts';
import type { SignInResult } from '../../../main/core/sign-in/sign-in-ports.ts';
import { createCapture } from '../../../main/platform/sign-in/capture.ts';
import { createNewWindows } from '../../../main/platform/sign-in/new-windows.ts';
import { watchForbiddenRedirects, watchFormPosts, watchPage } from '../../../main/platform/sign-in/page-events.ts';
import { createHandClock } from './sign-in-fakes.ts';

/** How a page can come to an address. */
export type MoveKind =
  | 'link'
  | 'redirect'
  | 'forbidden-redirect'
  | 'hash'
  | 'history'
  | 'fails'
  | 'back'
  | 'form-post'
  /** A new window that begins there. */
  | 'opens';

export interface Move {
  readonly by: MoveKind;
  /** The page itself, its popup, or a frame inside the page. */
  readonly who: 'page' | 'popup' | 'frame';
  readonly url: string;
  /** The origin of the page that leads there, or that redirects there. */
  readonly ledBy: string;
}

export interface Wandering {
  /** Emits what Electron emits for it, as https://www.electronjs.org/docs/latest/api/web-contents orders it. */
  readonly move: (move: Move) => void;
  readonly results: readonly SignInResult[];
  /** The moves whose address was really asked for. */
  readonly contacted: readonly Move[];
}

type OpenHandler = (details: HandlerDetails) => WindowOpenHandlerResponse;
type Listener = (details: object, answer: (what: { cancel?: boolean }) => void) => void;

function createSession() {
  const listeners: Record<'redirect' | 'request', Listener> = { redirect: () => {}, request: (_, go) => go({}) };
  const webRequest = {
    onBeforeRedirect: (_filter: object, listener: Listener) => void Object.assign(listeners, { redirect: listener }),
    onBeforeRequest: (_filter: object, listener: Listener) => void Object.assign(listeners, { request: listener }),
  };
  return { listeners, session: { webRequest } };
}

/** The watching half of a sign-in on pages that are made of their events alone, with the real reader behind it. */
export function startWandering(origin: string, expected: ExpectedRedirect): Wandering {
  const results: SignInResult[] = [];
  const contacted: Move[] = [];
  const { session, listeners } = createSession();
  const shown = { page: `${origin}/login`, popup: `${origin}/popup`, frame: `${origin}/frame` };
  const looking = {
    read: (url: string, trail: Trail) => readVisited(url, trail, expected, origin),
    otherAddress: (url: string, from: string, byRedirect: boolean) =>
      from === origin ? readOtherAddress(url, expected, byRedirect ? from : undefined) : undefined,
    clock: createHandClock(0),
    hasEnded: () => results.length > 0,
    onResult: (result: SignInResult) => void results.push(result),
    onNothing: () => undefined,
    onOtherAddress: () => undefined,
  };
  const openPage = (who: 'page' | 'popup', capture = createCapture(looking)) => {
    const handlers: OpenHandler[] = [];
    const setWindowOpenHandler = (handler: OpenHandler): void => void handlers.push(handler);
    const page = Object.assign(new EventEmitter(), { getURL: () => shown[who], setWindowOpenHandler });
    // These events and members of a page are used, nothing else of it.
    const contents = page as unknown as WebContents;
    // Both pages are there all the time, so that no page can say that only it changes its address.
    const trail = watchPage(contents, capture, {
      ...{ committed() {}, failed() {}, keptFrom() {} },
      shown: () => [shown.page, shown.popup],
    });
    windows.guard(contents);
    // The address is all that is read of what a page asks for.
    const mayOpen = (url: string): boolean => handlers[0]?.({ url } as HandlerDetails).action === 'allow';
    return Object.assign(page, { mayOpen, trail });
  };
  const capture = createCapture(looking);
  const windows = createNewWindows({
    capture,
    barHeight: () => 88,
    onOpened() {},
    onTooMany() {},
    // Only these members are used.
    parent: { getContentBounds: () => ({ x: 0, y: 0 }) } as BaseWindow,
    session: session as unknown as Session,
  });
  const pages = { page: openPage('page', capture), popup: openPage('popup') };
  // Only this one member of the session is used.
  watchForbiddenRedirects(
    session as unknown as Session,
    capture,
    page => Object.values(pages).find(one => Object.is(one, page))?.trail,
  );
  watchFormPosts(session as unknown as Session, capture);
  const move = (made: Move): void => {
    const page = pages[made.who === 'popup' ? 'popup' : 'page'];
    const show = (): void => {
      shown[made.who] = made.url;
    };
    play(made, createSteps({ made, page, listeners, show, asked: () => void contacted.push(made) }));
  };
  return { results, contacted, move };
}

interface Playing {
  readonly made: Move;
  readonly page: EventEmitter & { readonly mayOpen: (url: string) => boolean };
  readonly listeners: Readonly<Record<'redirect' | 'request', Listener>>;
  readonly show: () => void;
  readonly asked: () => void;
}
type Steps = ReturnType<typeof createSteps>;

/** What a navigation is made of. Those that may be refused answer whether they were not. */
function createSteps({ made, page, listeners, show, asked }: Playing) {
  const { url, who, ledBy } = made;
  const isMainFrame = who !== 'frame';
  const resourceType = isMainFrame ? 'mainFrame' : 'subFrame';
  const isAllowed = (name: string, at = url, isSameDocument = false): boolean => {
    let prevented = false;
    const preventDefault = (): void => {
      prevented = true;
    };
    page.emit(name, { url: at, isMainFrame, isSameDocument, initiator: { origin: ledBy }, preventDefault });
    return !prevented;
  };
  return {
    isAllowed,
    mayOpen: (): boolean => page.mayOpen(url),
    starts: (from: string): boolean => {
      isAllowed('did-start-navigation', from);
      return isAllowed('will-frame-navigate', from) && (!isMainFrame || isAllowed('will-navigate', from));
    },
    tellsRedirect: (from: string): void => {
      if (isMainFrame) listeners.redirect({ url: from, redirectURL: url, resourceType, webContents: page }, () => {});
    },
    request: (body?: string): boolean => {
      const post = {
        url: url.split('#')[0],
        method: 'POST',
        resourceType,
        initiatorOrigin: ledBy,
        uploadData: [{ bytes: Buffer.from(body ?? '') }],
      };
      let cancelled = false;
      listeners.request(body === undefined ? { url, method: 'GET', resourceType } : post, ({ cancel }) => {
        cancelled = cancel === true;
      });
      if (!cancelled) asked();
      return !cancelled;
    },
    commits: (): void => {
      show();
      if (isMainFrame) page.emit('did-navigate', {}, url, 200, 'OK');
    },
    within: (): void => {
      isAllowed('did-start-navigation', url, true);
      show();
      page.emit('did-navigate-in-page', {}, url, isMainFrame);
    },
    fails: (): void => void page.emit('did-fail-load', {}, -105, 'ERR_NAME_NOT_RESOLVED', url, isMainFrame),
  };
}

function play({ by, url, who, ledBy }: Move, steps: Steps): void {
  const { isAllowed, mayOpen, starts, request, commits } = steps;
  const from = `${ledBy}/allow`;
  const [address = '', answer = ''] = url.split('#');
  if (by === 'hash' || by === 'history') {
    steps.within();
  } else if (by === 'opens') {
    if (mayOpen()) request();
  } else if (by === 'back') {
    isAllowed('did-start-navigation');
    if (request()) commits();
  } else if (by === 'link') {
    if (starts(url) && request()) commits();
  } else if (by === 'fails') {
    // A frame's own history leads there without anyone being asked.
    if ((who === 'frame' || starts(url)) && request()) steps.fails();
  } else if (by === 'form-post') {
    if (starts(address) && request(answer)) commits();
  } else if (starts(from)) {
    steps.tellsRedirect(from);
    if (by === 'forbidden-redirect' || !isAllowed('will-redirect')) return;
    isAllowed('did-redirect-navigation');
    if (request()) commits();
  }
}
