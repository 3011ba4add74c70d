import type { IncomingMessage } from 'node:http';

/** One request as the handlers see it. */
export interface Asked {
  readonly method: string;
  readonly url: URL;
  readonly headers: IncomingMessage['headers'];
  readonly form: URLSearchParams;
  /** The body as it came, to see how a form was encoded. */
  readonly body: string;
  readonly cookies: ReadonlyMap<string, string>;
}

/** What a handler answers, before a fault may spoil it. Sent gzipped where its headers say so. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const bodyLimit = 64 * 1024;

/** Reads a whole request; a body beyond 64 KiB is cut off, which no client of ours needs. */
export async function readAsked(request: IncomingMessage, origin: string): Promise<Asked> {
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of request) {
    if (!Buffer.isBuffer(piece) || size > bodyLimit) continue;
    pieces.push(piece);
    size += piece.length;
  }
  const isForm = (request.headers['content-type'] ?? '').startsWith('application/x-www-form-urlencoded');
  const body = Buffer.concat(pieces).toString('utf8');
  return {
    method: request.method ?? 'GET',
    url: new URL(`${origin}${(request.url ?? '/').replace(/^\/+/, '/')}`),
    headers: request.headers,
    form: new URLSearchParams(isForm ? body : ''),
    body,
    cookies: new Map(
      (request.headers.cookie ?? '').split(/;\s*/).map(pair => {
        const [name = '', value = ''] = pair.split('=', 2);
        return [name, value];
      }),
    ),
  };
}

export const json = (status: number, value: unknown, headers: Readonly<Record<string, string>> = {}): Answer => ({
  status,
  headers: { 'content-type': 'application/json', 'cache-control': 'no-store', ...headers },
  body: JSON.stringify(value),
});

export const html = (status: number, body: string, headers: Readonly<Record<string, string>> = {}): Answer => ({
  status,
  headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store', ...headers },
  body,
});

export const redirect = (location: string, headers: Readonly<Record<string, string>> = {}, status = 302): Answer => ({
  status,
  headers: { location, 'cache-control': 'no-store', 'content-type': 'text/html; charset=utf-8', ...headers },
  body: '',
});
