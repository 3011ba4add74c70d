import { describe, expect, it } from 'vitest';
import { Secret } from '../../../main/core/base/secret.ts';
import { coreOn, fakeClock, readycloudForm } from '../../support/fakes/fakes.ts';
import { type RenewalWorld, renewalWorld } from '../../support/fakes/renewal-world.ts';
import { settled } from '../../support/fakes/settled.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const year = 365 * day;

/** By how much the row's end is off from the token's own, ms; positive: it looks longer than it is. */
const off = (world: RenewalWorld, id: string, clientId: string): number => {
  const life = world.core().vault.get(id)?.record?.life;
  if (life?.kind !== 'until') throw new Error('no end');
  const end = world.provider.clients.get(clientId)?.expiresAt ?? 0;
  return life.expiresAt - world.core().clock.now() - (end - world.now());
};

const connected = async (lifeSeconds: number) => {
  const world = renewalWorld(() => 0.5);
  return { world, id: await world.connect('app', lifeSeconds) };
};

describe('on a computer whose clock', () => {
  it.each([
    ['20 hours', 20 * hour],
    ['two years', 2 * year],
  ])('is set back by %s, a row says the true time left, and the token is renewed in time', async (_, ms) => {
    const { world, id } = await connected((3 * day) / 1000);
    await world.run(day);
    await world.setClock(-ms);
    await world.run(day);
    expect(Math.abs(off(world, id, 'app'))).toBeLessThan(minute);
    await world.run(day + minute);
    expect(world.provider.clients.get('app')?.grants).toBe(2);
  });

  it('is set back, that is on disk as soon as it is seen', async () => {
    const { world, id } = await connected((3 * day) / 1000);
    await world.run(day);
    await world.setClock(-20 * hour);
    await world.online(false);
    await world.startAgain();
    expect(Math.abs(off(world, id, 'app'))).toBeLessThan(minute);
  });

  it('is wrong, and an answer tells while the disk refuses, that is written as soon as it can be', async () => {
    const clock = fakeClock();
    let ahead = 0;
    const core = coreOn({ clock, now: () => clock.now() - ahead });
    const { accountId } = await core.accounts.connect(readycloudForm());
    ahead = 20 * hour;
    clock.set(clock.now() + ahead);
    core.files.failing = true;
    await core.accounts.refreshOrganizations(accountId).catch(() => {});
    await settled();
    core.files.failing = false;
    clock.advanceTo(clock.now() + minute);
    await settled();
    const onDisk = JSON.parse(core.files.texts.get(accountId) ?? '{}');
    expect(onDisk.life).toEqual(core.vault.record(accountId).life);
    expect(onDisk.life.expiresAt).toBe(clock.now() - minute + year);
  });

  it('was set while Dockpass did not run, the answer for another account tells, and that is on disk at once', async () => {
    const { world, id } = await connected((3 * day) / 1000);
    const other = await world.connect('other', year / 1000);
    await world.run(day);
    await world.startAgain(20 * hour);
    const renewing = world.core().accounts.renew(other);
    await world.run(minute / 60);
    await renewing;
    await world.online(false);
    await world.startAgain();
    expect(world.provider.clients.get('app')?.grants).toBe(1);
    expect(Math.abs(off(world, id, 'app'))).toBeLessThan(minute);
  });

  it('jumps two years forward, the first answer tells, and few of a hundred tokens are renewed for nothing', async () => {
    const world = renewalWorld(() => 0.5);
    const ids: string[] = [];
    for (let n = 0; n < 100; n += 1) ids.push(await world.connect(`app-${n}`, year / 1000));
    await world.run(day);
    await world.setClock(2 * year);
    await world.run(2 * hour);
    const renewed = [...world.provider.clients.values()].filter(client => client.grants > 1);
    expect(renewed.length).toBeGreaterThan(0);
    expect(renewed.length).toBeLessThanOrEqual(8);
    for (const [n, id] of ids.entries()) expect(Math.abs(off(world, id, `app-${n}`))).toBeLessThan(minute);
  });

  it('jumps forward and back again without a network, nothing is lost of any life', async () => {
    const { world, id } = await connected(year / 1000);
    await world.online(false);
    await world.setClock(2 * year);
    world.core().scheduler.plan();
    await world.setClock(-2 * year);
    world.core().scheduler.plan();
    await world.run(day);
    expect(Math.abs(off(world, id, 'app'))).toBeLessThan(minute);
    expect(world.core().accounts.list()[0]).toMatchObject({ canCopy: true, renewal: { kind: 'by-itself' } });
  });

  it('runs ahead while a token is renewed, and is then set right, that token does not look longer than it is', async () => {
    const { world, id } = await connected(hour / 1000);
    await world.setClock(2 * minute);
    world.core().scheduler.plan();
    // An answer that slept does not tell what time it is.
    void world.core().accounts.renew(id);
    await world.run(0);
    await world.sleep(40_000);
    await world.run(minute / 60);
    await world.setClock(-2 * minute);
    world.core().scheduler.plan();
    expect(world.provider.clients.get('app')?.grants).toBe(2);
    expect(Math.abs(off(world, id, 'app'))).toBeLessThan(minute);
  });

  it('is seven minutes slow all along, every row counts right and the status says so', async () => {
    const clock = fakeClock();
    const core = coreOn({ clock, now: () => clock.now() + 7 * minute });
    const connectedAt = clock.now();
    await core.accounts.connect(readycloudForm());
    expect(await core.status.view()).toMatchObject({ clockSkewMs: -7 * minute });
    expect(core.accounts.list()[0]?.life).toEqual({
      kind: 'until',
      issuedAt: connectedAt,
      expiresAt: connectedAt + year,
    });
  });

  it('was set back while Dockpass did not run, the token is renewed rather than trusted for too long', async () => {
    const { world, id } = await connected((3 * day) / 1000);
    await world.run(day);
    await world.startAgain(-20 * day);
    await world.run(minute);
    expect(world.provider.clients.get('app')?.grants).toBe(2);
    expect(Math.abs(off(world, id, 'app'))).toBeLessThan(minute);
  });

  it('is set, a date that a person gave stays that date', async () => {
    const clock = fakeClock();
    const core = coreOn({ clock, now: () => clock.now() });
    const given = clock.now() + 90 * day;
    const accessToken = new Secret('access-1');
    core.browser.answer = async () => ({ kind: 'bare-token', accessToken, goodUntilAt: given });
    await core.accounts.connect(readycloudForm());
    clock.set(clock.now() - 20 * day);
    core.scheduler.plan();
    await settled();
    expect(core.accounts.list()[0]?.life).toMatchObject({ expiresAt: given });
  });
});

describe('a computer that sleeps', () => {
  it('counts a token from when it was asked for, though the answer was read nine hours later', async () => {
    const { world, id } = await connected((3 * hour) / 1000);
    void world.core().accounts.renew(id);
    await world.run(0);
    await world.sleep(9 * hour);
    await world.run(minute);
    expect(Math.abs(off(world, id, 'app'))).toBeLessThan(minute);
    await world.core().accounts.copy(id, 'token', 0);
    expect(world.core().clipboard.text).toBe(world.provider.clients.get('app')?.accessToken);
  });

  it('for some seconds while an answer is on its way does not take the token for longer than it is', async () => {
    const { world, id } = await connected((3 * hour) / 1000);
    void world.core().accounts.renew(id);
    await world.run(0);
    await world.sleep(40_000);
    await world.run(1000);
    expect(world.provider.clients.get('app')?.grants).toBe(2);
    expect(off(world, id, 'app')).toBeLessThanOrEqual(0);
  });
});
