import { net, session } from 'electron';
import { DockpassError } from '../../core/base/errors.ts';
import { longestDate } from '../../core/base/limits.ts';
import { isLoopback } from '../../core/oauth/redirect-address.ts';
import type { Http, HttpReply, HttpRequest } from '../../core/ports/network.ts';
import { type After, afterByTimer } from '../system/after.ts';
import { netProblem, type Stage } from './net-problem.ts';

type Fetch = (url: string, init: RequestInit) => Promise<Response>;

interface HttpOptions {
  readonly version: string;
  /** The network itself; the default is Chromium's, in a session of its own. */
  readonly fetch?: Fetch;
  readonly isOnline?: () => boolean;
  readonly after?: After;
}

const deadlineMs = 20_000;
const largestBody = 1024 * 1024;

/**
 * Requests through Chromium (the system's proxy and certificates) in an in-memory session that nothing else uses, so
 * there is no cookie to send and none to keep. Answers with the whole body or throws what `Http` lists. No error here
 * holds an address. https://www.electronjs.org/docs/latest/api/session#sesfetchinput-init
 */
export const createHttp = ({
  version,
  fetch = ownSessionFetch,
  isOnline = chromiumIsOnline,
  after = afterByTimer,
}: HttpOptions): Http => ({
  send: async request => {
    const { host } = allowedAddress(request.url);
    const giveUp = new AbortController();
    // Kept beside the signal, because what an aborted stream rejects with differs between its two stages.
    let outOfTime = false;
    const cancel = after(deadlineMs, () => {
      outOfTime = true;
      giveUp.abort();
    });
    let stage: Stage = 'request';
    try {
      const response = await orAborted(giveUp.signal, fetch(request.url, initOf(request, version, giveUp.signal)));
      if (response.status === 407) throw new DockpassError('proxy-auth', { detail: host });
      stage = 'body';
      return wholeReply(response, await readWhole(response, giveUp, host));
    } catch (problem) {
      if (outOfTime) throw new DockpassError('timed-out', { detail: host });
      throw netProblem(problem, stage, host, isOnline());
    } finally {
      cancel();
    }
  },
});

let ownSession: Electron.Session | undefined;
const ownSessionFetch: Fetch = (url, init) => {
  ownSession ??= session.fromPartition('dockpass-http', { cache: false });
  return ownSession.fetch(url, init);
};
const chromiumIsOnline = (): boolean => net.isOnline();
/** Electron's fetch takes file: and our own scheme too, so the address is judged before it is used. */
function allowedAddress(address: string): URL {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  const allowed = url?.protocol === 'https:' || (url?.protocol === 'http:' && isLoopback(url.hostname));
  if (url === undefined || !allowed || url.username !== '' || url.password !== '') {
    throw new DockpassError('bad-input', { detail: url?.host ?? '' });
  }
  return url;
}

const initOf = (request: HttpRequest, version: string, signal: AbortSignal): RequestInit => ({
  method: request.method,
  headers: { ...request.headers, 'user-agent': `Dockpass/${version}` },
  ...(request.body !== undefined && { body: request.body }),
  credentials: 'omit',
  redirect: 'error',
  cache: 'no-store',
  signal,
});

async function readWhole(response: Response, giveUp: AbortController, host: string): Promise<Uint8Array<ArrayBuffer>> {
  const reader = response.body?.getReader();
  const parts: Uint8Array[] = [];
  let length = 0;
  while (reader !== undefined) {
    const { done, value } = await orAborted(giveUp.signal, reader.read());
    if (done) break;
    length += value.byteLength;
    if (length > largestBody) {
      giveUp.abort();
      throw new DockpassError('bad-reply', { detail: host });
    }
    parts.push(value);
  }
  return joined(parts, length);
}

/** A stream that does not notice its signal must not hold anyone past the deadline. */
function orAborted<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = (): void => reject(new Error('aborted'));
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
}

function joined(parts: readonly Uint8Array[], length: number): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.byteLength;
  }
  return whole;
}

/** Built anew: Electron's own Response has a wrong `url` and `type`, and its body can be lost half way. */
function wholeReply(response: Response, body: Uint8Array<ArrayBuffer>): HttpReply {
  const { status, headers } = response;
  // RFC 9110 section 15: these carry no content, and the constructor refuses one.
  const mayHoldBody = ![204, 205, 304].includes(status);
  const whole = new Response(mayHoldBody ? body : null, { status, headers });
  const serverAt = Date.parse(headers.get('date')?.slice(0, longestDate) ?? '');
  // A date there is one by the provider's own clock: this computer's may be hours from it.
  const retryAfterMs = readRetryAfter(headers.get('retry-after'), Number.isFinite(serverAt) ? serverAt : Date.now());
  return {
    response: whole,
    ...(Number.isFinite(serverAt) && { serverAt }),
    ...(retryAfterMs !== undefined && { retryAfterMs }),
  };
}

const longestWaitMs = 24 * 3600 * 1000;

/** RFC 9110 section 10.2.3: whole seconds, or a date. Undefined for anything else; at most a day, ms. */
function readRetryAfter(text: string | null, now: number): number | undefined {
  if (text === null || text.length > longestDate) return undefined;
  const ms = /^\d{1,9}$/.test(text.trim()) ? Number(text) * 1000 : Date.parse(text) - now;
  return Number.isFinite(ms) ? Math.min(Math.max(0, ms), longestWaitMs) : undefined;
}
