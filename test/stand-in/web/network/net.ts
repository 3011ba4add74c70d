import type { Net } from 'electron';
import { requireReady } from '../../app/ready.ts';
import { userAgent } from '../../app/user-agent.ts';
import { notImplemented, withGaps } from '../../not-implemented.ts';
import { session } from '../session/session.ts';
import { isOnline } from './online.ts';
import { answerProtocol, isAppScheme } from './protocol.ts';

const names: Readonly<Record<string, string>> = {
  ENOTFOUND: 'ERR_NAME_NOT_RESOLVED',
  EAI_AGAIN: 'ERR_NAME_NOT_RESOLVED',
  ECONNREFUSED: 'ERR_CONNECTION_REFUSED',
  ECONNRESET: 'ERR_CONNECTION_RESET',
  EPIPE: 'ERR_CONNECTION_RESET',
  ETIMEDOUT: 'ERR_TIMED_OUT',
  UND_ERR_CONNECT_TIMEOUT: 'ERR_CONNECTION_TIMED_OUT',
  UND_ERR_HEADERS_TIMEOUT: 'ERR_TIMED_OUT',
  UND_ERR_BODY_TIMEOUT: 'ERR_TIMED_OUT',
  UND_ERR_SOCKET: 'ERR_EMPTY_RESPONSE',
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'ERR_CONTENT_LENGTH_MISMATCH',
  EHOSTUNREACH: 'ERR_ADDRESS_UNREACHABLE',
  ENETUNREACH: 'ERR_INTERNET_DISCONNECTED',
  CERT_HAS_EXPIRED: 'ERR_CERT_DATE_INVALID',
  CERT_NOT_YET_VALID: 'ERR_CERT_DATE_INVALID',
  ERR_TLS_CERT_ALTNAME_INVALID: 'ERR_CERT_COMMON_NAME_INVALID',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'ERR_CERT_AUTHORITY_INVALID',
  SELF_SIGNED_CERT_IN_CHAIN: 'ERR_CERT_AUTHORITY_INVALID',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'ERR_CERT_AUTHORITY_INVALID',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'ERR_CERT_AUTHORITY_INVALID',
};

function codeOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  if ('code' in error && typeof error.code === 'string') return error.code;
  return 'cause' in error ? codeOf(error.cause) : undefined;
}

function isBadPort(error: unknown): boolean {
  return error instanceof Error && error.cause instanceof Error && error.cause.message === 'bad port';
}

function netFailure(error: unknown, inBody: boolean): Error {
  if (isBadPort(error)) return new Error('net::ERR_UNSAFE_PORT');
  const code = codeOf(error) ?? '';
  if (code.startsWith('HPE_')) return new Error('net::ERR_INVALID_HTTP_RESPONSE');
  // A connection that ends in the middle of a body is another error than one that gave no answer at all.
  if (inBody && code === 'UND_ERR_SOCKET') return new Error('net::ERR_CONTENT_LENGTH_MISMATCH');
  return new Error(`net::${names[code] ?? 'ERR_FAILED'}`);
}

/** The body with Chromium's error names, ended with the caller's own reason when the caller gives up. */
function withNetErrors(body: ReadableStream<Uint8Array>, signal: AbortSignal): ReadableStream<Uint8Array> {
  const reader = body.getReader();
  return new ReadableStream({
    async pull(controller) {
      try {
        const { done, value } = await reader.read();
        if (done) controller.close();
        else controller.enqueue(value);
      } catch (error) {
        controller.error(signal.aborted ? signal.reason : netFailure(error, true));
      }
    },
    cancel: reason => reader.cancel(reason),
  });
}

function isRedirect(response: Response): boolean {
  return [301, 302, 303, 307, 308].includes(response.status) && response.headers.has('location');
}

async function fetchOwnScheme(owner: object, request: Request): Promise<Response> {
  const headers = Object.fromEntries(request.headers);
  const answer = await answerProtocol(owner, { url: request.url, method: request.method, headers });
  if (!answer) throw new Error('net::ERR_UNKNOWN_URL_SCHEME');
  return new Response(new Uint8Array(answer.body), { status: answer.status, headers: answer.headers });
}

async function fetchNetwork(request: Request, redirect: RequestRedirect): Promise<Response> {
  if (!isOnline()) throw new Error('net::ERR_INTERNET_DISCONNECTED');
  const headers = new Headers(request.headers);
  if (!headers.has('user-agent')) headers.set('user-agent', userAgent());
  let response: Response;
  try {
    response = await fetch(new Request(request, { headers, redirect: redirect === 'follow' ? 'follow' : 'manual' }));
  } catch (error) {
    throw request.signal.aborted ? request.signal.reason : netFailure(error, false);
  }
  if (isRedirect(response)) {
    await response.body?.cancel();
    if (redirect === 'error') throw new Error("Attempted to redirect, but redirect policy was 'error'");
    throw new Error('Redirect was cancelled');
  }
  const body = response.body && withNetErrors(response.body, request.signal);
  const { status, statusText } = response;
  // A new Response has an empty `url`, as Electron's has.
  return new Response(body, { status, statusText, headers: response.headers });
}

/** `session.fetch` of one session (lib/browser/api/net-fetch.ts); `net.fetch` is the default session's. */
export function createFetch(owner: object): Electron.Session['fetch'] {
  return async (input, init) => {
    const request = new Request(input, init);
    if (isAppScheme(request.url)) return fetchOwnScheme(owner, request);
    // Without 'omit' Electron sends and keeps the session's cookies, which this double would silently leave out.
    if (request.credentials !== 'omit') throw notImplemented("fetch with cookies (pass credentials: 'omit')");
    return fetchNetwork(request, request.redirect);
  };
}

/** Electron's `net`, of which `fetch` and the online state are built. */
export const net: Net = withGaps('net', {
  fetch(input, init) {
    requireReady('net module can only be used after app is ready');
    return session.defaultSession.fetch(input, init);
  },
  isOnline,
  get online() {
    return isOnline();
  },
} satisfies Pick<Net, 'fetch' | 'isOnline' | 'online'>) as unknown as Net;
