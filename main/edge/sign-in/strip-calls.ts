import type { ArgsOf, stripCalls, ValueOf } from '../../../preload/contract.ts';
import type { OwnBrowser } from './own-browser.ts';
import type { StripState } from './strip.ts';

/** One handler for every call of the strip. */
export type StripHandlers = {
  readonly [Name in keyof typeof stripCalls]: (
    ...args: ArgsOf<(typeof stripCalls)[Name]>
  ) => ValueOf<(typeof stripCalls)[Name]> | Promise<ValueOf<(typeof stripCalls)[Name]>>;
};

export interface StripCallPorts {
  readonly strip: StripState;
  readonly browser: OwnBrowser;
  readonly cancel: () => void;
  /** Loads the provider's page from the beginning. */
  readonly restart: () => void;
  readonly takeOtherAddress: (address: string) => void;
}

export function createStripHandlers({ strip, browser, ...ports }: StripCallPorts): StripHandlers {
  const openBrowser = async (): Promise<null> => {
    strip.inBrowser(true);
    strip.pasteFailed(await browser.open());
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
    useOtherAddress: () => {
      const { otherAddress } = strip.view();
      if (otherAddress === undefined) return null;
      ports.takeOtherAddress(otherAddress);
      ports.restart();
      return null;
    },
  };
}
