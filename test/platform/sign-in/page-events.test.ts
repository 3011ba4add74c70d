import { EventEmitter } from 'node:events';
import type { OnBeforeRedirectListenerDetails, Session, WebContents } from 'electron';
import { expect, test } from 'vitest';
import type { Capture } from '../../../main/platform/sign-in/capture.ts';
import { watchForbiddenRedirects, watchPage } from '../../../main/platform/sign-in/page-events.ts';

const origin = 'https://www.readycloud.com';
const result = `${origin}/api/v1/oauth2/auth_code#access_token=abcdefgh`;

interface Run {
  readonly looks: string[];
  readonly told: string[];
  /** Emits a navigation event; answers whether it was prevented. */
  readonly navigate: (name: string, url: string, isMainFrame?: boolean) => boolean;
  readonly emit: (name: string, ...args: unknown[]) => void;
  readonly capture: Capture;
}

/** A page made of its events alone, in the order of https://www.electronjs.org/docs/latest/api/web-contents */
function start(): Run {
  const looks: string[] = [];
  const told: string[] = [];
  const page = Object.assign(new EventEmitter(), { getURL: () => `${origin}/login` });
  const capture: Capture = {
    checkRedirect: (url, seenBy, from) => {
      looks.push([seenBy, from].filter(part => part !== undefined).join(' from '));
      return url === result ? 'stop' : 'go';
    },
    isHere: () => false,
    mayFrame: url => url !== result,
    arrived: url => told.push(`arrived ${url}`),
    dispose: () => undefined,
  };
  // `watchPage` uses these events and getURL of a page, nothing else of it.
  watchPage(page as unknown as WebContents, capture, {
    committed: (url, status) => told.push(`committed ${url} ${status}`),
    failed: (code, url) => told.push(`failed ${code} ${url}`),
    keptFrom: scheme => told.push(`kept from ${scheme}`),
  });
  return {
    looks,
    told,
    capture,
    emit: (name, ...args) => void page.emit(name, {}, ...args),
    navigate: (name, url, isMainFrame = true) => {
      let prevented = false;
      const preventDefault = (): void => {
        prevented = true;
      };
      page.emit(name, { url, isMainFrame, isSameDocument: false, preventDefault });
      return prevented;
    },
  };
}

test.each(['will-redirect', 'will-frame-navigate', 'will-navigate'])(
  '%s to the result is stopped before it is contacted',
  name => {
    expect(start().navigate(name, result)).toBe(true);
  },
);

test('a redirect says which origin sent the page on, hop by hop', () => {
  const { navigate, looks } = start();
  navigate('did-start-navigation', `${origin}/allow`);
  navigate('will-redirect', 'https://hop.example/1');
  navigate('did-redirect-navigation', 'https://hop.example/1');
  navigate('will-redirect', result);
  expect(looks).toEqual([`redirect from ${origin}`, 'redirect from https://hop.example']);
});

test('a frame inside the page that is redirected to the redirect address is stopped and not believed', () => {
  const { navigate, emit, looks } = start();
  expect(navigate('will-redirect', result, false)).toBe(true);
  expect(navigate('will-frame-navigate', result, false)).toBe(true);
  expect(navigate('will-redirect', `${origin}/notices`, false)).toBe(false);
  emit('did-navigate-in-page', result, false);
  emit('did-fail-load', -105, 'ERR_NAME_NOT_RESOLVED', result, false);
  expect(looks).toEqual([]);
});

test.each(['file:///etc/passwd', 'mailto:help@a.example', 'myapp://done', 'data:text/html,hi', 'about:blank'])(
  'a link to %s leads nowhere and is said',
  url => {
    const { navigate, told } = start();
    expect(navigate('will-frame-navigate', url)).toBe(true);
    expect(navigate('will-redirect', url)).toBe(true);
    expect(told).toEqual(Array(2).fill(`kept from ${url.split(':')[0]}`));
  },
);

test('a frame may be empty or made by its page, but never leaves Chromium', () => {
  const { navigate } = start();
  expect(navigate('will-frame-navigate', 'about:blank', false)).toBe(false);
  expect(navigate('will-frame-navigate', 'mailto:help@a.example', false)).toBe(true);
  expect(navigate('will-redirect', 'myapp://done', false)).toBe(true);
});

test('a token that only the hash brings is seen', () => {
  const { emit, looks } = start();
  emit('did-navigate-in-page', result, true);
  expect(looks).toEqual(['in-page']);
});

test('a page that cannot load is first looked at, then told', () => {
  const { emit, told } = start();
  emit('did-fail-load', -105, 'ERR_NAME_NOT_RESOLVED', result, true);
  emit('did-fail-load', -105, 'ERR_NAME_NOT_RESOLVED', `${origin}/login`, true);
  expect(told).toEqual([`failed -105 ${origin}/login`]);
});

test('a shown page is told with its status', () => {
  const { emit, told } = start();
  emit('did-navigate', `${origin}/login`, 200);
  expect(told).toEqual([`arrived ${origin}/login`, `committed ${origin}/login 200`]);
});

test('a redirect that the page itself forbids is seen by the session, in main frames only', () => {
  const { capture, looks } = start();
  let tell = (_details: OnBeforeRedirectListenerDetails): void => undefined;
  const session = {
    webRequest: {
      onBeforeRedirect: (_filter: object, listener: typeof tell) => {
        tell = listener;
      },
    },
  };
  // Only this one method of the session is used.
  watchForbiddenRedirects(session as unknown as Session, capture);
  const details = { url: `${origin}/allow`, redirectURL: result } as OnBeforeRedirectListenerDetails;
  tell({ ...details, resourceType: 'subFrame' });
  tell({ ...details, resourceType: 'mainFrame' });
  expect(looks).toEqual([`before-redirect from ${origin}`]);
});
