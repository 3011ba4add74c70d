import { EventEmitter } from 'node:events';
import type { Certificate, WebContents } from 'electron';
import { expect, test } from 'vitest';
import { createSignInBarState } from '../../../main/platform/sign-in/sign-in-bar.ts';
import { watchQuestions } from '../../../main/platform/sign-in/watch-questions.ts';
import { createHandClock } from './sign-in-fakes.ts';

const page = 'https://login.example.com';

/** A page that is on its way to `going`, under a sign-in bar. */
function start(going = `${page}/start?a#b`) {
  const contents = new EventEmitter();
  const authorizationUrl = `${page}/start`;
  const stay = { offered: false };
  const bar = createSignInBarState({
    providerName: 'Example',
    authorizationUrl,
    mayUseDevice: false,
    sessionOnly: false,
    stay,
    onChange: () => undefined,
  });
  // Only the events of a page are used.
  watchQuestions(contents as unknown as WebContents, bar, createHandClock(0));
  contents.emit('did-start-navigation', { url: going, isMainFrame: true, isSameDocument: false });
  contents.emit('did-start-navigation', { url: 'https://ads.example/', isMainFrame: false, isSameDocument: false });
  const answers: unknown[] = [];
  let prevented = false;
  const event = {
    preventDefault: () => {
      prevented = true;
    },
  };
  const asks = (url: string, about: { isProxy?: boolean; realm?: string; isRequestForNavigation?: boolean } = {}) => {
    const { isProxy = false, realm = 'Staff', isRequestForNavigation = true } = about;
    const { hostname, port } = new URL(url);
    const asked = { host: isProxy ? 'proxy.example' : hostname, port: Number(port) || 443, isProxy, realm };
    const details = { url, isRequestForNavigation, firstAuthAttempt: true };
    contents.emit('login', event, details, asked, (...given: unknown[]) => answers.push(given));
    return prevented;
  };
  const wantsCertificate = (host: string, list: readonly Partial<Certificate>[]) => {
    contents.emit('select-client-certificate', event, host, list, (...given: unknown[]) => answers.push(given));
    return prevented;
  };
  return { contents, bar, answers, asks, wantsCertificate };
}
const staff: Partial<Certificate> = {
  subjectName: 'Ada',
  issuerName: 'Acme',
  fingerprint: 'sha256/a',
  validStart: -1000,
  validExpiry: 1000,
};

test('the page’s own server asks: the sign-in bar says who, and the answer goes there', () => {
  const { bar, asks, answers } = start();
  expect(asks(`${page}/start?a`)).toBe(true);
  expect(bar.view()).toMatchObject({
    mode: 'password',
    origin: page,
    passwordPrompt: { host: 'login.example.com:443' },
  });
  bar.answerPassword(1, 'ada', 'correct horse');
  expect(answers).toEqual([['ada', 'correct horse']]);
});

test('a page that sends people on to a server that asks: that server is named, not the page before it', () => {
  const { contents, bar, asks } = start();
  bar.committed(`${page}/start`, 200);
  const url = 'https://evil.example/locked';
  contents.emit('did-redirect-navigation', { url, isMainFrame: true, isSameDocument: false });
  expect(asks(url, { realm: 'ReadyCloud' })).toBe(true);
  expect(bar.view()).toMatchObject({ origin: 'https://evil.example', passwordPrompt: { host: 'evil.example:443' } });
});

test.each([
  ['a picture or a script of the page', `${page}/start?a`, { isRequestForNavigation: false }],
  ['a frame inside the page', 'https://ads.example/', {}],
])('%s asks for a password: nobody is bothered, and it gets none', (_who, url, about) => {
  const { bar, asks } = start();
  expect(asks(url, about)).toBe(false);
  expect(bar.view().mode).toBe('page');
});

test('a proxy may ask at any time, and is named as what it is', () => {
  const { bar, asks } = start();
  bar.committed(`${page}/start`, 200);
  expect(asks('https://ads.example/', { isProxy: true, isRequestForNavigation: false })).toBe(true);
  expect(bar.view()).toMatchObject({ origin: '', passwordPrompt: { isProxy: true, host: 'proxy.example:443' } });
});

test('a password that would cross the network as it is, is not asked for', () => {
  const { bar, asks } = start('http://login.example.com/');
  expect(asks('http://login.example.com/')).toBe(false);
  expect(bar.view()).toMatchObject({ mode: 'problem', problem: { code: 'proxy-auth' } });
});

test('what a server calls itself is one short line, whatever it would like to be', () => {
  const { bar, asks } = start();
  asks(`${page}/start?a`, { realm: `Staff\u202e\n\n${'Type it here. '.repeat(40)}` });
  const { realm = '' } = bar.view().passwordPrompt ?? {};
  expect(realm).toMatch(/^Staff Type it here\. .*…$/);
  expect(realm).toHaveLength(80);
});

test('the page’s server wants a certificate: the person chooses among the valid ones', () => {
  const { bar, answers, wantsCertificate } = start();
  const old = { ...staff, subjectName: 'Old', fingerprint: 'sha256/b', validExpiry: -1 };
  expect(wantsCertificate('login.example.com:443', [old, staff])).toBe(true);
  expect(bar.view()).toMatchObject({ mode: 'certificate', origin: page, secure: false });
  expect(bar.view().certificateChoices?.map(({ subject }) => subject)).toEqual(['Ada']);
  bar.chooseCertificate(1, 0);
  expect(answers).toEqual([[staff]]);
});

test('something inside the page wants a certificate: it gets none, and nobody is asked', () => {
  const { bar, answers, wantsCertificate } = start();
  expect(wantsCertificate('ads.example:443', [staff])).toBe(true);
  expect(answers).toEqual([[]]);
  expect(bar.view().problem).toBeUndefined();
});

test('with no valid certificate the page goes on without one, and the sign-in bar says so', () => {
  const { bar, answers, wantsCertificate } = start();
  wantsCertificate('login.example.com:443', []);
  expect(answers).toEqual([[]]);
  expect(bar.view().problem).toMatchObject({ code: 'page-blocked' });
});
