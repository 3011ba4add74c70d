import { describe, expect, it } from 'vitest';
import { type AccountRecord, recordVersion } from '../../main/core/account-record.ts';
import { createAnnouncer } from '../../main/core/announcer.ts';
import { sealEnvelope } from '../../main/core/envelope.ts';
import { createPanelRest, panelRestMs } from '../../main/core/panel-rest.ts';
import { Secret } from '../../main/core/secret.ts';
import { coreOn, fakeClock, settled } from '../support/fakes.ts';
import { fakeCipher, fakeFiles } from '../support/keeping-fakes.ts';

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
  return { ...record, sealed: await sealEnvelope(fakeCipher(), record, secrets) };
};

/** The core with its tray and a panel that was hidden just now, every ring of the Clock noted by its minute. */
const hiddenPanel = async (count: number, leftMs: (n: number) => number) => {
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
    await files.save(await recordOf(n, expiresAt - Math.max(leftMs(n) * 2, 2 * day), expiresAt));
  }
  const core = coreOn({ files, clock: counted });
  const drawn: unknown[] = [];
  const { announce } = createAnnouncer({
    begun: Promise.resolve(),
    ...core,
    toPanel: () => {},
    toTray: view => drawn.push(view),
    toNotices: () => {},
  });
  await core.vault.load();
  core.renewer.plan();
  announce();
  await settled();
  let ended = 0;
  createPanelRest({ clock: counted, restMs: panelRestMs, end: () => (ended += 1) }).hidden();
  rings.clear();
  const passMinutes = async (minutes: number): Promise<number> => {
    for (let passed = 0; passed < minutes; passed += 1) {
      clock.advanceTo(clock.now() + minute);
      await settled();
    }
    return Math.max(0, ...rings.values());
  };
  return { passMinutes, rings, drawn, ended: () => ended };
};

describe('with the panel hidden and a thousand accounts', () => {
  it('at most two alarms ring in any minute, and the panel is taken down after five', async () => {
    const { passMinutes, ended } = await hiddenPanel(1000, n => 130 * day + n * 0.2 * day);
    expect(await passMinutes(4)).toBeLessThanOrEqual(2);
    expect(ended()).toBe(0);
    expect(await passMinutes(120)).toBeLessThanOrEqual(2);
    expect(ended()).toBe(1);
  });

  it('the tray is drawn once a minute at most, though each account counts minutes', async () => {
    const { passMinutes, drawn } = await hiddenPanel(1000, n => 5 * 60 * minute + n * 1000);
    const before = drawn.length;
    expect(await passMinutes(60)).toBeLessThanOrEqual(2);
    expect(drawn.length - before).toBe(60);
  });
});

it('a panel that is shown again in time stays', () => {
  const clock = fakeClock();
  let ended = 0;
  const rest = createPanelRest({ clock, restMs: panelRestMs, end: () => (ended += 1) });
  rest.hidden();
  clock.advanceTo(clock.now() + panelRestMs - 1);
  rest.shown();
  rest.hidden();
  clock.advanceTo(clock.now() + panelRestMs - 1);
  expect(ended).toBe(0);
  clock.advanceTo(clock.now() + 1);
  expect([ended, clock.alarms()]).toEqual([1, 0]);
});
