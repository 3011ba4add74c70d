import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeAccounts } from '../support/make-accounts.ts';
import { projectRoot } from '../support/project-root.ts';
import { startApp } from '../support/started-app.ts';
import { waitFor } from '../support/wait-for.ts';
import { besides, type Figure, median, ms, times, within } from './figures.ts';

const rounds = 9;
const deadlineMs = 60_000;
const counts = [0, 10, 1000] as const;
const budget = 1.25;

/** From starting the program until its window holds what a person needs, by the page's own clock. */
async function startOnce(program: string, userData: string): Promise<number> {
  const startedAt = Date.now();
  const app = await startApp(
    [program],
    {
      DOCKPASS_USER_DATA: userData,
      DOCKPASS_STAND_IN_KEYCHAIN: 'keyring',
      DOCKPASS_STAND_IN_PAGE_SCRIPT: join(projectRoot, 'test/bench/usable.js'),
    },
    deadlineMs,
  );
  try {
    const usableAt = await waitFor(
      'a usable window',
      async () => {
        const windows = await app.control.ask<readonly { readonly title: string }[]>('windows');
        return windows.map(({ title }) => /^usable at ([\d.]+)$/.exec(title)?.[1]).find(at => at !== undefined);
      },
      deadlineMs,
      app.lastLines,
    );
    return Number(usableAt) - startedAt;
  } finally {
    await app.kill();
    app.control.close();
  }
}

/** Dockpass with no, ten and a thousand accounts beside a program that only opens a window, in turns. */
export async function measureStart(): Promise<readonly Figure[]> {
  const root = mkdtempSync(join(tmpdir(), 'dockpass-bench-'));
  const empty = join(projectRoot, 'test/bench/empty-window');
  const folder = (name: string): string => join(root, name, 'user-data');
  try {
    const emptyMs: number[] = [];
    const measured = counts.map(count => ({ count, values: [] as number[] }));
    mkdirSync(folder('empty'), { recursive: true });
    for (const { count } of measured) await makeAccounts(folder(String(count)), count);
    // One start that is not counted: the first one reads everything from the disk.
    await startOnce('.', folder('0'));
    for (let round = 0; round < rounds; round += 1) {
      emptyMs.push(await startOnce(empty, folder('empty')));
      for (const { count, values } of measured) values.push(await startOnce('.', folder(String(count))));
    }
    return [
      besides(`start of an empty window, median of ${rounds}`, ms(median(emptyMs))),
      ...measured.flatMap(({ count, values }) => [
        besides(`start to usable panel, ${count} accounts`, ms(median(values))),
        within('  beside the empty window', median(values) / median(emptyMs), budget, times),
      ]),
    ];
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}
