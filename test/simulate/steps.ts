import { listSteps } from './lists.ts';
import { outsideSteps } from './outside.ts';
import { personSteps } from './person.ts';
import { programSteps } from './programs.ts';
import type { Computer, World } from './world.ts';

// A history is a list of steps: a kind and raw numbers, which mean something only in the world that they meet.

export interface Step {
  readonly kind: string;
  readonly n: readonly number[];
}

/** One kind of step. */
export interface StepKind {
  readonly kind: string;
  /** How often it is drawn beside the others. */
  readonly weight: number;
  /** In plain words, once it was done. */
  readonly run: (world: World, computer: Computer, n: Numbers) => string | Promise<string>;
}
/** The raw numbers of a step, one for each thing it has to choose. */
export type Numbers = readonly [number, number, number];

export const stepKinds: readonly StepKind[] = [...personSteps, ...listSteps, ...programSteps, ...outsideSteps];
const byKind = new Map(stepKinds.map(one => [one.kind, one]));

/**
 * Does one step, and lets what follows from it happen. One in three lets the next step come before that; then there is
 * nothing to wait for, and the next one comes within this turn: also what hardly lasts is still under way.
 */
export const perform = (world: World, { kind, n }: Step, number: number): Promise<void> | undefined => {
  const [at = 0, one = 0, two = 0, three = 0, waits = 1] = n;
  const computer = world.computers[at % world.computers.length];
  const step = byKind.get(kind);
  if (computer === undefined || step === undefined) return undefined;
  // No two answers come in the same millisecond.
  world.time.moveTo(world.time.now() + 1);
  const line = world.lines.length;
  world.say('');
  const name = (words: string): void => world.name(line, `${number}. ${computer.name}: ${words}`);
  const done = step.run(world, computer, [one, two, three]);
  const follow = async (): Promise<void> => {
    name(await done);
    if (waits % 3 === 0) return;
    await world.drain();
    await world.checks().afterStep();
  };
  if (typeof done !== 'string' || waits % 3 !== 0) return follow();
  name(done);
  return undefined;
};
