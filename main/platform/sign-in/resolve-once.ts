/** A promise that ends once. `resolve` and `reject` answer whether this call was the one that ended it. */
export interface ResolveOnce<T> {
  readonly promise: Promise<T>;
  readonly hasEnded: () => boolean;
  readonly resolve: (value: T) => boolean;
  readonly reject: (problem: Error) => boolean;
}

/** `onEnded` runs in the same turn as the first `resolve` or `reject`, and never again. */
export function createResolveOnce<T>(onEnded: () => void): ResolveOnce<T> {
  const { promise, resolve, reject } = Promise.withResolvers<T>();
  let ended = false;
  const once = (end: () => void): boolean => {
    if (ended) return false;
    ended = true;
    end();
    onEnded();
    return true;
  };
  return {
    promise,
    hasEnded: () => ended,
    resolve: value => once(() => resolve(value)),
    reject: problem => once(() => reject(problem)),
  };
}
