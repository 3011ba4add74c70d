/* The two functions of this file also run inside pages, from their own source text: they may use no import. */

/** One value as JSON can carry it; the tag says what the JSON alone would lose. */
export type Tagged = readonly [tag: string, ...rest: unknown[]];

/**
 * Writes an already cloned value as a tagged tree with back references. Throws `An object could not be cloned.` for
 * what Electron's structured clone refuses (platform objects such as Blob or a DOM node).
 */
export function encodeTagged(root: unknown): Tagged {
  const seen = new Map<object, number>();
  const bytes = (buffer: ArrayBuffer): string => {
    let text = '';
    for (const byte of new Uint8Array(buffer)) text += String.fromCharCode(byte);
    return btoa(text);
  };
  const entries = (value: object): unknown[] =>
    Object.keys(value).map(key => [key, walk((value as Record<string, unknown>)[key])]);
  const special = (value: object, tag: string): Tagged => {
    if (value instanceof Date) return ['date', value.getTime()];
    if (value instanceof RegExp) return ['regexp', value.source, value.flags];
    if (value instanceof Map) return ['map', [...value].map(([k, v]) => [walk(k), walk(v)])];
    if (value instanceof Set) return ['set', [...value].map(walk)];
    if (value instanceof Error) return ['error', value.name, value.message, value.stack ?? '', walk(value.cause)];
    if (value instanceof ArrayBuffer) return ['buffer', bytes(value)];
    if (ArrayBuffer.isView(value)) {
      const length = value instanceof DataView ? value.byteLength : (value as Uint8Array).length;
      return ['view', tag, walk(value.buffer), value.byteOffset, length];
    }
    if (value instanceof Boolean || value instanceof Number || value instanceof String) {
      return ['boxed', walk(value.valueOf())];
    }
    throw new Error('An object could not be cloned.');
  };
  const walk = (value: unknown): Tagged => {
    if (value === undefined) return ['undefined'];
    if (typeof value === 'bigint') return ['bigint', String(value)];
    if (typeof value === 'number' && (!Number.isFinite(value) || Object.is(value, -0))) {
      return ['number', Object.is(value, -0) ? '-0' : String(value)];
    }
    if (typeof value === 'function' || typeof value === 'symbol') throw new Error('An object could not be cloned.');
    if (typeof value !== 'object' || value === null) return ['plain', value];
    const known = seen.get(value);
    if (known !== undefined) return ['again', known];
    const index = seen.size;
    seen.set(value, index);
    const tag = Object.prototype.toString.call(value).slice(8, -1);
    if (Array.isArray(value)) return ['array', index, value.length, entries(value)];
    const prototype: unknown = Object.getPrototypeOf(value);
    const isPlain = prototype === null || Object.getPrototypeOf(prototype) === null;
    return isPlain && tag === 'Object' ? ['object', index, entries(value)] : ['special', index, special(value, tag)];
  };
  return walk(root);
}

/** Reads what `encodeTagged` wrote. */
export function decodeTagged(root: Tagged): unknown {
  const made: unknown[] = [];
  const bytes = (text: string): ArrayBuffer => Uint8Array.from(atob(text), char => char.charCodeAt(0)).buffer;
  const fill = (target: object, list: unknown): object => {
    for (const [key, value] of list as [string, Tagged][]) {
      const descriptor = { value: walk(value), writable: true, enumerable: true, configurable: true };
      Object.defineProperty(target, key, descriptor);
    }
    return target;
  };
  const error = (name: string, message: string, stack: string, cause: Tagged): Error => {
    const kinds: Record<string, ErrorConstructor> = {
      EvalError,
      RangeError,
      ReferenceError,
      SyntaxError,
      TypeError,
      URIError,
    };
    const result = new (kinds[name] ?? Error)(message);
    Object.defineProperty(result, 'stack', { value: stack, writable: true, configurable: true });
    const value = walk(cause);
    if (value !== undefined) Object.defineProperty(result, 'cause', { value, writable: true, configurable: true });
    return result;
  };
  const view = (name: string, buffer: ArrayBuffer, offset: number, length: number): unknown => {
    // The name was read from a typed array's own class on the other side.
    const make = (globalThis as unknown as Record<string, new (b: ArrayBuffer, o: number, l: number) => unknown>)[name];
    if (!make) throw new Error('An object could not be cloned.');
    return new make(buffer, offset, length);
  };
  const special = (part: Tagged, index: number): unknown => {
    const [tag, a, b, c, d] = part;
    if (tag === 'date') return new Date(a as number);
    if (tag === 'regexp') return new RegExp(a as string, b as string);
    if (tag === 'map') {
      const map = new Map<unknown, unknown>();
      made[index] = map;
      for (const [k, v] of a as [Tagged, Tagged][]) map.set(walk(k), walk(v));
      return map;
    }
    if (tag === 'set') {
      const set = new Set<unknown>();
      made[index] = set;
      for (const item of a as Tagged[]) set.add(walk(item));
      return set;
    }
    if (tag === 'error') return error(a as string, b as string, c as string, d as Tagged);
    if (tag === 'buffer') return bytes(a as string);
    if (tag === 'view') return view(a as string, walk(b as Tagged) as ArrayBuffer, c as number, d as number);
    return Object(walk(a as Tagged));
  };
  const walk = (part: Tagged): unknown => {
    const [tag, a, b, c] = part;
    if (tag === 'plain') return a;
    if (tag === 'undefined') return undefined;
    if (tag === 'bigint') return BigInt(a as string);
    if (tag === 'number') return Number(a);
    const index = a as number;
    if (tag === 'again') return made[index];
    if (tag === 'array' || tag === 'object') {
      const target: object = tag === 'array' ? new Array(b as number) : {};
      made[index] = target;
      return fill(target, tag === 'array' ? c : b);
    }
    const value = special(b as Tagged, index);
    made[index] = value;
    return value;
  };
  return walk(root);
}

/** Copies as Electron's IPC does, then writes: functions, symbols and promises throw `An object could not be cloned.` */
export function encodeWire(value: unknown): Tagged {
  let copy: unknown;
  try {
    copy = structuredClone(value);
  } catch (error) {
    if (error instanceof DOMException) throw new Error('An object could not be cloned.');
    throw error;
  }
  return encodeTagged(copy);
}
