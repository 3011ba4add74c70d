import { type ChildProcess, fork } from 'node:child_process';
import { createHash } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createDraws } from '../faults/draws.ts';
import { addSeen, createSeen, pairsOf, type Seen } from './overlap.ts';
import { drawWorld } from './scenes.ts';
import type { AllSeen } from './world.ts';

// `npm run simulate`: lives through one simulated world after the other and says which invariant broke.
// --minutes 1  --worlds N (at most)  --seed (of an earlier run)  --replay (the seed of one world: its shortest histories)
// --shrink 15 (seconds for each failure; 0: none is made shorter)  --workers 2
// --pairs 40 (that met seldom, at most so many are printed)
// --giants 2 (the first so many worlds have a thousand accounts)
// --stop-at 1 (ends with so many broken rules)  --except (rules that do not count for that, with | between them)

/** One world for a worker; how many histories of each rule are shrunk already. */
export interface Task {
  readonly seed: number;
  readonly shrinkFor: Readonly<Record<string, number>>;
  readonly shrinkMs: number;
}
/** A rule that broke; with its shortest history where that was looked for. */
export interface Failed {
  readonly rule: string;
  readonly facts: string;
  readonly steps?: readonly string[];
  readonly lines?: readonly string[];
}
export interface Lived {
  readonly seed: number;
  readonly operations: number;
  readonly hash: string;
  readonly failures: readonly Failed[];
  readonly seen: AllSeen;
  /** What it took of a processor, ms. */
  readonly processorMs: number;
}

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '1' },
    worlds: { type: 'string', default: '1000000000' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000_007) },
    replay: { type: 'string' },
    giants: { type: 'string', default: '0' },
    pairs: { type: 'string', default: '40' },
    shrink: { type: 'string', default: '15' },
    'stop-at': { type: 'string', default: '1000000000' },
    except: { type: 'string', default: '' },
    workers: { type: 'string', default: String(Math.min(2, availableParallelism())) },
  },
});
const say = (line: string): void => void process.stdout.write(`${line}\n`);
const isReplay = values.replay !== undefined;
const seedOf = (index: number): number => {
  if (isReplay) return Number(values.replay);
  const draws = createDraws(`run ${values.seed} ${index}`);
  for (;;) {
    const seed = draws.below(2 ** 31);
    if (index >= Number(values.giants) || drawWorld(seed).isGiant) return seed;
  }
};
const mostWorlds = isReplay ? 1 : Number(values.worlds);
const begunAt = performance.now();
const endAt = begunAt + Number(values.minutes) * 60_000;

const lived = new Map<number, Lived>();
const shrunk: Record<string, number> = {};
let next = 0;
const mayBegin = (): boolean => next < mostWorlds && (performance.now() < endAt || mostWorlds < 1_000_000_000);

/** Rules that were said to be broken while the others go on. */
const told = new Set<string>();
const excepted = values.except.split('|');
let leftToFind = Number(values['stop-at']);
const workers: ChildProcess[] = [];
/** Enough was found: what is under way is not waited for. */
const stopAll = (): void => {
  for (const worker of workers) worker.kill();
};

/** A world ends itself that turns in circles. A worker that is silent for so long turns without asking anything of anyone. */
const longestSilenceMs = 600_000;

const work = (): Promise<void> =>
  new Promise((resolve, reject) => {
    let timer: NodeJS.Timeout;
    const hook = new URL('../faults/electron-hook.ts', import.meta.url).href;
    const worker = fork(join(import.meta.dirname, 'worker.ts'), [], {
      // A world of a thousand long tokens, many times in backups, takes 4 GB.
      execArgv: ['--max-old-space-size=8192', '--import', hook],
      serialization: 'advanced',
    });
    workers.push(worker);
    let index = 0;
    const hand = (): void => {
      if (!mayBegin()) {
        worker.disconnect();
        resolve();
        return;
      }
      index = next;
      next += 1;
      timer = setTimeout(giveUp, longestSilenceMs);
      worker.send({
        seed: seedOf(index),
        shrinkFor: { ...shrunk },
        shrinkMs: Number(values.shrink) * 1000,
      } satisfies Task);
    };
    const giveUp = (): void => {
      worker.kill('SIGKILL');
      lost({ rule: 'a world never ends', facts: '' });
    };
    /** The world ends without an outcome, and its worker with it; another one goes on. */
    let isLost = false;
    const lost = (failed: Failed): void => {
      isLost = true;
      const seen = { outside: createSeen(), inside: createSeen() };
      took({ seed: seedOf(index), operations: 0, hash: '', failures: [failed], seen, processorMs: 0 });
      if (leftToFind > 0) work().then(resolve, reject);
      else resolve();
    };
    const took = (one: Lived): void => {
      lived.set(index, one);
      for (const { rule } of one.failures) {
        if (!told.has(rule)) say(`broken: ${rule} (world ${one.seed})`);
        told.add(rule);
      }
      for (const { rule, lines } of one.failures) if (lines !== undefined) shrunk[rule] = (shrunk[rule] ?? 0) + 1;
      leftToFind -= one.failures.filter(({ rule }) => !excepted.includes(rule)).length;
      if (leftToFind <= 0) stopAll();
    };
    worker.on('message', (one: Lived | 'alive') => {
      if (one === 'alive') {
        timer.refresh();
        return;
      }
      clearTimeout(timer);
      took(one);
      if (leftToFind > 0) hand();
    });
    worker.on('error', reject);
    worker.on('exit', (code, signal) => {
      clearTimeout(timer);
      // It has a successor, which resolves.
      if (isLost) return;
      if (code === 0 || leftToFind <= 0) resolve();
      // As where its memory was too small for what the world became.
      else if (signal !== null) lost({ rule: 'the simulator itself failed', facts: `a worker ended with ${signal}` });
      else reject(new Error(`a worker ended with ${code}`));
    });
    hand();
  });

say(`seed ${values.seed} (the same worlds again: --seed ${values.seed})`);
await Promise.all(Array.from({ length: isReplay ? 1 : Number(values.workers) }, work));

const all = [...lived].sort(([one], [other]) => one - other).map(([, world]) => world);
const seconds = (performance.now() - begunAt) / 1000;
const operations = all.reduce((sum, one) => sum + one.operations, 0);

/** Two kinds that met less often than this were hardly tried together. */
const often = 50;
const sayPairs = (whose: string, seen: Seen): void => {
  const pairs = pairsOf(seen);
  const rare = pairs.filter(([, count]) => count < often);
  say(`\n${pairs.length} pairs of ${whose}; ${rare.length} of them overlapped fewer than ${often} times:`);
  for (const [pair, count] of rare.slice(0, Number(values.pairs))) say(`${String(count).padStart(7)}  ${pair}`);
  if (rare.length > Number(values.pairs)) say(`         and ${rare.length - Number(values.pairs)} more`);
};
sayPairs("the core's own operations", addSeen(all.map(({ seen }) => seen.inside)));
sayPairs('what is asked for and what happens', addSeen(all.map(({ seen }) => seen.outside)));

interface Group {
  count: number;
  seed: number;
  best: Failed;
}
const groups = new Map<string, Group>();
const byRule = new Map<string, number>();
const firstWorlds = new Map<string, number>();
for (const { seed, failures } of all)
  for (const failed of failures) {
    byRule.set(failed.rule, (byRule.get(failed.rule) ?? 0) + 1);
    firstWorlds.set(failed.rule, firstWorlds.get(failed.rule) ?? seed);
    if (failed.steps === undefined && !['the simulator itself failed', 'a world never ends'].includes(failed.rule))
      continue;
    const name = `${failed.rule}, at the end of: ${failed.steps?.at(-1)}`;
    const known = groups.get(name);
    if (known === undefined) groups.set(name, { count: 1, seed, best: failed });
    else {
      known.count += 1;
      if ((failed.steps?.length ?? 0) < (known.best.steps?.length ?? 0)) Object.assign(known, { seed, best: failed });
    }
  }
for (const [name, { seed, best }] of [...groups].sort(([one], [other]) => (one < other ? -1 : 1))) {
  say(`\n== ${name}\n   ${best.facts}\n   world ${seed} (again: --replay ${seed}), ${best.steps?.length ?? 0} steps:`);
  for (const line of best.lines ?? []) say(`   ${line}`);
}
if (byRule.size > 0) say('\nworlds in which each rule broke:');
for (const [rule, count] of [...byRule].sort(([, one], [, other]) => other - one))
  say(`${String(count).padStart(7)}  ${rule} (world ${firstWorlds.get(rule)})`);

const hash = createHash('sha256');
for (const one of all) hash.update(one.hash);
const failures = [...byRule.values()].reduce((sum, count) => sum + count, 0);
const processorSeconds = all.reduce((sum, one) => sum + one.processorMs, 0) / 1000;
const pace = `${Math.round(operations / seconds)} operations a second, ${Math.round(operations / processorSeconds)} a second of a processor`;
say(`\nhistory ${hash.digest('hex').slice(0, 16)}; ${pace}`);
say(`${operations} operations in ${all.length} worlds, ${failures} failures`);
process.exit(failures === 0 && operations > 0 ? 0 : 1);
