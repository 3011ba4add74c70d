import { BrowserWindow, type WebContents } from 'electron';
import type { ConformanceCase, LocalSite } from '../case.ts';
import { same } from '../expect.ts';
import { stopsAfter } from '../hop-site.ts';
import { act, next, openOn, settled } from '../recorder.ts';

const source = 'docs/api/web-contents.md will-frame-navigate, docs/api/web-request.md initiatorOrigin';

/** Who is said to have begun each navigation of this page from now on, at the moment it can be prevented. */
function recordInitiators(contents: WebContents): string[] {
  const seen: string[] = [];
  contents.on('will-frame-navigate', ({ initiator }) => void seen.push(initiator?.origin ?? 'nobody'));
  contents.session.webRequest.onBeforeRequest(({ resourceType, initiatorOrigin = 'nobody' }, answer) => {
    if (resourceType === 'mainFrame') seen.push(`request of ${initiatorOrigin}`);
    answer({});
  });
  return seen;
}

/** The popup that a page opens, once it stands still. */
async function popupOf(window: BrowserWindow, code: string): Promise<BrowserWindow> {
  const created = next(window.webContents, 'did-create-window');
  act(window, code);
  const [popup] = await created;
  if (!(popup instanceof BrowserWindow)) throw new Error('no window');
  await settled(popup);
  return popup;
}

/** The same server under another name: another origin. */
const elsewhere = (site: LocalSite): string => site.origin.replace('127.0.0.1', 'localhost');

export const cases: readonly ConformanceCase[] = [
  {
    name: 'initiator: a link and a form are the page’s own, and loadURL is nobody’s',
    source,
    async run(site) {
      site.page('/', '<a id="a" href="/next">next</a>');
      site.page('/next', '<form id="f" action="/end"></form>');
      site.page('/end', 'end');
      const window = await openOn(`${site.origin}/`);
      await settled(window);
      const seen = recordInitiators(window.webContents);
      await stopsAfter(window, 'a.click()');
      await stopsAfter(window, 'f.submit()');
      await window.loadURL(`${site.origin}/`);
      const own = [site.origin, `request of ${site.origin}`];
      same(seen, [...own, ...own, 'request of nobody']);
    },
  },
  {
    name: 'initiator: a redirect has the one of the page that began it',
    source,
    async run(site) {
      site.page('/', `<a id="a" href="${elsewhere(site)}/hop">next</a>`);
      site.answer('/hop', (_request, response) => response.writeHead(302, { location: '/end' }).end());
      site.page('/end', 'end');
      const window = await openOn(`${site.origin}/`);
      const seen = recordInitiators(window.webContents);
      window.webContents.on('will-redirect', ({ initiator }) => void seen.push(`redirect of ${initiator?.origin}`));
      await stopsAfter(window, 'a.click()');
      same(seen, [site.origin, ...['request', 'redirect', 'request'].map(what => `${what} of ${site.origin}`)]);
    },
  },
  {
    name: 'initiator: a window is led on by the page that opened it, and that page by its window',
    source,
    async run(site) {
      site.page('/', 'opener');
      site.page('/popup', 'popup');
      site.page('/next', 'next');
      const window = await openOn(`${elsewhere(site)}/`);
      const popup = await popupOf(window, `w = window.open('${site.origin}/popup', 'w', 'width=300')`);
      const seen = recordInitiators(popup.webContents);
      const arrived = next(popup.webContents, 'did-navigate');
      act(window, `w.location = '${site.origin}/next'`);
      await arrived;
      await settled(popup);
      same(seen.splice(0), [elsewhere(site), `request of ${elsewhere(site)}`]);
      const led = recordInitiators(window.webContents);
      const left = next(window.webContents, 'did-navigate');
      act(popup, `opener.location = '${elsewhere(site)}/next'`);
      await left;
      same(led, [site.origin, `request of ${site.origin}`]);
    },
  },
];
