/**
 * Runs work for one key strictly one after another, and different keys side by side.
 * A failed turn does not hold up the next one.
 */
export const createKeyedQueue = (): (<T>(key: string, work: () => Promise<T>) => Promise<T>) => {
  const last = new Map<string, Promise<unknown>>();
  return (key, work) => {
    const turn = (last.get(key) ?? Promise.resolve()).then(work, work);
    last.set(key, turn);
    const forget = (): void => {
      if (last.get(key) === turn) last.delete(key);
    };
    turn.then(forget, forget);
    return turn;
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
