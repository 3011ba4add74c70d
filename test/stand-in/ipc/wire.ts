import type { PageFunction } from './page-script.ts';

/* Every function of this file also runs inside pages, from its own source text: it may call only the others here. */

/** One value as JSON can carry it; the tag says what the JSON alone would lose. */
export type Tagged = readonly [tag: string, ...rest: unknown[]];

type Seen = Map<object, number>;

/** Where an object stands again that stood somewhere before: both paths. */
type Again = readonly [path: readonly string[], first: readonly string[]];

/**
 * Writes an already cloned value as a tagged tree with back references. Throws `An object could not be cloned.` for
 * what Electron's structured clone refuses (platform objects such as Blob or a DOM node).
 */
export function encodeTagged(value: unknown): Tagged {
  // Most of what an application sends: as quick as Electron's own copy only if JSON does the work.
  const again: Again[] = [];
  return isJson(value, [], new Map(), again) ? ['json', value, again] : encodePart(value, new Map());
}

/** Whether JSON carries it whole: plain, nothing absent, no circle, no number that JSON lacks. Notes what is met again. */
function isJson(value: unknown, path: readonly string[], met: Map<object, readonly string[]>, again: Again[]): boolean {
  if (typeof value === 'number') return Number.isFinite(value) && !Object.is(value, -0);
  if (typeof value !== 'object' || value === null)
    return value === null || ['string', 'boolean'].includes(typeof value);
  const first = met.get(value);
  if (first !== undefined) {
    again.push([path, first]);
    // A circle, when it is met inside itself.
    return !first.every((key, index) => key === path[index]);
  }
  met.set(value, path);
  const entries = Object.entries(value);
  if (Array.isArray(value)) {
    return entries.length === value.length && entries.every(([key, part]) => isJson(part, [...path, key], met, again));
  }
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== null && Object.getPrototypeOf(prototype) !== null) return false;
  if (Object.prototype.toString.call(value) !== '[object Object]') return false;
  return entries.every(([key, part]) => isJson(part, [...path, key], met, again));
}

function encodePart(value: unknown, seen: Seen): Tagged {
  if (value === undefined) return ['undefined'];
  if (typeof value === 'bigint') return ['bigint', String(value)];
  if (Object.is(value, -0)) return ['number', '-0'];
  if (typeof value === 'number' && !Number.isFinite(value)) return ['number', String(value)];
  if (typeof value === 'function' || typeof value === 'symbol') throw new Error('An object could not be cloned.');
  if (typeof value !== 'object' || value === null) return ['plain', value];
  const known = seen.get(value);
  if (known !== undefined) return ['again', known];
  const index = seen.size;
  seen.set(value, index);
  if (Array.isArray(value)) return ['array', index, encodeMembers(value, seen), value.length];
  const tag = Object.prototype.toString.call(value).slice(8, -1);
  const prototype: unknown = Object.getPrototypeOf(value);
  const isPlain = prototype === null || Object.getPrototypeOf(prototype) === null;
  if (isPlain && tag === 'Object') return ['object', index, encodeMembers(value, seen)];
  return ['special', index, encodeSpecial(value, tag, seen)];
}

function encodeMembers(value: object, seen: Seen): unknown[] {
  return Object.entries(value).map(([key, member]) => [key, encodePart(member, seen)]);
}

function encodeSpecial(value: object, tag: string, seen: Seen): Tagged {
  const part = (inner: unknown): Tagged => encodePart(inner, seen);
  if (value instanceof Date) return ['date', value.getTime()];
  if (value instanceof RegExp) return ['regexp', value.source, value.flags];
  if (value instanceof Map) return ['map', [...value].map(([key, member]) => [part(key), part(member)])];
  if (value instanceof Set) return ['set', [...value].map(part)];
  if (value instanceof Error) return ['error', value.name, value.message, value.stack ?? '', part(value.cause)];
  if (value instanceof ArrayBuffer) return ['buffer', encodeBytes(value)];
  if (ArrayBuffer.isView(value)) {
    const length = 'length' in value ? value.length : value.byteLength;
    return ['view', tag, part(value.buffer), value.byteOffset, length];
  }
  if (value instanceof Boolean || value instanceof Number || value instanceof String) {
    return ['boxed', part(value.valueOf())];
  }
  throw new Error('An object could not be cloned.');
}

function encodeBytes(buffer: ArrayBuffer): string {
  let text = '';
  for (const byte of new Uint8Array(buffer)) text += String.fromCharCode(byte);
  return btoa(text);
}

function memberAt(value: unknown, path: readonly string[]): unknown {
  // A path of this same value's, noted when it was written.
  return path.reduce((part, key) => (part as Record<string, unknown>)[key], value);
}

/** Reads what `encodeTagged` wrote. The casts below rest on that: nothing else writes these trees. */
export function decodeTagged(part: Tagged): unknown {
  if (part[0] !== 'json') return decodePart(part, []);
  const [, value, again] = part;
  for (const [path, first] of again as Again[]) {
    const holder = memberAt(value, path.slice(0, -1)) as Record<string, unknown>;
    holder[path.at(-1) ?? ''] = memberAt(value, first);
  }
  return value;
}

function decodePart(part: Tagged, made: unknown[]): unknown {
  const [tag, a, b, c] = part;
  if (tag === 'plain') return a;
  if (tag === 'undefined') return undefined;
  if (tag === 'bigint') return BigInt(a as string);
  if (tag === 'number') return Number(a);
  const index = a as number;
  if (tag === 'again') return made[index];
  if (tag !== 'array' && tag !== 'object') {
    // Maps and sets enter themselves into `made` before their members are read.
    const value = decodeSpecial(b as Tagged, index, made);
    made[index] = value;
    return value;
  }
  const target: object = tag === 'array' ? new Array(c as number) : {};
  made[index] = target;
  for (const [key, member] of b as [string, Tagged][]) {
    const value = decodePart(member, made);
    Object.defineProperty(target, key, { value, writable: true, enumerable: true, configurable: true });
  }
  return target;
}

function decodeSpecial(part: Tagged, index: number, made: unknown[]): unknown {
  const [tag, a, b, c, d] = part;
  const read = (inner: Tagged): unknown => decodePart(inner, made);
  if (tag === 'date') return new Date(a as number);
  if (tag === 'regexp') return new RegExp(a as string, b as string);
  if (tag === 'error') return decodeError(a as string, b as string, c as string, read(d as Tagged));
  if (tag === 'buffer') return Uint8Array.from(atob(a as string), char => char.charCodeAt(0)).buffer;
  if (tag === 'view') return decodeView(a as string, read(b as Tagged) as ArrayBuffer, c as number, d as number);
  if (tag === 'map') {
    const map = new Map<unknown, unknown>();
    made[index] = map;
    for (const [key, member] of a as [Tagged, Tagged][]) map.set(read(key), read(member));
    return map;
  }
  if (tag === 'set') {
    const set = new Set<unknown>();
    made[index] = set;
    for (const member of a as Tagged[]) set.add(read(member));
    return set;
  }
  return Object(read(a as Tagged));
}

function decodeError(name: string, message: string, stack: string, cause: unknown): Error {
  const kinds: Record<string, ErrorConstructor> = {
    EvalError,
    RangeError,
    ReferenceError,
    SyntaxError,
    TypeError,
    URIError,
  };
  const error = new (kinds[name] ?? Error)(message);
  Object.defineProperty(error, 'stack', { value: stack, writable: true, configurable: true });
  if (cause !== undefined) Object.defineProperty(error, 'cause', { value: cause, writable: true, configurable: true });
  return error;
}

function decodeView(name: string, buffer: ArrayBuffer, offset: number, length: number): unknown {
  // The name was read from a typed array's own class on the other side.
  const kinds = globalThis as unknown as Record<string, new (b: ArrayBuffer, o: number, l: number) => unknown>;
  const kind = kinds[name];
  if (!kind) throw new Error('An object could not be cloned.');
  return new kind(buffer, offset, length);
}

/** The functions above, for a page's script. */
export const wireFunctions: readonly PageFunction[] = [
  ...[encodeTagged, isJson, encodePart, encodeMembers, encodeSpecial, encodeBytes],
  ...[memberAt, decodeTagged, decodePart, decodeSpecial, decodeError, decodeView],
];

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
