import { app, BrowserWindow, net, powerMonitor } from 'electron';
import type { Signals } from '../../core/ports/desktop.ts';
import { createPoll, type Every, everyByTimer } from './poll.ts';

type Power = Pick<Electron.PowerMonitor, 'getSystemIdleState' | 'getSystemIdleTime'> & NodeJS.EventEmitter;

type PowerEvent = 'suspend' | 'resume' | 'lock-screen' | 'unlock-screen';

interface SignalsOptions {
  readonly power?: Power;
  readonly isOnline?: () => boolean;
  readonly platform?: NodeJS.Platform;
  readonly every?: Every;
  /** Whether somebody sees what the app says of the network. */
  readonly isSeen?: () => boolean;
  readonly windows?: Pick<NodeJS.EventEmitter, 'on' | 'off'>;
}

const lockPollMs = 10_000;
const onlinePollMs = 3000;
/** With nobody looking a computer is not woken up more often than this. */
const unseenPollMs = 15_000;

/**
 * The machine's events. Electron has none in the main process for the network, and none on Linux for the lock screen
 * (https://www.electronjs.org/docs/latest/api/power-monitor), so these two are watched while someone listens.
 * Only after the app is ready.
 */
export const createSignals = (options: SignalsOptions = {}): Signals => {
  const { platform = process.platform, every = everyByTimer, isSeen = seesAWindow } = options;
  const windows: NonNullable<SignalsOptions['windows']> = options.windows ?? app;
  const power: Power = options.power ?? powerMonitor;
  const isOnline = options.isOnline ?? (() => net.isOnline());
  const online = createPoll(isOnline, () => (isSeen() ? onlinePollMs : unseenPollMs), every);
  // The number is the idle time that counts as idle, which does not matter to `locked`.
  const locked = createPoll(
    () => power.getSystemIdleState(60) === 'locked',
    () => lockPollMs,
    every,
  );

  const onPower = (name: PowerEvent, listener: () => void): (() => void) => {
    const heard = (): void => listener();
    power.on(name, heard);
    return () => void power.off(name, heard);
  };
  const onNetwork = (wanted: boolean, listener: () => void): (() => void) => {
    const stopPoll = online.listen(is => is === wanted && listener());
    const stopResume = onPower('resume', online.check);
    windows.on('browser-window-focus', online.check);
    return () => {
      stopPoll();
      stopResume();
      windows.off('browser-window-focus', online.check);
    };
  };
  const onLock = (wanted: boolean, listener: () => void): (() => void) =>
    platform === 'linux'
      ? locked.listen(is => is === wanted && listener())
      : onPower(wanted ? 'lock-screen' : 'unlock-screen', listener);

  return {
    isOnline,
    idleForMs: () => power.getSystemIdleTime() * 1000,
    on: (name, listener) => {
      if (name === 'online' || name === 'offline') return onNetwork(name === 'online', listener);
      if (name === 'lock' || name === 'unlock') return onLock(name === 'lock', listener);
      return onPower(name, listener);
    },
  };
};

const seesAWindow = (): boolean => BrowserWindow.getAllWindows().some(window => window.isVisible());
