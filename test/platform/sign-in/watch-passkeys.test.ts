import { EventEmitter } from 'node:events';
import type { Session, WebContents } from 'electron';
import { expect, test } from 'vitest';
import { createSignInBarState } from '../../../main/platform/sign-in/sign-in-bar.ts';
import { stillPageMs, watchPasskeys } from '../../../main/platform/sign-in/watch-passkeys.ts';
import { createHandClock } from './sign-in-fakes.ts';

const address = 'https://login.example.com/start';

function start() {
  const clock = createHandClock(0);
  const contents = new EventEmitter();
  const session = new EventEmitter();
  const bar = createSignInBarState({
    providerName: 'Example',
    authorizationUrl: address,
    mayUseDevice: false,
    sessionOnly: false,
    stay: { offered: false },
    onChange: () => undefined,
  });
  // Only the events of either are used.
  const stop = watchPasskeys(contents as unknown as WebContents, session as unknown as Session, bar, clock);
  const show = (url: string) => {
    bar.loading(true);
    bar.committed(url, 200);
    contents.emit('did-navigate', {}, url, 200);
    bar.loading(false);
  };
  const prints = (message: string, level = 'error') => contents.emit('console-message', { level, message });
  return { clock, session, bar, stop, show, prints };
}
const refused = { code: 'page-blocked', reason: 'passkey' };
const inChromium =
  'Uncaught (in promise) NotAllowedError: The operation either timed out or was not allowed. See: https://www.w3.org/TR/webauthn-2/#sctn-privacy-considerations-client.';

test('a page that stands still says where passkeys work, until the next page', () => {
  const { clock, bar, show } = start();
  show(address);
  clock.goOn(stillPageMs - 1);
  expect(bar.view().standsStill).toBe(false);
  show(`${address}/password`);
  clock.goOn(stillPageMs - 1);
  expect(bar.view().standsStill).toBe(false);
  clock.goOn(1);
  expect(bar.view().standsStill).toBe(true);
  expect(bar.view().problem).toBeUndefined();
  show(`${address}/done`);
  expect(bar.view().standsStill).toBe(false);
});

test('a passkey that Chromium refused is said, as Chromium tells it in the page’s console', () => {
  const { bar, show, prints } = start();
  show(address);
  prints(inChromium);
  expect(bar.view()).toMatchObject({ mode: 'page', problem: refused });
});

test.each([
  ['another error', 'Uncaught (in promise) NotAllowedError: play() failed', 'error'],
  ['what a page only prints', inChromium, 'info'],
  ['a page’s own words around it', `We saw: ${inChromium}`, 'error'],
])('%s is no passkey that was refused', (_what, message, level) => {
  const { bar, show, prints } = start();
  show(address);
  prints(message, level);
  expect(bar.view().problem).toBeUndefined();
});

test('a key with several accounts is not asked any further, and the sign-in bar says where it works', () => {
  const { session, bar, show } = start();
  show(address);
  const answers: unknown[][] = [];
  session.emit('select-webauthn-account', {}, { relyingPartyId: 'example.com', accounts: [] }, (...given: unknown[]) =>
    answers.push(given),
  );
  expect(answers).toEqual([[]]);
  expect(bar.view().problem).toEqual(refused);
});

test('nothing is left behind once the sign-in has ended', () => {
  const { clock, session, show, stop } = start();
  show(address);
  stop();
  expect(clock.waiting()).toBe(0);
  expect(session.listenerCount('select-webauthn-account')).toBe(0);
});
