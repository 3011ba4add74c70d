import type { ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import { type Answer, json } from './exchange.ts';

export type FaultKind =
  | 'status-429'
  | 'status-500'
  /** 200 with a page where JSON is due: a proxy's or a maintenance page. */
  | 'html'
  /** No answer until it is released. */
  | 'hang'
  /** The right answer, cut in half, with a length that fits the half. */
  | 'truncated-json'
  | 'bom'
  /** The right answer in small pieces. */
  | 'slow'
  /** The connection breaks in the middle of the body. */
  | 'reset'
  | 'empty'
  /** The right JSON under another content type. */
  | 'wrong-type'
  /** JSON, but a list of numbers. */
  | 'wrong-shape'
  /** 400 with what `says` gives, as a provider that echoes what it was sent. */
  | 'refusal';

/** `Place`: what a server calls its pages and endpoints that faults can be on. */
export interface Fault<Place extends string = string> {
  readonly on: Place;
  readonly kind: FaultKind;
  /** How many requests meet it; one when absent. */
  readonly times?: number;
  /**
   * Whether the request is carried out although its answer is spoiled (a lost answer). When absent: not for
   * `status-429`, `status-500`, `html`, `refusal` and `hang`, which stand in place of the answer; yes for the rest.
   */
  readonly performed?: boolean;
  /** Description in the body of a `refusal`, asked for when it is sent. */
  readonly says?: () => string;
  /** Milliseconds between pieces of `slow`; 20 when absent. */
  readonly pieceMs?: number;
  /** Seconds that a `status-429` asks to wait; 30 when absent. */
  readonly retryAfterSeconds?: number;
}
export interface FaultHandle {
  /** Resolves when the first request has met the fault. */
  readonly met: Promise<void>;
  /** Lets hanging requests have their answer, and ends the fault. */
  readonly release: () => void;
}
export interface ActiveFault {
  readonly fault: Fault;
  readonly performed: boolean;
  readonly released: Promise<void>;
  /** A request has met it. */
  readonly meet: () => void;
}

export interface Faults<Place extends string> {
  readonly add: (fault: Fault<Place>) => FaultHandle;
  /** The fault this request meets, if any; counts it. */
  readonly take: (place: Place) => ActiveFault | undefined;
  readonly clear: () => void;
}

const inPlace: readonly FaultKind[] = ['status-429', 'status-500', 'html', 'hang', 'refusal'];

export function createFaults<Place extends string>(): Faults<Place> {
  const waiting: { active: ActiveFault; left: number; release: () => void }[] = [];
  return {
    add: fault => {
      const met = Promise.withResolvers<void>();
      const released = Promise.withResolvers<void>();
      const entry = {
        left: fault.times ?? 1,
        active: {
          fault,
          performed: fault.performed ?? !inPlace.includes(fault.kind),
          released: released.promise,
          meet: met.resolve,
        },
        release: () => {
          entry.left = 0;
          released.resolve();
        },
      };
      waiting.push(entry);
      return { met: met.promise, release: entry.release };
    },
    take: place => {
      const entry = waiting.find(({ active, left }) => left > 0 && active.fault.on === place);
      if (entry === undefined) return undefined;
      entry.left -= 1;
      return entry.active;
    },
    clear: () => {
      for (const entry of waiting.splice(0)) entry.release();
    },
  };
}

const page = '<!doctype html><html lang="en"><title>We will be back</title><h1>Down for maintenance</h1></html>';
const replacements: Readonly<Partial<Record<FaultKind, Answer>>> = {
  'status-500': { status: 500, headers: { 'content-type': 'text/html' }, body: '<h1>Server Error (500)</h1>' },
  html: { status: 200, headers: { 'content-type': 'text/html; charset=utf-8' }, body: page },
};

const spoil = ({ kind, says, retryAfterSeconds = 30 }: Fault, answer: Answer): Answer => {
  if (kind === 'status-429')
    return json(429, { detail: 'Request was throttled.' }, { 'retry-after': String(retryAfterSeconds) });
  const replacement = replacements[kind];
  if (replacement !== undefined) return replacement;
  if (kind === 'truncated-json') return { ...answer, body: answer.body.slice(0, Math.floor(answer.body.length / 2)) };
  if (kind === 'bom') return { ...answer, body: `\ufeff${answer.body}` };
  if (kind === 'empty') return { ...answer, body: '' };
  if (kind === 'wrong-type') return { ...answer, headers: { ...answer.headers, 'content-type': 'text/plain' } };
  if (kind === 'refusal')
    return json(400, { error: 'invalid_request', error_description: says?.() ?? 'The request was refused.' });
  if (kind === 'wrong-shape') return { ...answer, body: '[1,2,3]' };
  return answer;
};

/** Sends an answer, spoiled by the fault the request met. */
export async function deliver(response: ServerResponse, answer: Answer, met: ActiveFault | undefined): Promise<void> {
  const kind = met?.fault.kind;
  const { status, headers, body } = met === undefined ? answer : spoil(met.fault, answer);
  const whole = Buffer.from(body, 'utf8');
  const bytes = headers['content-encoding'] === 'gzip' ? gzipSync(whole) : whole;
  if (response.destroyed) return;
  response.writeHead(status, { ...headers, 'content-length': bytes.length });
  if (kind === 'reset') {
    // Flushed first, so that the client has seen the status and half of the body when the connection breaks.
    response.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () => response.socket?.resetAndDestroy());
    return;
  }
  if (kind === 'slow') await writeSlowly(response, bytes, met?.fault.pieceMs ?? 20);
  response.end(kind === 'slow' ? undefined : bytes);
}

async function writeSlowly(response: ServerResponse, bytes: Buffer, pieceMs: number): Promise<void> {
  const pieceSize = Math.max(1, Math.ceil(bytes.length / 10));
  for (let at = 0; at < bytes.length && !response.destroyed; at += pieceSize) {
    response.write(bytes.subarray(at, at + pieceSize));
    await new Promise(next => setTimeout(next, pieceMs));
  }
}
