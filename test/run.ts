import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { haveChromium } from './support/have-chromium.ts';

// `npm test`: the whole gate. Every step runs, whatever the one before it said, and the last line counts them all.

const root = join(import.meta.dirname, '..');
const results = join(root, 'test-results');
const bin = (name: string): string => join(root, 'node_modules/.bin', name);

interface Count {
  readonly passed: number;
  readonly failed: number;
}

const run = (command: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): number => {
  const { status } = spawnSync(command, args, { cwd: root, stdio: 'inherit', env: { ...process.env, ...env } });
  return status ?? 1;
};

const one = (status: number): Count => (status === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 });

/** What a runner counted, read from its report; a runner that ended badly without a failed test failed as a whole. */
const counted = (status: number, read: () => Count): Count => {
  try {
    const count = read();
    return status !== 0 && count.failed === 0 ? { ...count, failed: 1 } : count;
  } catch {
    return { passed: 0, failed: 1 };
  }
};

const reportOf = (file: string): Record<string, unknown> => JSON.parse(readFileSync(join(results, file), 'utf8'));

const vitest = (): Count => {
  const status = run(bin('vitest'), [
    'run',
    '--reporter=default',
    '--reporter=json',
    '--outputFile.json=test-results/unit.json',
  ]);
  return counted(status, () => {
    const report = reportOf('unit.json');
    return { passed: Number(report.numPassedTests), failed: Number(report.numFailedTests) };
  });
};

const playwright = (): Count => {
  const status = run(bin('playwright'), ['test', '--config', 'test/e2e/playwright.config.ts']);
  return counted(status, () => {
    const stats = Object(reportOf('e2e.json').stats);
    const flaky = Number(stats.flaky);
    if (flaky > 0) process.stdout.write(`${flaky} end-to-end tests passed only at the second try; see “flaky” above\n`);
    return { passed: Number(stats.expected) + flaky, failed: Number(stats.unexpected) };
  });
};

/** A minute of what `npm run faults` does to main's core; its last line counts kills and failures. */
const faults = (): Count => {
  const ahead = ['electron-hook.ts', 'quick-scrypt.ts'].flatMap(name => ['--import', join(root, 'test/faults', name)]);
  const args = [...ahead, join(root, 'test/faults/run.ts'), '--seconds', '60', '--app', '0'];
  const { status, stdout } = spawnSync(process.execPath, args, {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  process.stdout.write(stdout);
  return counted(status ?? 1, () => {
    const line = /^(\d+) kills, (\d+) failures$/m.exec(stdout);
    if (line === null) throw new Error('no count');
    const failed = Number(line[2]);
    return { passed: failed === 0 ? 1 : 0, failed };
  });
};

const conformance = (): Count => {
  const { status, stdout } = spawnSync(process.execPath, [bin('electron'), 'test/stand-in/conformance/'], {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, ELECTRON_OVERRIDE_DIST_PATH: join(root, 'test/stand-in') },
  });
  process.stdout.write(stdout.replace(/^(\d+) passed, (\d+) failed$/m, 'conformance: $1 held, $2 did not'));
  return counted(status ?? 1, () => {
    const line = /^(\d+) passed, (\d+) failed$/m.exec(stdout);
    if (line === null) throw new Error('no count');
    return { passed: Number(line[1]), failed: Number(line[2]) };
  });
};

const steps: readonly (readonly [string, () => Count])[] = [
  ['types', () => one(run(bin('tsc'), ['--noEmit', '-p', '.']))],
  ['lint', () => one(run(bin('biome'), ['check', '--error-on-warnings', '.']))],
  ['build', () => one(run(bin('vite'), ['build', '--app', '--logLevel', 'warn']))],
  ['unit and protocol', vitest],
  ['stand-in against Electron’s documents', conformance],
  ['faults', faults],
  ['package', () => one(run(process.execPath, ['test/package/check.ts']))],
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
for (const [name, step] of steps) {
  if (wanted.length > 0 && !wanted.some(word => name.includes(word))) continue;
  process.stdout.write(`\n== ${name}\n`);
  const startedAt = Date.now();
  const { passed, failed } = step();
  total.passed += passed;
  total.failed += failed;
  process.stdout.write(
    `== ${name}: ${failed === 0 ? 'ok' : 'FAILED'} in ${Math.round((Date.now() - startedAt) / 1000)} s\n`,
  );
}
process.stdout.write(`\n${total.passed} passed, ${total.failed} failed\n`);
process.exitCode = total.failed === 0 && total.passed > 0 ? 0 : 1;
