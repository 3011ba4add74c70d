import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, expect, it } from 'vitest';

const root = mkdtempSync(join(tmpdir(), 'dockpass-large-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const hook = join(import.meta.dirname, '../../faults/electron-hook.ts');
const worker = join(import.meta.dirname, 'backup-memory-worker.ts');
const mostMegabytes = 300;

/** What a process of its own says of each step, and how much it grew at it. */
const measure = async (
  task: 'write' | 'take',
): Promise<readonly { readonly name: string; readonly grown: number }[]> => {
  const args = ['--expose-gc', '--import', hook, worker, task, join(root, 'backup.json'), '10000'];
  const { stdout } = await promisify(execFile)(process.execPath, args);
  process.stdout.write(stdout);
  return stdout
    .trim()
    .split('\n')
    .map(line => JSON.parse(line));
};

it('a backup of 10,000 accounts with tokens of 8 kB is written, moved, opened and taken in with 300 MB more at most', async () => {
  const steps = [...(await measure('write')), ...(await measure('take'))];
  expect(steps.map(({ name }) => name)).toEqual(['writing', 'moving', 'file', 'opening', 'taking in']);
  for (const { name, grown } of steps) expect([name, grown > mostMegabytes]).toEqual([name, false]);
}, 300_000);
