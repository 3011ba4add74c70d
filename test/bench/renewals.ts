import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { createClock } from '../../main/platform/system/clock.ts';
import { coreOn } from '../support/fakes/fakes.ts';
import { keychainMaker, makeAccounts } from '../support/make-accounts.ts';
import { besides, type Figure, times, within } from './figures.ts';
import { importPlatform } from './platform-module.ts';

const count = 1000;
/** As many as the renewer has under way at one provider. */
const atOnce = 4;
/** About what an answer from a provider takes over the internet. */
const delayMs = 40;

const tokenPath = '/api/v1/oauth2/token/';

/** Nothing but the requests: as many, as many at once, each sent when one before it has its answer. */
async function bareLoop(origin: string): Promise<number> {
  const body = new URLSearchParams({ grant_type: 'refresh_token', refresh_token: 'rt', client_id: 'desk-1' });
  const startedAt = performance.now();
  let left = count;
  const one = async (): Promise<void> => {
    while (left > 0) {
      left -= 1;
      const response = await fetch(origin + tokenPath, { method: 'POST', body });
      await response.json();
    }
  };
  await Promise.all(Array.from({ length: atOnce }, one));
  return performance.now() - startedAt;
}

/** Accounts that are all due, renewed by the whole core: sealed, and synced to this disk twice each. */
async function renewals(origin: string, userData: string): Promise<number> {
  await makeAccounts(userData, count, { origin, lifeMs: -1000 });
  const { createAccountFiles } =
    await importPlatform<typeof import('../../main/platform/storage/account-files.ts')>('storage/account-files.ts');
  const { createHttp } = await importPlatform<typeof import('../../main/platform/network/http.ts')>('network/http.ts');
  const core = coreOn(
    {},
    { readycloud: origin },
    {
      files: createAccountFiles({ folder: join(userData, 'accounts') }),
      keychain: { ...keychainMaker(userData), state: async () => 'keychain' },
      http: createHttp({ version: '0.0.0', fetch, isOnline: () => true }),
      clock: createClock(),
    },
  );
  await core.vault.load();
  const renewed = new Promise<void>(resolve => {
    core.operations.onChange(() => {
      if (core.vault.list().every(({ record }) => record?.life.kind === 'until' && record.life.expiresAt > Date.now()))
        resolve();
    });
  });
  const startedAt = performance.now();
  core.scheduler.plan();
  await renewed;
  const took = performance.now() - startedAt;
  core.scheduler.stop();
  return took;
}

/** 1,000 renewals that are due at once, beside as many bare requests. */
export async function measureRenewals(): Promise<readonly Figure[]> {
  const root = mkdtempSync(join(tmpdir(), 'dockpass-bench-'));
  const server = new Worker(new URL('./token-server.ts', import.meta.url), { workerData: { delayMs } });
  try {
    const [{ port }] = await once(server, 'message');
    const origin = `http://127.0.0.1:${port}`;
    const bareMs = await bareLoop(origin);
    const renewedMs = await renewals(origin, root);
    const seconds = (ms: number): string => `${(ms / 1000).toFixed(2)} s`;
    return [
      besides(`${count} bare requests, ${atOnce} at once, each answered after ${delayMs} ms`, seconds(bareMs)),
      besides(`${count} renewals that are due at once, sealed and on disk`, seconds(renewedMs)),
      within('1,000 renewals beside a bare loop of fetches with the same concurrency', renewedMs / bareMs, 1.3, times),
    ];
  } finally {
    await server.terminate();
    rmSync(root, { recursive: true, force: true });
  }
}
