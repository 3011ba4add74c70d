import { browserChannel } from '../../chromium/targets.ts';
import { isPersistent, savedCookies } from './kept-cookies.ts';
import { grantByDefault } from './permissions.ts';
import type { SessionState } from './session-state.ts';

async function create(state: SessionState): Promise<string | undefined> {
  const browser = await browserChannel();
  let browserContextId: string | undefined;
  if (!state.isDefault) {
    const { server, bypass } = state.proxy;
    const answer = await browser.send<{ browserContextId: string }>('Target.createBrowserContext', {
      disposeOnDetach: true,
      ...(server !== undefined && { proxyServer: server }),
      ...(bypass !== undefined && { proxyBypassList: bypass }),
    });
    browserContextId = answer.browserContextId;
  }
  const where = browserContextId === undefined ? {} : { browserContextId };
  void browser.send('Browser.setDownloadBehavior', { behavior: 'deny', eventsEnabled: true, ...where });
  const { check, request } = state.permissions;
  if (!check && !request) void grantByDefault(browserContextId);
  const cookies = savedCookies(state);
  if (cookies.length > 0) await browser.send('Storage.setCookies', { cookies, ...where });
  return browserContextId;
}

/** The session's browser context, made at the first need. Undefined stands for Chromium's default one. */
export function contextOf(state: SessionState): Promise<string | undefined> {
  state.context ??= create(state);
  return state.context;
}

/** Takes back what was granted while no permission handler was set. */
export async function forgetGrants(state: SessionState): Promise<void> {
  if (!state.context) return;
  const browserContextId = await state.context;
  const browser = await browserChannel();
  await browser.send('Browser.resetPermissions', browserContextId === undefined ? {} : { browserContextId });
}

/**
 * Drops the context of an in-memory session without open pages, and with it connections, caches and passwords, which
 * the protocol cannot drop one by one. Everything else of that session goes too, so call it only where that is meant.
 */
export async function dropContext(state: SessionState): Promise<boolean> {
  if (state.isDefault || isPersistent(state) || state.pages.size > 0) return false;
  const { context } = state;
  if (!context) return true;
  state.context = undefined;
  state.forNextPage.length = 0;
  const browserContextId = await context;
  const browser = await browserChannel();
  await browser.send('Target.disposeBrowserContext', { browserContextId });
  return true;
}
