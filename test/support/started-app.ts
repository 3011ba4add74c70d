import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { listProcesses } from '../stand-in/processes.ts';
import { type ControlClient, connectControl } from './control-client.ts';
import { projectRoot } from './project-root.ts';
import { electronProgram, startOf } from './test-host.ts';
import { waitFor } from './wait-for.ts';

/** A running stand-in with the application in it. */
export interface StartedApp {
  readonly control: ControlClient;
  /** All it has printed so far. */
  output(): string;
  /** The last lines of the output, for error messages. */
  lastLines(): string;
  readonly hasEnded: () => boolean;
  /** Waits until the process and its Chromium have ended by themselves. */
  ended(): Promise<void>;
  /** SIGKILL for the process and its Chromium; waits until both are gone. */
  kill(): Promise<void>;
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  if (process.platform !== 'linux') return true;
  try {
    // One that has ended keeps its number until its parent has asked how; for an orphan's that may take seconds.
    return !/^\d+ \(.*\) [ZX] /s.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}

function signal(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // Gone already, which is what was wanted.
  }
}

function collectOutput(child: ChildProcess): () => string {
  let text = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8');
    stream?.on('data', (chunk: string) => {
      text += chunk;
    });
  }
  return () => text;
}

function tail(output: string): string {
  return `last output:\n${output.trimEnd().split('\n').slice(-15).join('\n')}`;
}

function spawnApp(args: readonly string[], env: Readonly<Record<string, string>>): ChildProcess {
  // A test runner's own loaders are none of the application's business.
  const { NODE_OPTIONS: _options, ...inherited } = process.env;
  return spawn(electronProgram(), args, {
    cwd: projectRoot,
    env: { ...inherited, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** Starts `electron <args>` in the project's root and connects to its control socket. */
export async function startApp(
  args: readonly string[],
  env: Record<string, string>,
  deadlineMs: number,
): Promise<StartedApp> {
  const folder = mkdtempSync(path.join(tmpdir(), 'dockpass-control-'));
  const socket = path.join(folder, 'socket');
  const start = await startOf(args, env, socket);
  const child = spawnApp(start.args, start.env);
  const output = collectOutput(child);
  const lastLines = () => tail(output());
  const hasEnded = () => child.exitCode !== null || child.signalCode !== null;
  const family = () => (child.pid === undefined ? [] : listProcesses(child.pid).descendants);
  const killChild = (): void => (child.pid !== undefined && !hasEnded() ? signal(child.pid) : undefined);
  const abandon = (): void => {
    killChild();
    rmSync(folder, { recursive: true, force: true });
  };
  process.once('exit', abandon);
  const gone = async (pids: readonly number[]): Promise<void> => {
    await waitFor('the application to end', () => hasEnded() || undefined, deadlineMs, lastLines);
    await waitFor('its Chromium to end', () => (pids.some(isRunning) ? undefined : true), deadlineMs);
    process.off('exit', abandon);
    abandon();
  };
  const kill = async (): Promise<void> => {
    const descendants = family();
    killChild();
    // The shell above Chromium stays: it removes Chromium's throw-away profile and then ends.
    for (const { pid, command } of descendants) if (command !== 'sh') signal(pid);
    await gone(descendants.map(({ pid }) => pid));
  };
  const ready = (): true | undefined => {
    if (!hasEnded()) return existsSync(socket) || undefined;
    throw new Error(`the application ended while starting\n${lastLines()}`);
  };
  try {
    await waitFor('the application to start', ready, deadlineMs, lastLines);
    const control = await connectControl(socket, lastLines);
    return { control, output, lastLines, hasEnded, ended: () => gone(family().map(({ pid }) => pid)), kill };
  } catch (error) {
    await kill();
    throw error;
  }
}
