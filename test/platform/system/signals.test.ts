import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import { createSignals } from '../../../main/platform/system/signals.ts';

const aComputer = (platform: NodeJS.Platform) => {
  const state = { online: true, seen: true, idle: 'active', idleSeconds: 0, reads: 0 };
  const polls = new Map<() => void, () => number>();
  const windows = new EventEmitter();
  const power = Object.assign(new EventEmitter(), {
    getSystemIdleTime: () => state.idleSeconds,
    getSystemIdleState: () => {
      state.reads += 1;
      // The states of Electron's own type.
      return state.idle as 'active' | 'idle' | 'locked' | 'unknown';
    },
  });
  const signals = createSignals({
    power,
    platform,
    isOnline: () => state.online,
    isSeen: () => state.seen,
    windows,
    every: (ms, call) => {
      polls.set(call, ms);
      return () => void polls.delete(call);
    },
  });
  const heard: string[] = [];
  const listen = (name: 'online' | 'offline' | 'resume' | 'suspend' | 'lock' | 'unlock') =>
    signals.on(name, () => heard.push(name));
  const tick = (): void => {
    for (const poll of [...polls.keys()]) poll();
  };
  const pauses = (): readonly number[] => [...polls.values()].map(ms => ms());
  return { state, polls, pauses, power, windows, signals, heard, listen, tick };
};

describe('the network', () => {
  it('is watched every few seconds and tells each change once', () => {
    const { state, heard, listen, tick, pauses } = aComputer('linux');
    listen('online');
    listen('offline');
    tick();
    state.online = false;
    tick();
    tick();
    state.online = true;
    tick();
    expect(heard).toEqual(['offline', 'online']);
    expect(pauses()).toEqual([3000]);
  });

  it('is looked at seldom while nobody sees a window, and at once when someone does', () => {
    const { state, heard, listen, windows, pauses } = aComputer('linux');
    const stop = listen('offline');
    state.seen = false;
    expect(pauses()).toEqual([15_000]);
    state.online = false;
    windows.emit('browser-window-focus');
    expect(heard).toEqual(['offline']);
    stop();
    expect(windows.listenerCount('browser-window-focus')).toBe(0);
  });

  it('is looked at as soon as the computer wakes', () => {
    const { state, heard, listen, power } = aComputer('linux');
    listen('offline');
    state.online = false;
    power.emit('resume');
    expect(heard).toEqual(['offline']);
  });

  it('is left alone once nobody listens', () => {
    const { listen, polls, power, state, tick, heard } = aComputer('linux');
    const [stopOnline, stopOffline] = [listen('online'), listen('offline')];
    stopOffline();
    expect(polls.size).toBe(1);
    stopOnline();
    state.online = false;
    tick();
    power.emit('resume');
    expect([polls.size, power.listenerCount('resume'), heard]).toEqual([0, 0, []]);
  });
});

describe('the lock screen', () => {
  it('on Linux is seen by asking every ten seconds, only while someone wants to know', () => {
    const { state, heard, listen, tick, polls, pauses } = aComputer('linux');
    listen('resume');
    expect([polls.size, state.reads]).toEqual([0, 0]);
    const stop = [listen('lock'), listen('unlock')];
    expect(pauses()).toEqual([10_000]);
    for (const idle of ['idle', 'locked', 'locked', 'active']) {
      state.idle = idle;
      tick();
    }
    expect(heard).toEqual(['lock', 'unlock']);
    for (const one of stop) one();
    expect(polls.size).toBe(0);
  });

  it.each(['darwin', 'win32'] as const)('on %s tells by itself', platform => {
    const { power, heard, listen, polls } = aComputer(platform);
    listen('lock');
    const stop = listen('unlock');
    power.emit('lock-screen');
    power.emit('unlock-screen');
    stop();
    power.emit('unlock-screen');
    expect([heard, polls.size]).toEqual([['lock', 'unlock'], 0]);
  });
});

it('sleeping and waking are told until nobody listens', () => {
  const { power, heard, listen } = aComputer('linux');
  listen('suspend');
  const stop = listen('resume');
  power.emit('suspend');
  power.emit('resume');
  stop();
  power.emit('resume');
  expect(heard).toEqual(['suspend', 'resume']);
});

describe('the time nobody touched the computer', () => {
  it('is the system’s, in milliseconds', () => {
    const { state, signals } = aComputer('linux');
    state.idleSeconds = 61;
    expect(signals.idleForMs()).toBe(61_000);
  });
});
