import { EventEmitter } from 'node:events';
import type { OnBeforeRedirectListenerDetails, OnBeforeRequestListenerDetails, Session, WebContents } from 'electron';
import { describe, expect, test } from 'vitest';
import type { Capture } from '../../../main/platform/sign-in/capture.ts';
import {
  type PageTrail,
  watchForbiddenRedirects,
  watchFormPosts,
  watchPage,
} from '../../../main/platform/sign-in/page-events.ts';

const origin = 'https://www.readycloud.com';
const stranger = 'https://evil.example';
const inFrame = { isMainFrame: false };
const result = `${origin}/api/v1/oauth2/auth_code#access_token=abcdefgh`;

interface Run {
  readonly looks: string[];
  readonly told: string[];
  /** Emits a navigation event; answers whether it was prevented. */
  readonly navigate: (name: string, url: string, more?: object) => boolean;
  readonly emit: (name: string, ...args: unknown[]) => void;
  readonly capture: Capture;
  readonly trail: PageTrail;
}

/** A page made of its events alone, in the order of https://www.electronjs.org/docs/latest/api/web-contents */
function start(shown: readonly string[] = [`${origin}/login`]): Run {
  const looks: string[] = [];
  const told: string[] = [];
  const page = Object.assign(new EventEmitter(), { getURL: () => `${origin}/login` });
  const capture: Capture = {
    checkRedirect: (url, seenBy, trail) => {
      looks.push(`${seenBy}: ${trail.map(address => address || '?').join(' > ')}`);
      return url === result ? 'stop' : 'go';
    },
    isHere: () => false,
    mayFrame: url => url !== result,
    arrived: url => told.push(`arrived ${url}`),
    dispose: () => undefined,
  };
  // `watchPage` uses these events and getURL of a page, nothing else of it.
  const trail = watchPage(page as unknown as WebContents, capture, {
    committed: (url, status) => told.push(`committed ${url} ${status}`),
    failed: (code, url) => told.push(`failed ${code} ${url}`),
    keptFrom: scheme => told.push(`kept from ${scheme}`),
    shown: () => shown,
  });
  return {
    looks,
    told,
    capture,
    trail,
    emit: (name, ...args) => void page.emit(name, {}, ...args),
    navigate: (name, url, more = {}) => {
      let prevented = false;
      const preventDefault = (): void => {
        prevented = true;
      };
      page.emit(name, { url, isMainFrame: true, isSameDocument: false, preventDefault, ...more });
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

const by = (from: string) => ({ initiator: { origin: from } });

describe('how a page came to an address', () => {
  test('a redirect: who began it, and every hop', () => {
    const { navigate, looks } = start();
    navigate('did-start-navigation', `${origin}/allow`);
    navigate('will-frame-navigate', `${origin}/allow`, by(origin));
    navigate('will-redirect', 'https://hop.example/1');
    navigate('did-redirect-navigation', 'https://hop.example/1');
    navigate('will-redirect', result);
    expect(looks).toEqual([
      `navigation: ${origin}`,
      `redirect: ${origin} > ${origin}/allow`,
      `redirect: ${origin} > ${origin}/allow > https://hop.example/1`,
    ]);
  });

  test('a page that is led away by another one is not what led there', () => {
    const { navigate, looks } = start();
    navigate('did-start-navigation', result);
    navigate('will-frame-navigate', result, by(stranger));
    navigate('will-navigate', result, by(stranger));
    expect(looks).toEqual(Array(2).fill(`navigation: ${stranger}`));
  });

  test.each([
    ['nobody is named', {}],
    ['the frame has gone', { initiator: null }],
    [
      'the frame may not be asked any more',
      {
        initiator: {
          get origin() {
            throw new Error('disposed');
          },
        },
      },
    ],
  ])('is unknown where %s', (_why, more) => {
    const { navigate, looks } = start();
    navigate('did-start-navigation', result, more);
    navigate('will-frame-navigate', result, more);
    expect(looks).toEqual(['navigation: ?']);
  });

  test('what a frame inside does is left out', () => {
    const { navigate, looks } = start();
    navigate('did-start-navigation', `${origin}/allow`, by(stranger));
    navigate('did-start-navigation', `${origin}/frame`, { ...inFrame, ...by(origin) });
    navigate('did-redirect-navigation', `${origin}/frame2`, inFrame);
    navigate('will-redirect', result);
    expect(looks).toEqual([`redirect: ${stranger} > ${origin}/allow`]);
  });

  test('an address that is reached, or cannot be, has the trail of its own navigation only', () => {
    const { navigate, emit, looks } = start();
    navigate('did-start-navigation', `${origin}/allow`, by(origin));
    navigate('did-redirect-navigation', `${origin}/done`);
    emit('did-navigate', `${origin}/done`, 200);
    emit('did-fail-load', -105, 'ERR_NAME_NOT_RESOLVED', result, true);
    expect(looks).toEqual([`committed: ${origin} > ${origin}/allow`, 'failed-load: ']);
  });
});

test('a frame inside the page that is redirected to the redirect address is stopped and not believed', () => {
  const { navigate, emit, looks } = start();
  expect(navigate('will-redirect', result, inFrame)).toBe(true);
  expect(navigate('will-frame-navigate', result, inFrame)).toBe(true);
  expect(navigate('will-redirect', `${origin}/notices`, inFrame)).toBe(false);
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
  expect(navigate('will-frame-navigate', 'about:blank', inFrame)).toBe(false);
  expect(navigate('will-frame-navigate', 'mailto:help@a.example', inFrame)).toBe(true);
  expect(navigate('will-redirect', 'myapp://done', inFrame)).toBe(true);
});

describe('a token that only the hash brings', () => {
  const changed = (run: Run, more: object = {}): readonly string[] => {
    run.navigate('did-start-navigation', result, { isSameDocument: true, ...more });
    run.emit('did-navigate-in-page', result, true);
    return run.looks;
  };

  test('is the page’s own where no other page could have brought it', () => {
    expect(changed(start())).toEqual([`in-page: ${origin}`]);
    expect(changed(start([`${origin}/login`, `${origin}/popup`]))).toEqual([`in-page: ${origin}`]);
  });

  test('is of whoever changed it, where that is told', () => {
    expect(changed(start(), by(stranger))).toEqual([`in-page: ${stranger}`]);
  });

  test.each([stranger, 'about:blank'])('is nobody’s while %s stands open too', other => {
    expect(changed(start([`${origin}/login`, other]))).toEqual(['in-page: ?']);
  });
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
  const { capture, looks, navigate, trail } = start();
  navigate('did-start-navigation', `${origin}/allow`, by(origin));
  let tell = (_details: OnBeforeRedirectListenerDetails): void => undefined;
  const session = {
    webRequest: {
      onBeforeRedirect: (_filter: object, listener: typeof tell) => {
        tell = listener;
      },
    },
  };
  const page = {} as WebContents;
  // Only this one method of the session is used.
  watchForbiddenRedirects(session as unknown as Session, capture, of => (of === page ? trail : undefined));
  const details = { url: `${origin}/allow`, redirectURL: result } as OnBeforeRedirectListenerDetails;
  tell({ ...details, resourceType: 'subFrame', webContents: page });
  tell({ ...details, resourceType: 'mainFrame', webContents: page });
  tell({ ...details, resourceType: 'mainFrame' });
  expect(looks).toEqual([`before-redirect: ${origin} > ${origin}/allow`, 'before-redirect: ']);
});

test('a form that is posted to the redirect address is of the page that posted it', () => {
  const { capture, looks } = start();
  let ask = (_details: OnBeforeRequestListenerDetails, _answer: (what: object) => void): void => undefined;
  const session = {
    webRequest: {
      onBeforeRequest: (_filter: object, listener: typeof ask) => {
        ask = listener;
      },
    },
  };
  // Only this one method of the session is used.
  watchFormPosts(session as unknown as Session, { ...capture, isHere: () => true });
  const posted = { url: result, method: 'POST', resourceType: 'mainFrame' } as OnBeforeRequestListenerDetails;
  ask({ ...posted, initiatorOrigin: stranger }, () => undefined);
  ask(posted, () => undefined);
  expect(looks).toEqual([`form-post: ${stranger}`, 'form-post: ?']);
});
