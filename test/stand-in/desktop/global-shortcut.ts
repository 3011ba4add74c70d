import type { GlobalShortcut } from 'electron';
import { requireReady } from '../app/ready.ts';
import { withGaps } from '../not-implemented.ts';

const registered = new Map<string, () => void>();
const takenElsewhere = new Set<string>();

const modifier = /^(command|cmd|control|ctrl|commandorcontrol|cmdorctrl|alt|option|altgr|shift|super|meta)$/i;

/** Electron cannot convert an accelerator that has no key or more than one. */
function check(accelerator: unknown): asserts accelerator is string {
  requireReady('globalShortcut cannot be used before the app is ready');
  const parts = typeof accelerator === 'string' ? accelerator.split('+') : [];
  if (parts.filter(part => part !== '' && !modifier.test(part)).length === 1) return;
  throw new TypeError(`Error processing argument at index 0, conversion failure from ${String(accelerator)}`);
}

/** Electron's `globalShortcut`: a table, since no key of the real desktop ever reaches the stand-in. */
export const globalShortcut = withGaps('globalShortcut', {
  register(accelerator, callback) {
    check(accelerator);
    if (takenElsewhere.has(accelerator) || registered.has(accelerator)) return false;
    registered.set(accelerator, callback);
    return true;
  },
  isRegistered(accelerator) {
    check(accelerator);
    return registered.has(accelerator);
  },
  unregister(accelerator) {
    check(accelerator);
    registered.delete(accelerator);
  },
  unregisterAll() {
    requireReady('globalShortcut cannot be used before the app is ready');
    registered.clear();
  },
} satisfies Pick<GlobalShortcut, 'register' | 'isRegistered' | 'unregister' | 'unregisterAll'>);

/** For tests: a person presses these keys, whatever has the focus. */
export function pressShortcut(accelerator: string): void {
  const press = registered.get(accelerator);
  if (!press) throw new Error(`nothing here listens to ${accelerator}, only to ${[...registered.keys()].join(', ')}`);
  press();
}

/** For tests: another program has these keys from now on. */
export function takeShortcut(accelerator: string): void {
  takenElsewhere.add(accelerator);
}
