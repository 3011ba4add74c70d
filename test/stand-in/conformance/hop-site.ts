import type { BrowserWindow, WebContents } from 'electron';
import type { LocalSite } from './case.ts';
import { act, next, settled } from './recorder.ts';

/** Serves a page with a link and a form to `/hop`, which redirects to `location` on the same server. */
export function serveHop(site: LocalSite, location: string, headers: Record<string, string> = {}): void {
  const form = '<form id="f" method="post" action="/hop"><input name="user" value="me"></form>';
  site.page('/', `<a id="a" href="/hop">go</a>${form}`, headers);
  site.answer('/hop', (_request, response) => response.writeHead(302, { location }).end());
  site.page('/callback', 'must never be asked for');
}

/** Prevents every redirect and collects where they would have led. */
export function preventRedirect(contents: WebContents): string[] {
  const urls: string[] = [];
  contents.on('will-redirect', details => {
    urls.push(details.url);
    details.preventDefault();
  });
  return urls;
}

/** Runs code in the page and waits until the loading it starts has stopped. */
export async function stopsAfter(window: BrowserWindow, code: string): Promise<void> {
  await settled(window);
  const stopped = next(window.webContents, 'did-stop-loading');
  act(window, code);
  await stopped;
  await settled(window);
}
