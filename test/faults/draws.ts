/** Numbers that look random and are the same for the same seed. */
export interface Draws {
  /** Uniform in [0, 1). */
  readonly fraction: () => number;
  /** A whole number, 0 to `below` - 1. */
  readonly below: (below: number) => number;
  readonly oneOf: <T>(some: readonly [T, ...T[]]) => T;
}

/** Mulberry32 over an FNV-1a hash of the seed's text. */
export const createDraws = (seed: string): Draws => {
  let state = 0x811c9dc5;
  for (const letter of seed) state = Math.imul(state ^ letter.charCodeAt(0), 0x01000193);
  const fraction = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit: number): number => Math.floor(fraction() * limit);
  return { fraction, below, oneOf: some => some[below(some.length)] ?? some[0] };
};
