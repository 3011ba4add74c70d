/** Runs work for one key strictly one after another, and different keys side by side. */
interface KeyedQueue {
  /** A failed turn does not hold up the next one. */
  readonly run: <T>(key: string, work: () => Promise<T>) => Promise<T>;
  /** Every turn that was asked for has ended. */
  readonly isIdle: () => boolean;
  readonly whenIdle: () => Promise<void>;
}

export const createKeyedQueue = (): KeyedQueue => {
  const last = new Map<string, Promise<unknown>>();
  return {
    run: (key, work) => {
      const turn = (last.get(key) ?? Promise.resolve()).then(work, work);
      last.set(key, turn);
      const forget = (): void => {
        if (last.get(key) === turn) last.delete(key);
      };
      turn.then(forget, forget);
      return turn;
    },
    isIdle: () => last.size === 0,
    whenIdle: async () => {
      while (last.size > 0) await Promise.allSettled(last.values());
    },
  };
};

/** One run at a time for a key: a second caller gets the same promise. */
export const createSingleFlight = <T>(): ((key: string, work: () => Promise<T>) => Promise<T>) => {
  const flying = new Map<string, Promise<T>>();
  return (key, work) => {
    const already = flying.get(key);
    if (already !== undefined) return already;
    const flight = work().finally(() => flying.delete(key));
    flying.set(key, flight);
    return flight;
  };
};
