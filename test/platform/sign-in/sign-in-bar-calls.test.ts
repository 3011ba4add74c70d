import { expect, test } from 'vitest';
import type { OwnBrowser } from '../../../main/platform/sign-in/own-browser.ts';
import { createSignInBarState, type SignInBarState } from '../../../main/platform/sign-in/sign-in-bar.ts';
import { createSignInBarHandlers } from '../../../main/platform/sign-in/sign-in-bar-calls.ts';
import type { Failure } from '../../../preload/contract/errors.ts';

function start(
  answer?: Failure,
  mayUseDevice = true,
): {
  readonly bar: SignInBarState;
  readonly done: string[];
  readonly handlers: ReturnType<typeof createSignInBarHandlers>;
} {
  const done: string[] = [];
  const bar = createSignInBarState({
    providerName: 'ReadyCloud',
    authorizationUrl: 'https://www.readycloud.com/authorize',
    mayUseDevice,
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
  const handlers = createSignInBarHandlers({
    bar,
    browser,
    cancel: () => done.push('cancelled'),
    toDevice: mayUseDevice ? () => done.push('to device') : undefined,
    restart: () => done.push('restarted'),
    takeOtherAddress: address => done.push(`took ${address}`),
  });
  return { bar, done, handlers };
}

test('Use my browser fills the window and opens the browser; once more opens it again', async () => {
  const { bar, done, handlers } = start();
  await handlers.useBrowser();
  await handlers.openBrowserAgain();
  const { mode, comesBack } = bar.view();
  expect({ mode, comesBack, done }).toEqual({ mode: 'browser', comesBack: true, done: ['opened', 'opened'] });
  await handlers.backToPage();
  expect(bar.view().mode).toBe('page');
});

test.each([
  [true, ['to device']],
  [false, []],
])('another device is gone to only where the provider lets people sign in there: %s', async (may, done) => {
  const started = start(undefined, may);
  await started.handlers.useDevice();
  expect({ offered: started.bar.view().mayUseDevice, done: started.done }).toEqual({ offered: may, done });
});

test('what pasting failed with is shown until it works', async () => {
  const { bar, handlers } = start({ code: 'redirect-mismatch' });
  await handlers.pasteAddress('');
  expect(bar.view().pasteProblem).toEqual({ code: 'redirect-mismatch' });
  await handlers.backToPage();
  await handlers.continueWith('text', '');
  expect(bar.view().pasteProblem).toEqual({ code: 'redirect-mismatch' });
});

test('the other address is taken only when one was offered, and the page starts over', async () => {
  const { bar, done, handlers } = start();
  await handlers.useOtherAddress();
  expect(done).toEqual([]);
  bar.offerAddress('https://shop.example/done', true);
  await handlers.useOtherAddress();
  expect(done).toEqual(['took https://shop.example/done', 'restarted']);
});

test('Cancel and Try again', async () => {
  const { done, handlers } = start();
  await handlers.tryPageAgain();
  await handlers.cancelSignIn();
  expect(done).toEqual(['restarted', 'cancelled']);
});
