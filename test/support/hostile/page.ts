import type { IncomingMessage, ServerResponse } from 'node:http';

/** The addresses a hostile page plays with, and the answers of two tokens: the right one and one nobody may take. */
export interface Site {
  /** The provider's own: http://127.0.0.1:port */
  readonly origin: string;
  /** The same server as another host: http://localhost:port */
  readonly stranger: string;
  /** The same host on another port. */
  readonly otherPort: string;
  /** https with a certificate that nobody trusts. */
  readonly untrusted: string;
  /** The redirect address of this sign-in. */
  readonly landing: string;
  /** What the app sent as `state`. */
  readonly state: string;
  /** A whole answer, as it stands behind `#`. */
  readonly genuine: string;
  /** An answer with a token that must never be taken; without `state`, which this provider may leave out. */
  readonly decoy: string;
  /** 0 at its first call for this page, then 1, 2 ... */
  readonly turn: () => number;
}

export type Answer = (site: Site, response: ServerResponse, request: IncomingMessage) => void;

/** How the sign-in ends: by Cancel, by the page closing itself, with the right token, or with these words. */
export type End = 'cancelled' | 'closed' | 'connected' | RegExp;

/** One page that means harm, and what must be true of the app all the same. */
export interface HostilePage {
  readonly tries: string;
  /** The body of the first page; scripts have `report(what, value)`, `site` and `go(address)`. */
  readonly body?: (site: Site) => string;
  /** Other paths, and the first page's own (`/api/v1/oauth2/authorize`) where a body is not enough. */
  readonly answers?: Readonly<Record<string, Answer>>;
  /** Every path that is not named. */
  readonly rest?: Answer;
  /** What the person typed as redirect address; otherwise the provider's own is used. */
  readonly redirectAddress?: (site: Site) => string;
  /** What tells that the page did its worst: a report, or a path (`/x`) that was asked for. `done` unless said. */
  readonly until?: string;
  readonly end?: End;
  /** How often the redirect address was asked for, as page or frame; never unless said. */
  readonly contacts?: number;
  /** What the page must have reported. */
  readonly reports?: Readonly<Record<string, string>>;
  /** What the sign-in bar must say. */
  readonly bar?: RegExp;
  /** Windows of the page that may stand open before it is cancelled. */
  readonly windows?: number;
  /** How often these paths may have been asked for, at most. */
  readonly atMost?: Readonly<Record<string, number>>;
  /** Kills the page's process once it is shown. */
  readonly crashes?: boolean;
}

const prelude = (site: Site): string => {
  const { turn: _turn, ...known } = site;
  return `<script>
const site = ${JSON.stringify(known)};
const report = (what, value = '') => fetch(site.origin + '/report', {
  method: 'POST', mode: 'no-cors', credentials: 'omit', keepalive: true, body: JSON.stringify({ what, value: String(value) }),
}).catch(() => {});
const go = address => { location.href = address; };
const outcome = (what, attempt) => Promise.race([
  new Promise(resolve => setTimeout(resolve, 1000, 'no answer')),
  (async () => attempt())().then(() => 'got it', problem => problem?.name ?? 'refused'),
]).then(value => report(what, value));
</script>`;
};

/** A whole page around a body. */
export const pageOf = (site: Site, body: string): string =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Sign in</title>${prelude(site)}</head><body>${body}</body></html>`;

export const script = (code: string): string => `<script>${code}</script>`;

/** Answers with a page. */
export const html =
  (body: (site: Site) => string, headers: Readonly<Record<string, string | readonly string[]>> = {}): Answer =>
  (site, response) => {
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, [...[value].flat()]);
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' });
    response.end(pageOf(site, body(site)));
  };

/** Answers with a redirect. */
export const redirect =
  (to: (site: Site) => string, status = 302): Answer =>
  (site, response) => {
    response.writeHead(status, { location: to(site), 'cache-control': 'no-store' }).end();
  };

export const authorizePath = '/api/v1/oauth2/authorize';

/** Sends the page to one address after the other, by script or by redirect, and reports `done` behind the last one. */
export const tour = (
  addresses: (site: Site) => readonly string[],
  how: 'script' | 'redirect' = 'script',
): Pick<HostilePage, 'body' | 'answers' | 'rest'> => {
  const next = script(`go(site.origin + '/next')`);
  return {
    body: () => next,
    answers: {
      '/next': (site, response, request) => {
        const to = addresses(site)[site.turn()];
        if (to === undefined) html(() => script(`report('done')`))(site, response, request);
        else if (how === 'redirect') redirect(() => to)(site, response, request);
        else html(() => script(`go(${JSON.stringify(to)})`))(site, response, request);
      },
    },
    rest: html(() => next),
  };
};
