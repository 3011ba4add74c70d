import './seeded-crypto.ts';
import type { Failed, Lived, Task } from './run.ts';
import type { AllSeen } from './world.ts';

// Lives through worlds, one after the other, as the runner hands them out.

const { operationKinds } = await import('./adapter.ts');
const { drawHistory, live } = await import('./history.ts');
const { createSeen } = await import('./overlap.ts');
const { shrink } = await import('./shrink.ts');

/** So many histories of one rule are made short: they may end in different ways. */
const mostShrunk = 4;

const nothingSeen = (): AllSeen => ({ outside: createSeen(), inside: createSeen(operationKinds) });

const liveOnce = async ({ seed, shrinkFor, shrinkMs }: Task): Promise<Lived> => {
  const before = process.cpuUsage();
  const history = drawHistory(seed);
  const seen = nothingSeen();
  const outcome = await live(history, seen);
  const { user, system } = process.cpuUsage(before);
  const failures: Failed[] = [];
  for (const { rule, facts } of outcome.found) {
    if (shrinkMs === 0 || (shrinkFor[rule] ?? 0) >= mostShrunk) {
      failures.push({ rule, facts });
      continue;
    }
    const endAt = performance.now() + shrinkMs;
    const short = await shrink(history, outcome, {
      rule,
      mostRuns: 600,
      hasTime: () => performance.now() < endAt,
      live: some => live(some, nothingSeen(), found => found.some(one => one.rule === rule)),
    });
    const { lines } = short.outcome;
    failures.push({
      rule,
      facts: short.outcome.found.find(one => one.rule === rule)?.facts ?? facts,
      steps: short.history.steps.map(one => one.kind),
      lines: [JSON.stringify(short.history.config), ...lines],
    });
  }
  return {
    seed,
    operations: outcome.operations,
    hash: outcome.hash,
    failures,
    seen,
    processorMs: (user + system) / 1000,
  };
};

/** Most errors of a world are expected ones, and where they came from takes longer to find out than all the rest. */
const withTraces = (frames: number): void => {
  Error.stackTraceLimit = frames;
};
withTraces(0);

/** As long as promises settle: a world that goes round in circles keeps this from being said. */
setInterval(() => void process.send?.('alive'), 5000);
process.once('disconnect', () => process.exit());

process.on('message', (task: Task) => {
  const again = (): Promise<Lived> => {
    withTraces(20);
    return liveOnce(task).finally(() => withTraces(0));
  };
  liveOnce(task)
    .catch(again)
    .then(lived => process.send?.(lived))
    .catch((error: unknown) => {
      const facts = error instanceof Error ? (error.stack ?? error.message) : String(error);
      const failures = [{ rule: 'the simulator itself failed', facts }];
      process.send?.({
        seed: task.seed,
        operations: 0,
        hash: '',
        failures,
        seen: nothingSeen(),
        processorMs: 0,
      } satisfies Lived);
    });
});
