import type { stripCalls } from '../../../preload/contract/sign-in-bar-calls.ts';
import type { Handlers } from '../ipc/ipc.ts';
import type { OwnBrowser } from './own-browser.ts';
import type { StripState } from './sign-in-bar.ts';

export interface StripCallPorts {
  readonly strip: StripState;
  readonly browser: OwnBrowser;
  readonly cancel: () => void;
  /** Loads the provider's page from the beginning. */
  readonly restart: () => void;
  readonly takeOtherAddress: (address: string) => void;
}

/** One handler for every call of the strip. */
export function createStripHandlers({ strip, browser, ...ports }: StripCallPorts): Handlers<typeof stripCalls> {
  const openBrowser = async (): Promise<null> => {
    strip.inBrowser(true);
    const { comesBack, failure } = await browser.open();
    strip.openedBrowser(comesBack, failure);
    return null;
  };
  return {
    getStrip: () => strip.view(),
    cancelSignIn: () => {
      ports.cancel();
      return null;
    },
    useBrowser: openBrowser,
    openBrowserAgain: openBrowser,
    backToPage: () => {
      strip.inBrowser(false);
      return null;
    },
    pasteAddress: async () => {
      strip.pasteFailed(await browser.paste());
      return null;
    },
    continueWith: (text, goodUntil) => {
      strip.pasteFailed(browser.continueWith(text, goodUntil));
      return null;
    },
    tryPageAgain: () => {
      ports.restart();
      return null;
    },
    setStaySignedIn: stays => {
      strip.staySignedIn(stays);
      return null;
    },
    answerPassword: (question, user, password) => {
      strip.answerPassword(question, user, password);
      return null;
    },
    chooseCertificate: (question, index) => {
      strip.chooseCertificate(question, index);
      return null;
    },
    useOtherAddress: () => {
      const { otherAddress } = strip.view();
      if (otherAddress === undefined) return null;
      ports.takeOtherAddress(otherAddress);
      ports.restart();
      return null;
    },
  };
}
