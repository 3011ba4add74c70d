import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Secret } from '../../../main/core/base/secret.ts';
import type { AccountRecord } from '../../../main/core/ports/account-record.ts';
import type { AccountFiles, StoredRecord, VaultKey } from '../../../main/core/ports/storage.ts';
import { sealAccountSecrets } from '../../../main/core/vault/account-secrets.ts';
import { createBackupFile } from '../../../main/platform/backup/backup-file.ts';
import { createVaultKey } from '../../../main/platform/storage/vault-key.ts';
import { coreOn, readycloudForm } from '../../support/fakes/fakes.ts';

// A process of its own, for its memory: writes a backup of many accounts with large tokens, or takes one in, with the real
// encryption and the real file. Only the accounts' own files are pretended: what lies on a disk is nobody's memory.

const [task = '', path = '', count = '', what = ''] = process.argv.slice(2);
const passphrase = 'four dull grey parcels';
const folder = mkdtempSync(join(tmpdir(), 'dockpass-memory-'));
const megabyte = 1024 ** 2;

/** As long as a token may be. */
const longToken = (number: number): Secret => new Secret(`access-${number}-`.padEnd(8192, 'x'));

/** Accounts as they lie on disk, all of them unlike. */
async function* stored(vaultKey: VaultKey): AsyncGenerator<AccountRecord> {
  const core = coreOn();
  const { accountId } = await core.accounts.connect(readycloudForm());
  const record = core.vault.record(accountId);
  for (let number = 0; number < Number(count); number += 1) {
    const own = {
      ...record,
      id: `account-${number}`,
      label: `Account ${number}`,
      values: { ...record.values, appId: `app-${number}` },
    };
    const sealed = await sealAccountSecrets(vaultKey.seal, own, {
      accessToken: longToken(number),
      refreshToken: new Secret(`refresh-${number}`),
      fields: { appSecret: new Secret(`secret-${number}`) },
    });
    yield { ...own, sealed };
  }
}

const coreWith = async (vaultKey: VaultKey, accounts: AsyncIterable<AccountRecord>) => {
  const files: AccountFiles = {
    list: async () => {
      const records: StoredRecord[] = [];
      for await (const content of accounts) records.push({ kind: 'record', id: content.id, content });
      return records;
    },
    save: async () => {},
    remove: async () => {},
  };
  const backupFile = createBackupFile({ where: async () => path, which: async () => path });
  const core = coreOn({}, {}, { vaultKey, files, backupFile });
  core.settings.note({ keeping: 'passphrase' });
  await core.vault.load();
  return core;
};

async function* none(): AsyncGenerator<AccountRecord> {}

/** Everything that is still in use, heap and buffers: what a collector leaves. It is the same on any machine. */
const inUse = (): number => {
  globalThis.gc?.();
  // Buffers go only at the next one.
  globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
};
/** `in-use` says how much that grew; else the whole process, with what waits to be collected. */
const { size, everyMs } =
  what === 'in-use' ? { size: inUse, everyMs: 200 } : { size: () => process.memoryUsage.rss(), everyMs: 5 };
/** Does it, and says what came of it, and by how much this process grew at most meanwhile. */
const measured = async <T>(name: string, work: () => Promise<T>): Promise<T> => {
  globalThis.gc?.();
  globalThis.gc?.();
  const before = size();
  let most = before;
  let longestStill = 0;
  let lastTurn = performance.now();
  const timer = setInterval(() => {
    most = Math.max(most, size());
    longestStill = Math.max(longestStill, performance.now() - lastTurn);
    lastTurn = performance.now();
  }, everyMs);
  const startedAt = performance.now();
  const result = await work();
  clearInterval(timer);
  most = Math.max(most, size());
  const grown = Math.round((10 * (most - before)) / megabyte) / 10;
  const facts = { name, grown, before: Math.round(before / megabyte), longestStill: Math.round(longestStill) };
  process.stdout.write(
    `${JSON.stringify({ ...facts, seconds: Math.round((performance.now() - startedAt) / 1000) })}\n`,
  );
  return result;
};

const requireAll = (done: number | undefined): void => {
  if (done !== Number(count)) throw new Error(`${done} of ${count} accounts`);
};

try {
  const vaultKey = createVaultKey({ folder });
  await vaultKey.create(new Secret(passphrase));
  if (task === 'write') {
    const core = await coreWith(vaultKey, stored(vaultKey));
    for (const moves of [false, true]) {
      const write = () => core.backup.write({ ids: [], moves, passphrase });
      requireAll((await measured(moves ? 'moving' : 'writing', write))?.count);
    }
    process.stdout.write(`${JSON.stringify({ name: 'file', grown: Math.round(statSync(path).size / megabyte) })}\n`);
  } else {
    const core = await coreWith(vaultKey, none());
    const view = await measured('opening', () => core.backup.open(new Secret(passphrase)));
    requireAll(view?.accounts.length);
    requireAll(await measured('taking in', () => core.backup.take(view?.accounts.map(() => 'add') ?? [])));
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
// The pretended scheduler would go on renewing.
process.exit();
