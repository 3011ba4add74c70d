import type { Session, WebContents, WebFrameMain } from 'electron';
import type { Trail } from '../../core/oauth/answer-author.ts';
import type { Capture } from './capture.ts';
import { isInnerAddress, isWebAddress, originOf } from './page-address.ts';

/** What a sign-in wants to know of one of its pages. All addresses are the main frame's. */
export interface PageListener {
  readonly committed: (url: string, status: number) => void;
  readonly failed: (code: number, url: string) => void;
  /** The page wanted to go where no sign-in goes: `mailto`, `file` and the like. */
  readonly keptFrom: (scheme: string) => void;
  /** What all pages of the sign-in show now. */
  readonly shown: () => readonly string[];
}

/** Follows how a page's main frame comes to where it is going. */
export interface PageTrail {
  /** Of the navigation that is under way, up to the address that it asks for now. */
  readonly asking: () => Trail;
  /** Of the navigation that ended at this address; empty where another one ended there. */
  readonly endingAt: (url: string) => Trail;
  /** Which origin changed the address of a page without loading another; undefined where Electron does not say. */
  readonly changedBy: () => string | undefined;
}

/** What Electron tells of who began a navigation; nothing of a frame that has gone meanwhile. */
interface Began {
  readonly initiator?: WebFrameMain | null;
}

/**
 * Electron names the frame that began a navigation, which may be another page's: a window is led on by whoever opened it
 * (https://www.electronjs.org/docs/latest/api/web-contents#event-did-start-navigation). To be asked for before all other
 * listeners of the page.
 */
function followPage(contents: WebContents): PageTrail {
  let trail: string[] = [];
  let changedBy: string | undefined;
  contents.on('did-start-navigation', event => {
    if (!event.isMainFrame) return;
    if (event.isSameDocument) changedBy = initiatorOf(event);
    else trail = [initiatorOf(event) ?? '', event.url];
  });
  contents.on('will-frame-navigate', event => {
    if (event.isMainFrame) trail = [initiatorOf(event) ?? '', event.url];
  });
  contents.on('did-redirect-navigation', event => {
    if (event.isMainFrame && !event.isSameDocument) trail.push(event.url);
  });
  return {
    asking: () => trail,
    endingAt: url => (trail.at(-1) === url ? trail.slice(0, -1) : []),
    changedBy: () => changedBy,
  };
}

/** A frame that has gone may not be asked any more, and throws. */
function initiatorOf({ initiator }: Began): string | undefined {
  try {
    return initiator?.origin;
  } catch {
    return '';
  }
}

/**
 * Shows every address of the page's main frame to the capture, before it is contacted wherever Electron allows that
 * (https://www.electronjs.org/docs/latest/api/web-contents#navigation-events). What frames inside the
 * page go to is never believed.
 */
export function watchPage(contents: WebContents, capture: Capture, listener: PageListener): PageTrail {
  const trail = followPage(contents);
  contents.on('will-redirect', event => {
    if (!event.isMainFrame) {
      if (!isWebAddress(event.url) || !capture.mayFrame(event.url)) event.preventDefault();
    } else if (capture.checkRedirect(event.url, 'redirect', trail.asking()) === 'stop') event.preventDefault();
    else if (!isWebAddress(event.url)) keepFrom(event, listener);
  });
  const leave = (event: Navigation): void => {
    if (!event.isMainFrame) {
      if (!isInnerAddress(event.url) || !capture.mayFrame(event.url)) event.preventDefault();
    } else if (capture.checkRedirect(event.url, 'navigation', trail.endingAt(event.url)) === 'stop')
      event.preventDefault();
    else if (!isWebAddress(event.url)) keepFrom(event, listener);
  };
  contents.on('will-frame-navigate', leave);
  contents.on('will-navigate', leave);
  contents.on('did-navigate', (_event, url, status) => {
    if (capture.checkRedirect(url, 'committed', trail.endingAt(url)) === 'stop') return;
    capture.arrived(url);
    listener.committed(url, status);
  });
  contents.on('did-navigate-in-page', (_event, url, isMainFrame) => {
    if (isMainFrame) capture.checkRedirect(url, 'in-page', [trail.changedBy() ?? onlyOrigin(listener.shown())]);
  });
  contents.on('did-fail-load', (_event, code, _description, url, isMainFrame) => {
    if (isMainFrame && capture.checkRedirect(url, 'failed-load', trail.endingAt(url)) === 'go')
      listener.failed(code, url);
  });
  // A page's "leave this site?" must not keep a navigation or the window from ending.
  contents.on('will-prevent-unload', event => event.preventDefault());
  return trail;
}

/** The one origin of all these pages; empty where there are several, since one may change the address of another. */
function onlyOrigin(pages: readonly string[]): string {
  const [first = '', ...others] = new Set(pages.map(originOf));
  return others.length === 0 ? first : '';
}

interface Navigation {
  readonly url: string;
  readonly isMainFrame: boolean;
  readonly preventDefault: () => void;
}

function keepFrom(event: Navigation, listener: PageListener): void {
  event.preventDefault();
  listener.keptFrom(event.url.split(':', 1)[0] ?? '');
}

/**
 * Catches the redirect that a page's own `form-action` policy forbids: Chromium then drops it before `will-redirect`,
 * but after `onBeforeRedirect`. The session serves one sign-in only, so every main frame in it is ours.
 */
export function watchForbiddenRedirects(
  session: Session,
  capture: Capture,
  trailOf: (page: WebContents) => PageTrail | undefined,
): void {
  session.webRequest.onBeforeRedirect({ urls: ['<all_urls>'], types: ['mainFrame'] }, details => {
    if (details.resourceType !== 'mainFrame') return;
    const trail = details.webContents === undefined ? undefined : trailOf(details.webContents);
    capture.checkRedirect(details.redirectURL, 'before-redirect', trail?.asking() ?? []);
  });
}

/**
 * Catches `response_mode=form_post` (OAuth 2.0 Form Post Response Mode): the answer stands in the body of a request to
 * the redirect address, which is cancelled. Read as if it stood behind a `#`, by the same rules.
 */
export function watchFormPosts(session: Session, capture: Capture): void {
  session.webRequest.onBeforeRequest({ urls: ['<all_urls>'], types: ['mainFrame'] }, (details, answer) => {
    const isAnswer = details.resourceType === 'mainFrame' && details.method === 'POST' && capture.isHere(details.url);
    const body = isAnswer ? bodyOf(details.uploadData) : '';
    // Redirects may carry a body on and cannot change it: the page that began the request wrote it.
    const trail = [details.initiatorOrigin ?? ''];
    const cancel =
      isAnswer && capture.checkRedirect(`${details.url.split('#', 1)[0]}#${body}`, 'form-post', trail) === 'stop';
    answer({ cancel });
  });
}

const longestBody = 64 * 1024;

/** The form in a request's body; nothing where a part of it is a file, or where it is longer than any answer. */
function bodyOf(parts: readonly Electron.UploadData[] | undefined): string {
  const bytes = (parts ?? []).map(part => (part.file === undefined && part.blobUUID === undefined ? part.bytes : null));
  if (bytes.includes(null)) return '';
  const whole = Buffer.concat(bytes.filter(part => part !== null));
  return whole.length > longestBody ? '' : whole.toString('utf8');
}
