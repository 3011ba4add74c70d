import type { Session, WebContents } from 'electron';
import type { Clock } from '../../core/ports/time.ts';
import { hostOf } from './page-address.ts';
import { failureOfLoad, isEmptyAnswer, slowPageMs, viewCertificate } from './page-failures.ts';
import type { SignInBarState } from './sign-in-bar.ts';
import { watchQuestions } from './watch-questions.ts';

interface PageFailures {
  /** The page failed to load. */
  readonly failed: (code: number, url: string) => void;
  readonly dispose: () => void;
}

/** Says in the sign-in bar whatever keeps the provider's page from being used, so that the window is never just blank. */
export function watchPageFailures(
  page: WebContents,
  session: Session,
  bar: SignInBarState,
  clock: Clock,
): PageFailures {
  let status: number | undefined;
  let emptyHost: string | undefined;
  let stopTimer: (() => void) | undefined;
  const dispose = (): void => {
    stopTimer?.();
    stopTimer = undefined;
  };
  const noLongerSlow = (): void => {
    if (bar.view().problem?.code === 'timed-out') bar.note(undefined);
  };
  session.webRequest.onResponseStarted({ urls: ['<all_urls>'], types: ['mainFrame'] }, details => {
    status = details.statusCode;
    emptyHost = isEmptyAnswer(details.responseHeaders) ? hostOf(details.url) : undefined;
  });
  page.on('did-start-loading', () => {
    dispose();
    bar.loading(true);
    stopTimer = clock.alarm(clock.now() + slowPageMs, () => bar.note({ code: 'timed-out' }));
  });
  page.on('did-stop-loading', () => {
    dispose();
    bar.loading(false);
    noLongerSlow();
    if (emptyHost !== undefined && bar.view().mode === 'page') {
      bar.blocked({ code: 'bad-reply', detail: emptyHost });
    }
    emptyHost = undefined;
    // No page ever came, nor an error: a 204, a download, or an address that was not allowed.
    const { origin, mode } = bar.view();
    if (origin === '' && mode === 'page') bar.blocked({ code: 'provider-down' });
  });
  page.on('render-process-gone', (_event, { reason }) => {
    if (reason !== 'clean-exit') bar.blocked({ code: 'page-crashed' }, '');
  });
  page.on('unresponsive', () => bar.note({ code: 'timed-out', detail: hostOf(page.getURL()) }));
  page.on('responsive', noLongerSlow);
  page.on('certificate-error', (_event, _url, _error, certificate, _trust, isMainFrame) => {
    // Not prevented, so Electron refuses the page; what the certificate says is shown beside that.
    if (isMainFrame) bar.sawCertificate(viewCertificate(certificate));
  });
  watchQuestions(page, bar, clock);
  return {
    failed: (code, url) => {
      const failure = failureOfLoad(code, url, status);
      if (failure !== undefined) bar.blocked(failure, url);
    },
    dispose,
  };
}
