import type { Certificate, WebContents } from 'electron';
import { isLoopback } from '../../core/oauth/redirect-address.ts';
import type { Clock } from '../../core/ports/time.ts';
import { usableCertificates } from '../../core/sign-in/client-certificates.ts';
import { failureOfPasswordPrompt, noCertificate, viewCertificate, wordsOf } from './page-failures.ts';
import type { SignInBarState } from './sign-in-bar.ts';

/**
 * Hands on to the person what a server, or a proxy, wants to know before it shows a page: a password, or a certificate
 * of this computer. Only the page itself may ask; its frames, pictures and scripts are answered with nothing.
 */
export function watchQuestions(page: WebContents, bar: SignInBarState, clock: Clock): void {
  let going = '';
  const goesTo = (event: { url: string; isMainFrame: boolean; isSameDocument: boolean }): void => {
    if (event.isMainFrame && !event.isSameDocument) going = event.url;
  };
  page.on('did-start-navigation', goesTo);
  page.on('did-redirect-navigation', goesTo);
  page.on('login', (event, details, asked, answer) => {
    // Electron calls a frame's request one for a navigation, too: only its address tells it from the page's.
    const isPage = details.isRequestForNavigation && withoutFragment(details.url) === withoutFragment(going);
    if (!asked.isProxy && !isPage) return;
    const insecure = !asked.isProxy && isInsecure(details.url);
    if (insecure) return bar.blocked(failureOfPasswordPrompt(asked));
    event.preventDefault();
    const { host, port, isProxy } = asked;
    bar.askPassword(
      { host: `${host}:${port}`, realm: wordsOf(asked.realm), isProxy, insecure, again: !details.firstAuthAttempt },
      isProxy ? '' : details.url,
      answer,
    );
  });
  page.on('select-client-certificate', (event, asking, list, choose) => {
    // Left alone, Electron would send the first one it finds, and with it who the person is.
    event.preventDefault();
    // It is app's own callback handed on, which goes on without a certificate where none is given; only its type here
    // says otherwise.
    const answer = choose as (certificate?: Certificate) => void;
    const from = asking.includes('://') ? asking : `https://${asking}`;
    const isPage = hostWithPort(from) === hostWithPort(going);
    const usable = isPage ? usableCertificates(list, clock.now()) : [];
    if (usable.length > 0) return bar.askCertificate(usable.map(viewCertificate), from, index => answer(usable[index]));
    answer();
    if (isPage) bar.note(noCertificate);
  });
}

const withoutFragment = (url: string): string => url.split('#', 1)[0] ?? '';

/** Electron's documents call who asks for a certificate an address; its sources say `www.example.com:443`. */
function hostWithPort(url: string): string {
  const { hostname = '', port = '' } = URL.parse(url) ?? {};
  return `${hostname}:${port === '' ? '443' : port}`;
}

/** A password typed for this address could be read on the way. */
function isInsecure(url: string): boolean {
  const parsed = URL.parse(url);
  return parsed?.protocol !== 'https:' && !isLoopback(parsed?.hostname ?? '');
}
