import { EventEmitter } from 'node:events';
import type { ClearStorageDataOptions, Cookie, Cookies, CookiesGetFilter, CookiesSetDetails } from 'electron';
import type { PageChannel } from '../../chromium/cdp.ts';
import { browserChannel } from '../../chromium/targets.ts';
import { withGaps } from '../../not-implemented.ts';
import { saveCookies } from './kept-cookies.ts';
import { contextOf } from './session-context.ts';
import type { SessionState } from './session-state.ts';

interface CdpCookie {
  readonly name: string;
  readonly value: string;
  readonly domain: string;
  readonly path: string;
  readonly expires: number;
  readonly httpOnly: boolean;
  readonly secure: boolean;
  readonly session: boolean;
  readonly sameSite?: string;
}

async function inContext(state: SessionState, method: string, params: object = {}): Promise<unknown> {
  const browserContextId = await contextOf(state);
  const browser = await browserChannel();
  return browser.send(method, { ...params, ...(browserContextId !== undefined && { browserContextId }) });
}

const sameSites = { Strict: 'strict', Lax: 'lax', None: 'no_restriction' } as const;

function toElectron(cookie: CdpCookie): Cookie {
  const sameSite = Object.entries(sameSites).find(([name]) => name === cookie.sameSite)?.[1] ?? 'unspecified';
  return {
    name: cookie.name,
    value: cookie.value,
    domain: cookie.domain,
    hostOnly: !cookie.domain.startsWith('.'),
    path: cookie.path,
    secure: cookie.secure,
    httpOnly: cookie.httpOnly,
    session: cookie.session,
    sameSite,
    ...(!cookie.session && { expirationDate: cookie.expires }),
  };
}

function fits(cookie: Cookie, filter: CookiesGetFilter): boolean {
  const domain = cookie.domain?.replace(/^\./, '') ?? '';
  if (filter.url !== undefined) {
    const { hostname, pathname } = new URL(filter.url);
    const isHost = hostname === domain || (!cookie.hostOnly && hostname.endsWith(`.${domain}`));
    if (!isHost || !pathname.startsWith(cookie.path ?? '/')) return false;
  }
  const wanted = filter.domain?.replace(/^\./, '');
  if (wanted !== undefined && domain !== wanted && !domain.endsWith(`.${wanted}`)) return false;
  return (['name', 'path', 'secure', 'session', 'httpOnly'] as const).every(
    field => filter[field] === undefined || filter[field] === cookie[field],
  );
}

async function allCookies(state: SessionState): Promise<CdpCookie[]> {
  // The protocol documents this shape for Storage.getCookies.
  const { cookies } = (await inContext(state, 'Storage.getCookies')) as { cookies: CdpCookie[] };
  return cookies;
}

/** The `cookies` member of a session. */
export function createCookies(state: SessionState): Cookies {
  const members = {
    get: async (filter: CookiesGetFilter): Promise<Cookie[]> =>
      (await allCookies(state)).map(toElectron).filter(cookie => fits(cookie, filter)),
    set: async (details: CookiesSetDetails): Promise<void> => {
      const { expirationDate, sameSite, domain = '', ...rest } = details;
      const named = Object.entries(sameSites).find(([, value]) => value === sameSite)?.[0];
      const optional = {
        ...(named !== undefined && { sameSite: named }),
        // A cookie that names its domain is for the hosts below it too, with the dot or without.
        ...(domain !== '' && { domain: `.${domain.replace(/^\./, '')}` }),
        ...(expirationDate !== undefined && { expires: expirationDate }),
      };
      const cookie = { name: '', value: '', ...rest, ...optional };
      await inContext(state, 'Storage.setCookies', { cookies: [cookie] });
    },
    remove: async (url: string, name: string): Promise<void> => {
      const gone = (await allCookies(state)).filter(cookie => fits(toElectron(cookie), { url, name }));
      const expired = gone.map(({ domain, path }) => ({ name, value: '', domain, path, expires: 1 }));
      await inContext(state, 'Storage.setCookies', { cookies: expired });
    },
    flushStore: async (): Promise<void> => saveCookies(state, await allCookies(state)),
  } satisfies Partial<Cookies>;
  // The emitter part is Node's; `changed` is never emitted (see gaps.ts).
  return withGaps('cookies', Object.assign(new EventEmitter(), members)) as unknown as Cookies;
}

/**
 * Runs on one of the session's pages: some commands exist only there. Without one it waits for the next page, which runs it
 * first of all: until then nobody could see the difference, and a window opened for it takes longer than all the rest.
 */
async function onSomePage(state: SessionState, run: (page: PageChannel) => Promise<unknown>): Promise<void> {
  const open = [...state.pages].find(page => page.channel && !page.isGone)?.channel;
  if (open) await run(open);
  else state.forNextPage.push(run);
}

const storageNames: Readonly<Record<string, string>> = {
  cookies: 'cookies',
  filesystem: 'file_systems',
  indexdb: 'indexeddb',
  localstorage: 'local_storage',
  shadercache: 'shader_cache',
  serviceworkers: 'service_workers',
  cachestorage: 'cache_storage',
};

/** `clearStorageData`: the named storages (all by default) of one origin (every origin by default). */
export async function clearStorage(state: SessionState, options: ClearStorageDataOptions = {}): Promise<void> {
  const storages = options.storages ?? Object.keys(storageNames);
  if (options.origin === undefined && storages.some(name => name === 'cookies')) {
    await inContext(state, 'Storage.clearCookies');
    saveCookies(state, []);
  }
  const storageTypes = storages.map(name => storageNames[name] ?? 'other').join(',');
  await onSomePage(state, page =>
    page.send('Storage.clearDataForOrigin', { origin: options.origin ?? '*', storageTypes }),
  );
}

/** `clearCache`: the session's HTTP cache. */
export async function clearHttpCache(state: SessionState): Promise<void> {
  await onSomePage(state, page => page.send('Network.clearBrowserCache'));
}
