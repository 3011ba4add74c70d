/** Something that happens, and those who listen to it. Listeners are called at once, in the order they came. */
export interface Event<Args extends readonly unknown[] = []> {
  readonly tell: (...args: Args) => void;
  /** The result stops listening. */
  readonly listen: (listener: (...args: Args) => void) => () => void;
}

export const createEvent = <Args extends readonly unknown[] = []>(): Event<Args> => {
  const listeners = new Set<(...args: Args) => void>();
  return {
    tell: (...args) => {
      for (const listener of [...listeners]) listener(...args);
    },
    listen: listener => {
      // One of its own each time, so that the same function may listen twice.
      const own = (...args: Args): void => listener(...args);
      listeners.add(own);
      return () => void listeners.delete(own);
    },
  };
};
