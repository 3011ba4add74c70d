import { call } from './call.ts';
import type { SignInBarView } from './sign-in-bar-view.ts';

/** Calls of the sign-in bar. */
export const signInBarCalls = {
  getSignInBar: call<[], SignInBarView>(),
  cancelSignIn: call<[], null>(),
  useBrowser: call<[], null>(),
  /** Opens the authorization address in the browser once more. */
  openBrowserAgain: call<[], null>(),
  backToPage: call<[], null>(),
  pasteAddress: call<[], null>(),
  /** `text`: the address a person ended on, or a bare token; `goodUntil`: an ISO date for a bare token, or empty. */
  continueWith: call<[text: string, goodUntil: string], null>(),
  tryPageAgain: call<[], null>(),
  useOtherAddress: call<[], null>(),
  setStaySignedIn: call<[stays: boolean], null>(),
  answerPassword: call<[question: number, user: string, password: string], null>(),
  /** An index of `certificateChoices`; none of them by -1. */
  chooseCertificate: call<[question: number, index: number], null>(),
} as const;
