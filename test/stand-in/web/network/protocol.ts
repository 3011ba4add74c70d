import type { CustomScheme, Protocol } from 'electron';
import { isReady } from '../../app/ready.ts';
import { withGaps } from '../../not-implemented.ts';

/** What Chromium asks for, after the interception has read it. `url` may be in either form. */
export interface WireRequest {
  readonly url: string;
  readonly method: string;
  readonly headers: Record<string, string>;
  readonly postData?: string;
}

/** A complete answer to a request, ready for `Fetch.fulfillRequest`. */
export interface WireAnswer {
  readonly status: number;
  readonly headers: [string, string][];
  readonly body: Uint8Array;
}

type Handler = (request: Request) => Response | Promise<Response>;

const privileged = new Map<string, CustomScheme>();
const handlersOf = new WeakMap<object, Map<string, Handler>>();
let registered = false;

/** Electron's `protocol.registerSchemesAsPrivileged`: once, before ready (docs/api/protocol.md). */
export function registerSchemesAsPrivileged(schemes: CustomScheme[]): void {
  if (isReady()) throw new Error('protocol.registerSchemesAsPrivileged should be called before app is ready');
  if (registered) throw new Error('protocol.registerSchemesAsPrivileged should be called only once');
  registered = true;
  for (const scheme of schemes) privileged.set(scheme.scheme.toLowerCase(), scheme);
}

/** The address Chromium is given: `app://host/path` becomes `https://host.app.invalid/path`; others stay. */
export function toWire(url: string): string {
  const match = /^([a-z][a-z0-9+.-]*):\/\/([^/?#]*)(.*)$/is.exec(url);
  const scheme = match?.[1]?.toLowerCase();
  if (!match || scheme === undefined || !privileged.has(scheme)) return url;
  const rest = match[3] ?? '';
  return `https://${(match[2] ?? '').toLowerCase()}.${scheme}.invalid${rest.startsWith('/') ? rest : `/${rest}`}`;
}

/** The address the application sees: undoes `toWire`; any other address stays as it is. */
export function fromWire(url: string): string {
  const match = /^https:\/\/([^/?#]+)\.([a-z][a-z0-9+-]*)\.invalid(?=[/?#]|$)(.*)$/is.exec(url);
  const scheme = match?.[2]?.toLowerCase();
  if (!match || scheme === undefined || !privileged.has(scheme)) return url;
  return `${scheme}://${match[1]}${match[3]}`;
}

/** Whether this address belongs to a scheme the application registered (in either form). */
export function isAppScheme(url: string): boolean {
  return toWire(url) !== url || fromWire(url) !== url;
}

function handlers(session: object): Map<string, Handler> {
  let map = handlersOf.get(session);
  if (!map) {
    map = new Map();
    handlersOf.set(session, map);
  }
  return map;
}

/** The `protocol` member of one session. */
export function createProtocol(session: object): Protocol {
  const table = handlers(session);
  const double = {
    registerSchemesAsPrivileged,
    handle(scheme: string, handler: Handler) {
      if (table.has(scheme)) throw new Error(`Failed to register protocol: ${scheme}`);
      table.set(scheme, handler);
    },
    unhandle(scheme: string) {
      if (!table.delete(scheme)) throw new Error(`Failed to unregister protocol: ${scheme}`);
    },
    isProtocolHandled: (scheme: string) => table.has(scheme),
  } satisfies Pick<Protocol, 'registerSchemesAsPrivileged' | 'handle' | 'unhandle' | 'isProtocolHandled'>;
  // Members that are not built throw on access, so the full type holds at run time.
  return withGaps('protocol', double) as unknown as Protocol;
}

function asRequest(wire: WireRequest): Request {
  const headers = new Headers();
  for (const [name, value] of Object.entries(wire.headers)) {
    if (name.toLowerCase() === 'origin' && value === 'null') continue;
    headers.append(name, name.toLowerCase() === 'origin' || name.toLowerCase() === 'referer' ? fromWire(value) : value);
  }
  return new Request(fromWire(wire.url), { method: wire.method, headers, body: wire.postData ?? null });
}

/**
 * Answers a request to a registered scheme through the session's handler. Undefined: this session handles no such
 * scheme. Rejects with an Error whose message is the `net::ERR_...` to fail the request with.
 */
export async function answerProtocol(session: object, wire: WireRequest): Promise<WireAnswer | undefined> {
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(fromWire(wire.url))?.[1]?.toLowerCase() ?? '';
  const handler = handlers(session).get(scheme);
  if (!handler) return undefined;
  let response: Response;
  try {
    response = await handler(asRequest(wire));
    if (!(response instanceof Response)) throw new TypeError('A protocol handler must return a Response');
  } catch (error) {
    console.error(error);
    throw new Error('net::ERR_UNEXPECTED');
  }
  if (response.type === 'error') throw new Error('net::ERR_FAILED');
  return {
    status: response.status,
    headers: [...response.headers],
    body: new Uint8Array(await response.arrayBuffer()),
  };
}
