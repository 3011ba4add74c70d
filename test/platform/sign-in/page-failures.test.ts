import { expect, test } from 'vitest';
import {
  failureOfLoad,
  failureOfPasswordPrompt,
  failureOfPermission,
  failureOfScheme,
  failureOfStatus,
  isEmptyAnswer,
} from '../../../main/platform/sign-in/page-failures.ts';

const page = 'https://www.readycloud.com/login?secret=1#token';
const host = 'www.readycloud.com';

test.each([
  ['no network', -106, { code: 'offline' }],
  ['the network changed', -21, { code: 'offline' }],
  ['name not found', -105, { code: 'provider-down', detail: host, reason: 'not-found' }],
  ['names cannot be looked up', -137, { code: 'provider-down', detail: host, reason: 'not-found' }],
  ['refused', -102, { code: 'provider-down', detail: host, reason: 'not-reached' }],
  ['connection failed', -104, { code: 'provider-down', detail: host, reason: 'not-reached' }],
  ['connection timed out', -118, { code: 'timed-out', detail: host }],
  ['timed out', -7, { code: 'timed-out', detail: host }],
  ['wrong name in the certificate', -200, { code: 'certificate', detail: host, reason: 'wrong-host' }],
  ['unknown authority', -202, { code: 'certificate', detail: host, reason: 'unknown-issuer' }],
  ['a client certificate is wanted', -110, { code: 'page-blocked', reason: 'no-certificate' }],
  ['the proxy wants a password', -127, { code: 'proxy-auth', detail: host }],
  ['the proxy is away', -130, { code: 'proxy-auth', detail: host }],
  ['going round in circles', -310, { code: 'bad-reply', detail: host }],
  ['anything else', -2, { code: 'provider-down', detail: host }],
])('a page that cannot load says so: %s', (_name, code, failure) => {
  expect(failureOfLoad(code, page)).toEqual(failure);
});

test('an error without a page names its status', () => {
  expect(failureOfLoad(-379, page, 503)).toEqual({ code: 'provider-down', detail: `${host} (503)` });
  expect(failureOfLoad(-379, page)).toEqual({ code: 'provider-down', detail: host });
});

test('a load replaced by a newer one is no failure', () => {
  expect(failureOfLoad(-3, page)).toBeUndefined();
});

test('a refused permission is said only where a person would miss it', () => {
  expect(failureOfPermission('media')).toEqual({ code: 'page-blocked', reason: 'media' });
  expect(failureOfScheme('mailto')).toEqual({ code: 'page-blocked', reason: 'scheme', detail: 'mailto' });
  expect(failureOfPermission('storage-access')).toBeUndefined();
});

test('a password prompt names who asks', () => {
  const failure = { code: 'proxy-auth', detail: 'proxy.example:3128' };
  expect(failureOfPasswordPrompt({ host: 'proxy.example', port: 3128 })).toEqual(failure);
});

test('a server’s trouble is said although its own page is shown', () => {
  expect(failureOfStatus(500, page)).toEqual({ code: 'provider-down', detail: host });
  expect(failureOfStatus(429, page)).toEqual({ code: 'rate-limited', detail: host });
  expect(failureOfStatus(200, page)).toBeUndefined();
  expect(failureOfStatus(404, page)).toBeUndefined();
});

test('an answer of no length is an empty page', () => {
  expect(isEmptyAnswer({ 'Content-Type': ['text/html'], 'Content-Length': ['0'] })).toBe(true);
  expect(isEmptyAnswer({ 'content-length': ['10'] })).toBe(false);
  expect(isEmptyAnswer({})).toBe(false);
  expect(isEmptyAnswer(undefined)).toBe(false);
});
