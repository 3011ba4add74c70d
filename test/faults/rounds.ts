import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { createDraws, type Draws } from './draws.ts';
import { startFresh } from './fresh-start.ts';
import type { KillPoint } from './kill-points.ts';
import type { Ledger } from './ledger.ts';
import type { RotatingProvider } from './provider.ts';
import { isTold, type Told } from './told.ts';

/** How a program is ended. All three send SIGKILL. */
const ways = {
  'at a call to the file system': 0.45,
  'at a random instant': 0.4,
  'around a token answer': 0.15,
} as const;
type Way = keyof typeof ways;
const wayNames = Object.keys(ways).filter((name): name is Way => name in ways);

interface Rounds {
  readonly folder: string;
  readonly provider: RotatingProvider;
  readonly ledger: Ledger;
  readonly seed: string;
  readonly kills: number;
  /** Epoch ms at which no further one is begun. */
  readonly endAt: number;
  readonly onRound: (round: number) => void;
}

/** Starts the program, kills it and starts afresh, again and again; how many kills of each way there were. */
export const runRounds = async (around: Rounds): Promise<ReadonlyMap<Way, number>> => {
  const { folder, provider, ledger, seed, kills } = around;
  const done = new Map<Way, number>();
  for (let round = 1; round <= kills && Date.now() < around.endAt; round += 1) {
    around.onRound(round);
    const draws = createDraws(`${seed}:${round}`);
    const way = drawnWay(draws);
    await runOnce(around, way, draws, `${seed}:${round}`);
    done.set(way, (done.get(way) ?? 0) + 1);
    ledger.judge(await startFresh(folder, provider.origin));
  }
  return done;
};

const drawnWay = ({ fraction }: Draws): Way => {
  let left = fraction();
  return (
    wayNames.find(name => {
      left -= ways[name];
      return left < 0;
    }) ?? 'at a random instant'
  );
};

const runOnce = async ({ folder, provider, ledger }: Rounds, way: Way, draws: Draws, seed: string): Promise<void> => {
  const point: KillPoint | null =
    way === 'at a call to the file system'
      ? { at: 1 + draws.below(300), when: draws.oneOf(['before', 'halfway', 'after']) }
      : null;
  const child = startWorker(folder, provider.origin, seed, point);
  const kill = (): void => void child.kill('SIGKILL');
  // From the beginning now and then: a start finishes what the last one left.
  const fromStart = draws.fraction() < 0.25;
  const afterMs = draws.fraction() * (fromStart ? 1500 : 400);
  const beginTimer = (): void => void setTimeout(kill, afterMs);
  if (way === 'at a random instant' && fromStart) beginTimer();
  if (way === 'around a token answer')
    provider.onRotation = killAtRotation(1 + draws.below(8), draws.fraction() < 0.5, kill);
  const hear = (told: Told): void => {
    ledger.hear(told);
    if (told.kind === 'started' && way === 'at a random instant' && !fromStart) beginTimer();
  };
  await untilGone(child, hear);
  provider.onRotation = () => undefined;
};

/** At the how-manieth new token: as it is made, so that its answer is lost, or as its answer leaves. */
const killAtRotation = (wanted: number, early: boolean, kill: () => void): RotatingProvider['onRotation'] => {
  let count = 0;
  return () => {
    count += 1;
    if (count !== wanted) return undefined;
    if (early) kill();
    return kill;
  };
};

const startWorker = (folder: string, origin: string, seed: string, point: KillPoint | null): ChildProcess => {
  const ahead = ['electron-hook.ts', 'quick-scrypt.ts', 'kill-points.ts'].flatMap(name => [
    '--import',
    join(import.meta.dirname, name),
  ]);
  return spawn(process.execPath, [...ahead, join(import.meta.dirname, 'worker.ts'), folder, origin, seed], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      ...process.env,
      DOCKPASS_FAULTS_QUICK_SCRYPT: '1',
      DOCKPASS_FAULTS_FOLDER: folder,
      DOCKPASS_FAULTS_POINT: JSON.stringify(point),
    },
  });
};

const untilGone = async (child: ChildProcess, hear: (told: Told) => void): Promise<void> => {
  const gone = once(child, 'close');
  if (child.stdout !== null)
    for await (const line of createInterface({ input: child.stdout })) {
      const told: unknown = JSON.parse(line);
      if (isTold(told)) hear(told);
    }
  const [code, signal] = await gone;
  if (signal !== 'SIGKILL') throw new Error(`the program ended by itself (${code ?? signal})`);
};
