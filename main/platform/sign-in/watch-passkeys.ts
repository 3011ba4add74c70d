import type { SelectWebauthnAccountDetails, Session, WebContents } from 'electron';
import type { Clock } from '../../core/ports/time.ts';
import { refusedPasskey } from './page-failures.ts';
import type { SignInBarState } from './sign-in-bar.ts';

/** A page that stood as it is for so long may wait for something that a person cannot give it here. */
export const stillPageMs = 30_000;

/**
 * Electron shows nothing when a page asks for a passkey or a security key, and does not tell main that it does. Three
 * signs are left, none of which a page can see: it stands still, in which case the sign-in bar says where passkeys work; a
 * key offers several accounts (https://www.electronjs.org/docs/latest/api/session#event-select-webauthn-account); or
 * the request fails and Chromium writes that into the page's console. The result stops watching.
 */
export function watchPasskeys(page: WebContents, session: Session, bar: SignInBarState, clock: Clock): () => void {
  let stopTimer = (): void => {};
  page.on('did-navigate', () => {
    stopTimer();
    stopTimer = clock.alarm(clock.now() + stillPageMs, bar.stoodStill);
  });
  watchPasskeyRefusals(page, bar);
  const refuse = (_event: unknown, _details: SelectWebauthnAccountDetails, choose: () => void): void => {
    // Without a name the request ends, as it would with nobody listening.
    choose();
    bar.note(refusedPasskey);
  };
  session.on('select-webauthn-account', refuse);
  return () => {
    stopTimer();
    session.off('select-webauthn-account', refuse);
  };
}

/** Says it when a request for a passkey failed and the page did not catch that; for windows of the page, too. */
export function watchPasskeyRefusals(contents: WebContents, bar: SignInBarState): void {
  contents.on('console-message', ({ level, message }) => {
    if (level === 'error' && isRefusal(message)) bar.note(refusedPasskey);
  });
}

/** https://chromium.googlesource.com/chromium/src/+/main/third_party/blink/renderer/modules/credentialmanagement */
const isRefusal = (message: string): boolean =>
  /^Uncaught \(in promise\) NotAllowedError: .*\bw3\.org\/TR\/webauthn/.test(message);
