import { createChecks } from './checks.ts';
import type { Broken } from './invariants.ts';
import { drawMeeting, drawMet, drawPlot, drawTogether, drawWorld } from './scenes.ts';
import { perform, type Step, stepKinds } from './steps.ts';
import { type AllSeen, createWorld, type WorldConfig } from './world.ts';

// A world and its history, drawn from one seed, and lived through.

export interface History {
  readonly config: WorldConfig;
  readonly steps: readonly Step[];
}

export interface Outcome {
  readonly found: readonly Broken[];
  readonly operations: number;
  readonly lines: readonly string[];
  readonly hash: string;
}

/** What is worth doing right after something else, now and then. */
const follows: Readonly<Record<string, readonly string[]>> = {
  moment: [
    'kill',
    'end-of-shift',
    'kill',
    'lock',
    'quit',
    'reconnect',
    'edit',
    'remove',
    'window',
    'answer',
    'moment',
    'disk',
    'stick',
  ],
  connect: ['window', 'answer', 'end-of-shift', 'lock'],
  reconnect: ['window', 'answer', 'write-backup', 'write-backup', 'edit', 'remove'],
  edit: ['answer', 'window', 'reconnect', 'end-of-shift'],
  'someone-else': ['answer', 'window', 'renew'],
  window: ['answer', 'quit', 'lock', 'end-of-shift'],
  renew: ['answer', 'someone-else', 'edit', 'lock', 'quit', 'kill', 'disk', 'write-backup'],
  copy: ['lock', 'end-of-shift', 'quit', 'answer', 'sleep'],
  'write-backup': [
    'moment',
    'until-writing',
    'until-staged',
    'until-named',
    'open-backup',
    'reconnect',
    'edit',
    'window',
    'kill',
    'lock',
    'cut',
    'end-of-shift',
    'stick',
  ],
  'until-writing': ['stick', 'kill', 'lock', 'end-of-shift', 'quit', 'cut', 'disk'],
  'until-staged': ['stick', 'kill', 'lock', 'end-of-shift', 'quit', 'cut', 'disk'],
  'until-named': ['stick', 'kill', 'lock', 'end-of-shift', 'quit', 'cut', 'disk'],
  'open-backup': ['take-backup'],
  'take-backup': ['end-of-shift', 'lock', 'kill', 'cut', 'disk'],
  'open-list': ['take-list', 'take-list', 'end-of-shift'],
  'take-list': ['end-of-shift', 'lock', 'kill', 'cut', 'disk', 'edit', 'write-list'],
  'choose-storage': ['renew', 'lock', 'kill', 'choose-storage', 'cut', 'moment', 'end-of-shift'],
  remove: ['undo-remove', 'answer', 'window'],
  permit: ['ask-token', 'ask-token', 'keep-file'],
  'ask-token': [
    'question',
    'ask-token',
    'lock',
    'end-of-shift',
    'remove',
    'quit',
    'hang-up',
    'permit',
    'moment',
    'kill',
  ],
  question: ['ask-token', 'answer', 'lock', 'permit'],
  'keep-file': ['renew', 'lock', 'end-of-shift', 'remove', 'quit', 'kill', 'cut', 'disk', 'keep-file'],
  lock: ['unlock', 'answer'],
  disk: ['renew', 'remove', 'edit', 'end-of-shift', 'take-backup'],
  stick: ['unlock', 'kill', 'renew', 'time'],
  cut: ['write-backup', 'renew', 'remove', 'take-backup', 'end-of-shift'],
  clock: ['quiet', 'time', 'moment'],
  quit: ['answer', 'copy', 'renew'],
};

/** Swarm testing: each world leaves out some kinds of steps, and does others more often. */
export const drawHistory = (seed: number): History => {
  const { draws, isGiant } = drawWorld(seed);
  // More than one piece of a backup holds.
  const isCrowd = !isGiant && draws.below(40) === 0;
  const isMany = isGiant || isCrowd;
  const size = isGiant ? 1000 : isCrowd ? 60 : draws.oneOf([1, 1, 2, 2, 3, 4, 6]);
  const isLong = draws.below(150) === 0;
  const isCrowded = !isMany && draws.below(2) === 0;
  const config: WorldConfig = {
    seed,
    computers: !isGiant && draws.below(4) === 0 ? 2 : 1,
    storage: draws.oneOf(['keychain', 'keychain', 'passphrase', 'passphrase', 'session-only']),
    isSlow: draws.below(3) < (isCrowded ? 2 : 1),
    faults: draws.oneOf([0, 0, 0.05, 0.2]),
    rotation: draws.oneOf(['strict', 'mixed']),
    tokenSize: isGiant ? draws.oneOf([0, 3000, 8000]) : draws.oneOf([0, 0, 0, 0, 8000]),
    nameLength: isLong ? 900_000 : draws.oneOf([0, 0, 0, 300]),
    organizations: isLong ? 6 : draws.oneOf([1, 1, 2, 5]),
    lifeSeconds: draws.oneOf([90, 600, 3600, 3600, 86_400, 31_536_000]),
  };
  // Every other world is about a few kinds, so that those meet each other that are rare elsewhere.
  const usual = stepKinds.filter(({ weight }) => weight > 0);
  const isAbout = new Set(
    isMany
      ? ['write-backup', 'take-backup', 'end-of-shift', 'quiet']
      : draws.below(2) === 0
        ? []
        : Array.from({ length: 4 }, () => usual[draws.below(usual.length)]?.kind),
  );
  const weights = stepKinds.map(({ kind, weight }) => {
    const share = draws.oneOf([0, 0.3, 1, 1, 1, 3]);
    return { kind, weight: isAbout.has(kind) ? 15 : weight * share };
  });
  const all = weights.reduce((sum, { weight }) => sum + weight, 0);
  const drawKind = (): string => {
    let at = draws.fraction() * all;
    for (const { kind, weight } of weights) {
      at -= weight;
      if (at < 0) return kind;
    }
    return 'time';
  };
  const isOn = (kind: string): boolean => weights.some(one => one.kind === kind && one.weight > 0);
  let last = '';
  const drawNext = (): string => {
    const next = follows[last]?.filter(isOn) ?? [];
    last = next.length > 0 && draws.below(3) === 0 ? (next[draws.below(next.length)] ?? '') : drawKind();
    return last;
  };
  const number = (): number => draws.below(1_000_000);
  const draw = (): Step => ({ kind: drawNext(), n: [number(), number(), number(), number(), number()] });
  const first: Step[] = [];
  if (config.storage === 'passphrase') first.push({ kind: 'choose-storage', n: [0, 0, 0, 0, 1] });
  if (isMany) {
    // All of them in one file: its size is what a world of many is for.
    first.push({ kind: 'connect-many', n: [0, size, 0, 0, 1] });
    first.push({ kind: 'write-backup', n: [0, 0, number(), 0, 1] }, { kind: 'time', n: [0, 2, 0, 0, 1] });
  } else {
    // Most connect where refresh tokens rotate.
    for (let at = 0; at < size; at += 1)
      first.push({ kind: 'connect', n: [number(), draws.below(3) === 0 ? number() : draws.below(4), number(), 1, 1] });
    first.push({ kind: 'quiet', n: [0, 2, 0, 0, 1] });
  }
  const length = first.length + (isGiant ? 15 + draws.below(30) : 60 + draws.below(140));
  const names = usual.map(({ kind }) => kind);
  const hasPlots = !isMany && draws.below(2) === 0;
  const theme = !isMany && draws.below(3) < 2 ? drawMet(draws, names) : undefined;
  const drawSome = (): readonly Step[] => {
    if (hasPlots && draws.below(10) === 0) return drawPlot(draws, names);
    if (theme !== undefined && draws.below(2) === 0) return drawMeeting(draws, theme, names);
    if (isCrowded && draws.below(2) === 0) return drawTogether(draws, names);
    return [draw()];
  };
  const steps = [...first];
  while (steps.length < length) steps.push(...drawSome());
  return { config, steps };
};

const checkedEvery = 100;

export const live = async (
  { config, steps }: History,
  seen: AllSeen,
  isEnough = (_found: readonly Broken[]) => false,
): Promise<Outcome> => {
  const world = createWorld(config, seen, createChecks);
  for (const computer of world.computers) world.start(computer);
  await world.drain();
  for (const [at, step] of steps.entries()) {
    const done = perform(world, step, at + 1);
    if (done !== undefined) await done;
    if ((at + 1) % checkedEvery === 0) await world.checks().everything(false);
    if (isEnough(world.found) || world.isOver()) break;
  }
  const { found, lines } = world;
  const outcome = { found, operations: world.operations(), lines, hash: world.hash() };
  // Node keeps whatever waits for one of these signals, and with it the whole world.
  for (const asker of world.askers) asker.abort();
  return outcome;
};
