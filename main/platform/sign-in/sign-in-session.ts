import { randomUUID } from 'node:crypto';
import { type Session, session } from 'electron';
import { partitionOf, wipe } from './kept-sessions.ts';

/** A session of its own for one sign-in, allowed nothing: in memory under a random name, or the account's kept one. */
export interface SignInSession {
  readonly session: Session;
  /** Who is told what a page asked for in vain; nobody before. */
  readonly onRefused: (listener: (permission: string) => void) => void;
  /** From now on no request leaves, whatever a page is still on its way to. */
  readonly shut: () => void;
  /** Ends it; the sign-in's pages must be gone by then. A session in memory loses all its data, a kept one stays. */
  readonly end: () => Promise<void>;
  /** Copies who is signed in (cookies) into the kept session of that name. Nothing to do where this is that one. */
  readonly keepAs: (name: string) => Promise<void>;
}

/**
 * Everything is denied before the first page exists, because Electron grants what no handler denies
 * (https://www.electronjs.org/docs/latest/tutorial/security#5-handle-session-permission-requests-from-remote-content).
 * Capturing the screen is the exception: without a handler for it Electron supports none.
 */
export function openSignInSession(kept: string | undefined): SignInSession {
  let onRefused = (_permission: string): void => {};
  const own = session.fromPartition(kept === undefined ? `sign-in-${randomUUID()}` : partitionOf(kept));
  own.setPermissionRequestHandler((_contents, permission, answer) => {
    answer(false);
    onRefused(permission);
  });
  own.setPermissionCheckHandler(() => false);
  own.setDevicePermissionHandler(() => false);
  const refuseDownload = (event: Electron.Event): void => {
    event.preventDefault();
    onRefused('download');
  };
  own.on('will-download', refuseDownload);
  return {
    session: own,
    onRefused: listener => {
      onRefused = listener;
    },
    shut: () => own.webRequest.onBeforeRequest((_details, answer) => answer({ cancel: true })),
    end: async () => {
      own.off('will-download', refuseDownload);
      own.webRequest.onBeforeRedirect(null);
      own.webRequest.onResponseStarted(null);
      if (kept === undefined) await wipe(own);
      else {
        own.webRequest.onBeforeRequest(null);
        await own.cookies.flushStore();
      }
    },
    keepAs: async name => {
      if (name !== kept) await copyCookies(own, session.fromPartition(partitionOf(name)));
    },
  };
}

/** Every cookie that the other session takes: one that it refuses, such as one just over, must not cost the others. */
export async function copyCookies(
  from: { readonly cookies: Pick<Session['cookies'], 'get'> },
  to: { readonly cookies: Pick<Session['cookies'], 'set' | 'flushStore'> },
): Promise<void> {
  for (const cookie of await from.cookies.get({})) {
    const { name, value, domain = '', path = '/', secure = false, httpOnly = false, sameSite, expirationDate } = cookie;
    const copied = to.cookies.set({
      url: `${secure ? 'https' : 'http'}://${domain.replace(/^\./, '')}${path}`,
      name,
      value,
      path,
      secure,
      httpOnly,
      sameSite,
      // Named only for a cookie of a whole domain: with it, one of a single host would become one.
      ...(cookie.hostOnly !== true && { domain }),
      ...(expirationDate !== undefined && { expirationDate }),
    });
    await copied.catch(() => {});
  }
  await to.cookies.flushStore();
}
