/** Gates that let so many through at once, one gate for each key. */
export interface Limiter {
  /** Does the work once there is room for it at this gate, in the order of coming. `who` is one that may be hurried. */
  readonly run: <T>(key: string, who: string, work: () => Promise<T>) => Promise<T>;
  /** Lets this one through without waiting, now or when it comes, until `rest`. */
  readonly prioritize: (who: string) => void;
  readonly release: (who: string) => void;
  /** Whoever waits at this gate is turned away with this error. */
  readonly rejectWaiting: (key: string, error: unknown) => void;
}

interface Waiting {
  readonly who: string;
  readonly go: () => void;
  readonly leave: (error: unknown) => void;
}

export const createLimiter = (most: number): Limiter => {
  const inside = new Map<string, number>();
  const queues = new Map<string, Waiting[]>();
  const prioritized = new Set<string>();

  const enter = (key: string, who: string): Promise<void> => {
    const count = inside.get(key) ?? 0;
    if (count >= most && !prioritized.has(who)) {
      return new Promise((go, leave) => void queues.set(key, [...(queues.get(key) ?? []), { who, go, leave }]));
    }
    inside.set(key, count + 1);
    return Promise.resolve();
  };
  const letIn = (key: string, next: Waiting): void => {
    queues.set(
      key,
      (queues.get(key) ?? []).filter(one => one !== next),
    );
    inside.set(key, (inside.get(key) ?? 0) + 1);
    next.go();
  };
  const leave = (key: string): void => {
    inside.set(key, (inside.get(key) ?? 1) - 1);
    const [next] = queues.get(key) ?? [];
    if (next !== undefined && (inside.get(key) ?? 0) < most) letIn(key, next);
  };

  return {
    run: async (key, who, work) => {
      await enter(key, who);
      try {
        return await work();
      } finally {
        leave(key);
      }
    },
    prioritize: who => {
      prioritized.add(who);
      for (const [key, queue] of queues) for (const one of queue) if (one.who === who) letIn(key, one);
    },
    release: who => void prioritized.delete(who),
    rejectWaiting: (key, error) => {
      const queue = queues.get(key) ?? [];
      queues.delete(key);
      for (const one of queue) one.leave(error);
    },
  };
};
