import type { History, Outcome } from './history.ts';
import type { Step } from './steps.ts';

// Finds a shorter history that breaks the same rule: without steps, and in a simpler world.

export interface Shrunk {
  readonly history: History;
  readonly outcome: Outcome;
  readonly runs: number;
}

interface ShrinkDeps {
  readonly live: (history: History) => Promise<Outcome>;
  readonly rule: string;
  readonly mostRuns: number;
  /** Whether there is time for one more run. */
  readonly hasTime: () => boolean;
}

const breaks = ({ found }: Outcome, rule: string): boolean => found.some(one => one.rule === rule);

const simpler = {
  computers: 1,
  storage: 'keychain',
  isSlow: false,
  faults: 0,
  tokenSize: 0,
  nameLength: 0,
  organizations: 1,
} as const;

/** `history` breaks the rule. Delta debugging over its steps, then over what its world is like. */
export const shrink = async (history: History, first: Outcome, deps: ShrinkDeps): Promise<Shrunk> => {
  let best = history;
  let outcome = first;
  let runs = 0;
  const mayRun = (): boolean => runs < deps.mostRuns && deps.hasTime();
  const attempt = async (next: History): Promise<boolean> => {
    if (!mayRun()) return false;
    runs += 1;
    const found = await deps.live(next);
    if (!breaks(found, deps.rule)) return false;
    best = next;
    outcome = found;
    return true;
  };
  /** As few of many steps as do it. */
  const fewer = async (): Promise<boolean> => {
    let hasHelped = false;
    for (let size = Math.max(1, best.steps.length >> 1); size >= 1 && mayRun(); size >>= 1) {
      for (let at = best.steps.length - size; at >= -size + 1 && mayRun(); at -= size) {
        const steps = best.steps.filter((_, index) => index < at || index >= at + size);
        if (steps.length === best.steps.length || !(await attempt({ ...best, steps }))) continue;
        hasHelped = true;
        at = Math.min(at, best.steps.length);
      }
    }
    return hasHelped;
  };
  const smallerNumbers = async (): Promise<void> => {
    for (const [index, step] of best.steps.entries()) {
      if (step.kind !== 'connect-many') continue;
      for (let many = step.n[1] ?? 0; many > 1 && mayRun(); many >>= 1) {
        const n = step.n.with(1, many >> 1);
        const steps = best.steps.with(index, { ...step, n } satisfies Step);
        if (!(await attempt({ ...best, steps }))) break;
      }
    }
  };
  await smallerNumbers();
  await fewer();
  for (const [name, value] of Object.entries(simpler))
    await attempt({ ...best, config: { ...best.config, [name]: value } });
  for (let rounds = 0; rounds < 3 && (await fewer()); rounds += 1);
  return { history: best, outcome, runs };
};
