import type { Session, WebContents } from 'electron';
import type { Clock } from '../../core/ports/ports.ts';
import { failureOfLoad, hostOf, isEmptyAnswer, slowPageMs, viewCertificate } from './page-failures.ts';
import type { StripState } from './sign-in-bar.ts';
import { watchQuestions } from './watch-questions.ts';

export interface Obstacles {
  /** The page failed to load. */
  readonly failed: (code: number, url: string) => void;
  readonly dispose: () => void;
}

/** Says in the strip whatever keeps the provider's page from being used, so that the window is never just blank. */
export function watchObstacles(page: WebContents, session: Session, strip: StripState, clock: Clock): Obstacles {
  let status: number | undefined;
  let emptyHost: string | undefined;
  let stopTimer: (() => void) | undefined;
  const dispose = (): void => {
    stopTimer?.();
    stopTimer = undefined;
  };
  const noLongerSlow = (): void => {
    if (strip.view().problem?.code === 'timed-out') strip.note(undefined);
  };
  session.webRequest.onResponseStarted({ urls: ['<all_urls>'], types: ['mainFrame'] }, details => {
    status = details.statusCode;
    emptyHost = isEmptyAnswer(details.responseHeaders) ? hostOf(details.url) : undefined;
  });
  page.on('did-start-loading', () => {
    dispose();
    strip.loading(true);
    stopTimer = clock.alarm(clock.now() + slowPageMs, () => strip.note({ code: 'timed-out' }));
  });
  page.on('did-stop-loading', () => {
    dispose();
    strip.loading(false);
    noLongerSlow();
    if (emptyHost !== undefined && strip.view().mode === 'page') {
      strip.blocked({ code: 'bad-reply', detail: emptyHost });
    }
    emptyHost = undefined;
    // No page ever came, nor an error: a 204, a download, or an address that was not allowed.
    const { origin, mode } = strip.view();
    if (origin === '' && mode === 'page') strip.blocked({ code: 'provider-down' });
  });
  page.on('render-process-gone', (_event, { reason }) => {
    if (reason !== 'clean-exit') strip.blocked({ code: 'page-crashed' }, '');
  });
  page.on('unresponsive', () => strip.note({ code: 'timed-out', detail: hostOf(page.getURL()) }));
  page.on('responsive', noLongerSlow);
  page.on('certificate-error', (_event, _url, _error, certificate, _trust, isMainFrame) => {
    // Not prevented, so Electron refuses the page; what the certificate says is shown beside that.
    if (isMainFrame) strip.sawCertificate(viewCertificate(certificate));
  });
  watchQuestions(page, strip, clock);
  return {
    failed: (code, url) => {
      const failure = failureOfLoad(code, url, status);
      if (failure !== undefined) strip.blocked(failure, url);
    },
    dispose,
  };
}
