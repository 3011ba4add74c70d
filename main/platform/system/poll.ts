/** Calls again and again, each time after as many ms as are asked for then, until the result is called. */
export type Every = (ms: () => number, call: () => void) => () => void;

export const everyByTimer: Every = (ms, call) => {
  const next = (): NodeJS.Timeout =>
    setTimeout(() => {
      timer = next();
      call();
    }, ms());
  let timer = next();
  return () => clearTimeout(timer);
};

interface Poll<T> {
  /** Tells of every change from now on; the result stops. */
  readonly listen: (changed: (value: T) => void) => () => void;
  /** Looks now, without waiting for the next turn. Does nothing while nobody listens. */
  readonly check: () => void;
}

/** Watches a value that has no event of its own. It is read only while someone listens. */
export const createPoll = <T>(read: () => T, ms: () => number, every: Every): Poll<T> => {
  const listeners = new Set<(value: T) => void>();
  let last: { readonly value: T } | undefined;
  let stop = (): void => {};
  const check = (): void => {
    if (last === undefined) return;
    const value = read();
    if (value === last.value) return;
    last = { value };
    for (const listener of [...listeners]) listener(value);
  };
  return {
    check,
    listen: changed => {
      // A listener of its own each time, so that the same function may listen twice.
      const listener = (value: T): void => changed(value);
      listeners.add(listener);
      if (last === undefined) {
        last = { value: read() };
        stop = every(ms, check);
      }
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0 || last === undefined) return;
        last = undefined;
        stop();
      };
    },
  };
};
