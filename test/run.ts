import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  failedCases,
  failedEndToEnd,
  failedKills,
  failedUnits,
  failedWorlds,
  lastWords,
  unhandledErrors,
} from './failures.ts';
import { hostileTime } from './hostile-time.ts';
import { haveChromium, haveUnseenChromium } from './support/have-chromium.ts';
import { haveShells } from './support/have-shells.ts';

// `npm test`: the whole gate. Every step runs, whatever the one before it said; what failed is named at the end, and the
// last line counts them all. Steps that stand on one line run at the same time, and print when they have ended.

const root = join(import.meta.dirname, '..');
const results = join(root, 'test-results');
const bin = (name: string): string => join(root, 'node_modules/.bin', name);

interface Count {
  readonly passed: number;
  readonly failed: number;
}
interface Outcome extends Count {
  /** What failed, for the end of the run. */
  readonly said: readonly string[];
}
interface Ended {
  readonly status: number;
  readonly output: string;
}
type Environment = Readonly<Record<string, string>>;
type Print = (text: string) => void;
type Step = (print: Print) => Promise<Outcome>;

/** Runs a program to its end. What it prints is passed on as it comes. */
const run = async (print: Print, command: string, args: readonly string[], env: Environment = {}): Promise<Ended> => {
  const child = spawn(command, args, {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...(process.stdout.isTTY && { FORCE_COLOR: '1' }), ...env },
  });
  let output = '';
  for (const from of [child.stdout, child.stderr])
    from.setEncoding('utf8').on('data', (printed: string) => {
      output += printed;
      print(printed);
    });
  const [status] = await once(child, 'close');
  return { status: status ?? 1, output };
};

/** A program that counts nothing itself is one test. */
const one = async (print: Print, command: string, args: readonly string[]): Promise<Outcome> => {
  const { status, output } = await run(print, command, args);
  return status === 0 ? { passed: 1, failed: 0, said: [] } : { passed: 0, failed: 1, said: lastWords(output) };
};

/** What a runner counted, read from its report; a runner that ended badly without a failed test failed as a whole. */
const counted = ({ status, output }: Ended, read: () => Outcome): Outcome => {
  try {
    const count = read();
    if (status === 0 || count.failed > 0) return count;
    return { ...count, failed: 1, said: [...count.said, ...lastWords(output)] };
  } catch {
    return { passed: 0, failed: 1, said: lastWords(output) };
  }
};

const reportOf = (file: string): Record<string, unknown> => JSON.parse(readFileSync(join(results, file), 'utf8'));

const vitest: Step = async print => {
  const reporters = ['--reporter=default', '--reporter=json', '--outputFile.json=test-results/unit.json'];
  const ended = await run(print, bin('vitest'), ['run', ...reporters]);
  return counted(ended, () => {
    const report = reportOf('unit.json');
    return {
      passed: Number(report.numPassedTests),
      failed: Number(report.numFailedTests),
      said: [...failedUnits(report), ...unhandledErrors(ended.output)],
    };
  });
};

const playwright: Step = async print =>
  counted(await run(print, bin('playwright'), ['test', '--config', 'test/e2e/playwright.config.ts']), () => {
    const report = reportOf('e2e.json');
    for (const line of hostileTime(report)) print(`${line}\n`);
    const stats = Object(report.stats);
    return {
      passed: Number(stats.expected),
      failed: Number(stats.unexpected),
      said: failedEndToEnd(report),
    };
  });

/** A minute of what `npm run faults` does to main's core; its last line counts kills and failures. */
const faults: Step = async print => {
  const ahead = ['electron-hook.ts', 'quick-scrypt.ts'].flatMap(name => ['--import', join(root, 'test/faults', name)]);
  const args = [...ahead, join(root, 'test/faults/run.ts'), '--seconds', '60', '--app', '0'];
  const ended = await run(print, process.execPath, args);
  return counted(ended, () => {
    const line = /^(\d+) kills, (\d+) failures$/m.exec(ended.output);
    const failed = line === null ? 1 : Number(line[2]);
    return { passed: failed === 0 ? 1 : 0, failed, said: failed === 0 ? [] : failedKills(ended.output) };
  });
};

/** A minute of `npm run simulate`, always the same worlds; every night draws others. Its last line counts failures. */
const simulation: Step = async print => {
  const args = ['--minutes', '1', '--seed', 'dockpass', '--shrink', '5'];
  const ended = await run(print, process.execPath, [join(root, 'test/simulate/run.ts'), ...args]);
  return counted(ended, () => {
    const line = /^\d+ operations in \d+ worlds, (\d+) failures$/m.exec(ended.output);
    const failed = line === null ? 1 : Number(line[1]);
    return { passed: failed === 0 ? 1 : 0, failed, said: failed === 0 ? [] : failedWorlds(ended.output) };
  });
};

const conformance: Step = async print => {
  const elsewhere = await heldCases(print, []);
  const onWayland = await heldCases(print, ['on Wayland'], {
    DOCKPASS_STAND_IN_WAYLAND: '1',
    DOCKPASS_STAND_IN_CLIPBOARD_FILE: join(results, 'clipboard-of-others'),
  });
  const locked = await heldCases(print, ['safeStorage'], { DOCKPASS_STAND_IN_KEYCHAIN: 'locked' });
  const all = [elsewhere, onWayland, locked];
  return {
    passed: all.reduce((sum, { passed }) => sum + passed, 0),
    failed: all.reduce((sum, { failed }) => sum + failed, 0),
    said: all.flatMap(({ said }) => said),
  };
};

const heldCases = async (print: Print, names: readonly string[], env: Environment = {}): Promise<Outcome> => {
  const standIn = { ELECTRON_OVERRIDE_DIST_PATH: join(root, 'test/stand-in'), ...env };
  const ended = await run(
    () => {},
    process.execPath,
    [bin('electron'), 'test/stand-in/conformance/', ...names],
    standIn,
  );
  print(ended.output.replace(/^(\d+) passed, (\d+) failed$/m, 'conformance: $1 held, $2 did not'));
  return counted(ended, () => {
    const line = /^(\d+) passed, (\d+) failed$/m.exec(ended.output);
    if (line === null) throw new Error('no count');
    return { passed: Number(line[1]), failed: Number(line[2]), said: failedCases(ended.output) };
  });
};

const steps: readonly Readonly<Record<string, Step>>[] = [
  {
    types: print => one(print, bin('tsc'), ['--noEmit', '-p', '.']),
    lint: print => one(print, bin('biome'), ['check', '--error-on-warnings', '.']),
    build: print => one(print, bin('vite'), ['build', '--app', '--logLevel', 'warn']),
  },
  { 'unit and protocol': vitest },
  // The first two take a minute each, whatever the computer can do.
  { faults, simulation, 'stand-in against Electron’s documents': conformance },
  { package: print => one(print, process.execPath, ['test/package/check.ts']) },
  { 'end to end': playwright },
];

haveChromium();
haveUnseenChromium();
haveShells();
// Whatever a step puts aside for the time being lies in here, also when it breaks off. A short name: sockets lie in it.
const aside = mkdtempSync(join(tmpdir(), 'dp-'));
process.env.TMPDIR = aside;
// Another user may pass through: a test saves into somebody else's folder. Everything below is closed by itself.
chmodSync(aside, 0o711);
// The stand-in is started some hundred times; Node keeps what it made of its sources the first time.
process.env.NODE_COMPILE_CACHE = join(aside, 'compiled');
process.once('exit', () => rmSync(aside, { recursive: true, force: true, maxRetries: 5 }));
rmSync(results, { recursive: true, force: true });
mkdirSync(results, { recursive: true });
const wanted = process.argv.slice(2);
const total = { passed: 0, failed: 0 };
const said: string[] = [];
/** Runs one step and counts what it says. Alone it prints as it goes. */
const take = async (name: string, step: Step, alone: boolean): Promise<void> => {
  const printed: string[] = [];
  const show: Print = text => void process.stdout.write(text);
  const print: Print = alone ? show : text => void printed.push(text);
  print(`\n== ${name}\n`);
  const startedAt = Date.now();
  const outcome = await step(print);
  const { passed, failed } = outcome;
  total.passed += passed;
  total.failed += failed;
  if (outcome.said.length > 0) said.push(`${name}:`, ...outcome.said.map(line => `  ${line}`));
  print(`== ${name}: ${failed === 0 ? 'ok' : 'FAILED'} in ${Math.round((Date.now() - startedAt) / 1000)} s\n`);
  if (!alone) show(printed.join(''));
};

for (const group of steps) {
  const chosen = Object.entries(group).filter(
    ([name]) => wanted.length === 0 || wanted.some(word => name.includes(word)),
  );
  await Promise.all(chosen.map(([name, step]) => take(name, step, chosen.length === 1)));
}
if (said.length > 0) process.stdout.write(`\nWhat did not pass:\n${said.join('\n')}\n`);
process.stdout.write(`\n${total.passed} passed, ${total.failed} failed\n`);
process.exitCode = total.failed === 0 && total.passed > 0 ? 0 : 1;
