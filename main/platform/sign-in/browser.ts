import type { signInBarCalls } from '../../../preload/contract/sign-in-bar.ts';
import type { Browser } from '../../core/sign-in/sign-in-ports.ts';
import type { HandlersFor } from '../ipc/ipc.ts';
import { type SignIn, type SignInDeps, type SignInParts, startSignIn } from './one-sign-in.ts';
import { openSignInSession } from './sign-in-session.ts';
import { destroyWindow, makeUnseenWindow } from './sign-in-window.ts';

/** The sign-in windows, as the core asks for them. */
interface SignInBrowser extends Browser {
  /** The language is another one. */
  readonly retitle: () => void;
  /** The handlers of the sign-in whose sign-in bar calls; nothing for any other page, or once that sign-in has ended. */
  readonly signInBarHandlers: HandlersFor<typeof signInBarCalls>;
}

interface BrowserDeps extends SignInDeps {
  readonly preloadPath: string;
}

/** At most one sign-in is open for a key: asking again brings it to the front and gives the same promise. */
export function createBrowser({ preloadPath, ...ports }: BrowserDeps): SignInBrowser {
  const open = new Map<string, SignIn>();
  let prepared: SignInParts | undefined;
  const make = (kept?: string): SignInParts => {
    const own = openSignInSession(kept);
    return { own, unseen: makeUnseenWindow(preloadPath, own.session) };
  };
  const take = (kept: string | undefined): SignInParts => {
    if (kept !== undefined || prepared === undefined) return make(kept);
    const parts = prepared;
    prepared = undefined;
    return parts;
  };
  const dropPrepared = async (): Promise<void> => {
    const parts = prepared;
    prepared = undefined;
    if (parts === undefined) return;
    destroyWindow(parts.unseen);
    await parts.own.end();
  };
  return {
    prepare: () => {
      if (open.size === 0) prepared ??= make();
    },
    dropPrepared: () => void dropPrepared().catch(() => ports.log.write('sign-in.not-wiped')),
    toFront: key => open.get(key)?.focus(),
    signIn: request => {
      const running = open.get(request.key);
      if (running !== undefined) {
        running.focus();
        return running.result;
      }
      const started = startSignIn(request, take(request.stay.kept), ports, () => open.delete(request.key));
      open.set(request.key, started);
      request.signal.addEventListener('abort', () => void started.handlers.cancelSignIn(), { once: true });
      return started.result;
    },
    forget: async () => {
      await dropPrepared();
      for (const one of [...open.values()]) await one.handlers.cancelSignIn();
    },
    retitle: () => {
      for (const one of open.values()) one.retitle();
    },
    signInBarHandlers: ({ sender, senderFrame }) => {
      const calling = [...open.values()].find(one => one.bar === sender);
      if (calling === undefined || senderFrame === null || senderFrame !== sender.mainFrame) return undefined;
      return isAt(senderFrame.url, ports.signInBarUrl) ? calling.handlers : undefined;
    },
  };
}

const isAt = (url: string, page: string): boolean => url.split(/[?#]/, 1)[0] === page;
