import type { signInBarCalls } from '../../../preload/contract/sign-in-bar.ts';
import type { Browser } from '../../core/sign-in/sign-in-ports.ts';
import type { HandlersFor } from '../ipc/ipc.ts';
import { type SignIn, type SignInDeps, startSignIn } from './one-sign-in.ts';

/** The sign-in windows, as the core asks for them. */
interface SignInBrowser extends Browser {
  /** The language is another one. */
  readonly retitle: () => void;
  /** The handlers of the sign-in whose sign-in bar calls; nothing for any other page, or once that sign-in has ended. */
  readonly signInBarHandlers: HandlersFor<typeof signInBarCalls>;
}

/** At most one sign-in is open for a key: asking again brings it to the front and gives the same promise. */
export function createBrowser(ports: SignInDeps): SignInBrowser {
  const open = new Map<string, SignIn>();
  return {
    toFront: key => open.get(key)?.focus(),
    signIn: request => {
      const running = open.get(request.key);
      if (running !== undefined) {
        running.focus();
        return running.result;
      }
      const started = startSignIn(request, ports, () => open.delete(request.key));
      open.set(request.key, started);
      request.signal.addEventListener('abort', () => void started.handlers.cancelSignIn(), { once: true });
      return started.result;
    },
    forget: async () => {
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
