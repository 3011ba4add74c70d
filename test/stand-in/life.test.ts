import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';

const launcher = path.join(import.meta.dirname, 'electron');
let folder = '';
let started: ChildProcess[] = [];

const source = `
import { app } from 'electron';
import path from 'node:path';
const say = (...words) => console.log(words.join(' '));
app.setPath('userData', path.join(import.meta.dirname, 'user-data'));
const first = app.requestSingleInstanceLock({ from: process.argv.at(-1) });
say('lock', first);
app.on('second-instance', (event, argv, cwd, given) => say('second', given.from, argv.includes(given.from), cwd === process.cwd()));
for (const name of ['before-quit', 'will-quit']) app.on(name, () => say(name));
app.on('quit', (event, code) => say('quit', code));
app.on('ready', () => say('ready after', typeof done));
await new Promise(resolve => setImmediate(resolve));
globalThis.done = true;
if (!first) app.quit();
if (process.argv.includes('exit-3')) app.whenReady().then(() => process.exit(3));
if (process.argv.includes('throws')) throw new Error('in the entry');
`;

interface Run {
  readonly child: ChildProcess;
  text(): string;
  /** Waits until the output holds this text; fails when the process ends without it. */
  says(text: string): Promise<void>;
  readonly ended: Promise<number | string | null>;
}

const start = (...args: string[]): Run => launch([folder, ...args]);

function launch(args: readonly string[]): Run {
  const child = spawn(launcher, args, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
  started.push(child);
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream?.setEncoding('utf8').on('data', chunk => (text += chunk));
  const ended = new Promise<number | string | null>(resolve => {
    child.once('close', (code, signal) => resolve(signal ?? code));
  });
  const says = (wanted: string): Promise<void> =>
    new Promise((resolve, reject) => {
      const look = () => text.includes(wanted) && resolve();
      child.stdout?.on('data', look);
      void ended.then(() => reject(new Error(`ended without saying '${wanted}': ${text}`)));
      look();
    });
  return { child, text: () => text, says, ended };
}

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'life-test-'));
  writeFileSync(path.join(folder, 'package.json'), '{"name":"life","type":"module","main":"main.js"}');
  writeFileSync(path.join(folder, 'main.js'), source);
});
afterEach(() => {
  for (const child of started) child.kill('SIGKILL');
  started = [];
  rmSync(folder, { recursive: true, force: true });
});

test('ready comes after the entry module with its top-level await, and a signal quits in order', async () => {
  const run = start();
  await run.says('ready after');
  run.child.kill('SIGTERM');
  expect(await run.ended).toBe(0);
  expect(run.text().trim().split('\n')).toEqual([
    'lock true',
    'ready after boolean',
    'before-quit',
    'will-quit',
    'quit 0',
  ]);
});

test('a second start tells the first and ends; the first goes on', async () => {
  const first = start();
  await first.says('ready after');
  const second = start('from-the-second');
  expect(await second.ended).toBe(0);
  expect(second.text()).toContain('lock false');
  await first.says('second from-the-second true true');
  first.child.kill('SIGTERM');
  expect(await first.ended).toBe(0);
  expect(existsSync(path.join(folder, 'user-data/SingletonLock'))).toBe(false);
});

test('a killed instance does not keep the lock', async () => {
  const first = start();
  await first.says('ready after');
  first.child.kill('SIGKILL');
  expect(await first.ended).toBe('SIGKILL');
  const next = start();
  await next.says('ready after');
  expect(next.text()).toContain('lock true');
});

test('process.exit is app.exit: no questions, one quit event, the given code', async () => {
  const run = start('exit-3');
  expect(await run.ended).toBe(3);
  expect(run.text()).not.toContain('before-quit');
  expect(run.text()).toContain('quit 3');
});

test('an entry that throws is named and ends the process', async () => {
  const run = start('throws');
  expect(await run.ended).toBe(1);
  expect(run.text()).toContain('App threw an error during load');
  expect(run.text()).toContain('in the entry');
});

test('what stands after the application is the application’s, its own --version too', async () => {
  const run = start('--version');
  await run.says('ready after');
  run.child.kill('SIGTERM');
  expect(await run.ended).toBe(0);
});

test('the launcher says which Electron it stands for', async () => {
  const run = launch(['--version', folder]);
  expect(await run.ended).toBe(0);
  const manifest = path.join(import.meta.dirname, '../../node_modules/electron/package.json');
  // The npm package's own manifest.
  const { version } = JSON.parse(readFileSync(manifest, 'utf8')) as { version: string };
  expect(run.text()).toBe(`v${version}\n`);
});
