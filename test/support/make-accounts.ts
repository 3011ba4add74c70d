import { randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Secret } from '../../main/core/base/secret.ts';
import { type AccountRecord, recordVersion } from '../../main/core/ports/account-record.ts';
import type { Sealer } from '../../main/core/ports/storage.ts';
import { sealAccountSecrets } from '../../main/core/vault/account-secrets.ts';
import { keychainFileOf, loadKeys, sealWith, unsealWith } from '../stand-in/desktop/keychain-file.ts';

interface MoreOfAccounts {
  /** Origin of a local server, environment "Local"; production's when absent. */
  readonly origin?: string;
  /** `n` counts from 1; "Account n" when absent. */
  readonly label?: (n: number) => string;
  /** None when absent. */
  readonly groups?: (n: number) => readonly string[];
  /** From now to the end of the token; a year when absent. Negative: it ended so long ago. */
  readonly lifeMs?: number;
  /** What programs may have of them; nothing when absent. */
  readonly programs?: AccountRecord['programs'];
  /** What seals them; the stand-in's own keychain when absent. */
  readonly maker?: Sealer;
}

const yearMs = 365 * 24 * 3600 * 1000;

/**
 * Puts `count` ReadyCloud accounts into a data folder before the app starts on it with the keychain in mode `keyring`.
 * They open: token, App Secret and refresh token are sealed for real. Resolves with their ids.
 */
export async function makeAccounts(
  userData: string,
  count: number,
  more: MoreOfAccounts = {},
): Promise<readonly string[]> {
  const folder = join(userData, 'accounts');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  chmodSync(folder, 0o700);
  const maker = more.maker ?? keychainMaker(userData);
  const run = randomBytes(6).toString('hex');
  const ids: string[] = [];
  for (let n = 1; n <= count; n += 1) {
    const record = await makeRecord(maker, `${run}-${n}`, n, more);
    writeFileSync(join(folder, `${record.id}.json`), `${JSON.stringify(record, undefined, 2)}\n`, { mode: 0o600 });
    ids.push(record.id);
  }
  return ids;
}

/** What the app itself would seal with, over the same key file. */
export function keychainMaker(userData: string): Sealer {
  const key = Buffer.from(loadKeys(keychainFileOf(userData)).current, 'hex');
  return {
    seal: async text => sealWith('v11', key, text.reveal()).toString('base64'),
    open: async sealed => {
      const text = unsealWith(key, Buffer.from(sealed, 'base64'));
      if (text === undefined) throw new Error('sealed under another key');
      return { text: new Secret(text), sealAgain: false };
    },
  };
}

async function makeRecord(maker: Sealer, id: string, n: number, more: MoreOfAccounts): Promise<AccountRecord> {
  const now = Date.now();
  const expiresAt = now + (more.lifeMs ?? yearMs);
  const record: AccountRecord = {
    version: recordVersion,
    id,
    provider: 'readycloud',
    environment: more.origin === undefined ? 'production' : 'local',
    origins: [more.origin ?? 'https://www.readycloud.com'],
    label: more.label?.(n) ?? `Account ${n}`,
    labelBy: 'person',
    values: { appId: `desk-${n}`, permissions: 'order', redirectAddress: '' },
    secretsKept: ['appSecret'],
    life: { kind: 'until', issuedAt: Math.min(now, expiresAt - 1), expiresAt },
    canRenew: true,
    scopes: ['order'],
    organizations: [{ id: `Q${n}`, name: `Harbour Goods ${n}` }],
    organizationId: `Q${n}`,
    createdAt: now,
    pinned: false,
    needsSignIn: false,
    ...(more.groups !== undefined && { groups: [...more.groups(n)] }),
    ...(more.programs !== undefined && { programs: more.programs }),
    sealed: '',
  };
  const fresh = (kind: string): Secret => new Secret(`${kind}${randomBytes(20).toString('base64url')}`);
  const sealed = await sealAccountSecrets(maker.seal, record, {
    accessToken: fresh('at'),
    refreshToken: fresh('rt'),
    fields: { appSecret: fresh('app-secret-') },
  });
  return { ...record, sealed };
}
