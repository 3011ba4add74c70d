import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import { installGuard } from '../../../main/platform/security/guard.ts';

const aPage = (url: string) => {
  let open: (() => unknown) | undefined;
  return Object.assign(new EventEmitter(), {
    getURL: () => url,
    setWindowOpenHandler: (handler: () => unknown): void => {
      open = handler;
    },
    opens: () => open?.(),
  });
};
const aSession = () => {
  const handlers: Record<string, (...args: unknown[]) => unknown> = {};
  const keep = (name: string) => (handler: (...args: unknown[]) => unknown) => {
    handlers[name] = handler;
  };
  return Object.assign(new EventEmitter(), {
    handlers,
    setPermissionRequestHandler: keep('request'),
    setPermissionCheckHandler: keep('check'),
    setDevicePermissionHandler: keep('device'),
  });
};
const guarded = (isReady = false, defaultSession = aSession()) => {
  const app = Object.assign(new EventEmitter(), { isReady: () => isReady });
  const log: string[] = [];
  // Doubles with what the guard uses of a session; Electron's own type has a hundred members more.
  installGuard(
    { write: (event, facts) => void log.push(`${event} ${facts?.what}`) },
    app,
    () => defaultSession as never,
  );
  const page = (url: string) => {
    const made = aPage(url);
    app.emit('web-contents-created', {}, made);
    return made;
  };
  return { app, log, page, defaultSession };
};
const isStopped = (page: EventEmitter, event: string, url = ''): boolean => {
  let stopped = false;
  page.emit(event, { url, preventDefault: () => (stopped = true) });
  return stopped;
};

describe('pages', () => {
  it.each([
    ['app://dockpass/index.html', 'https://example.test/', true],
    ['app://dockpass/index.html', 'app://dockpass/sign-in-bar.html', true],
    ['app://dockpass/index.html', 'javascript:alert(1)', true],
    ['app://secret/', 'https://example.test/', true],
    ['https://www.readycloud.com/', 'https://login.example.test/', false],
    ['https://www.readycloud.com/', 'app://dockpass/index.html', true],
    ['https://www.readycloud.com/', 'file:///etc/passwd', true],
    ['', 'https://www.readycloud.com/', false],
  ])('from %j to %s is stopped: %s', (from, to, expected) => {
    const { page } = guarded();
    expect(isStopped(page(from), 'will-frame-navigate', to)).toBe(expected);
    expect(isStopped(page(from), 'will-redirect', to)).toBe(expected);
  });

  it('get no Bluetooth device, where Electron would take the first one', () => {
    const { page, log } = guarded();
    const made = page('https://www.readycloud.com/');
    const chosen: string[] = [];
    let stopped = false;
    const event = { preventDefault: () => (stopped = true) };
    made.emit('select-bluetooth-device', event, [{ deviceId: 'headset' }], (id: string) => chosen.push(id));
    expect([stopped, chosen, log]).toEqual([true, [''], ['guard-refused bluetooth']]);
  });

  it('open no windows and hold no webviews', () => {
    const { page, log } = guarded();
    const made = page('https://www.readycloud.com/');
    expect(made.opens()).toEqual({ action: 'deny' });
    expect(isStopped(made, 'will-attach-webview')).toBe(true);
    expect(log).toEqual(['guard-refused window', 'guard-refused webview']);
  });
});

it('no client certificate is sent, to a page or for a request of our own, where Electron would send the first', () => {
  const { app, page, log } = guarded();
  for (const asking of [page('https://www.readycloud.com/'), null]) {
    const chosen: unknown[] = [];
    let stopped = false;
    const event = { preventDefault: () => (stopped = true) };
    const choose = (...answer: unknown[]): void => void chosen.push(answer);
    app.emit('select-client-certificate', event, asking, 'https://example.test/', [{ subjectName: 'me' }], choose);
    expect([stopped, chosen]).toEqual([true, [[]]]);
  }
  expect(log).toEqual(['guard-refused client-certificate', 'guard-refused client-certificate']);
});

describe('sessions', () => {
  const denied = (session: ReturnType<typeof aSession>): unknown[] => {
    const answers: unknown[] = [];
    session.handlers.request?.(null, 'media', (granted: boolean) => answers.push(granted));
    return [...answers, session.handlers.check?.(null, 'media', ''), session.handlers.device?.({})];
  };

  it('grant nothing and download nothing', () => {
    const { app } = guarded();
    const session = aSession();
    app.emit('session-created', session);
    expect(denied(session)).toEqual([false, false, false]);
    expect(isStopped(session, 'will-download')).toBe(true);
  });

  it('the default session is guarded even if it was there before', () => {
    expect(denied(guarded(true).defaultSession)).toEqual([false, false, false]);
  });
});
