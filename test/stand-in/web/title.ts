import type { PageChannel } from '../chromium/cdp.ts';
import { browserChannel } from '../chromium/targets.ts';
import { emitPlain, shownFrame } from './navigation-events.ts';
import { MAIN, type PageState } from './page-state.ts';

interface TargetInfo {
  readonly title: string;
  readonly url: string;
}

async function readTitle(state: PageState): Promise<void> {
  const browser = await browserChannel();
  const { targetInfo } = await browser.send<{ targetInfo: TargetInfo }>('Target.getTargetInfo', {
    targetId: state.targetId,
  });
  const { title, url } = targetInfo;
  // A page without a title is described by its address, which is no title.
  const isAddress = title === '' || url === title || url.endsWith(`://${title}`) || url.endsWith(`://${title}/`);
  if (isAddress || title === state.title || state.isGone || shownFrame(state, MAIN)?.url === '') return;
  state.title = title;
  emitPlain(state, 'page-title-updated', title, true);
}

/** Emits `page-title-updated` at the moments a page usually sets its title; the protocol announces no change by itself. */
export function watchTitle(state: PageState, page: PageChannel): void {
  const read = (): void => {
    // A page that goes away meanwhile has no title.
    readTitle(state).catch(() => undefined);
  };
  page.on('Page.domContentEventFired', read);
  page.on('Page.loadEventFired', read);
  page.on('Page.navigatedWithinDocument', read);
  page.on('Page.frameNavigated', (event: { frame: { parentId?: string } }) => {
    if (event.frame.parentId === undefined) state.title = '';
  });
}
