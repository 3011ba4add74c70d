import { Secret } from '../../main/core/base/secret.ts';
import { createPanelRest, panelRestMs } from '../../main/core/desktop/panel-rest.ts';
import { createSnapshotPublisher } from '../../main/core/desktop/snapshot-publisher.ts';
import { type AccountRecord, recordVersion } from '../../main/core/ports/account-record.ts';
import { sealAccountSecrets } from '../../main/core/vault/account-secrets.ts';
import { coreOn, fakeClock } from './fakes/fakes.ts';
import { settled } from './fakes/settled.ts';
import { fakeFiles, fakeSealer } from './fakes/storage-fakes.ts';

const minute = 60_000;
const day = 24 * 60 * minute;

const recordOf = async (n: number, issuedAt: number, expiresAt: number): Promise<AccountRecord> => {
  const record: AccountRecord = {
    version: recordVersion,
    id: `account-${String(n).padStart(4, '0')}`,
    provider: 'readycloud',
    environment: 'production',
    origins: ['https://www.readycloud.com'],
    label: `Depot ${n}`,
    labelBy: 'person',
    values: { appId: 'app-1', permissions: 'order', redirectAddress: '' },
    secretsKept: ['appSecret'],
    life: { kind: 'until', issuedAt, expiresAt },
    canRenew: expiresAt - issuedAt > 3 * day,
    scopes: ['order'],
    organizations: [],
    createdAt: issuedAt,
    pinned: false,
    needsSignIn: false,
    sealed: '',
  };
  const secrets = {
    accessToken: new Secret('access'),
    refreshToken: new Secret('refresh'),
    fields: { appSecret: new Secret('app') },
  };
  return { ...record, sealed: await sealAccountSecrets(fakeSealer().seal, record, secrets) };
};

/**
 * The core with its tray and a panel that was hidden just now, every ring of the Clock noted by its minute. `leftMs`: how
 * long the n-th account is good for, of `wholeMs`; up to three days it cannot renew by itself.
 */
export const hiddenPanel = async (count: number, leftMs: (n: number) => number, wholeMs?: number) => {
  const clock = fakeClock();
  const rings = new Map<number, number>();
  const counted = {
    ...clock,
    alarm: (at: number, ring: () => void) =>
      clock.alarm(at, () => {
        const when = Math.floor(clock.now() / minute);
        rings.set(when, (rings.get(when) ?? 0) + 1);
        ring();
      }),
  };
  const files = fakeFiles();
  for (let n = 0; n < count; n += 1) {
    const expiresAt = clock.now() + leftMs(n);
    await files.save(await recordOf(n, expiresAt - (wholeMs ?? Math.max(leftMs(n) * 2, 2 * day)), expiresAt));
  }
  const core = coreOn({ files, clock: counted });
  core.http.handle = () =>
    Response.json({ access_token: 'next', refresh_token: 'next', expires_in: 300 * 86_400, token_type: 'Bearer' });
  const drawn: unknown[] = [];
  const { publish } = createSnapshotPublisher({
    begun: Promise.resolve(),
    ...core,
    toPanel: () => {},
    toTray: view => drawn.push(view),
    toNotices: [],
  });
  await core.vault.load();
  core.scheduler.plan();
  publish();
  await settled();
  let ended = 0;
  createPanelRest({ clock: counted, restMs: panelRestMs, end: () => (ended += 1) }).hidden();
  rings.clear();
  const passMinutes = async (minutes: number): Promise<number> => {
    for (let passed = 0; passed < minutes; passed += 1) {
      clock.advanceTo(clock.now() + minute);
      // Until everything that this minute began has its answer.
      do await settled();
      while (core.operations.count('renewal') > 0);
    }
    return Math.max(0, ...rings.values());
  };
  const renewals = (): number => core.http.sent.filter(({ method }) => method === 'POST').length;
  return { renewals, passMinutes, rings, drawn, ended: () => ended };
};
