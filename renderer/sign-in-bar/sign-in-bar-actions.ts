import type { DockpassBridge } from '../../preload/contract/bridge.ts';

/** The sign-in bar's calls under names that say what a press does (and that no linter takes for React hooks). */
export function createSignInBarActions(bridge: DockpassBridge) {
  const { useBrowser: toBrowser, useOtherAddress: takeOtherAddress, backToPage: toPage } = bridge;
  const { cancelSignIn: cancel, openBrowserAgain, pasteAddress, continueWith, tryPageAgain: tryAgain } = bridge;
  const { useDevice: toDevice } = bridge;
  const { setStaySignedIn, answerPassword, chooseCertificate } = bridge;
  return {
    setStaySignedIn,
    answerPassword,
    chooseCertificate,
    cancel,
    toBrowser,
    toPage,
    toDevice,
    openBrowserAgain,
    pasteAddress,
    continueWith,
    tryAgain,
    takeOtherAddress,
  };
}
export type SignInBarActions = ReturnType<typeof createSignInBarActions>;
