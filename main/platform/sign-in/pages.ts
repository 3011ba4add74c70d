import { app, type Event, type Session, type WebContents } from 'electron';
import type { Clock } from '../../core/ports/time.ts';
import { offerEditing } from '../windows/context-menu.ts';
import { type CaptureDeps, createCapture } from './capture.ts';
import { createNewWindows } from './new-windows.ts';
import {
  type PageListener,
  type PageTrail,
  watchForbiddenRedirects,
  watchFormPosts,
  watchPage,
} from './page-events.ts';
import { failureOfLoad, failureOfScheme } from './page-failures.ts';
import type { SignInBarState } from './sign-in-bar.ts';
import type { SignInWindow } from './sign-in-window.ts';
import { watchPageFailures } from './watch-page-failures.ts';
import { watchPasskeyRefusals, watchPasskeys } from './watch-passkeys.ts';

interface PagesDeps {
  readonly session: Session;
  readonly window: Pick<SignInWindow, 'base' | 'page' | 'barHeight' | 'focus'>;
  readonly bar: SignInBarState;
  readonly clock: Clock;
  readonly capture: CaptureDeps;
}

/** Watches the provider's page and every window it opens. The result stops watching and closes those windows. */
export function watchPages({ session, window, bar, clock, capture: looking }: PagesDeps): () => void {
  const capture = createCapture(looking);
  const failures = watchPageFailures(window.page, session, bar, clock);
  const stopPasskeys = watchPasskeys(window.page, session, bar, clock);
  const keptFrom = (scheme: string): void => bar.note(failureOfScheme(scheme));
  const windows = createNewWindows({
    parent: window.base,
    barHeight: window.barHeight,
    session,
    capture,
    onOpened: opened => {
      // One that is still hidden shows itself, so that nobody meets a page without the sign-in bar that says whose it is.
      if (!window.base.isVisible()) window.focus();
      // Its menus belong to it: Wayland places a menu by the window that it belongs to.
      offerEditing(opened.webContents, opened);
    },
    onTooMany: () => bar.note({ code: 'page-blocked', reason: 'too-many-windows' }),
  });
  const waits = [capture];
  const trails = new Map<WebContents, PageTrail>();
  const shown = (): readonly string[] =>
    [...trails.keys()].filter(page => !page.isDestroyed()).map(page => page.getURL());
  const watchChild = (child: WebContents): void => {
    const own = createCapture(looking);
    waits.push(own);
    trails.set(child, watchPage(child, own, childListener(child, bar, { keptFrom, shown })));
    watchPasskeyRefusals(child, bar);
    windows.guard(child);
  };
  watchForbiddenRedirects(session, capture, page => trails.get(page));
  watchFormPosts(session, capture);
  const listener = { committed: bar.committed, failed: failures.failed, keptFrom, shown };
  trails.set(window.page, watchPage(window.page, capture, listener));
  windows.guard(window.page);
  const stopListening = listenToApp(session, watchChild);
  return () => {
    stopListening();
    failures.dispose();
    stopPasskeys();
    for (const each of waits) each.dispose();
    windows.closeAll();
  };
}

/** A window that cannot show its page would stay blank: it closes and the sign-in bar says why. */
function childListener(
  child: WebContents,
  bar: SignInBarState,
  rest: Pick<PageListener, 'keptFrom' | 'shown'>,
): PageListener {
  return {
    committed: () => undefined,
    failed: (code, url) => {
      const failure = failureOfLoad(code, url);
      if (failure === undefined) return;
      bar.note(failure);
      setImmediate(() => child.isDestroyed() || child.close());
    },
    ...rest,
  };
}

/** A new window is watched from the moment it exists, before its first navigation. */
function listenToApp(session: Session, watchChild: (child: WebContents) => void): () => void {
  const created = (_event: Event, contents: WebContents): void => {
    if (contents.session === session) watchChild(contents);
  };
  app.on('web-contents-created', created);
  return () => void app.off('web-contents-created', created);
}
