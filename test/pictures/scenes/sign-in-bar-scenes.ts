import type { Page } from '@playwright/test';
import type { SignInBarView } from '../../../preload/contract/sign-in-bar.ts';
import type { Scene } from './scene.ts';
import { bar } from './views.ts';

const shows = (words: string) => async (page: Page) => page.getByText(words).first().waitFor();
const scene = (name: string, change: Partial<SignInBarView>, words: string, height = 640): Scene => ({
  name: `sign-in-bar-${name}`,
  page: 'sign-in-bar',
  main: { bar: { ...bar, ...change } },
  shown: shows(words),
  height,
});
const barHeight = 120;
const noteHeight = 176;

export const signInBarScenes: readonly Scene[] = [
  scene('page', {}, 'Allow access', barHeight),
  scene('page-loading', { loading: true, step: 2, sessionOnly: true, mayStay: false }, 'Allow access', 88),
  scene('page-opening', { origin: '', host: '', secure: false, loading: true }, 'Opening ReadyCloud', barHeight),
  scene(
    'page-insecure',
    { origin: 'http://127.0.0.1:40123', host: '127.0.0.1:40123', secure: false },
    'Not secure',
    barHeight,
  ),
  scene(
    'page-long-host',
    {
      origin: 'https://www.readycloud.com.signin.secure-login.a-very-long-subdomain.example.net',
      host: 'www.readycloud.com.signin.secure-login.a-very-long-subdomain.example.net',
    },
    'example.net',
    barHeight,
  ),
  scene(
    'page-other-address',
    { otherAddress: 'https://warehouse.example.com/oauth/readycloud/done' },
    'Use this address',
    noteHeight,
  ),
  scene(
    'page-note',
    { problem: { code: 'provider-down', detail: 'www.readycloud.com' } },
    'www.readycloud.com is having trouble',
    noteHeight,
  ),
  scene('page-passkey', { problem: { code: 'page-blocked', reason: 'passkey' } }, 'did not work here', noteHeight),
  scene('page-stands-still', { standsStill: true }, 'Passkey or security key?', barHeight),
  scene('problem', { mode: 'problem', problem: { code: 'certificate', detail: 'www.readycloud.com' } }, 'not trusted'),
  scene(
    'problem-other-address',
    {
      mode: 'problem',
      problem: { code: 'redirect-mismatch' },
      otherAddress: 'https://warehouse.example.com/oauth/readycloud/done',
    },
    'Use this address',
  ),
  scene(
    'problem-certificate',
    {
      mode: 'problem',
      problem: { code: 'certificate', detail: 'www.readycloud.com', reason: 'wrong-host' },
      certificate: { subject: 'captive.portal.example', issuer: 'Hotel Wi-Fi', untilAt: Date.UTC(2027, 4, 3) },
    },
    'Hotel Wi-Fi',
  ),
  scene(
    'password',
    {
      mode: 'password',
      passwordPrompt: { host: 'proxy.acme.example:3128', realm: 'Staff', isProxy: true, insecure: false, again: true },
    },
    'not accepted',
    720,
  ),
  scene(
    'certificate',
    {
      mode: 'certificate',
      certificateChoices: [
        { subject: 'Ada Lovelace', issuer: 'Acme Staff', untilAt: Date.UTC(2027, 4, 3) },
        { subject: 'Scanner 7, dock 12', issuer: 'Acme Devices', untilAt: Date.UTC(2026, 11, 24) },
      ],
    },
    'Scanner 7',
  ),
  scene('browser', { mode: 'browser' }, 'Paste address'),
  scene('browser-usual-date', { mode: 'browser', usualGoodUntil: '2027-11-21' }, 'Paste address', 760),
  scene('browser-comes-back', { mode: 'browser', comesBack: true }, 'You can close this tab'),
  scene('browser-failed', { mode: 'browser', pasteProblem: { code: 'state-mismatch' } }, 'another sign-in', 760),
];
