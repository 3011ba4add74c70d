import type { Page } from '@playwright/test';
import { failureOfLoad } from '../../../main/platform/sign-in/page-failures.ts';
import { createSignInBarState, type SignInBarState } from '../../../main/platform/sign-in/sign-in-bar.ts';
import type { PasswordPromptView } from '../../../preload/contract/sign-in-bar.ts';
import type { Scene } from './scene.ts';

const origin = 'https://www.readycloud.com';
const authorizationUrl = `${origin}/api/v2/oauth2/authorize`;
const signInUrl = `${origin}/login/`;
const otherAddress = 'https://warehouse.example.com/oauth/readycloud/done';
const barHeight = 120;
const noteHeight = 196;

const shows = (words: string) => async (page: Page) => page.getByText(words).first().waitFor();

interface Options {
  readonly height?: number;
  readonly usualGoodUntil?: string;
  /** Without a keyring: nothing can be kept. */
  readonly sessionOnly?: boolean;
  readonly mayUseDevice?: boolean;
}
/** The bar as main's own state shows it after what happened. */
const scene = (
  name: string,
  happens: (bar: SignInBarState) => void,
  words: string,
  { height = 640, usualGoodUntil, sessionOnly = false, mayUseDevice = false }: Options = {},
): Scene => {
  const bar = createSignInBarState({
    providerName: 'ReadyCloud',
    authorizationUrl,
    mayUseDevice,
    sessionOnly,
    stay: { offered: !sessionOnly },
    onChange: () => {},
    ...(usualGoodUntil !== undefined && { usualGoodUntil }),
  });
  happens(bar);
  return { name: `sign-in-bar-${name}`, page: 'sign-in-bar', main: { bar: bar.view() }, shown: shows(words), height };
};

/** A page is there, whole. */
const onPage =
  (then: (bar: SignInBarState) => void = () => {}, url = signInUrl, status = 200) =>
  (bar: SignInBarState): void => {
    bar.committed(url, status);
    bar.loading(false);
    then(bar);
  };
/** A page could not be loaded, by Chromium's number. */
const failed =
  (code: number, url = signInUrl) =>
  (bar: SignInBarState): void => {
    const failure = failureOfLoad(code, url);
    if (failure !== undefined) bar.blocked(failure, url);
  };
const inBrowser =
  (comesBack: boolean, then: (bar: SignInBarState) => void = () => {}) =>
  (bar: SignInBarState): void => {
    onPage()(bar);
    bar.inBrowser(true);
    bar.openedBrowser(comesBack, undefined);
    then(bar);
  };
const asks =
  (prompt: PasswordPromptView, from: string) =>
  (bar: SignInBarState): void =>
    bar.askPassword(prompt, from, () => {});

const pages: readonly Scene[] = [
  scene('page', onPage(), 'Allow access', { height: barHeight }),
  scene(
    'page-loading',
    onPage(bar => {
      bar.committed(authorizationUrl, 200);
      bar.loading(true);
    }),
    'Allow access',
    { height: 88, sessionOnly: true },
  ),
  scene('page-opening', () => {}, 'Opening ReadyCloud', { height: barHeight }),
  scene('page-insecure', onPage(undefined, 'http://127.0.0.1:40123/login'), 'Not secure', { height: barHeight }),
  scene(
    'page-long-host',
    onPage(
      undefined,
      'https://www.readycloud.com.signin.secure-login.a-very-long-subdomain.example.net/login?next=%2Fauthorize',
    ),
    'example.net',
    { height: barHeight },
  ),
  scene(
    'page-other-address',
    onPage(bar => bar.offerAddress(otherAddress, false)),
    'Use this address',
    { height: noteHeight },
  ),
  scene('page-note', onPage(undefined, signInUrl, 503), 'www.readycloud.com is having problems', {
    height: noteHeight,
  }),
  scene(
    'page-passkey',
    onPage(bar => bar.note({ code: 'page-blocked', reason: 'passkey' })),
    'did not work here',
    { height: noteHeight },
  ),
  scene(
    'page-stands-still',
    onPage(bar => bar.stoodStill()),
    'Passkey or security key?',
    { height: barHeight },
  ),
  scene(
    'page-other-device',
    onPage(bar => bar.stoodStill()),
    'or another device',
    { height: barHeight, mayUseDevice: true },
  ),
  scene(
    'page-passkey-other-device',
    onPage(bar => bar.note({ code: 'page-blocked', reason: 'passkey' })),
    'or another device',
    { height: noteHeight, mayUseDevice: true },
  ),
];

const problems: readonly Scene[] = [
  scene('problem', failed(-207), 'not trusted'),
  scene('problem-not-reached', failed(-102), 'cannot be reached'),
  scene(
    'problem-blocked',
    bar => bar.blocked({ code: 'page-blocked', reason: 'scheme', detail: 'file' }),
    'Use my browser',
  ),
  scene(
    'problem-other-address',
    onPage(bar => bar.offerAddress(otherAddress, true)),
    'Use this address',
  ),
  scene(
    'problem-certificate',
    bar => {
      bar.sawCertificate({
        subject: 'captive.portal.example',
        issuer: 'Hotel Wi-Fi',
        untilAt: Date.UTC(2027, 4, 3),
      });
      failed(-200)(bar);
    },
    'Hotel Wi-Fi',
  ),
];

const questions: readonly Scene[] = [
  scene(
    'password',
    asks({ host: 'proxy.acme.example:3128', realm: 'Staff', isProxy: true, insecure: false, again: true }, ''),
    'not accepted',
    { height: 720 },
  ),
  scene(
    'password-of-page',
    asks(
      { host: 'sso.acme.example', realm: '', isProxy: false, insecure: false, again: false },
      'https://sso.acme.example/negotiate',
    ),
    'asks for a password',
  ),
  scene(
    'certificate',
    bar =>
      bar.askCertificate(
        [
          { subject: 'Ada Lovelace', issuer: 'Acme Staff', untilAt: Date.UTC(2027, 4, 3) },
          { subject: 'Scanner 7, dock 12', issuer: 'Acme Devices', untilAt: Date.UTC(2026, 11, 24) },
        ],
        'https://sso.acme.example/',
        () => {},
      ),
    'Scanner 7',
  ),
];

export const signInBarScenes: readonly Scene[] = [
  ...pages,
  ...problems,
  ...questions,
  scene('browser', inBrowser(false), 'Paste address'),
  scene('browser-usual-date', inBrowser(false), 'Paste address', { usualGoodUntil: '2027-11-21', height: 760 }),
  scene('browser-comes-back', inBrowser(true), 'You can close this tab'),
  scene(
    'browser-failed',
    inBrowser(false, bar => bar.pasteFailed({ code: 'state-mismatch' })),
    'another sign-in',
    { height: 760 },
  ),
];
