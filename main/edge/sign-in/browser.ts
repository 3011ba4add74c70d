import type { IpcMainInvokeEvent, WebContents } from 'electron';
import type { Browser } from '../../core/ports.ts';
import { type SignIn, type SignInPorts, startSignIn } from './one-sign-in.ts';
import type { StripHandlers } from './strip-calls.ts';

export type { SignInPorts, StripHandlers };

/** The sign-in windows, as the core asks for them and as the rest of the edge has to know them. */
export interface SignInBrowser extends Browser {
  /** Whether a call comes from the main frame of an open strip of ours. Ask before anything is awaited. */
  readonly isStripFrame: (event: Pick<IpcMainInvokeEvent, 'sender' | 'senderFrame'>) => boolean;
  /** The handlers of the sign-in whose strip calls; nothing once it has ended. */
  readonly stripHandlers: (event: Pick<IpcMainInvokeEvent, 'sender'>) => StripHandlers | undefined;
  /** Pages of the provider, which guard themselves: the app-wide guard leaves their navigation to them. */
  readonly ownsContents: (contents: WebContents) => boolean;
}

/** At most one sign-in is open for a key. */
export function createBrowser(ports: SignInPorts): SignInBrowser {
  const open = new Map<string, SignIn>();
  // A page may still ask for something between the end of its sign-in and its own.
  const sessions = new WeakSet<Electron.Session>();
  const signInOf = (sender: WebContents): SignIn | undefined => [...open.values()].find(one => one.strip === sender);
  return {
    signIn: request => {
      const running = open.get(request.key);
      if (running !== undefined) {
        running.focus();
        return running.result;
      }
      const started = startSignIn(request, {
        ...ports,
        onSession: session => sessions.add(session),
        onEnded: () => open.delete(request.key),
      });
      open.set(request.key, started);
      return started.result;
    },
    isStripFrame: ({ sender, senderFrame }) =>
      senderFrame !== null && signInOf(sender)?.strip.mainFrame === senderFrame && isAtStrip(senderFrame.url, ports),
    stripHandlers: ({ sender }) => signInOf(sender)?.handlers,
    ownsContents: contents => sessions.has(contents.session),
  };
}

function isAtStrip(url: string, { stripUrl }: SignInPorts): boolean {
  return url.split(/[?#]/, 1)[0] === stripUrl;
}
