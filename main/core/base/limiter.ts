/** Gates that let so many through at once, one gate for each key. */
export interface Gates {
  /** Does the work once there is room for it at this gate, in the order of coming. `who` is one that may be hurried. */
  readonly through: <T>(key: string, who: string, work: () => Promise<T>) => Promise<T>;
  /** Lets this one through without waiting, now or when it comes, until `rest`. */
  readonly hurry: (who: string) => void;
  readonly rest: (who: string) => void;
  /** Whoever waits at this gate is turned away with this error. */
  readonly turnAway: (key: string, error: unknown) => void;
}

interface Waiting {
  readonly who: string;
  readonly go: () => void;
  readonly leave: (error: unknown) => void;
}

export const createGates = (most: number): Gates => {
  const inside = new Map<string, number>();
  const lines = new Map<string, Waiting[]>();
  const hurried = new Set<string>();

  const enter = (key: string, who: string): Promise<void> => {
    const count = inside.get(key) ?? 0;
    if (count >= most && !hurried.has(who)) {
      return new Promise((go, leave) => void lines.set(key, [...(lines.get(key) ?? []), { who, go, leave }]));
    }
    inside.set(key, count + 1);
    return Promise.resolve();
  };
  const letIn = (key: string, next: Waiting): void => {
    lines.set(
      key,
      (lines.get(key) ?? []).filter(one => one !== next),
    );
    inside.set(key, (inside.get(key) ?? 0) + 1);
    next.go();
  };
  const leave = (key: string): void => {
    inside.set(key, (inside.get(key) ?? 1) - 1);
    const [next] = lines.get(key) ?? [];
    if (next !== undefined && (inside.get(key) ?? 0) < most) letIn(key, next);
  };

  return {
    through: async (key, who, work) => {
      await enter(key, who);
      try {
        return await work();
      } finally {
        leave(key);
      }
    },
    hurry: who => {
      hurried.add(who);
      for (const [key, line] of lines) for (const one of line) if (one.who === who) letIn(key, one);
    },
    rest: who => void hurried.delete(who),
    turnAway: (key, error) => {
      const line = lines.get(key) ?? [];
      lines.delete(key);
      for (const one of line) one.leave(error);
    },
  };
};
