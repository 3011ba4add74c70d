import { describe, expect, it } from 'vitest';
import { DockpassError } from '../../../main/core/base/errors.ts';
import { Secret } from '../../../main/core/base/secret.ts';
import { type Handlers, onlyFrom, type Sender, serveCalls } from '../../../main/platform/ipc/ipc.ts';
import { panelArguments, signInBarArguments } from '../../../main/platform/ipc/ipc-arguments.ts';
import { panelCalls } from '../../../preload/contract/calls.ts';
import { signInBarCalls } from '../../../preload/contract/sign-in-bar.ts';

type SignInBarCalls = typeof signInBarCalls;
type Listener = (event: never, ...args: unknown[]) => unknown;

/** Electron's ipcMain as far as a call goes, which also refuses a second handler. */
const anIpc = () => {
  const handled = new Map<string, Listener>();
  return {
    handled,
    handle: (channel: string, listener: Listener): void => {
      if (handled.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`);
      handled.set(channel, listener);
    },
  };
};

const frameAt = (url: string, parent: object | null = null) => ({ url, parent });
const bar = frameAt('app://dockpass/sign-in-bar.html');
const noop = (): null => null;
const bars: Handlers<SignInBarCalls> = {
  getSignInBar: () => {
    throw new Error('not asked for in these tests');
  },
  cancelSignIn: noop,
  useBrowser: noop,
  openBrowserAgain: noop,
  backToPage: noop,
  useDevice: noop,
  pasteAddress: noop,
  continueWith: noop,
  tryPageAgain: noop,
  useOtherAddress: noop,
  setStaySignedIn: noop,
  answerPassword: noop,
  chooseCertificate: noop,
};

const served = (handlers: Partial<Handlers<SignInBarCalls>>, isSender: (event: Sender) => boolean = () => true) => {
  const ipc = anIpc();
  const logged: string[] = [];
  const log = { write: (event: string, facts = {}) => void logged.push(`${event} ${JSON.stringify(facts)}`) };
  serveCalls(signInBarArguments, onlyFrom(isSender, { ...bars, ...handlers }), log, ipc);
  const call = (name: string, frame: object | null, ...args: unknown[]): unknown => {
    const listener = ipc.handled.get(`dockpass:${name}`);
    // The double stands for Electron's event, of which only the frame is read.
    return listener?.({ senderFrame: frame, sender: {} } as never, ...args);
  };
  return { call, logged, ipc };
};

describe('a call from a page of ours', () => {
  it('answers with the value of its handler', async () => {
    const { call } = served({
      continueWith: async (text, goodUntil) => (text === 'abc' && goodUntil === '' ? null : null),
    });
    expect(await call('continueWith', bar, 'abc', '')).toEqual({ ok: true, value: null });
  });

  it('gives its handler exactly the arguments that were checked', async () => {
    const seen: unknown[] = [];
    const { call } = served({
      continueWith: (...args) => {
        seen.push(args);
        return null;
      },
    });
    await call('continueWith', bar, 'abc', '2026-01-31');
    expect(seen).toEqual([['abc', '2026-01-31']]);
  });

  it.each([
    [
      'an expected failure',
      new DockpassError('bad-redirect', { detail: 'state' }),
      { code: 'bad-redirect', detail: 'state' },
    ],
    ['anything else', new TypeError('token hidden-value is odd'), { code: 'unexpected' }],
    ['a thrown text', 'hidden-value', { code: 'unexpected' }],
  ])('%s comes as a code', async (_name, problem, error) => {
    const { call, logged } = served({
      useBrowser: async () => {
        throw problem;
      },
    });
    expect(await call('useBrowser', bar)).toEqual({ ok: false, error });
    expect(logged.join()).toContain(error.code);
    expect(logged.join()).not.toContain('hidden-value');
  });

  it('a failure thrown at once is a code as well', async () => {
    const { call } = served({
      useBrowser: () => {
        throw new DockpassError('offline');
      },
    });
    expect(await call('useBrowser', bar)).toEqual({ ok: false, error: { code: 'offline' } });
  });

  it('a reply that holds a secret, however deep, does not leave', async () => {
    // What the compiler refuses and a careless cast would let through.
    const leaking = { note: [{ value: new Secret('hidden-value') }] } as never;
    const { call, logged } = served({ useBrowser: () => leaking });
    expect(await call('useBrowser', bar)).toEqual({ ok: false, error: { code: 'unexpected' } });
    expect(logged.join()).toContain('call-failed');
  });
});

describe('a call that is not heard', () => {
  it.each([
    ['a frame that has moved on', null],
    ['a frame inside a page of ours', frameAt('app://dockpass/sign-in-bar.html', bar)],
    ['a page of a provider', frameAt('https://www.readycloud.com/')],
    ['a page that only looks like ours', frameAt('https://dockpass/sign-in-bar.html')],
    ['the window that shows a secret', frameAt('app://secret/')],
    ['an empty page', frameAt('about:blank')],
  ])('%s', (_name, frame) => {
    let calls = 0;
    const count = (): null => {
      calls += 1;
      return null;
    };
    const { call, logged } = served({ useBrowser: count });
    // Answered at once: the sender is looked at before anything is awaited.
    expect(call('useBrowser', frame)).toEqual({ ok: false, error: { code: 'unexpected' } });
    expect([calls, logged]).toEqual([0, ['call-refused {"call":"useBrowser","reason":"sender"}']]);
  });

  it('a page of ours that has no business with these calls', () => {
    const { call } = served({}, ({ senderFrame }) => senderFrame?.url === 'app://dockpass/index.html');
    expect(call('useBrowser', bar)).toEqual({ ok: false, error: { code: 'unexpected' } });
  });

  it.each([
    ['continueWith', []],
    ['continueWith', ['abc']],
    ['continueWith', ['abc', '', 'more']],
    ['continueWith', [1, '']],
    ['continueWith', ['a'.repeat(20_001), '']],
    ['useBrowser', ['more']],
  ])('%s with other arguments', (name, args) => {
    expect(served({}).call(name, bar, ...args)).toEqual({ ok: false, error: { code: 'bad-input' } });
  });
});

it('the schemas name every call of the contract and no other', () => {
  expect(Object.keys(panelArguments).sort()).toEqual(Object.keys(panelCalls).sort());
  expect(Object.keys(signInBarArguments).sort()).toEqual(Object.keys(signInBarCalls).sort());
});

it('registers each call once, for however many windows', () => {
  expect([...served({}).ipc.handled.keys()].sort()).toEqual(
    Object.keys(signInBarCalls)
      .map(name => `dockpass:${name}`)
      .sort(),
  );
});
