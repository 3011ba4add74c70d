import { EventEmitter } from 'node:events';
import type { PowerMonitor } from 'electron';
import { createEvent, emitSafely } from '../event-object.ts';
import { merge } from '../merge.ts';
import { withGaps } from '../not-implemented.ts';

type IdleState = 'active' | 'idle' | 'locked' | 'unknown';

let state: IdleState = 'active';
let onBattery = false;

const emitter = merge(new EventEmitter(), {
  getSystemIdleState(threshold: number): IdleState {
    if (!(threshold > 0)) throw new TypeError('Invalid idle threshold, must be greater than 0');
    return state;
  },
  getSystemIdleTime: (): number => (state === 'active' ? 0 : 3600),
  isOnBatteryPower: (): boolean => onBattery,
  get onBatteryPower() {
    return onBattery;
  },
}) satisfies Pick<PowerMonitor, 'getSystemIdleState' | 'getSystemIdleTime' | 'isOnBatteryPower' | 'onBatteryPower'>;

/** Electron's `powerMonitor` as on Linux, where locking the screen is seen only in `getSystemIdleState()`. */
export const powerMonitor = withGaps('powerMonitor', emitter);

/** For tests: what the computer does. The two lock events change the idle state and are emitted off Linux only. */
export function power(event: string): void {
  if (event === 'lock-screen' || event === 'unlock-screen') {
    state = event === 'lock-screen' ? 'locked' : 'active';
    if (process.platform === 'linux') return;
  } else if (event === 'on-battery' || event === 'on-ac') {
    onBattery = event === 'on-battery';
  } else if (event === 'shutdown') {
    // The one power event that a listener may delay (docs/api/power-monitor.md).
    emitSafely(emitter, event, createEvent());
    return;
  } else if (event !== 'suspend' && event !== 'resume') {
    throw new Error(`no such power event: ${event}`);
  }
  emitSafely(emitter, event);
}

/** For tests: what `getSystemIdleState()` answers from now on. */
export function setIdleState(next: string): void {
  const found = (['active', 'idle', 'locked', 'unknown'] as const).find(known => known === next);
  if (!found) throw new Error(`no such idle state: ${next}`);
  state = found;
}
