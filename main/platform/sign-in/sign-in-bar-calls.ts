import type { signInBarCalls } from '../../../preload/contract/sign-in-bar.ts';
import type { Handlers } from '../ipc/ipc.ts';
import type { OwnBrowser } from './own-browser.ts';
import type { SignInBarState } from './sign-in-bar.ts';

interface SignInBarCallDeps {
  readonly bar: SignInBarState;
  readonly browser: OwnBrowser;
  readonly cancel: () => void;
  /** Ends this sign-in, to go on on another device; undefined where the provider has no such way. */
  readonly toDevice: (() => void) | undefined;
  /** Loads the provider's page from the beginning. */
  readonly restart: () => void;
  readonly takeOtherAddress: (address: string) => void;
}

/** One handler for every call of the sign-in bar. */
export function createSignInBarHandlers({
  bar,
  browser,
  ...ports
}: SignInBarCallDeps): Handlers<typeof signInBarCalls> {
  const openBrowser = async (): Promise<null> => {
    bar.inBrowser(true);
    const { comesBack, failure } = await browser.open();
    bar.openedBrowser(comesBack, failure);
    return null;
  };
  return {
    getSignInBar: () => bar.view(),
    cancelSignIn: () => {
      ports.cancel();
      return null;
    },
    useBrowser: openBrowser,
    openBrowserAgain: openBrowser,
    backToPage: () => {
      bar.inBrowser(false);
      return null;
    },
    useDevice: () => {
      ports.toDevice?.();
      return null;
    },
    pasteAddress: async goodUntil => {
      bar.pasteFailed(await browser.paste(goodUntil));
      return null;
    },
    continueWith: (text, goodUntil) => {
      bar.pasteFailed(browser.continueWith(text, goodUntil));
      return null;
    },
    tryPageAgain: () => {
      ports.restart();
      return null;
    },
    setStaySignedIn: stays => {
      bar.staySignedIn(stays);
      return null;
    },
    answerPassword: (question, user, password) => {
      bar.answerPassword(question, user, password);
      return null;
    },
    chooseCertificate: (question, index) => {
      bar.chooseCertificate(question, index);
      return null;
    },
    useOtherAddress: () => {
      const { otherAddress } = bar.view();
      if (otherAddress === undefined) return null;
      ports.takeOtherAddress(otherAddress);
      ports.restart();
      return null;
    },
  };
}
