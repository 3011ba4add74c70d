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

/** What a process of its own says of each step, and how much it grew at it, in MB. */
const measure = async (
  task: 'write' | 'take',
  count: number,
  what: 'in-use' | 'whole process',
): Promise<readonly { readonly name: string; readonly grown: number }[]> => {
  const args = ['--expose-gc', '--import', hook, worker, task, join(root, `${count}.json`), String(count), what];
  const { stdout } = await promisify(execFile)(process.execPath, args);
  process.stdout.write(stdout);
  return stdout
    .trim()
    .split('\n')
    .map(line => JSON.parse(line));
};
const measureAll = async (...of: [count: number, what: 'in-use' | 'whole process']) => {
  const steps = [...(await measure('write', ...of)), ...(await measure('take', ...of))];
  expect(steps.map(({ name }) => name)).toEqual(['writing', 'moving', 'file', 'opening', 'taking in']);
  return steps.filter(({ name }) => name !== 'file');
};

// Of 500 accounts the file is 5.5 MB. What is in use grows by some pieces of it, and, as accounts are taken in, by the
// 11 kB that is sealed of each and 2 kB beside.
it('a backup of accounts with tokens of 8 kB is written, moved and opened piece by piece, and taken in without a copy', async () => {
  for (const { name, grown } of await measureAll(500, 'in-use'))
    expect([name, grown > (name === 'taking in' ? 11 : 4)]).toEqual([name, false]);
}, 120_000);

// It takes minutes: every night does it.
const isNight = process.env.DOCKPASS_TEST_LARGE_BACKUPS !== undefined;
it.runIf(isNight)(
  'a backup of 10,000 such accounts is written, moved, opened and taken in with 300 MB more at most',
  async () => {
    for (const { name, grown } of await measureAll(10_000, 'whole process'))
      expect([name, grown > 300]).toEqual([name, false]);
  },
  600_000,
);
