import { call } from './call.ts';
import type { Failure } from './errors.ts';

/** The sign-in bar above the provider's page. */
export interface SignInBarView {
  readonly mode: 'page' | 'problem' | 'browser' | 'password' | 'certificate';
  /** "https://www.readycloud.com", as the address bar would show it; empty before the first page. */
  readonly origin: string;
  readonly host: string;
  /** A valid https page. */
  readonly secure: boolean;
  readonly loading: boolean;
  readonly step: 1 | 2 | 3;
  /** The page has been the same for a while: it may wait for a passkey, which works in the person's own browser. */
  readonly standsStill: boolean;
  readonly providerName: string;
  /** The provider lets people sign in on another device, too. */
  readonly mayUseDevice: boolean;
  readonly problem?: Failure;
  /** The app was registered with another address of its own; "Use this address" takes it. */
  readonly otherAddress?: string;
  readonly sessionOnly: boolean;
  /** In browser mode: the browser hands the answer over by itself, so nothing has to be pasted. */
  readonly comesBack: boolean;
  /** Whether the person can choose to stay signed in at the provider, and whether they do now. */
  readonly mayStay: boolean;
  readonly staysSignedIn: boolean;
  /** Until when a token that was made just now is usually good (`2027-03-01`). */
  readonly usualGoodUntil?: string;
  /** Which of the questions below stands open: answers name it, so that none goes to a newer one. */
  readonly question: number;
  /** A proxy, or the page's own server, wants a name and a password. */
  readonly passwordPrompt?: PasswordPromptView;
  /** The page's server wants a certificate of this computer's: one of these, or none. */
  readonly certificateChoices?: readonly CertificateView[];
  /** What the certificate of a page that is not trusted says. */
  readonly certificate?: CertificateView;
  /** What Continue or Paste address last failed with. */
  readonly pasteProblem?: Failure;
}

export interface PasswordPromptView {
  readonly host: string;
  /** The server's own word for what the password is for; nobody vouches for it. */
  readonly realm: string;
  readonly isProxy: boolean;
  /** The password would cross the network as it is. */
  readonly insecure: boolean;
  /** The last one was not accepted. */
  readonly again: boolean;
}

export interface CertificateView {
  readonly subject: string;
  readonly issuer: string;
  readonly untilAt: number;
}

/** Calls of the sign-in bar. */
export const signInBarCalls = {
  getSignInBar: call<[], SignInBarView>(),
  cancelSignIn: call<[], null>(),
  useBrowser: call<[], null>(),
  /** Opens the authorization address in the browser once more. */
  openBrowserAgain: call<[], null>(),
  backToPage: call<[], null>(),
  /** Goes on on another device; the panel shows its code. */
  useDevice: call<[], null>(),
  /** `goodUntil`: an ISO date for a bare token, or empty. */
  pasteAddress: call<[goodUntil: string], null>(),
  /** `text`: the address a person ended on, or a bare token. */
  continueWith: call<[text: string, goodUntil: string], null>(),
  tryPageAgain: call<[], null>(),
  useOtherAddress: call<[], null>(),
  setStaySignedIn: call<[stays: boolean], null>(),
  answerPassword: call<[question: number, user: string, password: string], null>(),
  /** An index of `certificateChoices`; none of them by -1. */
  chooseCertificate: call<[question: number, index: number], null>(),
} as const;
