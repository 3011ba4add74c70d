import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AccountFiles } from '../../main/core/ports/storage.ts';
import { makeAccounts } from '../support/make-accounts.ts';
import { besides, type Figure, median, ms, times, within } from './figures.ts';
import { importPlatform } from './platform-module.ts';

const saves = 300;

type RealFiles = typeof import('../../main/platform/storage/account-files.ts');

async function adapterOn(folder: string): Promise<AccountFiles> {
  const { createAccountFiles } = await importPlatform<RealFiles>('storage/account-files.ts');
  return createAccountFiles({ folder });
}

/** Gives a save of one of `count` accounts, timed. */
async function saverAmong(root: string, count: number): Promise<() => Promise<number>> {
  const userData = join(root, String(count));
  await makeAccounts(userData, count);
  const files = await adapterOn(join(userData, 'accounts'));
  const records = await files.list();
  const [stored] = records;
  if (records.length !== count || stored?.kind !== 'record') throw new Error('the accounts were not made');
  // makeAccounts wrote it from a record a moment ago.
  const record = stored.content as Parameters<AccountFiles['save']>[0];
  let copies = 0;
  return async () => {
    copies += 1;
    const startedAt = performance.now();
    await files.save({ ...record, lastCopiedAt: copies });
    return performance.now() - startedAt;
  };
}

/** One save among 10 accounts and among 10,000, in turns, so that whatever else the disk does meets both. */
export async function measureSave(): Promise<readonly Figure[]> {
  const root = mkdtempSync(join(tmpdir(), 'dockpass-bench-'));
  try {
    const [few, many] = [await saverAmong(root, 10), await saverAmong(root, 10_000)];
    for (let warmUp = 0; warmUp < 20; warmUp += 1) await many().then(few);
    const [fewMs, manyMs]: [number[], number[]] = [[], []];
    for (let run = 0; run < saves; run += 1) {
      fewMs.push(await few());
      manyMs.push(await many());
    }
    return [
      besides(`one save among 10 accounts, median of ${saves}`, ms(median(fewMs))),
      besides(`one save among 10,000 accounts, median of ${saves}`, ms(median(manyMs))),
      within('one save, 10,000 beside 10', median(manyMs) / median(fewMs), 1.2, times),
    ];
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}
