// How often two kinds of operations were under way at once.

export interface Overlap {
  /** Something begins that lasts; the result ends it. */
  readonly begin: (kind: string) => () => void;
  /** Something that takes no time. */
  readonly happen: (kind: string) => void;
  readonly seen: Seen;
}

/** What was met so far. Two that take no time never meet. */
export interface Seen {
  readonly lasting: Set<string>;
  readonly sudden: Set<string>;
  readonly pairs: Map<string, number>;
}

/** `lasting`: kinds that there are, met or not. */
export const createSeen = (lasting: readonly string[] = []): Seen => ({
  lasting: new Set(lasting),
  sudden: new Set(),
  pairs: new Map(),
});

const pairOf = (one: string, other: string): string => (one < other ? `${one} + ${other}` : `${other} + ${one}`);

/** `seen` may be shared by those that are apart from each other otherwise, as two programs are. */
export const createOverlap = (seen: Seen = createSeen()): Overlap => {
  const underWay = new Map<string, number>();
  const meet = (kind: string): void => {
    for (const other of underWay.keys()) {
      const pair = pairOf(kind, other);
      seen.pairs.set(pair, (seen.pairs.get(pair) ?? 0) + 1);
    }
  };
  return {
    seen,
    happen: kind => {
      seen.sudden.add(kind);
      meet(kind);
    },
    begin: kind => {
      seen.lasting.add(kind);
      meet(kind);
      underWay.set(kind, (underWay.get(kind) ?? 0) + 1);
      let over = false;
      return () => {
        if (over) return;
        over = true;
        const left = (underWay.get(kind) ?? 1) - 1;
        if (left === 0) underWay.delete(kind);
        else underWay.set(kind, left);
      };
    },
  };
};

/** All of them together. */
export const addSeen = (some: readonly Seen[]): Seen => {
  const all = createSeen();
  for (const { lasting, sudden, pairs } of some) {
    for (const kind of lasting) all.lasting.add(kind);
    for (const kind of sudden) all.sudden.add(kind);
    for (const [pair, count] of pairs) all.pairs.set(pair, (all.pairs.get(pair) ?? 0) + count);
  }
  return all;
};

/**
 * There is one preparation at a time; a backup is opened only once an earlier one is taken in; and no program waits any more
 * once the shift ends, or Dockpass quits.
 */
const never = new Set([
  pairOf('preparation', 'preparation'),
  pairOf('restore', 'restore'),
  ...['question answered', 'hang-up'].flatMap(one =>
    ['endOfShift', 'quit', 'restart'].map(other => pairOf(one, other)),
  ),
]);

/** Every pair that there can be of what was met, the rarest first; also those that never met. */
export const pairsOf = ({ lasting, sudden, pairs }: Seen): readonly (readonly [pair: string, count: number])[] => {
  const names = new Set([...lasting].flatMap(one => [...lasting, ...sudden].map(other => pairOf(one, other))));
  for (const name of never) names.delete(name);
  return [...names].map(name => [name, pairs.get(name) ?? 0] as const).sort(([, one], [, other]) => one - other);
};
