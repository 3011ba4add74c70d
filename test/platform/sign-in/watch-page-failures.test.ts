import { EventEmitter } from 'node:events';
import type { Session, WebContents } from 'electron';
import { expect, test } from 'vitest';
import { slowPageMs } from '../../../main/platform/sign-in/page-failures.ts';
import { createSignInBarState } from '../../../main/platform/sign-in/sign-in-bar.ts';
import { watchPageFailures } from '../../../main/platform/sign-in/watch-page-failures.ts';
import { createHandClock } from './sign-in-fakes.ts';

const page = 'https://login.example.com/start';
const host = 'login.example.com';

type Started = (details: object) => void;

/** A page made of its events, below a sign-in bar. */
function start() {
  const clock = createHandClock(0);
  const contents = Object.assign(new EventEmitter(), { getURL: () => page });
  const bar = createSignInBarState({
    providerName: 'Example',
    authorizationUrl: page,
    mayUseDevice: false,
    sessionOnly: false,
    stay: { offered: false },
    onChange: () => undefined,
  });
  let answered: Started = () => {};
  const onResponseStarted = (_filter: object, listener: Started): void => {
    answered = listener;
  };
  // Only these members of either are used.
  const session = { webRequest: { onResponseStarted } } as unknown as Session;
  const failures = watchPageFailures(contents as unknown as WebContents, session, bar, clock);
  const load = (headers: Readonly<Record<string, readonly string[]>> = {}, statusCode = 200): void => {
    contents.emit('did-start-loading');
    answered({ url: page, statusCode, responseHeaders: headers });
    bar.committed(page, statusCode);
  };
  return { clock, contents, bar, failures, load, stops: () => contents.emit('did-stop-loading') };
}

test('a page that never finishes is said to be slow, and no longer once it has', () => {
  const { clock, bar, load, stops } = start();
  load();
  clock.goOn(slowPageMs - 1);
  expect(bar.view().problem).toBeUndefined();
  clock.goOn(1);
  expect(bar.view()).toMatchObject({ mode: 'page', loading: true, problem: { code: 'timed-out' } });
  stops();
  expect(bar.view()).toMatchObject({ mode: 'page', loading: false });
  expect(bar.view().problem).toBeUndefined();
});

test('the first page that never comes takes the window, with words', () => {
  const { clock, contents, bar } = start();
  contents.emit('did-start-loading');
  clock.goOn(slowPageMs);
  expect(bar.view()).toMatchObject({ mode: 'problem', problem: { code: 'timed-out' } });
});

test('a page that hangs is said to, until it answers again; what else was said stays', () => {
  const { contents, bar, load, stops } = start();
  load();
  stops();
  contents.emit('unresponsive');
  expect(bar.view().problem).toEqual({ code: 'timed-out', detail: host });
  contents.emit('responsive');
  expect(bar.view().problem).toBeUndefined();
  bar.note({ code: 'page-blocked', reason: 'download' });
  contents.emit('responsive');
  expect(bar.view().problem?.code).toBe('page-blocked');
});

test('an answer without a word in it is told from a page', () => {
  const { bar, load, stops } = start();
  load({ 'Content-Length': ['0'] });
  stops();
  expect(bar.view()).toMatchObject({ mode: 'problem', problem: { code: 'bad-reply', detail: host } });
});

test('loading that ends without any page or error shows words, and no blank window', () => {
  const { contents, bar, stops } = start();
  contents.emit('did-start-loading');
  stops();
  expect(bar.view()).toMatchObject({ mode: 'problem', problem: { code: 'provider-down' } });
});

test.each([
  ['crashed', 'page-crashed'],
  ['oom', 'page-crashed'],
  ['killed', 'page-crashed'],
  ['clean-exit', undefined],
])('a page whose process ended (%s)', (reason, code) => {
  const { contents, bar, load } = start();
  load();
  contents.emit('render-process-gone', {}, { reason });
  expect(bar.view().problem?.code).toBe(code);
  if (code !== undefined) expect(bar.view()).toMatchObject({ mode: 'problem', origin: '', secure: false });
});

test('a certificate that is not trusted is shown with what it says, once the page has failed by it', () => {
  const { contents, bar, failures } = start();
  const certificate = { subjectName: 'Hotel\u202e', issuerName: 'Wi-Fi', validExpiry: 5 };
  contents.emit('certificate-error', {}, page, 'net::ERR_CERT_AUTHORITY_INVALID', certificate, () => undefined, true);
  failures.failed(-202, page);
  expect(bar.view()).toMatchObject({
    mode: 'problem',
    secure: false,
    problem: { code: 'certificate', reason: 'unknown-issuer' },
    certificate: { subject: 'Hotel', issuer: 'Wi-Fi', untilAt: 5000 },
  });
});

test('the certificate of a picture inside the page is nobody’s concern', () => {
  const { contents, bar, failures } = start();
  contents.emit('certificate-error', {}, page, 'net::ERR_CERT_DATE_INVALID', {}, () => undefined, false);
  failures.failed(-105, page);
  expect(bar.view()).toMatchObject({ problem: { code: 'provider-down' } });
  expect(bar.view().certificate).toBeUndefined();
});

test('no clock runs on once the sign-in has ended', () => {
  const { clock, contents, failures } = start();
  contents.emit('did-start-loading');
  failures.dispose();
  expect(clock.waiting()).toBe(0);
});
