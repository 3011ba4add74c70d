// How often two kinds of operations were under way at once.

export interface Overlap {
  /** Something begins that lasts; the result ends it. */
  readonly begin: (kind: string) => () => void;
  /** Something that takes no time. */
  readonly happen: (kind: string) => void;
  readonly counts: ReadonlyMap<string, number>;
}

export const createOverlap = (): Overlap => {
  const underWay = new Map<string, number>();
  const counts = new Map<string, number>();
  const meet = (kind: string): void => {
    for (const other of underWay.keys()) {
      const pair = kind < other ? `${kind} + ${other}` : `${other} + ${kind}`;
      counts.set(pair, (counts.get(pair) ?? 0) + 1);
    }
  };
  return {
    counts,
    happen: meet,
    begin: kind => {
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
