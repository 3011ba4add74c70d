import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeAccounts } from '../support/make-accounts.ts';
import { projectRoot } from '../support/project-root.ts';
import { startApp } from '../support/started-app.ts';
import { waitFor } from '../support/wait-for.ts';
import { besides, type Figure, median, ms, within } from './figures.ts';

const rounds = 7;
const deadlineMs = 60_000;
/** How many accounts there are, and how long after the first drawn row the last of them may be found, ms. */
const budgets = [
  [1000, 100],
  [10_000, 500],
] as const;

interface Times {
  /** Since the program was started. */
  readonly drawnMs: number;
  readonly foundAfterMs: number;
}

async function startOnce(userData: string): Promise<Times> {
  const startedAt = Date.now();
  const app = await startApp(
    ['.'],
    {
      DOCKPASS_USER_DATA: userData,
      DOCKPASS_STAND_IN_KEYCHAIN: 'keyring',
      DOCKPASS_STAND_IN_PAGE_SCRIPT: join(projectRoot, 'test/bench/found.js'),
    },
    deadlineMs,
  );
  try {
    const find = async (): Promise<Times | undefined> => {
      const windows = await app.control.ask<readonly { readonly title: string }[]>('windows');
      const said = windows.map(({ title }) => /^drawn at ([\d.]+), found at ([\d.]+)$/.exec(title));
      const [, drawnAt, foundAt] = said.find(one => one !== null) ?? [];
      if (drawnAt === undefined || foundAt === undefined) return undefined;
      return { drawnMs: Number(drawnAt) - startedAt, foundAfterMs: Number(foundAt) - Number(drawnAt) };
    };
    return await waitFor('the last account', find, deadlineMs, app.lastLines);
  } finally {
    await app.kill();
    app.control.close();
  }
}

/** How long after its first rows a long list is there as a whole: the last account of it is found by search. */
export async function measureSearch(): Promise<readonly Figure[]> {
  const root = mkdtempSync(join(tmpdir(), 'dockpass-bench-'));
  try {
    const figures: Figure[] = [];
    for (const [count, budgetMs] of budgets) {
      const userData = join(root, String(count), 'user-data');
      // The last one by its name, too.
      await makeAccounts(userData, count, { label: n => (n === count ? 'Zebra' : `Account ${n}`) });
      await startOnce(userData);
      const measured: Times[] = [];
      for (let round = 0; round < rounds; round += 1) measured.push(await startOnce(userData));
      const of = (what: keyof Times): number => median(measured.map(one => one[what]));
      figures.push(
        within(
          `first row to the last of ${count} accounts found, median of ${rounds}`,
          of('foundAfterMs'),
          budgetMs,
          ms,
        ),
        besides('  start to the first row', ms(of('drawnMs'))),
      );
    }
    return figures;
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}
