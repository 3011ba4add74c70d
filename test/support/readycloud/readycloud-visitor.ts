import type { ReadyCloudServer } from './server.ts';
import { decoys } from './settings.ts';

/** A browser of the smallest kind: keeps a cookie, never follows, and presses the buttons of our pages. */
export interface Visitor {
  readonly get: (path: string) => Promise<Response>;
  /** Signs in and gives the page the authorize address ends on. */
  readonly toAllowPage: (query?: Readonly<Record<string, string>>) => Promise<Response>;
  readonly press: (page: Response, answer: 'allow' | 'deny') => Promise<Response>;
  /** From nothing to the address the sign-in ends on, over at most one further hop on the server. */
  readonly connect: (query?: Readonly<Record<string, string>>, answer?: 'allow' | 'deny') => Promise<URL>;
}

const attribute = (page: string, pattern: RegExp): string => {
  const found = pattern.exec(page)?.[1];
  if (found === undefined) throw new Error(`the page lacks ${pattern}:\n${page}`);
  return found.replaceAll('&amp;', '&').replaceAll('&quot;', '"');
};

export const locationOf = (response: Response, origin: string): URL => {
  const location = response.headers.get('location');
  if (location === null) throw new Error(`${response.status} without location`);
  return new URL(location, origin);
};

export function createVisitor(server: ReadyCloudServer): Visitor {
  const { origin } = server;
  let cookie = '';
  const send = async (path: string, init: RequestInit = {}): Promise<Response> => {
    const response = await fetch(new URL(path, origin), { ...init, redirect: 'manual', headers: { cookie } });
    cookie = response.headers.get('set-cookie')?.split(';')[0] ?? cookie;
    return response;
  };
  const post = (path: string, form: Readonly<Record<string, string>>): Promise<Response> =>
    send(path, { method: 'POST', body: new URLSearchParams(form) });

  const toAllowPage: Visitor['toAllowPage'] = async (query = {}) => {
    const [app, user] = [server.apps[0], server.users[0]];
    if (app === undefined || user === undefined) throw new Error('the server has no app or no user');
    const asked = new URLSearchParams({ response_type: 'token', client_id: app.appId, ...query });
    const first = await send(`/api/v1/oauth2/authorize?${asked}`);
    if (first.status !== 302 || !(first.headers.get('location') ?? '').startsWith('/accounts/')) return first;
    const page = await (await send(locationOf(first, origin).href)).text();
    const next = attribute(page, /name="next" value="([^"]*)"/);
    const signedIn = await post('/accounts/login/', { next, username: user.name, password: user.password });
    return signedIn.status === 302 ? send(locationOf(signedIn, origin).href) : signedIn;
  };
  const press: Visitor['press'] = async (response, answer) => {
    const page = await response.text();
    const form = { request: attribute(page, /name="request" value="([^"]*)"/), answer };
    const path = attribute(page, /<form method="\w+" action="([^"]*)"/);
    return page.includes('method="get"') ? send(`${path}?${new URLSearchParams(form)}`) : post(path, form);
  };
  return {
    get: send,
    toAllowPage,
    press,
    connect: async (query, answer = 'allow') => {
      const allowPage = await toAllowPage(query);
      const done = allowPage.status === 302 ? allowPage : await press(allowPage, answer);
      const end = await placeOf(done, origin);
      const goesOn = end.pathname.endsWith('/hop') || end.hash.includes(decoys.lookalike);
      return goesOn ? placeOf(await send(`${end.pathname}${end.search}`), origin) : end;
    },
  };
}

/** Where an answer sends a browser: by its status, its meta refresh or its script. */
async function placeOf(response: Response, origin: string): Promise<URL> {
  if (response.status === 302) return locationOf(response, origin);
  const page = await response.text();
  const refresh = /http-equiv="refresh" content="0;url=([^"]*)"/.exec(page)?.[1]?.replaceAll('&amp;', '&');
  return new URL(refresh ?? JSON.parse(`"${attribute(page, /location = "([^"]*)"/)}"`), origin);
}
