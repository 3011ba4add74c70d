import { EventEmitter } from 'node:events';
import type { Session, WebContents } from 'electron';
import { type ExpectedRedirect, readOtherAddress, readRedirect } from '../../../main/core/redirect.ts';
import type { SignInResult } from '../../../main/core/sign-in-ports.ts';
import { createCapture } from '../../../main/edge/sign-in/capture.ts';
import { watchForbiddenRedirects, watchFormPosts, watchPage } from '../../../main/edge/sign-in/page-events.ts';
import { createHandClock } from './sign-in-fakes.ts';

/** How a page can come to an address. */
export type Road = 'link' | 'redirect' | 'forbidden-redirect' | 'hash' | 'history' | 'fails' | 'back' | 'form-post';

export interface Move {
  readonly road: Road;
  /** The page itself, its popup, or a frame inside the page. */
  readonly who: 'page' | 'popup' | 'frame';
  readonly url: string;
}

export interface Wandering {
  /** Emits what Electron emits for it, as https://www.electronjs.org/docs/latest/api/web-contents orders it. */
  readonly move: (move: Move) => void;
  readonly results: readonly SignInResult[];
  /** The moves whose address was really asked for. */
  readonly contacted: readonly Move[];
}

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
  const looking = {
    read: (url: string) => readRedirect(url, expected),
    otherAddress: (url: string, from: string) => (from === origin ? readOtherAddress(url, expected) : undefined),
    clock: createHandClock(0),
    isSettled: () => results.length > 0,
    onResult: (result: SignInResult) => void results.push(result),
    onNothing: () => undefined,
    onOtherAddress: () => undefined,
  };
  const shown = { page: `${origin}/login`, popup: `${origin}/popup`, frame: `${origin}/frame` };
  const openPage = (who: 'page' | 'popup', capture = createCapture(looking)): EventEmitter => {
    const page = Object.assign(new EventEmitter(), { getURL: () => shown[who] });
    // `watchPage` uses these events and getURL of a page, nothing else of it.
    watchPage(page as unknown as WebContents, capture, { committed() {}, failed() {}, keptFrom() {} });
    return page;
  };
  const capture = createCapture(looking);
  const pages = { page: openPage('page', capture), popup: openPage('popup') };
  // Only this one member of the session is used.
  watchForbiddenRedirects(session as unknown as Session, capture);
  watchFormPosts(session as unknown as Session, capture);

  return {
    results,
    contacted,
    move: made => {
      const { road, who, url } = made;
      const isMainFrame = who !== 'frame';
      const page = pages[who === 'popup' ? 'popup' : 'page'];
      const resourceType = isMainFrame ? 'mainFrame' : 'subFrame';
      const isPrevented = (name: string, at = url): boolean => {
        let prevented = false;
        const preventDefault = (): void => {
          prevented = true;
        };
        page.emit(name, { url: at, isMainFrame, isSameDocument: false, preventDefault });
        return prevented;
      };
      const commits = (): void => {
        shown[who] = url;
        if (isMainFrame) page.emit('did-navigate', {}, url, 200, 'OK');
      };
      const request = (method: string, body = ''): boolean => {
        let cancelled = false;
        const uploadData = [{ bytes: Buffer.from(body) }];
        const at = url.split('#')[0] ?? '';
        const details = { url: method === 'POST' ? at : url, method, resourceType, ...(body && { uploadData }) };
        if (isMainFrame) {
          listeners.request(details, ({ cancel }) => {
            cancelled = cancel === true;
          });
        }
        if (!cancelled) contacted.push(made);
        return !cancelled;
      };
      const starts = (from: string): boolean => {
        isPrevented('did-start-navigation', from);
        return !isPrevented('will-frame-navigate', from) && !(isMainFrame && isPrevented('will-navigate', from));
      };
      if (road === 'hash' || road === 'history') {
        shown[who] = url;
        page.emit('did-navigate-in-page', {}, url, isMainFrame);
      } else if (road === 'back') {
        isPrevented('did-start-navigation');
        if (request('GET')) commits();
      } else if (road === 'fails') {
        if (starts(url) && request('GET'))
          page.emit('did-fail-load', {}, -105, 'ERR_NAME_NOT_RESOLVED', url, isMainFrame);
      } else if (road === 'link') {
        if (starts(url) && request('GET')) commits();
      } else if (road === 'form-post') {
        const [address = '', answer = ''] = url.split('#');
        if (!isPrevented('did-start-navigation', address) && starts(address) && request('POST', answer)) commits();
      } else {
        const from = `${origin}/allow`;
        if (!starts(from)) return;
        if (isMainFrame) listeners.redirect({ url: from, redirectURL: url, resourceType }, () => {});
        if (road === 'forbidden-redirect' || isPrevented('will-redirect')) return;
        isPrevented('did-redirect-navigation');
        if (request('GET')) commits();
      }
    },
  };
}
