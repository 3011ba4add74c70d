import { execFileSync } from 'node:child_process';

/** A process that another one started, at whatever distance. */
export interface Descendant {
  readonly pid: number;
  readonly command: string;
}

/** A process (this one by default) and everything it started, nearest first. */
export function listProcesses(root: number = process.pid): { pid: number; descendants: Descendant[] } {
  const lines = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,comm='], { encoding: 'utf8' }).trim().split('\n');
  const all = lines.map(line => {
    const [pid, parent, ...command] = line.trim().split(/\s+/);
    return { pid: Number(pid), parent: Number(parent), command: command.join(' ') };
  });
  const below = (parent: number): Descendant[] =>
    all.filter(entry => entry.parent === parent).flatMap(({ pid, command }) => [{ pid, command }, ...below(pid)]);
  return { pid: root, descendants: below(root) };
}
