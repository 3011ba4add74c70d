import { createHash } from 'node:crypto';
import {
  existsSync,
  type FSWatcher,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  symlinkSync,
  watch,
  writeFileSync,
} from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import path from 'node:path';

/** What a second process tells the first. */
export interface SecondInstance {
  readonly argv: string[];
  readonly workingDirectory: string;
  readonly additionalData: unknown;
}

interface Held {
  readonly lock: string;
  readonly inbox: string;
  readonly watcher: FSWatcher;
}

let held: Held | undefined;

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  const stat = `/proc/${pid}/stat`;
  // A killed process that nobody has waited for yet still answers; its state letter is Z.
  return !existsSync(stat) || !/\) Z /.test(readFileSync(stat, 'latin1'));
}

function ownerOf(lock: string): number | undefined {
  try {
    const pid = Number(readlinkSync(lock).split('-').at(-1));
    return Number.isInteger(pid) && isAlive(pid) ? pid : undefined;
  } catch {
    return undefined;
  }
}

function take(lock: string): boolean {
  for (let attempt = 0; attempt < 3; attempt++) {
    try {
      symlinkSync(`${hostname()}-${process.pid}`, lock);
      return true;
    } catch {
      if (ownerOf(lock) !== undefined) return false;
      rmSync(lock, { force: true });
    }
  }
  return false;
}

function inboxOf(userData: string): string {
  const key = createHash('sha256').update(userData).digest('hex').slice(0, 16);
  return path.join(tmpdir(), `stand-in-inbox-${key}`);
}

function drain(inbox: string, onSecond: (second: SecondInstance) => void): void {
  for (const name of readdirSync(inbox).toSorted()) {
    if (!name.endsWith('.json')) continue;
    const file = path.join(inbox, name);
    // Written by `tell` below, in another process of this same program.
    const second = JSON.parse(readFileSync(file, 'utf8')) as SecondInstance;
    rmSync(file, { force: true });
    onSecond(second);
  }
}

function tell(inbox: string, additionalData: unknown, argv: readonly string[]): void {
  if (!existsSync(inbox)) return;
  const second = { argv, workingDirectory: process.cwd(), additionalData };
  const draft = path.join(inbox, `${process.pid}.draft`);
  writeFileSync(draft, JSON.stringify(second), { mode: 0o600 });
  renameSync(draft, path.join(inbox, `${Date.now()}-${process.pid}.json`));
}

/** Takes the lock of this folder, or tells its holder and gives false. Chromium's own lock is a symbolic link too. */
export function requestLock(
  userData: string,
  argv: readonly string[],
  additionalData: unknown,
  onSecond: (second: SecondInstance) => void,
): boolean {
  if (held) return true;
  mkdirSync(userData, { recursive: true, mode: 0o700 });
  const lock = path.join(userData, 'SingletonLock');
  const inbox = inboxOf(userData);
  if (!take(lock)) {
    tell(inbox, additionalData, argv);
    return false;
  }
  rmSync(inbox, { recursive: true, force: true });
  mkdirSync(inbox, { mode: 0o700 });
  const watcher = watch(inbox, { persistent: false }, () => drain(inbox, onSecond));
  held = { lock, inbox, watcher };
  process.once('exit', releaseLock);
  return true;
}

/** Whether this process holds the lock. */
export function hasLock(): boolean {
  return held !== undefined;
}

/** Gives the lock back; harmless when it is not held. */
export function releaseLock(): void {
  if (!held) return;
  held.watcher.close();
  rmSync(held.lock, { force: true });
  rmSync(held.inbox, { recursive: true, force: true });
  held = undefined;
}
