/** What the tick needs of the world, so that a test can turn the clock by hand. */
interface TickWorld {
  readonly now: () => number;
  readonly startTimer: (run: () => void, delayMs: number) => number;
  readonly stopTimer: (timer: number) => void;
  readonly isHidden: () => boolean;
  readonly onVisibility: (changed: () => void) => void;
}
interface Tick {
  /** The instant of the last tick (epoch ms): the same value for everyone until the next one. */
  readonly now: () => number;
  readonly subscribe: (listener: () => void) => () => void;
}

/** One tick for the whole page, on the full second; it rests while nobody listens and while the page is hidden. */
export function createTick(world: TickWorld): Tick {
  const listeners = new Set<() => void>();
  let now = world.now();
  let timer: number | undefined;

  const rest = (): void => {
    if (timer !== undefined) world.stopTimer(timer);
    timer = undefined;
  };
  const plan = (): void => {
    rest();
    if (listeners.size > 0 && !world.isHidden()) timer = world.startTimer(beat, 1000 - (world.now() % 1000));
  };
  const beat = (): void => {
    now = world.now();
    for (const listener of [...listeners]) listener();
    plan();
  };
  world.onVisibility(() => (world.isHidden() ? rest() : beat()));

  return {
    now: () => {
      // Nobody was listening: the remembered instant may be old.
      if (timer === undefined && !world.isHidden() && listeners.size === 0) now = world.now();
      return now;
    },
    subscribe: listener => {
      if (listeners.size === 0) now = world.now();
      listeners.add(listener);
      if (timer === undefined) plan();
      return () => {
        listeners.delete(listener);
        if (listeners.size === 0) rest();
      };
    },
  };
}
