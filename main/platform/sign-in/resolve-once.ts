/** A promise that ends once. `resolve` and `reject` answer whether this call was the one that ended it. */
export interface Settling<T> {
  readonly promise: Promise<T>;
  readonly isSettled: () => boolean;
  readonly resolve: (value: T) => boolean;
  readonly reject: (problem: Error) => boolean;
}

/** `onSettled` runs in the same turn as the first `resolve` or `reject`, and never again. */
export function createSettling<T>(onSettled: () => void): Settling<T> {
  const { promise, resolve, reject } = Promise.withResolvers<T>();
  let settled = false;
  const once = (end: () => void): boolean => {
    if (settled) return false;
    settled = true;
    end();
    onSettled();
    return true;
  };
  return {
    promise,
    isSettled: () => settled,
    resolve: value => once(() => resolve(value)),
    reject: problem => once(() => reject(problem)),
  };
}
