import { describe, expect, test } from 'vitest';
import { readVisited } from '../../../main/core/oauth/answer-author.ts';
import { type ExpectedRedirect, readOtherAddress } from '../../../main/core/oauth/redirect.ts';
import type { SignInResult } from '../../../main/core/sign-in/sign-in-ports.ts';
import { type Capture, createCapture, waitForResultMs } from '../../../main/platform/sign-in/capture.ts';
import { isInnerAddress, isWebAddress } from '../../../main/platform/sign-in/page-address.ts';
import { createHandClock, type HandClock } from './sign-in-fakes.ts';

const origin = 'https://www.readycloud.com';
const expected: ExpectedRedirect = {
  address: `${origin}/api/v1/oauth2/auth_code`,
  state: 'ours',
  stateRequired: false,
  answer: 'token',
};
const answer = 'state=ours#access_token=abcdefgh&token_type=bearer&expires_in=60';

interface Run {
  readonly capture: Capture;
  readonly clock: HandClock;
  readonly results: SignInResult['kind'][];
  readonly offers: string[];
  readonly nothings: () => number;
}

function start(): Run {
  const clock = createHandClock(0);
  const results: SignInResult['kind'][] = [];
  const offers: string[] = [];
  let nothings = 0;
  const capture = createCapture({
    read: (url, trail) => readVisited(url, trail, expected, origin),
    otherAddress: (url, from, byRedirect) =>
      from === origin ? readOtherAddress(url, expected, byRedirect ? from : undefined) : undefined,
    clock,
    hasEnded: () => results.length > 0,
    onResult: result => results.push(result.kind),
    onNothing: () => {
      nothings += 1;
    },
    onOtherAddress: (address, stays) => offers.push(`${address}${stays ? '' : ', beside the page'}`),
  });
  return { capture, clock, results, offers, nothings: () => nothings };
}

describe('look', () => {
  test('stops at the redirect address with a token and reads it once', () => {
    const { capture, results } = start();
    expect(capture.checkRedirect(`${expected.address}?${answer}`, 'before-redirect', [])).toBe('stop');
    expect(capture.checkRedirect(`${expected.address}?${answer}`, 'redirect', [])).toBe('stop');
    expect(capture.checkRedirect('https://elsewhere.example/', 'navigation', [])).toBe('stop');
    expect(results).toEqual(['token']);
  });

  test.each([
    ['a refusal', '?error=access_denied', 'refused'],
    ['another state', '?state=theirs#access_token=abcdefgh&token_type=bearer', 'invalid'],
  ] as const)('ends with %s too', (_name, query, kind) => {
    const { capture, results } = start();
    expect(capture.checkRedirect(`${expected.address}${query}`, 'redirect', [origin])).toBe('stop');
    expect(results).toEqual([kind]);
  });

  test.each([
    `${origin}/login?error=wrong+password`,
    `${origin}.example.com/api/v1/oauth2/auth_code?${answer}`,
    `${expected.address}/?${answer}`,
    'about:blank',
    'not an address',
  ])('goes on to %s', url => {
    const { capture, results, offers } = start();
    expect(capture.checkRedirect(url, 'navigation', ['https://third.example'])).toBe('go');
    expect({ results, offers }).toEqual({ results: [], offers: [] });
  });

  test('offers the address that the App was registered with, and does not go there', () => {
    const { capture, results, offers } = start();
    expect(capture.checkRedirect(`https://shop.example/done?${answer}`, 'redirect', ['', `${origin}/allow`])).toBe(
      'stop',
    );
    expect({ results, offers }).toEqual({ results: [], offers: ['https://shop.example/done'] });
  });

  test('offers it without our state, too, where the answer stands behind the #', () => {
    const { capture, results, offers } = start();
    expect(capture.checkRedirect('https://shop.example/done#access_token=abcdefgh', 'redirect', ['', origin])).toBe(
      'stop',
    );
    expect(capture.checkRedirect('https://shop.example/done#access_token=abcdefgh', 'navigation', ['', origin])).toBe(
      'go',
    );
    expect({ results, offers }).toEqual({ results: [], offers: ['https://shop.example/done'] });
  });

  test('offers the landing address with a slash at its end beside that page, which may go on by itself', () => {
    const { capture, results, offers } = start();
    expect(capture.checkRedirect(`${expected.address}/#access_token=abcdefgh`, 'redirect', ['', origin])).toBe('go');
    expect(offers).toEqual([`${expected.address}/, beside the page`]);
    expect(capture.checkRedirect(`${expected.address}?${answer}`, 'navigation', ['', origin])).toBe('stop');
    expect(results).toEqual(['token']);
  });

  test('the way back from the sign-in page, which carries our state, is no other address', () => {
    const { capture, offers } = start();
    expect(
      capture.checkRedirect(`${origin}/api/v1/oauth2/authorize?client_id=a&state=ours`, 'redirect', [
        '',
        `${origin}/allow`,
      ]),
    ).toBe('go');
    expect(offers).toEqual([]);
  });
});

test('a frame may go anywhere but to the redirect address', () => {
  const { capture, results } = start();
  expect([`${origin}/notices`, expected.address, `${expected.address}?${answer}`].map(capture.mayFrame)).toEqual([
    true,
    false,
    false,
  ]);
  expect(results).toEqual([]);
});

describe('the redirect address without a result', () => {
  test('ends after ten seconds', () => {
    const { capture, clock, nothings } = start();
    expect(capture.checkRedirect(expected.address, 'redirect', [])).toBe('go');
    capture.arrived(expected.address);
    clock.goOn(waitForResultMs - 1);
    expect(nothings()).toBe(0);
    clock.goOn(1);
    expect(nothings()).toBe(1);
  });

  test('waits no longer once the page went on, or its hash brought the token', () => {
    const gone = start();
    gone.capture.arrived(expected.address);
    gone.capture.arrived(`${origin}/login`);
    expect(gone.clock.waiting()).toBe(0);
    const hashed = start();
    hashed.capture.arrived(expected.address);
    expect(hashed.capture.checkRedirect(`${expected.address}?${answer}`, 'in-page', [])).toBe('stop');
    expect({ results: hashed.results, waiting: hashed.clock.waiting() }).toEqual({ results: ['token'], waiting: 0 });
  });
});

test.each([
  ['https://a.example/', true, true],
  ['HTTP://a.example/', true, true],
  ['about:blank', false, true],
  ['data:text/html,hi', false, true],
  ['file:///etc/passwd', false, false],
  ['javascript:alert(1)', false, false],
  ['mailto:help@a.example', false, false],
  ['https:a.example', false, false],
])('%s: a page may go there %s, a frame in it %s', (url, web, inner) => {
  expect([isWebAddress(url), isInnerAddress(url)]).toEqual([web, inner]);
});
