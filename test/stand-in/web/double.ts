import { EventEmitter } from 'node:events';
import { notImplemented } from '../not-implemented.ts';

// What the language and Node ask of any object; Electron's objects have none of these either.
const readByLanguage = new Set(['then', 'toJSON', 'inspect', 'nodeType', '$$typeof', 'asymmetricMatch', 'domain']);

function gapsBehind(name: () => string): object {
  return new Proxy(EventEmitter.prototype, {
    get(target, key, receiver) {
      if (typeof key === 'symbol' || key in target || readByLanguage.has(key))
        return Reflect.get(target, key, receiver);
      throw notImplemented(`${name()}.${key}`);
    },
  });
}

/** An Electron object that emits events: reading a member which is not built throws instead of giving undefined. */
export class Double extends EventEmitter {}

Object.setPrototypeOf(
  Double.prototype,
  gapsBehind(() => 'object'),
);

/** Names a class in the errors of its missing members. Call it once, right after the class. */
export function nameGaps(kind: { readonly prototype: object }, name: string): void {
  const parent: object = Object.getPrototypeOf(kind.prototype);
  if (parent === Double.prototype) {
    Object.setPrototypeOf(
      kind.prototype,
      gapsBehind(() => name),
    );
  }
}

const readableAfterDestruction = new Set(['isDestroyed', 'constructor', ...Object.keys(EventEmitter.prototype)]);

/**
 * From now on every member throws `Object has been destroyed`, but for `isDestroyed`, own properties such as `id`, and
 * the emitter's methods.
 */
export function markDestroyed(double: object): void {
  const living: object = Object.getPrototypeOf(double);
  const gone = new Proxy(Object.create(living) as object, {
    get(target, key, receiver) {
      if (typeof key === 'symbol' || readableAfterDestruction.has(key) || readByLanguage.has(key)) {
        return Reflect.get(target, key, receiver);
      }
      throw new TypeError('Object has been destroyed');
    },
  });
  Object.setPrototypeOf(double, gone);
}

/**
 * Hands a double to code that expects Electron's own type. The proof: each double implements a `Pick` of that type,
 * and every member outside the `Pick` throws when it is read.
 */
export function asElectron<T>(double: object): T {
  return double as unknown as T;
}
