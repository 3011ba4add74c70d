import type { WebContents } from 'electron';
import { channelOf } from '../../../preload/contract/bridge.ts';
import type { SignInBarView, signInBarCalls } from '../../../preload/contract/sign-in-bar.ts';
import type { Clipboard } from '../../core/ports/desktop.ts';
import type { Log } from '../../core/ports/log.ts';
import type { Clock } from '../../core/ports/time.ts';
import type { SignInRequest, SignInResult } from '../../core/sign-in/sign-in-ports.ts';
import { text } from '../../text/text.ts';
import type { Handlers } from '../ipc/ipc.ts';
import { createOwnBrowser } from './own-browser.ts';
import { hostOf } from './page-address.ts';
import { failureOfPermission } from './page-failures.ts';
import { watchPages } from './pages.ts';
import { createSignInBarState, type SignInBarState } from './sign-in-bar.ts';
import { createSignInBarHandlers } from './sign-in-bar-calls.ts';
import { createResolveOnce, createSignInOutcome, type SignInOutcome } from './sign-in-outcome.ts';
import type { SignInSession } from './sign-in-session.ts';
import { openSignInWindow, type SignInWindow, type UnseenWindow } from './sign-in-window.ts';
import { createStay } from './stay-signed-in.ts';
import { createReveal, keepTime, unveilSoon } from './time-limit.ts';

export interface SignInDeps {
  readonly signInBarUrl: string;
  readonly clock: Clock;
  readonly log: Log;
  readonly clipboard: Pick<Clipboard, 'read' | 'holds' | 'clear'>;
  /** The app's one gate to the system's browser. */
  readonly openExternal: (url: string, origins: readonly string[]) => Promise<void>;
}

/** One sign-in from its window to its end. */
export interface SignIn {
  readonly result: Promise<SignInResult>;
  readonly bar: WebContents;
  readonly handlers: Handlers<typeof signInBarCalls>;
  readonly focus: () => void;
  /** The window's title in the language in force. */
  readonly retitle: () => void;
}

/** What a sign-in begins with. It is used once. */
export interface SignInParts {
  readonly own: SignInSession;
  readonly unseen: UnseenWindow;
}

/** Opens the window at once. `onEnded` runs when the result is known; the window goes in the next turn. */
export function startSignIn(
  request: SignInRequest,
  { own, unseen }: SignInParts,
  ports: SignInDeps,
  onEnded: () => void,
): SignIn {
  const { clock, log } = ports;
  const once = createResolveOnce<SignInResult>(() => {
    own.shut();
    onEnded();
    // Closing a window inside its own navigation event is not safe everywhere.
    setImmediate(() => void end().catch(() => log.write('sign-in.not-wiped')));
  });
  const stay = createStay(request.stay, () => bar.view().staysSignedIn);
  const outcome = createSignInOutcome(once, log, result => {
    bar.captured();
    return stay.chooseSession(result);
  });
  const bar = createSignInBarState({ ...request, onChange: view => show(view) });
  own.onRefused(permission => {
    const failure = failureOfPermission(permission);
    if (failure !== undefined) bar.note(failure);
  });
  const window = openSignInWindow(unseen, {
    title: titleOf(request),
    signInBarUrl: ports.signInBarUrl,
    hidden: request.stay.hiddenForMs !== undefined,
    mayStay: request.stay.offered,
    onClosed: () => outcome.fail('cancelled'),
  });
  const show = (view: SignInBarView): void => {
    if (outcome.hasEnded()) return;
    window.arrange(view);
    if (view.problem !== undefined || view.mode !== 'page') reveal();
    if (!window.bar.isDestroyed()) window.bar.send(channelOf('signInBarChanged'), view);
  };
  // A page that closes itself has ended the sign-in as well as the person's own closing would.
  window.page.once('destroyed', () => outcome.fail('cancelled'));
  const stopWatching = watch(request, { own, window, bar, ports, outcome });
  const reveal = createReveal(request.stay, window);
  const stopTime = keepTime(request, clock, { end: () => outcome.fail('timed-out'), reveal });
  const stopVeil = unveilSoon(window.page, () => outcome.hasEnded() || window.unveil(), clock);
  const end = async (): Promise<void> => {
    stopTime();
    stopVeil();
    stopWatching();
    bar.dropQuestion();
    window.destroy();
    await stay.keep(own).finally(own.end);
  };
  const load = (): void => {
    bar.restarted();
    // Its failures arrive as events; the promise only repeats them, with the whole address in its text.
    window.page.loadURL(request.authorizationUrl).catch(() => undefined);
  };
  log.write('sign-in.opened', { host: hostOf(request.authorizationUrl) });
  load();
  const handlers = handle(request, ports, { bar, outcome, load });
  return {
    result: once.promise,
    bar: window.bar,
    handlers,
    focus: window.focus,
    retitle: () => window.base.setTitle(titleOf(request)),
  };
}

const titleOf = ({ providerName }: SignInRequest): string => text('sign-in-window.title', { provider: providerName });

interface Parts {
  readonly own: SignInSession;
  readonly window: SignInWindow;
  readonly bar: SignInBarState;
  readonly ports: SignInDeps;
  readonly outcome: SignInOutcome;
}

function watch(request: SignInRequest, { own, window, bar, ports, outcome }: Parts): () => void {
  return watchPages({
    session: own.session,
    window,
    bar,
    clock: ports.clock,
    capture: {
      read: request.read,
      otherAddress: request.otherAddress,
      clock: ports.clock,
      hasEnded: outcome.hasEnded,
      onResult: outcome.finish,
      onNothing: () => outcome.fail('bad-redirect'),
      onOtherAddress: bar.offerAddress,
    },
  });
}

function handle(
  request: SignInRequest,
  ports: SignInDeps,
  { bar, outcome, load }: Pick<Parts, 'bar' | 'outcome'> & { readonly load: () => void },
): Handlers<typeof signInBarCalls> {
  const browser = createOwnBrowser({
    ...request,
    clipboard: ports.clipboard,
    openExternal: ports.openExternal,
    onResult: outcome.finish,
  });
  return createSignInBarHandlers({
    bar,
    browser,
    restart: load,
    cancel: () => outcome.fail('cancelled'),
    toDevice: request.mayUseDevice ? () => outcome.finish({ kind: 'other-device' }, 'person') : undefined,
    takeOtherAddress: request.takeOtherAddress,
  });
}
