import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Secret } from '../../main/core/base/secret.ts';
import { makeAccounts } from '../support/make-accounts.ts';
import { projectRoot } from '../support/project-root.ts';
import { startApp } from '../support/started-app.ts';
import { waitFor } from '../support/wait-for.ts';
import { besides, type Figure, median, ms, times, within } from './figures.ts';
import { importPlatform } from './platform-module.ts';

const rounds = 9;
const deadlineMs = 60_000;
const counts = [0, 10, 1000] as const;
const sealedCounts = [10, 1000] as const;
const budget = 1.25;
const sealedBudget = 1.5;
const lockedBudget = 1.1;

/** From starting the program until its window holds what a person needs, by the page's own clock. */
async function startOnce(program: string, userData: string, keychain = 'keyring'): Promise<number> {
  const startedAt = Date.now();
  const app = await startApp(
    [program],
    {
      DOCKPASS_USER_DATA: userData,
      DOCKPASS_STAND_IN_KEYCHAIN: keychain,
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

type RealKey = typeof import('../../main/platform/storage/vault-key.ts');

/** Accounts that wait for their passphrase, as every start with one finds them. */
async function makeLockedAccounts(userData: string, count: number): Promise<void> {
  const { createVaultKey } = await importPlatform<RealKey>('storage/vault-key.ts');
  const maker = createVaultKey({ folder: userData });
  await maker.create(new Secret('four dull grey parcels'));
  await makeAccounts(userData, count, { maker });
}

/** Dockpass with no, ten and a thousand accounts beside a program that only opens a window, in turns. */
export async function measureStart(): Promise<readonly Figure[]> {
  const root = mkdtempSync(join(tmpdir(), 'dockpass-bench-'));
  const empty = join(projectRoot, 'test/bench/empty-window');
  const folder = (name: string): string => join(root, name, 'user-data');
  try {
    const emptyMs: number[] = [];
    const measured = counts.map(count => ({ count, values: [] as number[] }));
    const sealedByPassphrase = sealedCounts.map(count => ({ count, values: [] as number[] }));
    const behindLocked: number[] = [];
    mkdirSync(folder('empty'), { recursive: true });
    for (const { count } of measured) await makeAccounts(folder(String(count)), count);
    for (const { count } of sealedByPassphrase) await makeLockedAccounts(folder(`locked-${count}`), count);
    // One start that is not counted: the first one reads everything from the disk.
    await startOnce('.', folder('0'));
    for (let round = 0; round < rounds; round += 1) {
      emptyMs.push(await startOnce(empty, folder('empty')));
      for (const { count, values } of measured) values.push(await startOnce('.', folder(String(count))));
      // The folder of the open one, so that only the keyring differs.
      behindLocked.push(await startOnce('.', folder('1000'), 'locked'));
      for (const { count, values } of sealedByPassphrase) values.push(await startOnce('.', folder(`locked-${count}`)));
    }
    const beside = (some: readonly { readonly count: number; readonly values: readonly number[] }[]): number => {
      const of = (wanted: number): number => median(some.find(({ count }) => count === wanted)?.values ?? []);
      return of(1000) / of(10);
    };
    const besideOpen = median(behindLocked) / median(measured.find(({ count }) => count === 1000)?.values ?? []);
    return [
      besides(`start of an empty window, median of ${rounds}`, ms(median(emptyMs))),
      ...measured.flatMap(({ count, values }) => [
        besides(`start to usable panel, ${count} accounts`, ms(median(values))),
        within('  beside the empty window', median(values) / median(emptyMs), budget, times),
      ]),
      within('start with 1,000 accounts of the keychain beside 10', beside(measured), sealedBudget, times),
      within('start with 1,000 accounts behind a locked keyring beside an open one', besideOpen, lockedBudget, times),
      within('start with 1,000 accounts of a passphrase beside 10', beside(sealedByPassphrase), sealedBudget, times),
    ];
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}
