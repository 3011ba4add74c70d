import { mkdirSync, mkdtempSync, rmSync, watch } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { allow, connectReadyCloud, expectNoSignIn, signInAt, startConnecting } from '../e2e/steps/steps.ts';
import { launchDockpass } from '../support/launch.ts';
import { startReadyCloud } from '../support/readycloud/server.ts';
import { besides, type Figure, median, ms, quantile, within } from './figures.ts';

const runs = 30;
const budgetMs = 15;

/** Epoch ms with fractions, the same clock for the server and for the disk: both are in this process. */
const now = (): number => performance.timeOrigin + performance.now();

/** When the next account's file has its final name, for the first time. */
function nextAccountOn(folder: string): Promise<number> {
  const seen = Promise.withResolvers<number>();
  const watcher = watch(folder, (_event, name) => {
    if (name?.endsWith('.json') !== true) return;
    seen.resolve(now());
    watcher.close();
  });
  return seen.promise;
}

/**
 * From the provider's redirect answer to the file: the server notes when the request that it answers with the redirect
 * has arrived, so its own work counts too; the file counts when it is renamed, one sync of its folder before the save ends.
 */
export async function measureTokenToDisk(): Promise<readonly Figure[]> {
  const root = mkdtempSync(join(tmpdir(), 'dockpass-bench-'));
  const server = await startReadyCloud({ now });
  const userData = join(root, 'user-data');
  const accounts = join(userData, 'accounts');
  mkdirSync(accounts, { recursive: true, mode: 0o700 });
  const run = await launchDockpass({ userData, environments: { readycloud: server.origin } });
  try {
    await connectReadyCloud(run, server, { accountName: 'Warm-up' });
    const values: number[] = [];
    for (let at = 0; at < runs; at += 1) {
      const page = await startConnecting(run, { accountName: `Account ${at}` });
      await signInAt(page);
      const onDisk = nextAccountOn(accounts);
      await allow(page);
      const fileAt = await onDisk;
      values.push(fileAt - (server.requests.findLast(({ endpoint }) => endpoint === 'allow')?.at ?? Number.NaN));
      await expectNoSignIn(run);
      await run.panel.getByRole('dialog').waitFor({ state: 'hidden' });
    }
    return [
      within(`redirect answer to token on disk, median of ${runs}`, median(values), budgetMs, ms),
      besides('  p95', ms(quantile(values, 0.95))),
      besides('  fastest', ms(Math.min(...values))),
    ];
  } finally {
    await run.quit();
    await server.close();
    rmSync(root, { recursive: true, force: true });
  }
}
