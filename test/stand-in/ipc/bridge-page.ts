import type { PageFunction } from './page-script.ts';

/* Every function of this file runs inside pages, from its own source text: it may call only the others here. */

/** How the two worlds of a page find each other; random for each page, so that no page can listen in. */
export interface BridgeNames {
  readonly toMain: string;
  readonly toPreload: string;
}

/** One world's end of the bridge. */
export interface BridgeEnd {
  readonly out: string;
  /** Whether what arrives is frozen: in the main world it is (docs/api/context-bridge.md). */
  readonly freeze: boolean;
  readonly kept: unknown[];
  readonly waiting: Map<number, { resolve(value: unknown): void; reject(error: unknown): void }>;
  readonly onRequest: (body: Body) => unknown;
  answer: Body | undefined;
}

interface Packed {
  readonly is: 'value' | 'data' | 'function' | 'promise' | 'array' | 'object' | 'error';
  readonly id?: number;
  readonly value?: unknown;
}

interface Body {
  readonly kind: 'call' | 'expose' | 'answer' | 'settle';
  readonly id?: number;
  readonly args?: readonly Packed[];
  readonly key?: string;
  readonly api?: Packed;
  readonly ok?: Packed;
  readonly error?: Packed;
}

function keep(end: BridgeEnd, value: unknown): number {
  return end.kept.push(value) - 1;
}

function post(end: BridgeEnd, body: Body): void {
  // The browser copies `detail` when the other world reads it, and both happen before this returns.
  window.dispatchEvent(new CustomEvent(end.out, { detail: body }));
}

/** Values cross by copy, functions and promises as stand-ins for themselves, errors with their message only. */
export function pack(end: BridgeEnd, value: unknown): Packed {
  if (typeof value === 'function') return { is: 'function', id: keep(end, value) };
  if (typeof value === 'symbol') return { is: 'value' };
  if (typeof value !== 'object' || value === null) return { is: 'value', value };
  if (isData(value, new Set())) return { is: 'data', value };
  if (value instanceof Promise) return packPromise(end, value);
  if (Array.isArray(value)) return { is: 'array', value: value.map(member => pack(end, member)) };
  if (value instanceof Error) return { is: 'error', value: value.message };
  if (Object.prototype.toString.call(value) !== '[object Object]') return { is: 'value', value: copyOf(value) };
  const members = Object.entries(value).filter(([, member]) => typeof member !== 'symbol');
  return { is: 'object', value: members.map(([key, member]) => [key, pack(end, member)]) };
}

/** Whether the browser's own copy is all there is to it: arrays and plain objects of plain values, in circles or not. */
function isData(value: unknown, seen: Set<object>): boolean {
  if (typeof value === 'function' || typeof value === 'symbol') return false;
  if (typeof value !== 'object' || value === null || seen.has(value)) return true;
  seen.add(value);
  if (Array.isArray(value)) return value.every(member => isData(member, seen));
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== null && Object.getPrototypeOf(prototype) !== null) return false;
  if (Object.prototype.toString.call(value) !== '[object Object]') return false;
  return Object.values(value).every(member => isData(member, seen));
}

function freezeAll(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  Object.freeze(value);
  for (const member of Object.values(value)) freezeAll(member);
  return value;
}

function copyOf(value: object): unknown {
  try {
    return structuredClone(value);
  } catch {
    throw new Error('An object could not be cloned.');
  }
}

function packError(end: BridgeEnd, error: unknown): Packed {
  return pack(end, error instanceof Error ? error : new Error(String(error)));
}

function packPromise(end: BridgeEnd, promise: Promise<unknown>): Packed {
  const id = keep(end, promise);
  const attempt = (value: unknown): Body => {
    try {
      return { kind: 'settle', id, ok: pack(end, value) };
    } catch (error) {
      return { kind: 'settle', id, error: packError(end, error) };
    }
  };
  promise.then(
    value => post(end, attempt(value)),
    error => post(end, { kind: 'settle', id, error: packError(end, error) }),
  );
  return { is: 'promise', id };
}

/** Reads what `pack` wrote in the other world; the casts rest on that. */
export function unpack(end: BridgeEnd, packed: Packed | undefined): unknown {
  const id = packed?.id ?? 0;
  const done = <T>(value: T): T => (end.freeze ? Object.freeze(value) : value);
  if (packed?.is === 'data') return end.freeze ? freezeAll(packed.value) : packed.value;
  if (packed?.is === 'function') {
    return done((...args: unknown[]) => request(end, { kind: 'call', id, args: args.map(arg => pack(end, arg)) }));
  }
  if (packed?.is === 'promise') return new Promise((resolve, reject) => end.waiting.set(id, { resolve, reject }));
  if (packed?.is === 'array') return done((packed.value as Packed[]).map(member => unpack(end, member)));
  if (packed?.is === 'error') return new Error(packed.value as string);
  if (packed?.is !== 'object') return packed?.value;
  const result = {};
  for (const [key, member] of packed.value as [string, Packed][]) {
    const value = unpack(end, member);
    Object.defineProperty(result, key, { value, writable: true, enumerable: true, configurable: true });
  }
  return done(result);
}

/** Sends a request to the other world and gives its answer; both happen before this returns. */
export function request(end: BridgeEnd, body: Body): unknown {
  end.answer = undefined;
  post(end, body);
  // `post` runs the listener that fills it in.
  const got = end.answer as Body | undefined;
  end.answer = undefined;
  if (!got) throw new Error('stand-in: the other world of this page did not answer');
  if (got.error) throw unpack(end, got.error);
  return unpack(end, got.ok);
}

function serve(end: BridgeEnd, body: Body): Body {
  try {
    if (body.kind !== 'call') return { kind: 'answer', ok: pack(end, end.onRequest(body)) };
    // Only `pack` hands out these numbers, and a call is made with those of functions.
    const target = end.kept[body.id ?? 0] as (...args: unknown[]) => unknown;
    const args = (body.args ?? []).map(arg => unpack(end, arg));
    return { kind: 'answer', ok: pack(end, target(...args)) };
  } catch (error) {
    return { kind: 'answer', error: packError(end, error) };
  }
}

function receive(end: BridgeEnd, body: Body): void {
  if (body.kind === 'answer') {
    end.answer = body;
  } else if (body.kind === 'settle') {
    const target = end.waiting.get(body.id ?? 0);
    end.waiting.delete(body.id ?? 0);
    if (body.error) target?.reject(unpack(end, body.error));
    else target?.resolve(unpack(end, body.ok));
  } else {
    post(end, serve(end, body));
  }
}

/** Makes one end; `onRequest` answers what is neither a call nor an answer. */
export function createBridgeEnd(
  out: string,
  into: string,
  freeze: boolean,
  onRequest: BridgeEnd['onRequest'],
): BridgeEnd {
  const end: BridgeEnd = { out, freeze, kept: [], waiting: new Map(), onRequest, answer: undefined };
  // Only the other end knows this event's name.
  window.addEventListener(into, event => receive(end, (event as CustomEvent<Body>).detail));
  return end;
}

/** The main world's script: waits for the preload's world to expose something. */
export function runMainWorld(names: BridgeNames): void {
  if (window.parent !== window) return;
  const end = createBridgeEnd(names.toPreload, names.toMain, true, ({ key = '', api }) => {
    if (key in window) throw new Error('Cannot bind an API on top of an existing property on the window object');
    const value = unpack(end, api);
    Object.defineProperty(window, key, { value, writable: false, configurable: false, enumerable: true });
    return undefined;
  });
}

/** The functions above but the last, for the scripts of both worlds. */
export const bridgeFunctions: readonly PageFunction[] = [
  ...[
    keep,
    post,
    pack,
    isData,
    freezeAll,
    copyOf,
    packError,
    packPromise,
    unpack,
    request,
    serve,
    receive,
    createBridgeEnd,
  ],
];
