import { randomUUID } from 'node:crypto';
import { type Session, session } from 'electron';

/** A session of its own for one sign-in: in memory, under a random name, and allowed nothing. */
export interface SignInSession {
  readonly session: Session;
  /** From now on no request leaves, whatever a page is still on its way to. */
  readonly shut: () => void;
  /** Removes all its data; the sign-in's pages must be gone by then. */
  readonly wipe: () => Promise<void>;
}

/**
 * Everything is denied before the first page exists, because Electron grants what no handler denies
 * (https://www.electronjs.org/docs/latest/tutorial/security#5-handle-session-permission-requests-from-remote-content).
 * Capturing the screen is the exception: without a handler for it Electron supports none.
 */
export function openSignInSession(onRefused: (permission: string) => void): SignInSession {
  const own = session.fromPartition(`sign-in-${randomUUID()}`);
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
    shut: () => own.webRequest.onBeforeRequest((_details, answer) => answer({ cancel: true })),
    wipe: async () => {
      own.off('will-download', refuseDownload);
      own.webRequest.onBeforeRedirect(null);
      own.webRequest.onResponseStarted(null);
      await own.clearStorageData();
      await own.clearCache();
      await own.clearAuthCache();
    },
  };
}
