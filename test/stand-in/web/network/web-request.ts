import type { WebRequest, WebRequestFilter } from 'electron';
import { withGaps } from '../../not-implemented.ts';

/** The moments of a request that a listener can be set for (docs/api/web-request.md). */
export type RequestMoment =
  | 'onBeforeRequest'
  | 'onBeforeSendHeaders'
  | 'onSendHeaders'
  | 'onHeadersReceived'
  | 'onBeforeRedirect'
  | 'onResponseStarted'
  | 'onCompleted'
  | 'onErrorOccurred';

/** What a listener's callback may answer, for all moments together. */
export interface RequestAnswer {
  readonly cancel?: boolean;
  readonly redirectURL?: string;
  readonly requestHeaders?: Record<string, string | string[]>;
  readonly responseHeaders?: Record<string, string | string[]>;
  readonly statusLine?: string;
}

type Listener = (details: object, callback: (answer?: RequestAnswer) => void) => void;
type Matcher = (url: string) => boolean;

interface Registered {
  readonly listener: Listener;
  readonly matches: (url: string, resourceType: string) => boolean;
}

/** One listener per moment, as Electron keeps them. */
export type WebRequestTable = Map<RequestMoment, Registered>;

function globToRegExp(glob: string): string {
  return glob
    .split('*')
    .map(part => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
    .join('.*');
}

/** Reads one match pattern: scheme, host and port apart, the path over path and query only. */
export function urlMatcher(pattern: string): Matcher {
  if (pattern === '<all_urls>') return () => true;
  const parts = /^(\*|[a-z][a-z0-9+.-]*):\/\/(\*|\*\.[^/*:]+|[^/*:]*)(?::(\*|\d+))?(\/.*)$/i.exec(pattern);
  if (!parts) throw new TypeError(`Invalid url pattern ${pattern}: Invalid pattern.`);
  const [, scheme = '*', host = '*', port = '*', path = '/*'] = parts;
  const pathTest = new RegExp(`^${globToRegExp(path)}$`);
  const hostMatches = (name: string): boolean => {
    if (host === '*') return true;
    if (host.startsWith('*.')) return name === host.slice(2) || name.endsWith(host.slice(1));
    return name === host.toLowerCase();
  };
  return url => {
    if (!URL.canParse(url)) return false;
    const { protocol, hostname, port: urlPort, pathname, search } = new URL(url);
    const name = protocol.slice(0, -1);
    if (scheme === '*' ? !/^(https?|wss?)$/.test(name) : name !== scheme.toLowerCase()) return false;
    const effectivePort = urlPort || { http: '80', https: '443', ws: '80', wss: '443' }[name] || '';
    if (port !== '*' && port !== effectivePort) return false;
    return hostMatches(hostname) && pathTest.test(pathname + search);
  };
}

function filterMatches(filter: WebRequestFilter): Registered['matches'] {
  const wanted = filter.urls.map(urlMatcher);
  const unwanted = (filter.excludeUrls ?? []).map(urlMatcher);
  return (url, resourceType) =>
    (wanted.length === 0 || wanted.some(matches => matches(url))) &&
    !unwanted.some(matches => matches(url)) &&
    (!filter.types || filter.types.length === 0 || filter.types.some(type => type === resourceType));
}

function register(table: WebRequestTable, moment: RequestMoment, args: readonly unknown[]): void {
  // One or two arguments: the types of WebRequest's own overloads, checked below as far as Electron checks them.
  const [filter, listener] = (args.length > 1 ? args : [{ urls: [] }, args[0]]) as [WebRequestFilter, unknown];
  if (listener === null) return void table.delete(moment);
  if (typeof listener !== 'function') throw new TypeError('Must pass null or a Function');
  table.set(moment, { listener: listener as Listener, matches: filterMatches(filter) });
}

/** The `webRequest` member of a session. */
export function createWebRequest(table: WebRequestTable): WebRequest {
  const on =
    (moment: RequestMoment) =>
    (...args: unknown[]): void =>
      register(table, moment, args);
  const double: WebRequest = {
    onBeforeRequest: on('onBeforeRequest'),
    onBeforeSendHeaders: on('onBeforeSendHeaders'),
    onSendHeaders: on('onSendHeaders'),
    onHeadersReceived: on('onHeadersReceived'),
    onBeforeRedirect: on('onBeforeRedirect'),
    onResponseStarted: on('onResponseStarted'),
    onCompleted: on('onCompleted'),
    onErrorOccurred: on('onErrorOccurred'),
  };
  return withGaps('webRequest', double);
}

/** Whether answers have to be looked at for requests of every kind, not only for documents. */
export function watchesAnswers(table: WebRequestTable): boolean {
  return (
    [...table.keys()].some(moment => !moment.startsWith('onBefore') && moment !== 'onSendHeaders') ||
    table.has('onBeforeRedirect')
  );
}

/**
 * Calls the moment's listener if its filter fits. With `isAsking` the promise waits for the listener's callback, for
 * ever if it is never called.
 */
export function tell(
  table: WebRequestTable,
  moment: RequestMoment,
  details: { readonly url: string; readonly resourceType: string },
  isAsking = false,
): Promise<RequestAnswer> {
  const registered = table.get(moment);
  if (!registered?.matches(details.url, details.resourceType)) return Promise.resolve({});
  return new Promise(resolve => {
    try {
      registered.listener(details, answer => resolve(answer ?? {}));
    } catch (error) {
      process.nextTick(() => {
        throw error;
      });
    }
    if (!isAsking) resolve({});
  });
}
