import type { ConformanceCase } from '../case.ts';
import { same } from '../expect.ts';
import { act, next, openOn, openWindow, recordEvents, settled } from '../recorder.ts';

const committed = ['did-frame-navigate', 'did-navigate', 'dom-ready', 'did-frame-finish-load', 'did-finish-load'];
const order = 'spec/api-browser-window-spec.ts navigation events, event ordering';

const orders: readonly ConformanceCase[] = [
  {
    name: 'navigation: the events of loadURL come in order',
    source: order,
    async run(site) {
      site.page('/', '<title>one</title>');
      const window = openWindow();
      const seen = recordEvents(window.webContents);
      const stopped = next(window.webContents, 'did-stop-loading');
      await window.loadURL(`${site.origin}/`);
      await stopped;
      same(seen, ['did-start-loading', 'did-start-navigation', ...committed, 'did-stop-loading']);
    },
  },
  {
    name: 'navigation: a link asks will-frame-navigate, then will-navigate, after it started',
    source: order,
    async run(site) {
      site.page('/', `<a id="a" href="/next#part">next</a>`);
      site.page('/next', 'next');
      const window = await openOn(`${site.origin}/`);
      await settled(window);
      const seen = recordEvents(window.webContents, ['did-start-loading']);
      const stopped = next(window.webContents, 'did-stop-loading');
      act(window, 'a.click()');
      await stopped;
      same(seen, ['did-start-navigation', 'will-frame-navigate', 'will-navigate', ...committed, 'did-stop-loading']);
      same(window.webContents.getURL(), `${site.origin}/next#part`);
    },
  },
  {
    name: 'navigation: a link to a redirect has one will-redirect and did-redirect-navigation for each hop',
    source: order,
    async run(site) {
      site.page('/', `<a id="a" href="/hop">next</a>`);
      site.answer('/hop', (_request, response) => response.writeHead(302, { location: '/hop2' }).end());
      site.answer('/hop2', (_request, response) => response.writeHead(303, { location: '/end' }).end());
      site.page('/end', 'end');
      const window = await openOn(`${site.origin}/`);
      await settled(window);
      const seen = recordEvents(window.webContents, ['did-start-loading']);
      const stopped = next(window.webContents, 'did-stop-loading');
      act(window, 'a.click()');
      await stopped;
      const hop = ['will-redirect', 'did-redirect-navigation'];
      const start = ['did-start-navigation', 'will-frame-navigate', 'will-navigate'];
      same(seen, [...start, ...hop, ...hop, ...committed, 'did-stop-loading']);
    },
  },
  {
    name: 'navigation: loadURL of a redirect asks will-redirect and never will-navigate',
    source: order,
    async run(site) {
      site.answer('/hop', (_request, response) => response.writeHead(302, { location: '/end' }).end());
      site.page('/end', 'end');
      const window = openWindow();
      const seen = recordEvents(window.webContents, ['did-start-loading', 'did-stop-loading']);
      await window.loadURL(`${site.origin}/hop`);
      same(seen, ['did-start-navigation', 'will-redirect', 'did-redirect-navigation', ...committed]);
    },
  },
  {
    name: 'navigation: did-navigate tells the status',
    source: 'docs/api/web-contents.md did-navigate',
    async run(site) {
      const window = openWindow();
      const navigated = next(window.webContents, 'did-navigate');
      await window.loadURL(`${site.origin}/nothing-here`);
      same((await navigated).slice(1), [`${site.origin}/nothing-here`, 404, 'Not Found']);
    },
  },
  {
    name: 'navigation: the title arrives before the load ends, and names the window unless prevented',
    source: 'docs/api/browser-window.md page-title-updated',
    async run(site) {
      site.page('/', '<title>named</title>');
      const window = openWindow();
      const heard: unknown[] = [];
      window.on('page-title-updated', (_event, title, explicit) => heard.push([title, explicit]));
      await window.loadURL(`${site.origin}/`);
      same([heard, window.getTitle(), window.webContents.getTitle()], [[['named', true]], 'named', 'named']);
      window.once('page-title-updated', event => event.preventDefault());
      await window.webContents.executeJavaScript('document.title = "other"');
      await settled(window);
      same([window.getTitle(), window.webContents.getTitle()], ['named', 'other']);
    },
  },
];

const within: readonly ConformanceCase[] = [
  {
    name: 'navigation: a change of the fragment alone is did-navigate-in-page, without a request',
    source: 'docs/api/web-contents.md did-navigate-in-page',
    async run(site) {
      site.page('/', 'one');
      const window = await openOn(`${site.origin}/`);
      await settled(window);
      const seen = recordEvents(window.webContents, ['did-start-loading', 'did-stop-loading']);
      const moved = next(window.webContents, 'did-navigate-in-page');
      act(window, 'location.hash = "access_token=abc"');
      same((await moved).slice(1, 3), [`${site.origin}/#access_token=abc`, true]);
      same(seen, ['did-start-navigation', 'did-navigate-in-page']);
      same([window.webContents.getURL(), site.hits], [`${site.origin}/#access_token=abc`, ['GET /']]);
    },
  },
  {
    name: 'navigation: pushState is did-navigate-in-page',
    source: 'docs/api/web-contents.md did-navigate-in-page',
    async run(site) {
      site.page('/', 'one');
      const window = await openOn(`${site.origin}/`);
      const moved = next(window.webContents, 'did-navigate-in-page');
      act(window, 'history.pushState({}, "", "/pushed")');
      same((await moved)[1], `${site.origin}/pushed`);
    },
  },
  {
    name: 'navigation: history and reload ask no will-navigate',
    source: 'docs/api/web-contents.md will-navigate',
    async run(site) {
      site.page('/', 'one');
      site.page('/two', 'two');
      const window = await openOn(`${site.origin}/`);
      await window.loadURL(`${site.origin}/two`);
      await settled(window);
      const seen = recordEvents(window.webContents).filter(name => name.startsWith('will'));
      const back = next(window.webContents, 'did-finish-load');
      window.webContents.navigationHistory.goBack();
      await back;
      const again = next(window.webContents, 'did-finish-load');
      window.webContents.reload();
      await again;
      same([seen, window.webContents.getURL()], [[], `${site.origin}/`]);
    },
  },
];

export const cases: readonly ConformanceCase[] = [...orders, ...within];
