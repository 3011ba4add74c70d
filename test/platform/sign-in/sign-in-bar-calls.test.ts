import { expect, test } from 'vitest';
import type { OwnBrowser } from '../../../main/platform/sign-in/own-browser.ts';
import { createStripState, type StripState } from '../../../main/platform/sign-in/sign-in-bar.ts';
import { createStripHandlers } from '../../../main/platform/sign-in/sign-in-bar-calls.ts';
import type { Failure } from '../../../preload/contract/errors.ts';

function start(answer?: Failure): {
  readonly strip: StripState;
  readonly done: string[];
  readonly handlers: ReturnType<typeof createStripHandlers>;
} {
  const done: string[] = [];
  const strip = createStripState({
    providerName: 'ReadyCloud',
    authorizationUrl: 'https://www.readycloud.com/authorize',
    sessionOnly: true,
    stay: { offered: false },
    onChange: () => undefined,
  });
  const browser: OwnBrowser = {
    open: async () => {
      done.push('opened');
      return { comesBack: true, failure: answer };
    },
    paste: async () => answer,
    continueWith: () => answer,
  };
  const handlers = createStripHandlers({
    strip,
    browser,
    cancel: () => done.push('cancelled'),
    restart: () => done.push('restarted'),
    takeOtherAddress: address => done.push(`took ${address}`),
  });
  return { strip, done, handlers };
}

test('Use my browser fills the window and opens the browser; once more opens it again', async () => {
  const { strip, done, handlers } = start();
  await handlers.useBrowser();
  await handlers.openBrowserAgain();
  const { mode, comesBack } = strip.view();
  expect({ mode, comesBack, done }).toEqual({ mode: 'browser', comesBack: true, done: ['opened', 'opened'] });
  await handlers.backToPage();
  expect(strip.view().mode).toBe('page');
});

test('what pasting failed with is shown until it works', async () => {
  const { strip, handlers } = start({ code: 'redirect-mismatch' });
  await handlers.pasteAddress();
  expect(strip.view().pasteProblem).toEqual({ code: 'redirect-mismatch' });
  await handlers.backToPage();
  await handlers.continueWith('text', '');
  expect(strip.view().pasteProblem).toEqual({ code: 'redirect-mismatch' });
});

test('the other address is taken only when one was offered, and the page starts over', async () => {
  const { strip, done, handlers } = start();
  await handlers.useOtherAddress();
  expect(done).toEqual([]);
  strip.offerAddress('https://shop.example/done');
  await handlers.useOtherAddress();
  expect(done).toEqual(['took https://shop.example/done', 'restarted']);
});

test('Cancel and Try again', async () => {
  const { done, handlers } = start();
  await handlers.tryPageAgain();
  await handlers.cancelSignIn();
  expect(done).toEqual(['restarted', 'cancelled']);
});
