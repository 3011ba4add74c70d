/** The error every member that is typed by Electron but not built here throws; `api` is its full dotted name. */
export function notImplemented(api: string): Error {
  return new Error(`stand-in: ${api} not implemented`);
}

const readByLanguage = new Set(['then', 'toJSON', 'constructor', 'inspect', 'prototype', '__esModule', 'default']);

/**
 * Wraps a double so that reading a member it lacks throws instead of giving undefined. `absent` names members that
 * Electron itself leaves undefined on this platform.
 */
export function withGaps<T extends object>(name: string, double: T, absent: readonly string[] = []): T {
  const missing = new Set(absent);
  return new Proxy(double, {
    get(target, key, _receiver) {
      // The target is the receiver, so that private fields of classes keep working behind the wrapper.
      if (typeof key === 'symbol' || key in target || readByLanguage.has(key) || key.startsWith('_')) {
        return Reflect.get(target, key, target);
      }
      if (missing.has(key)) return undefined;
      throw notImplemented(`${name}.${key}`);
    },
  });
}
