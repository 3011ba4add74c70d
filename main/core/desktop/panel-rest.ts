import { minuteMs } from '../../../preload/contract/durations.ts';
import type { Clock } from '../ports/time.ts';

/** A panel that nobody looks at costs memory and a process: after this long it is taken down. */
export const panelRestMs = 5 * minuteMs;

interface PanelRest {
  readonly hidden: () => void;
  readonly shown: () => void;
}

/** Calls `end` once the panel has been hidden for `restMs` without being shown in between. */
export const createPanelRest = (ports: {
  readonly clock: Clock;
  readonly restMs: number;
  readonly end: () => void;
}): PanelRest => {
  let cancel = (): void => {};
  return {
    hidden: () => {
      cancel();
      cancel = ports.clock.alarm(ports.clock.now() + ports.restMs, ports.end);
    },
    shown: () => cancel(),
  };
};
