import { randomUUID } from 'node:crypto';
import type { PageChannel } from '../chromium/cdp.ts';
import { emitPlain } from './navigation-events.ts';
import type { PageState } from './page-state.ts';

/** Runs in a world of its own, which the page cannot see into: reports the main document's title and each change. */
function reportTitle(binding: string): void {
  if (window !== window.top) return;
  let last = '';
  const report = (): void => {
    if (document.title === last) return;
    last = document.title;
    const send: unknown = Reflect.get(window, binding);
    if (typeof send === 'function') send(last);
  };
  new MutationObserver(report).observe(document, { subtree: true, childList: true, characterData: true });
  document.addEventListener('DOMContentLoaded', report, { capture: true, once: true });
}

/** Emits `page-title-updated`. The protocol announces no titles, so a script beside the page does. */
export function watchTitle(state: PageState, page: PageChannel): void {
  const name = `title${randomUUID().replaceAll('-', '')}`;
  page.on('Runtime.bindingCalled', (event: { name: string; payload: string }) => {
    if (event.name !== name || event.payload === state.title) return;
    state.title = event.payload;
    emitPlain(state, 'page-title-updated', event.payload, true);
  });
  page.on('Page.frameNavigated', (event: { frame: { parentId?: string } }) => {
    if (event.frame.parentId === undefined) state.title = '';
  });
  void page.send('Runtime.addBinding', { name, executionContextName: name });
  const source = `(${reportTitle})(${JSON.stringify(name)})`;
  void page.send('Page.addScriptToEvaluateOnNewDocument', { source, worldName: name });
}
