import type { PageState, RequestRecord } from '../page/page-state.ts';
import { fromWire } from './protocol.ts';
import { detailsOf, type Paused, withMembers } from './request-details.ts';
import { tell } from './web-request.ts';

type Header = { readonly name: string; readonly value: string };

/** A server's (or protocol handler's) answer before the page gets it. */
export interface Answer {
  readonly status: number;
  readonly statusText: string;
  readonly headers: readonly Header[];
}

/** The answer after the listeners; `isChanged` says they replaced headers or status. */
export interface TakenAnswer extends Answer {
  readonly isChanged: boolean;
  /** Where the answer redirects to, with the fragment it gives or inherits. */
  readonly redirectUrl: string | undefined;
}

/** Reads the answer of a request that is paused at its response stage. */
export function readAnswer(paused: Paused): Answer {
  const { responseStatusCode = 0, responseStatusText = '', responseHeaders = [] } = paused;
  return { status: responseStatusCode, statusText: responseStatusText, headers: responseHeaders };
}

function grouped(headers: readonly Header[]): Record<string, string[]> {
  const groups: Record<string, string[]> = {};
  for (const { name, value } of headers) {
    groups[name] ??= [];
    groups[name].push(...value.split('\n'));
  }
  return groups;
}

const redirects = new Set([301, 302, 303, 307, 308]);

/** The address a redirect leads to: relative ones are resolved, and a missing fragment is inherited (RFC 9110 §10.2.2). */
function redirectUrl(requestUrl: string, answer: Answer): string | undefined {
  const location = answer.headers.find(header => header.name.toLowerCase() === 'location')?.value;
  if (!redirects.has(answer.status) || location === undefined || !URL.canParse(location, requestUrl)) return undefined;
  const target = new URL(location, requestUrl);
  if (target.hash === '' && !location.includes('#')) target.hash = new URL(requestUrl).hash;
  return fromWire(target.href);
}

/**
 * Passes an answer through `onHeadersReceived`, then `onBeforeRedirect` or `onResponseStarted`. Undefined: a listener
 * cancelled it.
 */
export async function takeAnswer(
  state: PageState,
  record: RequestRecord,
  given: Answer,
): Promise<TakenAnswer | undefined> {
  const table = state.session.webRequest;
  const statusLine = `HTTP/1.1 ${given.status} ${given.statusText}`.trimEnd();
  const received = { statusCode: given.status, statusLine, responseHeaders: grouped(given.headers) };
  const said = await tell(table, 'onHeadersReceived', withMembers(detailsOf(state, record), received), true);
  if (said.cancel) return undefined;
  const status = Number(/^HTTP\/[\d.]+ (\d{3})/.exec(said.statusLine ?? '')?.[1] ?? given.status);
  const headers = said.responseHeaders
    ? Object.entries(said.responseHeaders).flatMap(([name, value]) => [value].flat().map(one => ({ name, value: one })))
    : given.headers;
  const isChanged = said.responseHeaders !== undefined || said.statusLine !== undefined;
  const answer = { status, statusText: given.statusText, headers };
  const target = redirectUrl(record.url, answer);
  const shown = { statusCode: status, statusLine: said.statusLine ?? statusLine, responseHeaders: grouped(headers) };
  Object.assign(record, shown);
  const details = withMembers(detailsOf(state, record), { ...shown, fromCache: false, ip: '127.0.0.1' });
  if (target === undefined) void tell(table, 'onResponseStarted', details);
  else void tell(table, 'onBeforeRedirect', withMembers(details, { redirectURL: target }));
  return { ...answer, isChanged, redirectUrl: target };
}
