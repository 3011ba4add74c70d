import { DockpassError } from '../../../main/core/base/errors.ts';
import { createClock } from '../../../main/platform/system/clock.ts';
import { fakeBrowser } from './browser-fakes.ts';
import { coreOn, fakeClock, readycloudForm } from './fakes.ts';
import { createRenewalProvider } from './renewal-provider.ts';
import { settled } from './settled.ts';
import { fakeFiles } from './storage-fakes.ts';

// A computer on which the whole core runs, and a provider that keeps the true time. Time passes only by `run` and
// `sleep`; the clock on the wall is the true time plus whatever it was set by.

const second = 1000;
/** Requests that the renewer has open at one provider; the others wait for them. */
const askedAtOnce = 4;

/** A timer of a computer: it counts only while the computer is awake. */
interface Timer {
  readonly at: number;
  readonly call: () => void;
}

/** Starts at noon on a computer whose clock is right. Accounts are connected by `connect`, each with a life of its own. */
export const renewalWorld = (fraction: () => number) => {
  let trueAt = Date.UTC(2026, 0, 5, 12);
  let awakeMs = 0;
  let setBy = 0;
  let made = 0;
  const nextNumber = (): number => {
    made += 1;
    return made;
  };
  const setClockTo = (at: number): void => {
    setBy = at - trueAt;
  };
  let timers = new Set<Timer>();
  const rings: number[] = [];
  const provider = createRenewalProvider(
    () => trueAt,
    (ms, call) => after(ms, call),
  );
  const after = (ms: number, call: () => void): (() => void) => {
    const timer = { at: awakeMs + ms, call };
    timers.add(timer);
    return () => void timers.delete(timer);
  };
  const newClock = (): ReturnType<typeof fakeClock> => {
    const real = createClock({ now: () => trueAt + setBy, running: () => awakeMs, after });
    const alarm = (at: number, ring: () => void) =>
      real.alarm(at, () => {
        rings.push(trueAt);
        ring();
      });
    return { ...fakeClock(), ...real, alarm, set: at => void setClockTo(at) };
  };
  const browser = fakeBrowser();
  const random = { fraction, token: () => `account-${String(nextNumber()).padStart(4, '0')}` };

  const disk = fakeFiles();
  const never = new Promise<never>(() => {});
  let end = (): void => {};
  /** A program that is killed sends and writes nothing more. */
  const boot = (earlier: Parameters<typeof coreOn>[0] = {}) => {
    let alive = true;
    end = () => {
      alive = false;
    };
    const files: typeof disk = { ...disk, save: record => (alive ? disk.save(record) : never) };
    const booted = coreOn({ ...earlier, files, clock: newClock(), browser, random, now: () => trueAt });
    booted.http.handle = request => {
      if (!alive) return never;
      if (!booted.signals.online) throw new DockpassError('offline', { reason: 'unreachable' });
      return provider.answer(request);
    };
    return booted;
  };
  let core = boot();
  const watchers: (() => void)[] = [];
  /** An answer that has come is read and saved before more time passes: that takes turns, but no time. */
  const happened = async (): Promise<void> => {
    const isReading = (): boolean => Math.min(core.operations.count('renewal'), askedAtOnce) > provider.inFlight();
    await settled();
    for (let turns = 1; isReading(); turns += 1) {
      if (turns > 100_000) throw new Error('an answer is read and read');
      await settled();
    }
    for (const watcher of watchers) watcher();
  };

  const run = async (ms: number): Promise<void> => {
    const until = awakeMs + ms;
    await happened();
    for (;;) {
      const next = [...timers].filter(timer => timer.at <= until).sort((one, other) => one.at - other.at)[0];
      if (next === undefined) break;
      timers.delete(next);
      trueAt += Math.max(0, next.at - awakeMs);
      awakeMs = Math.max(awakeMs, next.at);
      next.call();
      await happened();
    }
    trueAt += until - awakeMs;
    awakeMs = until;
    await happened();
  };

  return {
    core: () => core,
    provider,
    rings,
    now: () => trueAt,
    setBy: () => setBy,
    /** Called after everything that happens. */
    onStep: (call: () => void) => void watchers.push(call),
    connect: async (clientId: string, lifeSeconds: number): Promise<string> => {
      browser.answer = async () => provider.authorize(clientId, lifeSeconds);
      let connected: string | undefined;
      void core.accounts.connect(readycloudForm({ appId: clientId }, clientId)).then(({ accountId }) => {
        connected = accountId;
      });
      await happened();
      // A token that is due at once is renewed before it is looked up, and that takes time.
      while (connected === undefined) await run(second);
      return connected;
    },
    run,
    sleep: async (ms: number): Promise<void> => {
      core.signals.fire('suspend');
      await settled();
      trueAt += ms;
      core.signals.fire('resume');
      await happened();
    },
    setClock: async (ms: number): Promise<void> => {
      setBy += ms;
    },
    online: async (is: boolean): Promise<void> => {
      if (core.signals.online === is) return;
      core.signals.online = is;
      core.signals.fire(is ? 'online' : 'offline');
      await happened();
    },
    /**
     * The program is killed and starts again on the same files: whatever was under way is gone. That the clock was set
     * it has seen before; one that is set while the program does not run (`clockSetBy`, ms) can only be told by an answer.
     */
    startAgain: async (clockSetBy = 0): Promise<void> => {
      core.scheduler.plan();
      await settled();
      const wasOnline = core.signals.online;
      end();
      core.scheduler.stop();
      setBy += clockSetBy;
      timers = new Set();
      provider.forgetAnswers();
      core = boot({ sealer: core.sealer, settingsFile: core.settingsFile });
      core.signals.online = wasOnline;
      await core.vault.load();
      core.scheduler.plan();
      await happened();
    },
  };
};
export type RenewalWorld = ReturnType<typeof renewalWorld>;
