import type { Session, WebContents } from 'electron';
import type { Capture } from './capture.ts';
import { isInnerAddress, isWebAddress, originOf } from './page-address.ts';

/** What a sign-in wants to know of one of its pages. All addresses are the main frame's. */
export interface PageListener {
  readonly committed: (url: string, status: number) => void;
  readonly failed: (code: number, url: string) => void;
  /** The page wanted to go where no sign-in goes: `mailto`, `file` and the like. */
  readonly keptFrom: (scheme: string) => void;
}

/**
 * Shows every address of the page's main frame to the capture, before it is contacted wherever Electron allows that
 * (https://www.electronjs.org/docs/latest/api/web-contents#navigation-events). What frames inside the
 * page go to is never believed.
 */
export function watchPage(contents: WebContents, capture: Capture, listener: PageListener): void {
  watchRedirects(contents, capture, listener);
  const leave = (event: Navigation): void => {
    if (!event.isMainFrame) {
      if (!isInnerAddress(event.url) || !capture.mayFrame(event.url)) event.preventDefault();
    } else if (capture.checkRedirect(event.url, 'navigation', originOf(contents.getURL())) === 'stop')
      event.preventDefault();
    else if (!isWebAddress(event.url)) keepFrom(event, listener);
  };
  contents.on('will-frame-navigate', leave);
  contents.on('will-navigate', leave);
  contents.on('did-navigate', (_event, url, status) => {
    if (capture.checkRedirect(url, 'committed') === 'stop') return;
    capture.arrived(url);
    listener.committed(url, status);
  });
  contents.on('did-navigate-in-page', (_event, url, isMainFrame) => {
    if (isMainFrame) capture.checkRedirect(url, 'in-page');
  });
  contents.on('did-fail-load', (_event, code, _description, url, isMainFrame) => {
    if (isMainFrame && capture.checkRedirect(url, 'failed-load') === 'go') listener.failed(code, url);
  });
  // A page's "leave this site?" must not keep a navigation or the window from ending.
  contents.on('will-prevent-unload', event => event.preventDefault());
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

function watchRedirects(contents: WebContents, capture: Capture, listener: PageListener): void {
  let asked = '';
  const goesTo = (event: { url: string; isMainFrame: boolean; isSameDocument: boolean }): void => {
    if (event.isMainFrame && !event.isSameDocument) asked = event.url;
  };
  contents.on('did-start-navigation', goesTo);
  contents.on('did-redirect-navigation', goesTo);
  contents.on('will-redirect', event => {
    if (!event.isMainFrame) {
      if (!isWebAddress(event.url) || !capture.mayFrame(event.url)) event.preventDefault();
    } else if (capture.checkRedirect(event.url, 'redirect', originOf(asked)) === 'stop') event.preventDefault();
    else if (!isWebAddress(event.url)) keepFrom(event, listener);
  });
}

/**
 * Catches the redirect that a page's own `form-action` policy forbids: Chromium then drops it before `will-redirect`,
 * but after `onBeforeRedirect`. The session serves one sign-in only, so every main frame in it is ours.
 */
export function watchForbiddenRedirects(session: Session, capture: Capture): void {
  session.webRequest.onBeforeRedirect({ urls: ['<all_urls>'], types: ['mainFrame'] }, details => {
    if (details.resourceType === 'mainFrame')
      capture.checkRedirect(details.redirectURL, 'before-redirect', originOf(details.url));
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
    answer({
      cancel: isAnswer && capture.checkRedirect(`${details.url.split('#', 1)[0]}#${body}`, 'form-post') === 'stop',
    });
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
