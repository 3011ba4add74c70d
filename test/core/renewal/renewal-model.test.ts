import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ServerMode } from '../../support/fakes/renewal-provider.ts';
import { type RenewalWorld, renewalWorld } from '../../support/fakes/renewal-world.ts';

// The plan as a model: whatever happens to a computer and its network, these hold at every instant of it.

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;
/** A clock is said to be set from here on; less is taken as it is. */
const unnoticedMs = 30 * second;

/** What the model knows beside the world: when an account last was in somebody else's hands. */
interface Expected {
  /** From then on nothing has kept renewals from happening. */
  clearSince: number;
  /** By account: failures since the last success, and until when the last of them may be waited for. */
  readonly failures: Map<string, { count: number; retryBy: number }>;
  pausedUntil: number;
  /** By how much the clock was set in all, each time by too little to be noticed: that adds up. */
  unnoticedInAllMs: number;
}

const lives = { brief: 900, working: 3 * 3600, days: 3 * 86_400, year: 365 * 86_400 };
const ids = new Map<string, string>();

/** What must hold whatever has happened so far. */
const watch = (world: RenewalWorld, expected: Expected): void => {
  const flying = new Set<string>();
  world.onStep(() => {
    const { provider } = world;
    expect(provider.wrong).toEqual([]);
    if (!world.core().signals.online || provider.mode() !== 'well') expected.clearSince = world.now();
    for (const [clientId, client] of provider.clients) {
      const record = world.core().vault.get(ids.get(clientId) ?? '')?.record;
      // No sign-in is asked for without the provider having refused.
      if (record?.needsSignIn !== false) expect(client.refused).toBe(true);
      const isFlying = client.inFlight > 0;
      if (flying.delete(clientId) && !isFlying) noteEnd(world, expected, clientId);
      if (isFlying) flying.add(clientId);
      else if (!client.refused) expectInTime(world, expected, clientId);
    }
  });
};

const expectInTime = (world: RenewalWorld, expected: Expected, clientId: string): void => {
  const client = world.provider.clients.get(clientId);
  if (client === undefined) throw new Error(`no client ${clientId}`);
  const lifeMs = client.lifeSeconds * second;
  const dueAt = client.issuedAt + Math.min((lifeMs * 2) / 3, lifeMs - minute);
  const retryBy = expected.failures.get(clientId)?.retryBy ?? 0;
  const latest =
    Math.max(dueAt, expected.clearSince, expected.pausedUntil, retryBy) +
    minute +
    unnoticedMs +
    expected.unnoticedInAllMs;
  if (world.now() <= latest) return;
  throw new Error(`${clientId} was due ${((world.now() - dueAt) / minute).toFixed(1)} min ago and is not renewed`);
};

/** Nothing of an account is lost: it opens, and what it would renew by is what the provider waits for. */
const expectKept = async (world: RenewalWorld): Promise<void> => {
  for (const [clientId, client] of world.provider.clients) {
    const secrets = await world.core().vault.open(ids.get(clientId) ?? '');
    expect(secrets.accessToken.reveal()).toMatch(`access-${clientId}-`);
    if (!client.lost && !client.refused) expect(secrets.refreshToken?.reveal()).toBe(client.refreshToken);
  }
};

/**
 * A renewal ended: a failure may be waited for, doubling from 15 s to an hour, a fifth longer by chance, and once more
 * where the token before was due as soon as it came.
 */
const noteEnd = (world: RenewalWorld, expected: Expected, clientId: string): void => {
  const problem = world.core().vault.get(ids.get(clientId) ?? '')?.problem;
  if (problem === undefined) {
    expected.failures.delete(clientId);
    return;
  }
  const count = (expected.failures.get(clientId)?.count ?? 0) + 1;
  const waitMs = Math.min(15 * second * 2 ** count * 1.2, hour);
  const pauseMs = problem.code === 'rate-limited' ? 120 * second : 0;
  expected.failures.set(clientId, { count, retryBy: world.now() + Math.max(waitMs, pauseMs) });
  expected.pausedUntil = Math.max(expected.pausedUntil, world.now() + pauseMs);
};

type Step = fc.AsyncCommand<Expected, RenewalWorld>;
const step = (name: string, run: (expected: Expected, world: RenewalWorld) => Promise<void>): Step => ({
  check: () => true,
  run,
  toString: () => name,
});

const spans = fc.constantFrom(20 * second, 3 * minute, 20 * minute, 4 * hour);
const sleeps = fc.constantFrom(40 * second, 50 * minute, 9 * hour, 3 * day, 250 * day);
const jumps = fc.constantFrom(10 * second, 2 * minute, 3 * hour, 20 * hour, 40 * day, 730 * day);
const modes = fc.constantFrom<ServerMode>('well', 'well', 'well', 'down', 'busy', 'mute');

const setClock = (expected: Expected, world: RenewalWorld, ms: number): Promise<void> => {
  if (Math.abs(ms) < unnoticedMs) expected.unnoticedInAllMs += Math.abs(ms);
  return world.setClock(ms);
};

const steps = [
  spans.map(ms => step(`${ms / second} s pass`, (_, world) => world.run(ms))),
  spans.map(ms => step(`${ms / second} s pass`, (_, world) => world.run(ms))),
  sleeps.map(ms =>
    step(`asleep for ${ms / second} s`, async (expected, world) => {
      expected.clearSince = world.now() + ms;
      await world.sleep(ms);
    }),
  ),
  jumps.map(ms => step(`clock ${ms / second} s forward`, (expected, world) => setClock(expected, world, ms))),
  jumps.map(ms => step(`clock ${ms / second} s back`, (expected, world) => setClock(expected, world, -ms))),
  fc
    .constantFrom(true, true, false)
    .map(is => step(is ? 'network up' : 'network down', (_, world) => world.online(is))),
  modes.map(mode => step(`provider: ${mode}`, async (_, world) => world.provider.setMode(mode))),
  fc.constantFrom(...Object.keys(lives)).map(clientId =>
    step(`copy ${clientId}`, async (_, world) => {
      const core = world.core();
      let copied: { readonly text?: string; readonly at: number } | undefined;
      core.accounts.copy(ids.get(clientId) ?? '', 'token', 0).then(
        () => (copied = { text: core.clipboard.text, at: world.now() }),
        () => (copied = { at: world.now() }),
      );
      for (let waits = 0; copied === undefined; waits += 1) {
        if (waits > 100) throw new Error('a copy never ends');
        await world.run(second);
      }
      // Never one that is over: what was copied lived when it was copied.
      const client = world.provider.clients.get(clientId);
      const life = core.vault.get(ids.get(clientId) ?? '')?.record?.life;
      // The clock went back while nobody looked, and nobody can be asked: the token is given for what it seems.
      const isFromTheFuture = life !== undefined && life.issuedAt > core.clock.now();
      if (client !== undefined && copied.text === client.accessToken && !isFromTheFuture)
        expect(client.expiresAt).toBeGreaterThan(copied.at - unnoticedMs);
    }),
  ),
  fc.constantFrom(...Object.keys(lives)).map(clientId =>
    step(`renew ${clientId} by hand`, async (_, world) => {
      void world
        .core()
        .accounts.renew(ids.get(clientId) ?? '')
        .catch(() => {});
      await world.run(second);
    }),
  ),
  fc.constant(
    step('start again', async (expected, world) => {
      expected.clearSince = world.now();
      expected.failures.clear();
      expected.pausedUntil = 0;
      await world.startAgain();
    }),
  ),
];

describe('renewing, whatever happens', () => {
  it('never twice at once, never a token dropped, always within a minute of being due', async () => {
    const property = fc.asyncProperty(
      fc.commands(steps, { maxCommands: 40, size: 'max' }),
      fc.integer(),
      async (commands, seed) => {
        let state = seed >>> 0;
        const fraction = (): number => {
          state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
          return state / 2 ** 32;
        };
        const world = renewalWorld(fraction);
        const expected: Expected = {
          clearSince: world.now(),
          failures: new Map(),
          pausedUntil: 0,
          unnoticedInAllMs: 0,
        };
        for (const [clientId, seconds] of Object.entries(lives))
          ids.set(clientId, await world.connect(clientId, seconds));
        watch(world, expected);
        await fc.asyncModelRun(() => ({ model: expected, real: world }), commands);
        await world.online(true);
        await world.run(minute);
        await expectKept(world);
        world.core().scheduler.stop();
      },
    );
    // As many as the time allows: a slow machine tries fewer, and every night adds new ones.
    await fc.assert(property, { numRuns: 100, interruptAfterTimeLimit: 10_000 });
  });
});
