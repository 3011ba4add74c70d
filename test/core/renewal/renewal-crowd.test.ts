import { describe, expect, it } from 'vitest';
import { renewalWorld } from '../../support/fakes/renewal-world.ts';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

describe('a thousand accounts that are due at once', () => {
  it('are renewed four at a time, those that run out first in front, each exactly once', async () => {
    const world = renewalWorld(() => 0.5);
    await world.online(false);
    const lifeOf = (n: number): number => (30 * day) / second + ((n * 7) % 1000);
    for (let n = 0; n < 1000; n += 1) await world.connect(`app-${n}`, lifeOf(n));
    await world.sleep(25 * day);
    await world.online(true);
    await world.run(4 * minute);
    const clients = [...world.provider.clients.entries()];
    expect(world.provider.wrong).toEqual([]);
    expect(world.provider.mostInFlight()).toBe(4);
    expect(clients.filter(([, client]) => client.grants !== 2).map(([id]) => id)).toEqual([]);
    const inOrder = clients.sort(([, one], [, other]) => one.issuedAt - other.issuedAt).map(([id]) => id);
    // Eight are made ready at once, and whichever is ready first asks first.
    const soonest = [0, 143, 286, 429, 572, 715, 858, 1].map(n => `app-${n}`);
    expect(inOrder.slice(0, 4).filter(id => !soonest.includes(id))).toEqual([]);
  });

  it('wait as long as the provider asked, all of them, and then go on', async () => {
    const world = renewalWorld(() => 0.5);
    for (let n = 0; n < 50; n += 1) await world.connect(`app-${n}`, hour / second);
    world.provider.setMode('busy');
    await world.run(41 * minute);
    const asked = (): number => world.core().http.sent.filter(({ method }) => method === 'POST').length;
    expect(asked()).toBe(4);
    world.provider.setMode('well');
    await world.run(minute - second);
    expect(asked()).toBe(4);
    await world.run(3 * minute);
    expect([...world.provider.clients.values()].filter(client => client.grants !== 2)).toEqual([]);
  });
});

it('a person who wants one token now does not wait for a crowd that hangs', async () => {
  const world = renewalWorld(() => 0.5);
  const ids: string[] = [];
  for (let n = 0; n < 20; n += 1) ids.push(await world.connect(`app-${n}`, hour / second));
  world.provider.setMode('mute');
  await world.run(41 * minute);
  world.provider.setMode('well');
  const last = ids.at(-1) ?? '';
  let renewed = false;
  void world
    .core()
    .accounts.renew(last)
    .then(() => {
      renewed = true;
    });
  await world.run(second);
  expect(renewed).toBe(true);
});

describe('a life', () => {
  it('of 0 seconds is asked for again later and later, not again and again', async () => {
    const world = renewalWorld(() => 0.5);
    const id = await world.connect('app', 0);
    await world.run(hour);
    const inAnHour = world.provider.clients.get('app')?.grants ?? 0;
    expect(inAnHour).toBeGreaterThan(5);
    expect(inAnHour).toBeLessThan(12);
    await world.run(day);
    expect((world.provider.clients.get('app')?.grants ?? 0) - inAnHour).toBeLessThan(26);
    void world.core().accounts.copy(id, 'token', 0);
    for (let waits = 0; waits < 5; waits += 1) await world.run(second);
    expect(world.core().clipboard.text).toBe(world.provider.clients.get('app')?.accessToken);
  });

  it('of ten years is renewed after two thirds of it, once', async () => {
    const world = renewalWorld(() => 0.5);
    await world.connect('app', (3650 * day) / second);
    await world.sleep(2433 * day);
    expect(world.provider.clients.get('app')?.grants).toBe(1);
    await world.run(2 * day);
    expect(world.provider.clients.get('app')?.grants).toBe(2);
  });
});
