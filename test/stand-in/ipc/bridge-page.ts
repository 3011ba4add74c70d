/* Both functions run inside pages from their own source text: they use no import and no module variable. */

/** How the two worlds of a page find each other; random for each page, so that no page can listen in. */
export interface BridgeNames {
  readonly toMain: string;
  readonly toPreload: string;
}

/** One world's end of the bridge. */
export interface BridgeEnd {
  pack(value: unknown): unknown;
  unpack(value: unknown): unknown;
  /** Sends a request to the other world and gives its answer; both happen before this returns. */
  request(body: object): unknown;
}

type Packed = {
  readonly is: string;
  readonly id?: number;
  readonly v?: unknown;
  readonly m?: string;
  readonly n?: string;
};

/**
 * Makes one end. Values cross by copy, functions as stand-ins for themselves, promises as promises, errors with their
 * message only; what crosses is frozen when `freeze` is set (docs/api/context-bridge.md).
 */
export function createBridgeEnd(
  out: string,
  into: string,
  freeze: boolean,
  onRequest: (body: Record<string, unknown>) => unknown,
): BridgeEnd {
  const kept = new Map<number, unknown>();
  const waiting = new Map<number, { resolve(value: unknown): void; reject(error: unknown): void }>();
  let nextId = 0;
  let answer: { ok?: unknown; error?: unknown } | undefined;
  const post = (body: object): void => {
    window.dispatchEvent(new CustomEvent(out, { detail: body }));
  };
  const keep = (value: unknown): number => {
    nextId += 1;
    kept.set(nextId, value);
    return nextId;
  };
  const packPromise = (promise: Promise<unknown>): Packed => {
    const id = keep(promise);
    const settle = (body: object): void => post({ kind: 'settle', id, ...body });
    promise.then(
      value => {
        try {
          settle({ ok: pack(value) });
        } catch (error) {
          settle({ error: pack(error) });
        }
      },
      error => settle({ error: pack(error) }),
    );
    return { is: 'promise', id };
  };
  const clone = (value: object): unknown => {
    try {
      return structuredClone(value);
    } catch {
      throw new Error('An object could not be cloned.');
    }
  };
  const packObject = (value: object): Packed => {
    if (Array.isArray(value)) return { is: 'array', v: value.map(pack) };
    if (value instanceof Error) return { is: 'error', m: value.message, n: value.name };
    const prototype: unknown = Object.getPrototypeOf(value);
    const isOwn = Object.prototype.toString.call(value) === '[object Object]' || prototype === null;
    if (!isOwn) return { is: 'value', v: clone(value) };
    const list: [string, unknown][] = [];
    for (const key of Object.keys(value)) {
      const member = (value as Record<string, unknown>)[key];
      if (typeof member !== 'symbol') list.push([key, pack(member)]);
    }
    return { is: 'object', v: list };
  };
  const pack = (value: unknown): Packed => {
    if (typeof value === 'function') return { is: 'function', id: keep(value) };
    if (typeof value === 'symbol') return { is: 'value', v: undefined };
    if (typeof value !== 'object' || value === null) return { is: 'value', v: value };
    return value instanceof Promise ? packPromise(value) : packObject(value);
  };
  const unpack = (given: unknown): unknown => {
    // Only this file's `pack` writes what comes in.
    const packed = given as Packed;
    const done = <T>(value: T): T => (freeze ? Object.freeze(value) : value);
    const id = packed.id ?? 0;
    if (packed.is === 'function') {
      return done((...args: unknown[]) => request({ kind: 'call', id, args: args.map(pack) }));
    }
    if (packed.is === 'promise') return new Promise((resolve, reject) => waiting.set(id, { resolve, reject }));
    if (packed.is === 'array') return done((packed.v as unknown[]).map(unpack));
    if (packed.is === 'error') return new Error(packed.m);
    if (packed.is !== 'object') return packed.v;
    const result: Record<string, unknown> = {};
    for (const [key, member] of packed.v as [string, unknown][]) {
      Object.defineProperty(result, key, {
        value: unpack(member),
        writable: true,
        enumerable: true,
        configurable: true,
      });
    }
    return done(result);
  };
  const request = (body: object): unknown => {
    answer = undefined;
    post(body);
    const got = answer as { ok?: unknown; error?: unknown } | undefined;
    answer = undefined;
    if (!got) throw new Error('stand-in: the other world of this page did not answer');
    if ('error' in got) throw unpack(got.error);
    return unpack(got.ok);
  };
  const serve = (body: Record<string, unknown>): unknown => {
    if (body.kind !== 'call') return pack(onRequest(body));
    const target = kept.get(body.id as number) as (...args: unknown[]) => unknown;
    return pack(target(...(body.args as unknown[]).map(unpack)));
  };
  window.addEventListener(into, event => {
    const body = (event as CustomEvent<Record<string, unknown>>).detail;
    if (body.kind === 'answer') {
      answer = body;
    } else if (body.kind === 'settle') {
      const target = waiting.get(body.id as number);
      waiting.delete(body.id as number);
      if ('error' in body) target?.reject(unpack(body.error));
      else target?.resolve(unpack(body.ok));
    } else {
      let result: object;
      try {
        result = { ok: serve(body) };
      } catch (error) {
        result = { error: pack(error instanceof Error ? error : new Error(String(error))) };
      }
      post({ kind: 'answer', ...result });
    }
  });
  return { pack, unpack, request };
}

/** The main world's script: waits for the preload's world to expose something. */
export function runMainWorld(names: BridgeNames, createEnd: typeof createBridgeEnd): void {
  if (window.parent !== window) return;
  const end: BridgeEnd = createEnd(names.toPreload, names.toMain, true, body => {
    const key = body.key as string;
    if (key in window) throw new Error('Cannot bind an API on top of an existing property on the window object');
    const value = end.unpack(body.api);
    Object.defineProperty(window, key, { value, writable: false, configurable: false, enumerable: true });
    return undefined;
  });
}
