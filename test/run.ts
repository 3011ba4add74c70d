import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { failedCases, failedEndToEnd, failedKills, failedUnits, failedWorlds, lastWords } from './failures.ts';
import { hostileTime } from './hostile-time.ts';
import { haveChromium } from './support/have-chromium.ts';

// `npm test`: the whole gate. Every step runs, whatever the one before it said; what failed is named at the end, and the
// last line counts them all.

const root = join(import.meta.dirname, '..');
const results = join(root, 'test-results');
const bin = (name: string): string => join(root, 'node_modules/.bin', name);

interface Count {
  readonly passed: number;
  readonly failed: number;
}
interface Outcome extends Count {
  /** What failed, and what passed only at a second try, for the end of the run. */
  readonly said: readonly string[];
}
interface Ended {
  readonly status: number;
  readonly output: string;
}
type Environment = Readonly<Record<string, string>>;

/** Runs a program to its end. What it prints is shown as it comes, unless it is `kept` for later. */
const run = async (command: string, args: readonly string[], env: Environment = {}, kept = false): Promise<Ended> => {
  const child = spawn(command, args, {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...(process.stdout.isTTY && { FORCE_COLOR: '1' }), ...env },
  });
  let output = '';
  const read = (from: Readable, to: Writable): void =>
    void from.setEncoding('utf8').on('data', (printed: string) => {
      output += printed;
      if (!kept) to.write(printed);
    });
  read(child.stdout, process.stdout);
  read(child.stderr, process.stderr);
  const [status] = await once(child, 'close');
  return { status: status ?? 1, output };
};

/** A program that counts nothing itself is one test. */
const one = async (command: string, args: readonly string[]): Promise<Outcome> => {
  const { status, output } = await run(command, args);
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

const vitest = async (): Promise<Outcome> => {
  const reporters = ['--reporter=default', '--reporter=json', '--outputFile.json=test-results/unit.json'];
  return counted(await run(bin('vitest'), ['run', ...reporters]), () => {
    const report = reportOf('unit.json');
    return {
      passed: Number(report.numPassedTests),
      failed: Number(report.numFailedTests),
      said: failedUnits(report),
    };
  });
};

const playwright = async (): Promise<Outcome> =>
  counted(await run(bin('playwright'), ['test', '--config', 'test/e2e/playwright.config.ts']), () => {
    const report = reportOf('e2e.json');
    for (const line of hostileTime(report)) process.stdout.write(`${line}\n`);
    const stats = Object(report.stats);
    return {
      passed: Number(stats.expected) + Number(stats.flaky),
      failed: Number(stats.unexpected),
      said: failedEndToEnd(report),
    };
  });

/** A minute of what `npm run faults` does to main's core; its last line counts kills and failures. */
const faults = async (): Promise<Outcome> => {
  const ahead = ['electron-hook.ts', 'quick-scrypt.ts'].flatMap(name => ['--import', join(root, 'test/faults', name)]);
  const args = [...ahead, join(root, 'test/faults/run.ts'), '--seconds', '60', '--app', '0'];
  const ended = await run(process.execPath, args);
  return counted(ended, () => {
    const line = /^(\d+) kills, (\d+) failures$/m.exec(ended.output);
    const failed = line === null ? 1 : Number(line[2]);
    return { passed: failed === 0 ? 1 : 0, failed, said: failed === 0 ? [] : failedKills(ended.output) };
  });
};

/** A minute of `npm run simulate`, always the same worlds; every night draws others. Its last line counts failures. */
const simulation = async (): Promise<Outcome> => {
  const args = ['--minutes', '1', '--seed', 'dockpass', '--shrink', '5'];
  const ended = await run(process.execPath, [join(root, 'test/simulate/run.ts'), ...args]);
  return counted(ended, () => {
    const line = /^\d+ operations in \d+ worlds, (\d+) failures$/m.exec(ended.output);
    const failed = line === null ? 1 : Number(line[1]);
    return { passed: failed === 0 ? 1 : 0, failed, said: failed === 0 ? [] : failedWorlds(ended.output) };
  });
};

const conformance = async (): Promise<Outcome> => {
  const standIn = { ELECTRON_OVERRIDE_DIST_PATH: join(root, 'test/stand-in') };
  const ended = await run(process.execPath, [bin('electron'), 'test/stand-in/conformance/'], standIn, true);
  process.stdout.write(ended.output.replace(/^(\d+) passed, (\d+) failed$/m, 'conformance: $1 held, $2 did not'));
  return counted(ended, () => {
    const line = /^(\d+) passed, (\d+) failed$/m.exec(ended.output);
    if (line === null) throw new Error('no count');
    return { passed: Number(line[1]), failed: Number(line[2]), said: failedCases(ended.output) };
  });
};

const steps: readonly (readonly [string, () => Promise<Outcome>])[] = [
  ['types', () => one(bin('tsc'), ['--noEmit', '-p', '.'])],
  ['lint', () => one(bin('biome'), ['check', '--error-on-warnings', '.'])],
  ['build', () => one(bin('vite'), ['build', '--app', '--logLevel', 'warn'])],
  ['unit and protocol', vitest],
  ['stand-in against Electron’s documents', conformance],
  ['faults', faults],
  ['simulation', simulation],
  ['package', () => one(process.execPath, ['test/package/check.ts'])],
  ['end to end', playwright],
];

haveChromium();
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
for (const [name, step] of steps) {
  if (wanted.length > 0 && !wanted.some(word => name.includes(word))) continue;
  process.stdout.write(`\n== ${name}\n`);
  const startedAt = Date.now();
  const outcome = await step();
  const { passed, failed } = outcome;
  total.passed += passed;
  total.failed += failed;
  if (outcome.said.length > 0) said.push(`${name}:`, ...outcome.said.map(line => `  ${line}`));
  process.stdout.write(
    `== ${name}: ${failed === 0 ? 'ok' : 'FAILED'} in ${Math.round((Date.now() - startedAt) / 1000)} s\n`,
  );
}
if (said.length > 0) process.stdout.write(`\nWhat did not pass, or only at a second try:\n${said.join('\n')}\n`);
process.stdout.write(`\n${total.passed} passed, ${total.failed} failed\n`);
process.exitCode = total.failed === 0 && total.passed > 0 ? 0 : 1;
